"""What a student's cell showed, as a notebook may hold it.

It comes from the student's process, so nothing of it is believed: each output is made anew from the
parts that are known, all of them text, and there is an end to how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

MAX_OUTPUTS = 500
_MAX_ERROR_CHARS = 2000
_TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml")
_PICTURES = ("image/png", "image/jpeg")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_LEFT_OUT = "[the rest of the output is left out]\n"


class Shown:
    """Takes the outputs of one notebook's cells, up to `max_chars` in all."""

    def __init__(self, max_chars: int):
        self._left = max_chars

    def take(self, outputs: Any) -> list[dict[str, Any]]:
        """Return a cell's outputs as nbformat has them; what is no output is left out.

        >>> Shown(1000).take([{"output_type": "stream", "name": "stdout", "text": "kWh"}, "forged"])
        [{'output_type': 'stream', 'name': 'stdout', 'text': 'kWh'}]
        """
        taken: list[dict[str, Any]] = []
        for output in outputs if isinstance(outputs, list) else ():
            made = _made_anew(output)
            self._left -= sum(map(len, _texts_in(made))) + 100
            if self._left < 0 or len(taken) == MAX_OUTPUTS:
                return [*taken, _stream("stdout", _LEFT_OUT)]
            if made:
                taken.append(made)
        return taken


def _made_anew(output: Any) -> dict[str, Any]:
    """Return `output` made of what is known of it; empty if it is none."""
    if not isinstance(output, dict):
        return {}
    kind = output.get("output_type")
    if kind == "stream":
        return _stream("stderr" if output.get("name") == "stderr" else "stdout", output.get("text"))
    if kind == "error":
        name, text = (_text(output.get(key))[:_MAX_ERROR_CHARS] for key in ("ename", "evalue"))
        lines = output.get("traceback")
        traceback = [_text(line) for line in lines] if isinstance(lines, list) else []
        return {"output_type": "error", "ename": name, "evalue": text, "traceback": traceback}
    if kind in ("execute_result", "display_data") and (data := _data(output.get("data"))):
        count = {"execution_count": None} if kind == "execute_result" else {}
        return {"output_type": kind, "data": data, "metadata": {}, **count}
    return {}


def _data(bundle: Any) -> dict[str, str]:
    """Return the texts and pictures of a bundle; scripts, widgets and other forms are left out."""
    known = bundle.items() if isinstance(bundle, dict) else ()
    data = {kind: _text(part) for kind, part in known if kind in (*_TEXTS, *_PICTURES)}
    return {kind: text for kind, text in data.items()
            if kind in _TEXTS or _BASE64.fullmatch(text)}  # fmt: skip


def _stream(name: str, text: Any) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": _text(text)}


def _text(part: Any) -> str:
    """Return `part` as text that UTF-8 can hold."""
    return part.encode("utf-8", "replace").decode() if isinstance(part, str) else ""


def _texts_in(output: dict[str, Any]) -> Iterable[str]:
    for part in output.values():
        if isinstance(part, str):
            yield part
        elif isinstance(part, list):
            yield from part
        elif isinstance(part, dict):
            yield from part.values()
