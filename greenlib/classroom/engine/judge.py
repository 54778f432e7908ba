"""The judge's process: it runs the test cells and never a line of the student's.

A test cell finds the student's names as proxies. What the student's process sends is data
(`values`); a process that ends, hangs or talks nonsense costs the student's own tests only.
"""

from __future__ import annotations

import base64
import builtins
import contextlib
import functools
import inspect
import io
import json
import pickle
import signal
import socket
import sys
import time
from collections.abc import Iterator
from types import CodeType
from typing import Any

import numpy as np

from ..words import printable
from .limits import Limits
from .shown import Shown
from .values import BadValueError, decode
from .wire import BadMessage, PeerGone, TooLate, Wire

_GRACE_SECONDS = 2.0
_MAX_ERROR_CHARS = 2000
# What a test cell ends with when it is we who speak: its text is shown as it stands.
_OUR_ERRORS = ("CheckFailed", "StudentCodeStopped")


class StudentCodeStopped(BaseException):
    """The student's code did not come to an end in time, or ended its own process.

    No Exception, so that a test cell which catches what a function raises does not take it for
    that.
    """


def serve(talk: socket.socket, lifeline: socket.socket, orders: socket.socket) -> None:
    """Take one job from `orders`, run it, and send back what became of it."""
    wire = Wire(orders, max_bytes=1 << 30)
    job = wire.receive()
    limits = Limits(**job["limits"])
    student = _Student(Wire(talk, limits.message_mb * 1_000_000), lifeline, limits)
    names = _Names(student)
    cells = []
    for cell in job["cells"]:
        begun = time.perf_counter()
        outcome = _judge(cell, names, student) if cell["test"] else _run(cell, student)
        cells.append({"name": cell["name"], **outcome, "seconds": time.perf_counter() - begun})
    end = student.end()
    wire.send({"cells": cells, "remarks": student.remarks,
               "student_cpu_seconds": end.get("cpu_seconds", 0.0)})  # fmt: skip


def _run(cell: dict, student: _Student) -> dict:
    try:
        answer = student.ask({"do": "run", "source": cell["source"]}, f"the cell {cell['name']!r}")
    except StudentCodeStopped as stopped:
        return _failed(stopped)
    return {"outputs": student.shown.take(answer.get("outputs"))}


@functools.cache
def compiled(name: str, source: str) -> CodeType:
    """Return the code of a test cell; what a warm parent has asked for is there in each judge."""
    return compile(source, f"<{name}>", "exec")


def _judge(cell: dict, names: _Names, student: _Student) -> dict:
    begun = time.monotonic()
    try:
        if cell["setup"]:
            student.ask({"do": "setup", "source": cell["setup"]}, f"the cell {cell['name']!r}")
        code = compiled(cell["name"], cell["source"])
        with _in_silence(), _at_most(student.seconds_left(begun) + _GRACE_SECONDS):
            exec(code, names)
    except BaseException as error:
        return _failed(error)
    return {}


def _failed(error: BaseException) -> dict:
    return {"error_name": _name_of(error), "error_text": printable(str(error)[:_MAX_ERROR_CHARS])}


def _name_of(error: BaseException) -> str:
    """Return the name of an error; never an empty one, nor one of ours for a student's error."""
    name = type(error).__name__
    if isinstance(error, _Raised) and (name in _OUR_ERRORS or not name.isidentifier()):
        return type(error).__mro__[2].__name__
    return name


@contextlib.contextmanager
def _in_silence() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Stop a test cell that is itself too slow, for example on a huge value."""

    def too_late(*_: Any) -> None:
        raise StudentCodeStopped("The test did not come to an end in time.")

    signal.signal(signal.SIGALRM, too_late)
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class _Names(dict):
    """The names of the test cells; what they do not define is asked of the student's process."""

    def __init__(self, student: _Student):
        super().__init__(__name__="__main__", __builtins__=builtins)
        self._student = student

    def __missing__(self, name: str) -> Any:
        # A student who defines `abs` or `sum` anew must not change what the tests use.
        if hasattr(builtins, name):
            raise KeyError(name)
        return self._student.get(name)


