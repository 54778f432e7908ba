"""The lint of the teaching material: rules over lessons, masters, the syllabus and rubrics.

::

    rules.py       what a rule and a finding are; the list of all rules
    pages.py       a unit as the rules see it: parsed cells, questions, syllabus, rubrics
    markdown.py    headings, lists, links and pictures of a Markdown cell, with their lines
    agreement.py   points, objectives, time and parts agree everywhere
    cells.py       cells are short and stand between sentences
    pictures.py    every picture has alternative text
    numbers.py     no factor without a source
    links.py       links lead somewhere
    prose.py       title, headings, tables, words

How code looks is ruff's business; `make lint` runs both.
"""

from .links import outside_links
from .pages import read_units
from .rules import RULES, Finding, Rule
from .run import lint_units

__all__ = ["RULES", "Finding", "Rule", "lint_units", "outside_links", "read_units"]
