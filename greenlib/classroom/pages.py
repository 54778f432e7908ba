"""Make the classroom's HTML pages: self-contained, light and dark, printable, inert.

Every page is made from a Jinja2 template that extends ``base.html.jinja``; style that one kind
of page alone needs is in a CSS file of its own, so that other pages stay as they are. What people
wrote goes through `markdown`, `code` or Jinja's own escaping; a Content-Security-Policy lets
nothing be loaded and no script run but those of the page itself.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import bleach
from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from pygments import highlight
from pygments.filter import simplefilter
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import Name, Punctuation, Text, Whitespace

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "details", "dl", "dt", "em", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
_ATTRIBUTES = {"a": ["href", "title"], "img": ["src", "alt", "title"], "abbr": ["title"]}
PROTOCOLS = ("http", "https", "mailto", "data")


def page(
    title: str, template: str, *, scripts: Sequence[str] = (), talks: bool = False, **context: Any
) -> bytes:
    """Return a page as the bytes of an HTML file.

    Parameters
    ----------
    title : the page's title; plain text.
    template : the name of the template, which extends ``base.html.jinja``.
    scripts : the texts of the page's own scripts; no other script runs.
    talks : whether they may send to the server that the page came from.
    context : what the template needs.
    """
    values = {"title": title, "policy": _policy(scripts, talks), "highlighting": _highlighting(),
              "scripts": [Markup(script) for script in scripts]}  # fmt: skip
    return _environment().get_template(template).render(**values, **context).encode()


def markdown(text: str) -> Markup:
    """Return Markdown as safe HTML: no script, no style, no picture from elsewhere.

    Headings begin at level 3, below those of the page.

    >>> markdown("# Why *this*?\\n<script>alert(1)</script>")
    Markup('<h3>Why <em>this</em>?</h3>\\n&lt;script&gt;alert(1)&lt;/script&gt;')
    """
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
    html = _parser().renderer.render(tokens, _parser().options, {})
    return Markup(bleach.clean(html, TAGS, attributes, PROTOCOLS).strip())


def code(source: str) -> Markup:
    """Return Python source as safe HTML, with its parts marked for colouring.

    >>> "if" in code("if pue < 1: pass")
    True
    """
    lexer = PythonLexer(filters=[_plain()])
    return Markup(highlight(source, lexer, HtmlFormatter(cssclass="code")))


@simplefilter
def _plain(self, lexer, stream, options):
    """Leave what no style colours unmarked; pages of much code are then half the size."""
    for kind, text in stream:
        yield (Text if kind in (Name, Punctuation, Whitespace) else kind), text


def attributes(tag: str, name: str, value: str) -> bool:
    """Return whether HTML that people wrote may have this attribute, as `bleach` asks it."""
    if name not in _ATTRIBUTES.get(tag, ()):
        return False
    if value.strip().lower().startswith("data:"):
        return tag == "img" and value.startswith(("data:image/png;base64,", "data:image/jpeg;"))
    # A picture from elsewhere would tell its server who reads the page.
    return not (tag == "img" and name == "src")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("greenlib.classroom", "templates"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def _policy(scripts: Sequence[str], talks: bool) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src {hashes or chr(39) + 'none' + chr(39)}; base-uri 'none'; form-action 'none'"
        + ("; connect-src 'self'" if talks else "")
    )


@cache
def _highlighting() -> Markup:
    light = HtmlFormatter(style="default").get_style_defs(".code")
    dark = HtmlFormatter(style="github-dark").get_style_defs(".code")
    return Markup(f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}")