class _Student:
    """The judge's side of the conversation with the student's process."""

    def __init__(self, wire: Wire, lifeline: socket.socket, limits: Limits):
        self._wire, self._lifeline, self._limits = wire, lifeline, limits
        self._begun = time.monotonic()
        self._gone = ""
        self.remarks: list[str] = []
        self.shown = Shown(limits.message_mb * 1_000_000)

    def seconds_left(self, cell_begun: float) -> float:
        """Return how long the cell that began then, or the notebook, may still take."""
        now = time.monotonic()
        return max(0.1, min(self._limits.cell_seconds - (now - cell_begun),
                            self._limits.notebook_seconds - (now - self._begun)))  # fmt: skip

    def ask(self, request: dict, what: str) -> dict:
        """Return the answer to `request`. Raises StudentCodeStopped if there is none in time."""
        what = printable(what[:80])
        if self._gone:
            raise StudentCodeStopped(self._gone)
        if time.monotonic() - self._begun > self._limits.notebook_seconds:
            raise self._end_notebook(what)
        seconds = self.seconds_left(time.monotonic())
        try:
            self._wire.send(request, seconds)
            answer = self._wire.receive(seconds)
        except TooLate:
            raise self._stop(what) from None
        except BadMessage as error:
            raise self._lose(what, f"{error} to the grader and was stopped") from None
        except PeerGone:
            raise self._lose(what) from None
        if not isinstance(answer, dict):
            raise self._lose(what, "sent what is no answer to the grader and was stopped")
        return answer

    def get(self, name: str) -> Any:
        """Return the student's value `name`. Raises KeyError if there is none."""
        answer = self.ask({"do": "get", "name": name}, name)
        if "value" not in answer:
            raise KeyError(name)
        return self._value(answer["value"], name)

    def call(self, function: StudentFunction, arguments: tuple, keywords: dict) -> Any:
        """Return what the student's function returns, or raise what it raises."""
        number, name = function.number, function.__name__
        packed = base64.b64encode(pickle.dumps((arguments, keywords))).decode()
        answer = self.ask({"do": "call", "number": number, "arguments": packed}, name)
        changed = answer.get("changed")
        for key, data in changed.items() if isinstance(changed, dict) else ():
            places = {**{str(n): value for n, value in enumerate(arguments)}, **keywords}
            _change(places.get(key), self._value(data, name))
        if "error" in answer:
            raise _as_error(answer["error"])
        return self._value(answer.get("value"), name)

    def signature(self, function: StudentFunction) -> inspect.Signature:
        """Return the parameters of the student's function, without its defaults' values."""
        request = {"do": "signature", "number": function.number}
        described = self.ask(request, function.__name__).get("parameters")
        try:
            parts = [inspect.Parameter(name, _PARAMETER_KINDS[kind]) for name, kind in described]
            return inspect.Signature(parts)
        except (TypeError, ValueError, KeyError):
            raise ValueError(f"{function.__name__} has no signature") from None

    def end(self) -> dict:
        """End the student's process and return how it ended."""
        with contextlib.suppress(OSError):
            self._lifeline.sendall(b"k")
        return self._last_words()

    def _value(self, data: Any, what: str) -> Any:
        try:
            return decode(data, lambda number, name, text: _function(self, number, name, text))
        except BadValueError as error:
            words = f"What came of {printable(what)} could not be read: {error}."
            raise StudentCodeStopped(words) from None

    def _stop(self, what: str) -> StudentCodeStopped:
        words = (
            f"{what} did not come to an end within {self._limits.cell_seconds:g} s and was "
            "stopped. Look for a loop that never stops."
        )
        self.remarks.append(words)
        try:
            self._lifeline.sendall(b"i")
            self._wire.receive(_GRACE_SECONDS)
        except (OSError, PeerGone, TooLate):
            self.end()
            self._gone = f"{words} What follows it could not be run."
        return StudentCodeStopped(words)

    def _end_notebook(self, what: str) -> StudentCodeStopped:
        self.end()
        self._gone = (
            f"The notebook took more than {self._limits.notebook_seconds:g} s in all and was "
            f"stopped before {what}. What follows it could not be run."
        )
        self.remarks.append(self._gone)
        return StudentCodeStopped(self._gone)

    def _lose(self, what: str, how: str = "") -> StudentCodeStopped:
        end = self.end()
        how = how or _how_it_ended(end, self._limits)
        self._gone = f"While {what} ran, the code {how}. What follows it could not be run."
        self.remarks.append(self._gone)
        return StudentCodeStopped(self._gone)

    def _last_words(self) -> dict:
        self._lifeline.settimeout(10)
        with contextlib.suppress(OSError, ValueError):
            return json.loads(self._lifeline.recv(1000))
        return {}


