"""Links lead somewhere: files exist, anchors resolve, addresses are well formed.

Addresses outside the course are never fetched; `outside_links` lists them for a person to follow.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..notebooks import read_text_notebook
from .markdown import Link, headings, links, sentences
from .pages import Page, Place, Unit
from .rules import Flaw, page_rule

_UNREAD_LINK = re.compile(r"\[[^\]]+\] ?\([^)]*\)?|\[[^\]]+\]\[[^\]]*\]")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@page_rule("links", "A link that leads nowhere costs the reader's trust in the next one.")
def check_links(page: Page) -> Iterator[Flaw]:
    """Links and pictures have words, a well-formed target, and files and anchors exist."""
    for cell in page.prose:
        for link in links(cell.source):
            problem = _problem(page, link)
            if problem:
                yield Flaw(cell.at(link.line), *problem)
        for line, text in sentences(cell.source):
            if found := _UNREAD_LINK.search(text):
                yield Flaw(
                    cell.at(line), f"{found[0]!r} is not read as a link",
                    "write [words](target): a file's path or https://..., without spaces",
                )  # fmt: skip


def outside_links(units: Iterable[Unit]) -> list[tuple[str, Place]]:
    """Return the addresses outside the course that the units link to, with their places."""
    return sorted(
        ((link.target, cell.at(link.line))
         for unit in units
         for page in unit.pages
         for cell in page.prose
         for link in links(cell.source)
         if urlsplit(link.target).scheme),
        key=lambda found: (found[0], str(found[1])),
    )  # fmt: skip


def _problem(page: Page, link: Link) -> tuple[str, str] | None:
    target = urlsplit(link.target)
    if link.text is not None and not link.is_picture and not link.text.strip():
        return f"the link to {link.target!r} has no words", "say between [ and ] where it leads"
    if not link.target:
        return "a link without a target", "write where it leads"
    if target.scheme in ("http", "https"):
        good = _HOST.fullmatch(target.hostname or "")
        return None if good else (f"{link.target!r} is no address", "write https://host/page")
    if target.scheme:
        good = target.scheme == "mailto" and "@" in target.path
        return None if good else (f"{link.target!r} is no address", "use https:// or a file's path")
    return _problem_of_file(page, unquote(target.path), unquote(target.fragment))


def _problem_of_file(page: Page, path: str, anchor: str) -> tuple[str, str] | None:
    here = page.root / page.notebook.path
    file = here.parent / path if path else here
    text = file.with_suffix(".py") if file.suffix == ".ipynb" else file
    if not text.exists():
        return f"there is no file {path!r} beside this page", "correct the path"
    if not anchor:
        return None
    known = _anchors(text)
    if anchor not in known:
        return f"{path or 'this page'} has no heading for '#{anchor}'", _nearest(anchor, known)
    return None


def _anchors(file: Path) -> list[str]:
    """Return the anchors that Jupyter makes: a heading's text with hyphens for spaces."""
    if file.suffix == ".py":
        cells = read_text_notebook(file).nb.cells
        texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    else:
        texts = [file.read_text(encoding="utf-8")] if file.suffix == ".md" else []
    return [heading.text.replace(" ", "-") for text in texts for heading in headings(text)]


def _nearest(anchor: str, known: list[str]) -> str:
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(anchor.casefold(), folded, n=1)
    if close:
        return f"did you mean '#{folded[close[0]]}'? Jupyter puts hyphens for spaces, no more"
    return "name a heading, with hyphens for its spaces"
