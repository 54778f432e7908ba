"""Headings, lists, links, pictures and sentences of a Markdown text, each with its line.

The text is parsed by markdown-it-py, so what stands in code is never taken for prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..masters import MARKERS

_PARSER = MarkdownIt("commonmark").enable("table")
_HTML_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Heading:
    """A heading: its level from 1 to 6, its text and its line."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link or, with `is_picture`, a picture: where it leads, its text and its line."""

    target: str
    text: str | None
    line: int
    is_picture: bool = False


def headings(source: str) -> list[Heading]:
    """Return the headings of a text; nbgrader's markers look like headings and are none.

    >>> headings("# Title\\n\\n```\\n# a comment\\n```\\n### Deep")
    [Heading(level=1, text='Title', line=1), Heading(level=3, text='Deep', line=6)]
    """
    tokens = _tokens(source)
    return [
        Heading(int(opening.tag[1]), inline.content, opening.map[0] + 1)
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open" and f"### {inline.content}" not in MARKERS
    ]


def numbered_list(source: str, heading: str) -> tuple[int, list[str]] | None:
    """Return the line and the items of the first numbered list below `heading`, or None.

    >>> numbered_list("## Recap\\n\\nWe\\n\\n1. saw\\n   this,\\n2. did that.", "Recap")
    (5, ['saw this,', 'did that.'])
    """
    tokens, inside, found = _tokens(source), False, None
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            if inside:
                break
            inside = tokens[number + 1].content == heading
        elif inside and token.type == "ordered_list_open":
            found = (token.map[0] + 1, _items(tokens[number:], token.level + 1))
            break
    return found


def links(source: str) -> Iterator[Link]:
    """Yield the links and pictures of a text, in Markdown and in HTML."""
    for token in _tokens(source):
        if token.type == "html_block":
            yield from _html_links(token.content, token.map[0] + 1)
        opened: Token | None = None
        text = ""
        for line, part in _parts(token):
            if part.type == "link_open":
                opened, text = part, ""
            elif part.type == "link_close" and opened is not None:
                yield Link(str(opened.attrGet("href")), text, line)
                opened = None
            elif part.type == "image":
                text += part.content
                yield Link(str(part.attrGet("src")), part.content, line, is_picture=True)
            elif part.type == "html_inline":
                yield from _html_links(part.content, line)
            else:
                text += part.content or " "


def column_names(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, name) of the columns of every table; rows without a header have the name "".

    >>> list(column_names("| word | |\\n|---|---|\\n| a | b |"))
    [(1, 'word'), (1, '')]
    """
    for before, token in pairwise(_tokens(source)):
        if before.type == "th_open":
            yield token.map[0] + 1, token.content.strip()
        elif before.type == "paragraph_open" and token.content.startswith("|"):
            yield token.map[0] + 1, ""


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of what people read as prose: no code, no tags, no addresses.

    >>> list(sentences("A `b`\\n**c**\\n\\n<summary>Hint <code>d</code></summary>"))
    [(1, 'A '), (2, 'c'), (4, ' Hint  ')]
    """
    for token in _tokens(source):
        if token.type == "html_block":
            text = _TAG.sub(" ", _HTML_CODE.sub("", token.content))
            yield from ((token.map[0] + n, line) for n, line in enumerate(text.splitlines(), 1))
        for line, part in _parts(token):
            if part.type == "text" and part.content:
                yield line, part.content


@cache
def _tokens(source: str) -> list[Token]:
    return _PARSER.parse(source)


def _parts(token: Token) -> Iterator[tuple[int, Token]]:
    line = token.map[0] + 1 if token.map else 1
    for part in token.children or []:
        yield line, part
        line += part.type in ("softbreak", "hardbreak")


def _items(tokens: list[Token], level: int) -> list[str]:
    items: list[str | None] = []
    for token in tokens:
        if token.type == "ordered_list_close" and token.level == level - 1:
            break
        if token.type == "list_item_open" and token.level == level:
            items.append(None)
        elif token.type == "inline" and items and items[-1] is None:
            items[-1] = " ".join(token.content.split())
    return [item or "" for item in items]


def _html_links(html: str, line: int) -> list[Link]:
    reader = _Links(line)
    reader.feed(html)
    return reader.found


class _Links(HTMLParser):
    """Collects links and pictures from HTML."""

    def __init__(self, line: int):
        super().__init__()
        self.found: list[Link] = []
        self._first = line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        line = self._first + self.getpos()[0] - 1
        if tag == "img":
            self.found.append(Link(given.get("src") or "", given.get("alt"), line, True))
        elif tag == "a" and "href" in given:
            self.found.append(Link(given["href"] or "", None, line))
