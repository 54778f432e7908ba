"""Marking prose answers: a page on this machine, with the rubric's levels as keys.

::

    marks.py       a mark, what a marker wishes, and the mark that follows: pure
    book.py        marks in nbgrader's gradebook, one transaction each
    phrases.py     comments to use again: source/NN-topic/comments.yml
    questions.py   the prose questions of an assignment: prompt and rubric
    desk.py        answers in their order without names, and what happens to them
    server.py      the page over HTTP, for this machine and one browser

What a marker chooses goes where formgrader looks: `manual_score` and `manual_comment`.
"""

from .book import chosen_levels

__all__ = ["chosen_levels"]
