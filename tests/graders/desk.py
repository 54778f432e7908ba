"""The test cells of an assignment, run without a kernel: what each of them would say, in a moment.

The cells of a submission and the master's test cells run in one namespace, in their order, as in a
kernel; test_bank.py holds this desk against the real grading path. Unlike a kernel it goes on after
a check that fails, so that hidden checks are judged also where visible ones fail.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import functools
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
import pandas  # noqa: F401  (once, before the forks)
from nbformat import NotebookNode

from greenlib import checks, wording
from greenlib.classroom import feedback
from greenlib.classroom.bank import Bank, read_bank
from greenlib.classroom.feedback import Marks, handout_of
from greenlib.classroom.masters import BEGIN_HIDDEN, END_HIDDEN, is_answer, is_test
from greenlib.classroom.notebooks import grade_id
from greenlib.classroom.words import failure_in_words
from greenlib.plain import to_plain
from greenlib.wording import describe_call
from tests.conftest import ROOT
from tests.graders import shapes

CHECKS = ("returns", "refuses", "value", "between", "call")


@dataclass(frozen=True)
class Check:
    """One call of a check: in which test cell, of what, and with which arguments."""

    test: str
    hidden: bool
    name: str
    subject: Any
    arguments: tuple
    keywords: dict[str, Any]

    @property
    def of(self) -> str:
        """The student's function, by name; the description of a value."""
        return getattr(self.subject, "__name__", self.subject)

    @property
    def call(self) -> tuple[tuple, dict[str, Any]]:
        """The arguments and keywords that the student's function gets."""
        return self.arguments, {k: v for k, v in self.keywords.items() if k not in _OF_THE_CHECK}


_OF_THE_CHECK = ("expected", "unit", "kind", "hint", "slips", "rel_tol", "error", "saying")


@dataclass(frozen=True)
class Failure:
    """A statement of a test cell that failed: what a student is told, and what was asked for.

    `called` is the call as a message must show it, `arguments` its arguments in full, `came_back`
    what the message shows of results (also in full), `right` the numbers and texts of the right
    answer and `right_keys` its keys.
    """

    test: str
    hidden: bool
    error: str
    text: str
    called: str
    arguments: tuple[str, ...]
    came_back: tuple[str, ...]
    check: str
    unit: str
    right: tuple[float | str, ...]
    right_keys: tuple[str, ...]

    @property
    def words(self) -> str:
        """What the student is told."""
        return failure_in_words(self.error, self.text)


@functools.cache
def bank_of(slug: str) -> Bank:
    """Return the bank of assignment `slug`, read once."""
    return read_bank(ROOT, slug)


def reasons(bank: Bank, found: list[Failure]) -> dict[str, tuple[str, ...]]:
    """Return question -> what a student is told, as the results of a grading show it."""
    first: dict[str, str] = {}
    for failure in found:
        first.setdefault(failure.test, failure.words)
    return {
        question.name: tuple(dict.fromkeys(first[n] for n in question.test_ids if n in first))
        for question in bank.questions
        if not question.is_prose
    }


def feedback_page(bank: Bank, submission: NotebookNode, found: list[Failure]) -> str:
    """Return the feedback page of `submission`, without points, on all `found`."""
    nb = copy.deepcopy(submission)
    masters = {cell.id: cell.source for cell in bank.master.nb.cells if is_test(cell)}
    for cell in nb.cells:
        cell.source = masters.get(cell.id, cell.source)
        if cell.cell_type == "code":
            said = {each.words: each for each in found if each.test == cell.id}
            cell.outputs = [_error_output(each) for each in said.values()]
    handout = handout_of(bank.master, bank.slug, None, {})
    points = {name: 0 for q in bank.questions for name in (*q.test_ids, *q.answer_ids)}
    return feedback.feedback_page(handout, "student-01", Marks(points), nb).decode()


def _error_output(failure: Failure) -> NotebookNode:
    # What IPython would store: the traceback shows the hidden line and the way into the checks.
    trace = [f"Traceback (most recent call last):\n  greenlib/checks.py\n{failure.text}"]
    return nbformat.v4.new_output(
        "error", ename=failure.error, evalue=failure.text, traceback=trace
    )


