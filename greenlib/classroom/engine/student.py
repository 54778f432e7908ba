"""The student's process: it runs the student's cells, and the calls that the judge asks for.

What runs here may do to this process what it likes: nothing here decides a score.
"""

from __future__ import annotations

import base64
import inspect
import io
import json
import os
import pickle
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from .limits import Limits
from .values import encode
from .wire import PeerGone, Wire

_MUTABLE = ("list", "dict", "set", "ndarray", "Series", "DataFrame", "OrderedDict", "defaultdict")


class Outputs:
    """What a cell showed, as nbformat outputs, cut at `max_chars`."""

    def __init__(self, max_chars: int):
        self.items: list[dict[str, Any]] = []
        self._left = max_chars

    def stream(self, name: str, text: str) -> None:
        """Add text printed to stdout or stderr."""
        text = self._cut(text)
        if text and self.items and self.items[-1].get("name") == name:
            self.items[-1]["text"] += text
        elif text:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def display(self, kind: str, data: dict, metadata: dict, count: int | None = None) -> None:
        """Add a shown value or picture."""
        size = sum(len(str(part)) for part in data.values())
        if size > 20 * max(self._left, 1):
            return self.stream("stdout", "[an output too large to keep]\n")
        output = {"output_type": kind, "data": data, "metadata": metadata}
        self.items.append(output | ({"execution_count": count} if count is not None else {}))
        return None

    def error(self, name: str, text: str, traceback: list[str]) -> None:
        """Add the error that ended a cell."""
        lines = [self._cut(line) for line in traceback]
        self.items.append(
            {"output_type": "error", "ename": name, "evalue": text[:2000], "traceback": lines}
        )

    def _cut(self, text: str) -> str:
        if self._left <= 0:
            return ""
        kept = text[: self._left]
        self._left -= len(text)
        return kept if self._left > 0 else f"{kept}\n[the rest of the output is left out]\n"


class _Stream(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, shell: _Shell, name: str):
        self._shell, self.name = shell, name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._shell.outputs.stream(self.name, text)
        return len(text)


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **_: Any) -> None:
        self.shell.outputs.display("display_data", _as_text(data), metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.items.clear()


class _DisplayHook(DisplayHook):
    def write_output_prompt(self) -> None:
        """Write none: the notebook shows it."""

    def write_format_data(self, format_dict, md_dict=None) -> None:
        self.shell.outputs.display(
            "execute_result", _as_text(format_dict), md_dict or {}, self.prompt_count
        )


class _Shell(InteractiveShell):
    """IPython's shell as a notebook has it, its outputs kept in `outputs`."""

    outputs: Outputs
    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_DisplayHook)

    def __init__(self, **settings: Any):
        self.outputs = Outputs(10**6)
        super().__init__(**settings)

    def _showtraceback(self, etype, evalue, stb) -> None:
        self.outputs.error(etype.__name__, str(evalue), list(stb))

    def enable_gui(self, gui=None) -> None:
        """Do nothing: there is no window."""


