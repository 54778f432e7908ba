"""Let HTML that students wrote be shown and none of it run.

nbgrader_config.py puts `inert` where formgrader's templates put rendered Markdown and HTML outputs;
the feedback page shows HTML outputs through it.
"""

from __future__ import annotations

import re
from typing import Any

import bleach
from markupsafe import Markup

from .pages import PROTOCOLS, TAGS, attributes

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
