"""The page that a student gets back: what was given, why, and what to do next.

::

    handout.py   what all pages of an assignment share: questions, visible tests, sections
    marks.py     what the gradebook holds about each student: points, comments, chosen levels
    outputs.py   what a student's cells showed, inert
    page.py      the page: pure
    writing.py   the pages of a class
    exporter.py  the same page for nbgrader's own generate_feedback
"""

from .handout import Handout, handout_of
from .marks import Marks, read_marks
from .page import feedback_page, notice_page
from .writing import Written, write_pages

__all__ = [
    "Handout", "Marks", "Written", "feedback_page", "handout_of", "notice_page", "read_marks",
    "write_pages",
]  # fmt: skip