def _how_it_ended(end: dict, limits: Limits) -> str:
    if end.get("too_much_memory"):
        most = f"{limits.together_mb:,} MB of memory"
        return f"and what it had started took more than {most} together and was stopped"
    code, cpu_seconds = end.get("exit"), end.get("cpu_seconds", 0.0)
    # The first process of a namespace gets no SIGXCPU, only the SIGKILL that follows it; and for
    # that the kernel counts in whole ticks, up to twice as much as it reports.
    used_up = code == -signal.SIGKILL and cpu_seconds > 0.5 * limits.cpu_seconds
    if code == -signal.SIGXCPU or used_up:
        return f"used more than {limits.cpu_seconds} s of CPU time and was stopped"
    if code == -signal.SIGKILL:
        return "was stopped: it was killed, asked for too much memory or hung up on the grader"
    if code is not None and code < 0:
        return f"crashed Python ({signal.Signals(-code).name})"
    return f"ended Python itself (exit code {code})"


_PARAMETER_KINDS = {kind.name: kind for kind in type(inspect.Parameter.KEYWORD_ONLY)}


class StudentFunction:
    """A function, or another callable, in the student's process."""

    def __init__(self, student: _Student, number: int, name: str, text: str):
        self._student, self.number, self._text = student, number, text
        self.__name__ = name or text

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._student.call(self, arguments, keywords)

    @property
    def __signature__(self) -> inspect.Signature:
        """Its parameters, by which messages name an argument."""
        return self._student.signature(self)

    def __repr__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


def _function(student: _Student, number: int, name: str, text: str) -> StudentFunction:
    name = " ".join(printable(name[:60]).split())
    # Its type is called as a plain function's is, so that messages say "a function".
    return type("function", (StudentFunction,), {})(student, number, name, text)


class _Raised:
    """What a student's exception is here besides one of Python's: its text."""

    def __init__(self, text: str):
        self._text = text

    def __str__(self) -> str:
        return self._text


def _as_error(described: Any) -> BaseException:
    """Return the student's exception: of the nearest type that is known here, with its text."""
    kinds, text = described["kinds"], str(described["text"])[:_MAX_ERROR_CHARS]
    base = next((known for kind in kinds if (known := _known_error(*kind))), Exception)
    name = str(kinds[0][1])[:60] if kinds else "Exception"
    return type(name, (_Raised, base), {})(text)


def _known_error(module: str, name: str) -> type[BaseException] | None:
    if module in ("builtins", "greenlib.errors"):
        kind = getattr(sys.modules[module], name, None)
        # A group of exceptions cannot be made from a text alone.
        if (
            isinstance(kind, type)
            and issubclass(kind, BaseException)
            and kind.__new__ is not (BaseExceptionGroup.__new__)
        ):
            return kind
    return None


def _change(value: Any, new: Any) -> None:
    """Make `value`, an argument that the student's function changed, equal to `new` in place."""
    if isinstance(value, list) and isinstance(new, list):
        if len(value) != len(new):
            value[:] = new
        for place, (old_item, new_item) in enumerate(zip(value, new, strict=True)):
            value[place] = _changed_item(old_item, new_item)
    elif isinstance(value, dict) and isinstance(new, dict):
        for key in [key for key in value if key not in new]:
            del value[key]
        for key, new_item in new.items():
            value[key] = _changed_item(value.get(key), new_item)
    elif isinstance(value, set) and isinstance(new, set):
        value.clear()
        value.update(new)
    elif isinstance(value, np.ndarray) and getattr(new, "shape", None) == value.shape:
        value[...] = new
    elif type(value).__name__ == "DataFrame" and hasattr(value, "iloc"):
        value.drop(index=value.index, inplace=True)
        value.drop(columns=value.columns, inplace=True)
        for column in new.columns:
            value[column] = new[column]
    elif type(value).__name__ == "Series" and hasattr(value, "iloc") and len(value) == len(new):
        value.iloc[:] = new.to_numpy()


def _changed_item(old: Any, new: Any) -> Any:
    if type(old) is type(new) and isinstance(old, (list, dict, set, np.ndarray)):
        _change(old, new)
        return old
    return new
