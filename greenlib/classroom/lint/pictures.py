"""Every picture has words for readers who do not see it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .markdown import links
from .pages import Page
from .rules import Flaw, page_rule

SHORTEST, LONGEST = 40, 400
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|svg|webp|pdf)", re.IGNORECASE)
_REMEDY = "say in a sentence or two what the picture shows, with its numbers"


@page_rule("alt-text", "A picture without words is missing for whoever does not see it.")
def alt_text(page: Page) -> Iterator[Flaw]:
    """Pictures in Markdown, in HTML and from `plots.show` have alternative text."""
    for cell in page.prose:
        for link in links(cell.source):
            if link.is_picture and (problem := _problem(link.text)):
                yield Flaw(cell.at(link.line), problem, _REMEDY)
    for cell in page.code:
        for node in ast.walk(cell.tree):
            if _shows_picture(node) and (problem := _problem_of_call(node)):
                yield Flaw(cell.at(node.lineno), problem, _REMEDY)


def _shows_picture(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("plots.show", "show")


def _problem_of_call(call: ast.Call) -> str | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "alt"]
    given = (named or call.args[1:2] or [None])[0]
    if given is None:
        return _problem(None)
    text = _written_text(given)
    if text is None:
        return f"the alternative text is {ast.unparse(given)}, not written in the call"
    return _problem(text)


def _written_text(node: ast.expr) -> str | None:
    """Return the text of a string; what an f-string fills in counts as one character."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_written_text(part) or "0" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _problem(alt: str | None) -> str | None:
    text = " ".join((alt or "").split())
    if not text:
        return "a picture without alternative text"
    if _FILE_NAME.fullmatch(text):
        return f"the alternative text {text!r} is the name of a file"
    if len(text) < SHORTEST:
        return f"the alternative text {text!r} has {len(text)} characters, at least {SHORTEST}"
    if len(text) > LONGEST:
        return f"an alternative text of {len(text)} characters, at most {LONGEST}"
    return None
