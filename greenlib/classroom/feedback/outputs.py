"""What a student's cells showed, as a page may show it: nothing runs, loads or goes on for ever."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape
from nbformat import NotebookNode

from .. import pages
from ..inert import inert
from ..words import line_in_cell, printable

MAX_LINES, MAX_CHARS = 60, 8_000
# HTML and Markdown are parsed, and code is coloured, up to this length; longer ones are shown as
# text. A table of pandas has less than this.
MAX_PARSED = 60_000
_TERMINAL_COMMAND = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_HEADING = re.compile(r"<(/?)h[1-6]>")
_IMAGE = re.compile(r"<img(?=[ >/])")
_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True)
class Output:
    """One output of a cell.

    kind : "text", "warning" (what went to stderr), "error", "picture" or "table" (any HTML).
    content : safe HTML; for a picture, its address.
    """

    kind: str
    content: Markup


def outputs_of(cell: NotebookNode) -> list[Output]:
    """Return what a code cell showed."""
    return list(_outputs(cell))


def plain(text: str) -> Markup:
    """Return text without terminal commands and overwritten lines, cut where it gets too long.

    >>> print(plain("\\x1b[31mred\\x1b[0m\\n10 %\\r20 %\\u202e<b>"))
    red
    20 %\\u202e&lt;b&gt;
    """
    text = _TERMINAL_COMMAND.sub("", text.replace("\r\n", "\n"))
    lines = [line.rpartition("\r")[2].expandtabs(4) for line in text.removesuffix("\n").split("\n")]
    shown = "\n".join(lines[:MAX_LINES])[:MAX_CHARS]
    if len(shown) < len("\n".join(lines)):
        shown += f"\n[… the rest of {len(lines):,} lines, {len(text):,} characters is left out]"
    return escape(printable(shown))


def calm(html: Markup) -> Markup:
    """Return safe HTML without headings of its own, which would disturb those of the page.

    >>> calm(Markup('<h3>20 of 20</h3><img>'))
    Markup('<p>20 of 20</p><img alt="A picture without a description">')
    """
    html = _HEADING.sub(lambda found: f"<{found[1]}p>", html)
    # Of two attributes of the same name, browsers take the first: one with a text stays.
    return Markup(_IMAGE.sub(_with_alt, html))


def written(kind: str, source: str) -> Markup:
    """Return what a student wrote in a cell of this kind, as safe HTML."""
    if len(source) > MAX_PARSED:
        return Markup("<pre>{}</pre>").format(plain(source))
    if kind == "markdown":
        return calm(pages.markdown(source))
    text = printable(source.expandtabs(4))
    return pages.code(text) if kind == "code" else Markup("<pre>{}</pre>").format(text)


def _with_alt(found: re.Match) -> str:
    tag = found.string[found.start() : found.string.find(">", found.start())]
    return found[0] if " alt=" in tag else '<img alt="A picture without a description"'


def _outputs(cell: NotebookNode) -> Iterator[Output]:
    for name, group in groupby(cell.get("outputs", ()), _stream_name):
        if name:
            text = "".join(output.text for output in group)
            if text.strip():
                yield Output("warning" if name == "stderr" else "text", plain(text))
            continue
        for output in group:
            if output.output_type == "error":
                yield Output("error", _error(output, cell.source))
            elif (shown := _rich(output.data)) is not None:
                yield shown


def _stream_name(output: NotebookNode) -> str:
    return output.name if output.output_type == "stream" else ""


def _error(output: NotebookNode, source: str) -> Markup:
    """Return an error without its trace through other people's code, and the student's line."""
    words = plain(f"{output.ename}: {output.evalue}".rstrip(": "))
    number, lines = line_in_cell(output.traceback), source.splitlines()
    if number is None or number > len(lines):
        return words
    return Markup("{}\nline {} of the cell:  {}").format(words, number, plain(lines[number - 1]))


def _rich(data: NotebookNode) -> Output | None:
    for kind, signature in _SIGNATURES.items():
        if kind in data and (encoded := _picture(data[kind], signature)):
            return Output("picture", Markup(f"data:{kind};base64,{encoded}"))
    html, text = data.get("text/html", ""), data.get("text/plain", "")
    if html and len(html) <= MAX_PARSED:
        return Output("table", calm(inert(html)))
    if "text/markdown" in data and len(data["text/markdown"]) <= MAX_PARSED:
        return Output("table", calm(pages.markdown(data["text/markdown"])))
    text = text or data.get("text/latex", "") or html
    return Output("text", plain(text)) if text else None


def _picture(encoded: str, signature: bytes) -> str:
    """Return a picture as base64 without line ends, or "" if it is none."""
    encoded = "".join(encoded.split())
    try:
        picture = base64.b64decode(encoded, validate=True)
    except ValueError:  # also for letters that are no base64 at all
        return ""
    return encoded if picture.startswith(signature) else ""