def make_shell() -> InteractiveShell:
    """Return the shell, made once in the warm parent."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    shell = _Shell.instance(config=config)
    # What makes the first cell, value and error slow is done here, once.
    shell.display_formatter.format(1.5)
    shell.run_cell("1 / 0", silent=True)
    shell.outputs.items.clear()
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        vars(sys).pop(name, None)
    return shell


def serve(talk: socket.socket, shell: Any, limits: Limits, files: dict[str, str]) -> None:
    """Do what the judge asks for, until it hangs up."""
    folder = tempfile.mkdtemp(prefix="work-")
    os.chdir(folder)
    for name, data in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(data))
    os.environ.update(HOME=folder, MPLCONFIGDIR=folder)
    os.environ.pop("PYTHONPATH", None)
    _Student(talk, shell, limits).serve()


class _Student:
    def __init__(self, talk: socket.socket, shell: Any, limits: Limits):
        self._wire = Wire(talk, max_bytes=1 << 30)
        self._shell, self._limits = shell, limits
        self._kept: list[Any] = []
        self._busy = False
        signal.signal(signal.SIGINT, self._interrupt)
        self._streams = {name: _Stream(shell, name) for name in ("stdout", "stderr")}

    def _interrupt(self, *_: Any) -> None:
        if self._busy:
            raise KeyboardInterrupt

    def serve(self) -> None:
        does = {"run": self._run_cell, "setup": self._run_setup, "get": self._get,
                "call": self._call, "signature": self._signature}  # fmt: skip
        itself = os.getpid()
        while True:
            request = self._wire.receive()
            try:
                with self._working():
                    answer = does[request.pop("do")](**request)
            except PeerGone:
                raise
            except BaseException as error:
                answer = _described(error)
            if os.getpid() != itself:
                os._exit(0)  # a copy that the cell has forked; one of us answers
            self._answer(answer)

    @contextmanager
    def _working(self) -> Iterator[None]:
        previous = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self._streams["stdout"], self._streams["stderr"]
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
            sys.stdout, sys.stderr = previous

    def _answer(self, answer: dict) -> None:
        try:
            too_large = len(json.dumps(answer)) > self._limits.message_mb * 1_000_000 - 100
        except (ValueError, RecursionError, MemoryError):  # as an integer of 5,000 digits
            too_large = True
        if too_large:
            text = "a value too large to check"
            answer = {"value": {"object": ["value too large", text, None, ""]},
                      "outputs": []}  # fmt: skip
        self._wire.send(answer)

    def _run_cell(self, source: str) -> dict:
        self._shell.outputs = Outputs(self._limits.output_chars)
        result = self._shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        return {"outputs": self._shell.outputs.items,
                **(_described(error) if error is not None else {})}  # fmt: skip

    def _run_setup(self, source: str) -> dict:
        self._shell.outputs = Outputs(0)
        # Plain statements of the master, which need none of IPython's.
        with suppress(Exception):
            exec(compile(source, "<setup>", "exec"), self._shell.user_ns)
        return {}

    def _get(self, name: str) -> dict:
        if name not in self._shell.user_ns:
            return {"missing": True}
        return {"value": encode(self._shell.user_ns[name], self._keep)}

    def _keep(self, value: Any) -> int:
        for number, kept in enumerate(self._kept):
            if kept is value:
                return number
        self._kept.append(value)
        return len(self._kept) - 1

    def _call(self, number: int, arguments: str) -> dict:
        # From the judge, which is ours: what the student sends goes the other way, as plain data.
        positional, named = pickle.loads(base64.b64decode(arguments))
        before = self._mutable(positional, named)
        self._shell.outputs = Outputs(self._limits.output_chars)
        try:
            result = self._kept[number](*positional, **named)
            answer = {"value": encode(result, self._keep)}
        except BaseException as error:
            answer = _described(error)
        after = self._mutable(positional, named)
        changed = {key: after[key] for key in before if before[key] != after[key]}
        return {**answer, "changed": changed}

    def _signature(self, number: int) -> dict:
        parameters = inspect.signature(self._kept[number]).parameters.values()
        return {"parameters": [[part.name, part.kind.name] for part in parameters]}

    def _mutable(self, positional: tuple, named: dict) -> dict[str, Any]:
        places = {**{str(n): value for n, value in enumerate(positional)}, **named}
        return {key: encode(value, lambda _: 0) for key, value in places.items()
                if type(value).__name__ in _MUTABLE}  # fmt: skip


def _described(error: BaseException) -> dict:
    kinds = [[str(kind.__module__), kind.__name__] for kind in type(error).__mro__]
    try:
        text = str(error)
    except Exception:
        text = ""
    return {"error": {"kinds": kinds, "text": text[:2000]}}


def _as_text(data: dict) -> dict[str, Any]:
    """Return MIME data as JSON carries it; pictures come as bytes."""
    return {
        kind: base64.b64encode(part).decode() if isinstance(part, bytes) else part
        for kind, part in data.items()
    }
