"""Let nbgrader's own pages, feedback and formgrader, show what students wrote and run none of it.

nbgrader_config.py puts `inert` where its templates put rendered Markdown and HTML outputs, and
makes feedback with `InertHTMLExporter`.
"""

from __future__ import annotations

import re
from typing import Any

import bleach
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from .pages import PROTOCOLS, TAGS, attributes, policy

_NEVER_SHOWN = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>")
# The classes by which highlighted code is coloured; others could lay a box over the page.
_CODE_CLASS = re.compile(r"highlight|[a-z0-9]{1,3}")


def inert(html: Any) -> Markup:
    """Return rendered HTML without what would run, load from elsewhere or cover the page.

    >>> inert('<p onclick="alert(1)">kWh<script>alert(1)</script></p>')
    Markup('<p>kWh</p>')
    """
    text = html.decode(errors="replace") if isinstance(html, bytes) else str(html)
    text = _NEVER_SHOWN.sub("", text)
    return Markup(bleach.clean(text, TAGS | {"div", "h1", "h2"}, _attributes, PROTOCOLS))


def _attributes(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return tag in ("div", "span") and bool(_CODE_CLASS.fullmatch(value.strip()))
    return attributes(tag, name, value)


class InertHTMLExporter(HTMLExporter):
    """nbconvert's HTML, with a policy that lets no script run and nothing be loaded."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **settings: Any
    ) -> tuple[str, dict]:
        page, resources = super().from_notebook_node(nb, resources, **settings)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(())}">'
        return page.replace("<head>", f"<head>\n{meta}", 1), resources