def wrapped(bank: Bank, wrapper: Callable[[str], str]) -> NotebookNode:
    """Return the reference as a submission, each of its functions wrapped.

    `wrapper` gets the name of a function and returns an expression with a name of shapes.py.
    """
    submission = bank.submission()
    for cell in submission.cells:
        if is_answer(cell) and cell.cell_type == "code":
            names = [node.name for node in ast.parse(cell.source).body if hasattr(node, "name")]
            lines = [f"{name} = {expression}" for name in names if (expression := wrapper(name))]
            cell.source = "\n".join([cell.source, "", WRAPPERS, *lines])
    return submission


WRAPPERS = Path(shapes.__file__).read_text(encoding="utf-8")


def failures(bank: Bank, submission: NotebookNode) -> list[Failure]:
    """Return what fails when the test cells judge `submission`, in a process of its own."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(_judge(bank, submission)[0]))
    process.start()
    sender.close()
    try:
        return receiver.recv()
    finally:
        receiver.close()
        process.join()


@functools.cache
def reference_checks(slug: str) -> list[Check]:
    """Return every call of a check that the reference of assignment `slug` goes through."""
    bank = bank_of(slug)
    found, asked = _judge(bank, bank.submission())
    assert not found, found
    return asked


def _judge(bank: Bank, submission: NotebookNode) -> tuple[list[Failure], list[Check]]:
    masters = {grade_id(cell): cell.source for cell in bank.master.nb.cells if is_test(cell)}
    namespace: dict[str, Any] = {"__name__": "__main__"}
    found: list[Failure] = []
    asked: list[Check] = []
    sink = io.StringIO()
    with contextlib.redirect_stdout(sink), contextlib.redirect_stderr(sink):
        for cell in submission.cells:
            if cell.cell_type != "code":
                continue
            if is_test(cell):
                name = grade_id(cell)
                found += _run_test(name, masters[name], namespace, asked)
            else:
                with contextlib.suppress(Exception):
                    exec(compile(cell.source, grade_id(cell) or "cell", "exec"), namespace)
    return found, asked


def _run_test(name: str, source: str, namespace: dict, asked: list[Check]) -> Iterator[Failure]:
    lines = ["", *(line.strip() for line in source.splitlines())]  # counted from 1, as by ast
    hides = BEGIN_HIDDEN in lines
    hidden = range(lines.index(BEGIN_HIDDEN), lines.index(END_HIDDEN)) if hides else ()
    for node in ast.parse(source).body:
        with _watching(name, node.lineno in hidden, asked) as shown:
            try:
                exec(compile(ast.Module([node], []), f"<{name}>", "exec"), namespace)
            except Exception as error:
                yield _failure(name, node.lineno in hidden, error, asked, shown)


def _failure(
    test: str, hidden: bool, error: Exception, asked: list[Check], shown: list[str]
) -> Failure:
    check = asked[-1] if asked and asked[-1].test == test else Check(test, hidden, "", "", (), {})
    is_call = callable(check.subject)
    return Failure(
        test, hidden, type(error).__name__, str(error),
        describe_call(check.subject, *check.call) if is_call else str(check.subject),
        tuple(map(repr, check.arguments)) if is_call else (),
        tuple(shown), check.name, check.keywords.get("unit", ""),
        *_leaves(to_plain(check.keywords.get("expected"))),
    )  # fmt: skip


def _leaves(plain: Any) -> tuple[tuple[float | str, ...], tuple[str, ...]]:
    """Return the numbers and texts in plain data, and the texts that are keys in it."""
    if isinstance(plain, (float, str)):
        return (plain,), ()
    if isinstance(plain, dict):
        values, keys = _leaves([*plain.values()])
        return values, (*keys, *(key for key in plain if isinstance(key, str)))
    inner = [_leaves(item) for item in plain] if isinstance(plain, (list, tuple)) else []
    return tuple(v for values, _ in inner for v in values), tuple(k for _, ks in inner for k in ks)


@contextlib.contextmanager
def _watching(test: str, hidden: bool, asked: list[Check]) -> Iterator[list[str]]:
    """Note every call of a check in `asked`, and the values that its message shows."""
    shown: list[str] = []

    def watched(name, check):
        def note(subject, *arguments, **keywords):
            asked.append(Check(test, hidden, name, subject, arguments, keywords))
            return check(subject, *arguments, **keywords)

        return note

    def noted(value, *width):
        shown.append(repr(value))
        shown.append(wording.show(value, *width))
        return shown[-1]

    with contextlib.ExitStack() as stack:
        for name in CHECKS:
            stack.enter_context(patch.object(checks, name, watched(name, getattr(checks, name))))
        stack.enter_context(patch.object(checks, "show", noted))
        yield shown
