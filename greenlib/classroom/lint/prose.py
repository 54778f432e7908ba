"""Title, headings, tables and words: the house style, as far as it is cheap to check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .markdown import column_names, headings, sentences
from .pages import Page
from .rules import Flaw, page_rule

_HOLLOW = re.compile(
    r"\b(simply|just(?! (as|before|after|above|below)\b)|obviously|trivially|of course)\b",
    re.IGNORECASE,
)


@page_rule("title", "The one title names the page, in a browser's tab as in a screen reader.")
def title(page: Page) -> Iterator[Flaw]:
    """The first cell begins with the page's only first-level heading."""
    first = page.cells[0]
    if first.is_code or not first.source.lstrip().startswith("# "):
        yield Flaw(first.at(), "the page does not begin with a title", "begin it with '# Title'")
    titles = [
        cell.at(heading.line)
        for cell in page.prose
        for heading in headings(cell.source)
        if heading.level == 1
    ]
    for place in titles[1:]:
        yield Flaw(place, "a second title", "make it a section: '## ...'")


@page_rule("heading-order", "Screen readers jump by headings; a level left out looks like a loss.")
def heading_order(page: Page) -> Iterator[Flaw]:
    """No heading is more than one level below the one before it."""
    above = 1
    for cell in page.prose:
        for heading in headings(cell.source):
            if heading.level > above + 1:
                yield Flaw(
                    cell.at(heading.line), f"{heading.text!r} has level {heading.level} below "
                    f"level {above}", f"begin it with {'#' * (above + 1)!r}",
                )  # fmt: skip
            above = heading.level


@page_rule("table-header", "A number in a table means nothing without the name of its column.")
def table_header(page: Page) -> Iterator[Flaw]:
    """Each table has a header that names every column."""
    for cell in page.prose:
        for line, name in column_names(cell.source):
            if not name:
                yield Flaw(
                    cell.at(line), "a column of a table without a name",
                    "begin the table with '| name | name |' and '|---|---|'",
                )  # fmt: skip


@page_rule("hollow-words", "Who does not find it simple is told that it is their fault.")
def hollow_words(page: Page) -> Iterator[Flaw]:
    """The prose does without 'simply', 'just', 'obviously' and their like."""
    for cell in page.prose:
        for line, text in sentences(cell.source):
            for found in _HOLLOW.finditer(text):
                yield Flaw(cell.at(line), f"{found[0]!r} in the prose", "leave the word out")
