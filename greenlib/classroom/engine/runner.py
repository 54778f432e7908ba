"""Run submissions: two warm parents, and for each run a judge and a student's process."""

from __future__ import annotations

import base64
import dataclasses
import os
import signal
import socket
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from typing import Any

from .limits import Limits
from .seeds import ROLES, Seeds
from .warm import FORKED
from .wire import PeerGone, TooLate, Wire
from .work import CellOutcome, RunReport, StudentCell, TestCell

_START_SECONDS = 120
# After the notebook's own time is over: for the judge to say what happened.
_LAST_WORDS_SECONDS = 30
_END_SECONDS = 5


class EngineError(RuntimeError):
    """The engine itself failed; no fault of the submission."""


class _NotReadyError(Exception):
    """A warm parent did not get ready."""

    def __init__(self, role: str):
        super().__init__(role)
        self.role = role


class Engine:
    """Runs notebooks one after the other; use as a context manager.

    Parameters
    ----------
    student_imports, judge_imports : modules that the two warm parents import.
    limits : what each student's process may use.
    files : name -> content of the files that students find beside their notebook.
    tests : test cells that many of the notebooks hold.
    seeds : the sockets of `Seeds` that warm parents are forked from; by default of its own, which
        take a second to start.

    `not_contained` says why students' processes are not kept apart; "" where they are.
    """

    def __init__(
        self,
        student_imports: Sequence[str] = (),
        judge_imports: Sequence[str] = (),
        limits: Limits | None = None,
        files: dict[str, bytes] | None = None,
        tests: Iterable[TestCell] = (),
        seeds: Mapping[str, socket.socket] | None = None,
    ):
        self._imports = {"student": list(student_imports), "judge": list(judge_imports)}
        # The student's warm parent must not know the tests.
        self._own_to = {
            "student": {
                "files": {n: base64.b64encode(d).decode() for n, d in (files or {}).items()}
            },
            "judge": {"tests": [[test.name, test.source] for test in tests]},
        }
        self._shared = seeds
        self._own: Seeds | None = None
        self._limits = limits or Limits()
        self._limits_as_json = dataclasses.asdict(self._limits)
        self._parents: dict[str, _WarmParent] = {}

    def __enter__(self) -> Engine:
        if self._shared is not None:
            try:
                self._fork_parents(self._shared)
                return self
            except _NotReadyError:
                self._end_parents()
                self._shared = None  # they were ended from outside
        self._own = Seeds(self._imports)
        try:
            self._fork_parents(self._own.sockets)
        except _NotReadyError as error:
            why = self._own.last_words(error.role)
            self.__exit__()
            raise EngineError(f"the warm {error.role} process did not start: {why}") from None
        return self

    def __exit__(self, *_: Any) -> None:
        self._end_parents()
        if self._own is not None:
            self._own.end()
            self._own = None

    def _fork_parents(self, seeds: Mapping[str, socket.socket]) -> None:
        try:
            for role in ROLES:
                self._parents[role] = _WarmParent(seeds[role])
                settings = {"limits": self._limits_as_json, "imports": self._imports[role]}
                self._parents[role].begin({**settings, **self._own_to[role]})
            for role in ROLES:
                self._parents[role].be_ready()
        except (OSError, PeerGone, TooLate):
            raise _NotReadyError(role) from None

    def _end_parents(self) -> None:
        for parent in self._parents.values():
            parent.end()
        self._parents = {}

    @property
    def not_contained(self) -> str:
        """Why the students' processes are not kept apart; "" where they are."""
        return self._parents["student"].not_contained

    def run(self, cells: Iterable[StudentCell | TestCell]) -> RunReport:
        """Run the cells in order and return what each did.

        Raises EngineError if a warm parent cannot be started again, or the judge gives no answer;
        the engine is ready for the next run all the same.
        """
        cells = list(cells)
        for _ in range(2):
            with suppress(PeerGone, OSError):
                return self._run(cells)
            # A warm parent was ended from outside, as by a system without memory.
            self._begin_again()
        raise EngineError("the judge ended before it was done, twice")

    def _begin_again(self) -> None:
        """End both warm parents, and with them whatever they have forked, and start new ones."""
        self.__exit__()
        self.__enter__()

    def _run(self, cells: list[StudentCell | TestCell]) -> RunReport:
        with ExitStack() as stack:
            (judge_talk, student_talk), (judge_life, student_life), (orders, judge_orders) = (
                tuple(map(stack.enter_context, socket.socketpair())) for _ in range(3)
            )
            self._parents["student"].fork([student_talk, student_life])
            self._parents["judge"].fork([judge_talk, judge_life, judge_orders])
            for parent in self._parents.values():
                parent.has_forked()
            wire = Wire(orders, max_bytes=1 << 30)
            wire.send({"cells": [_as_job(c) for c in cells], "limits": self._limits_as_json})
            try:
                answer = wire.receive(self._limits.notebook_seconds + _LAST_WORDS_SECONDS)
            except TooLate:
                self._begin_again()
                raise EngineError("the judge gave no answer in time") from None
        return _report(answer, contained=not self.not_contained)


def _as_job(cell: StudentCell | TestCell) -> dict:
    if isinstance(cell, StudentCell):
        return {"test": False, "name": cell.name, "source": cell.source}
    return {"test": True, "name": cell.name, "source": cell.source, "setup": cell.setup}


def _report(answer: dict, contained: bool) -> RunReport:
    cells = tuple(
        CellOutcome(
            cell["name"], tuple(cell.get("outputs", ())), cell.get("error_name", ""),
            cell.get("error_text", ""), cell["seconds"],
        )
        for cell in answer["cells"]
    )  # fmt: skip
    seconds = sum(cell.seconds for cell in cells)
    return RunReport(cells, tuple(answer["remarks"]), contained,
                     answer["student_cpu_seconds"], seconds)  # fmt: skip


class _WarmParent:
    """A process of `warm`, forked here from a seed and ended here.

    `seed` is the seed's control. Raises OSError if the seed is not any more.
    """

    def __init__(self, seed: socket.socket):
        self.process_id = 0
        self.not_contained = ""
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(seed, [b"p"], [theirs.fileno()])
        except OSError:
            self._control.close()
            raise

    def begin(self, settings: dict) -> None:
        Wire(self._control, 0).send(settings)

    def be_ready(self) -> None:
        """Wait until it is. Raises PeerGone or TooLate if it does not get there."""
        answer = Wire(self._control, 100_000).receive(_START_SECONDS)
        self.not_contained, self.process_id = answer["not_contained"], answer["process_id"]

    def fork(self, ends: list[socket.socket]) -> None:
        """Have a child forked that gets `ends`; they are closed here."""
        self._control.settimeout(None)
        socket.send_fds(self._control, [b"f"], [end.fileno() for end in ends])
        for end in ends:
            end.close()

    def has_forked(self) -> None:
        """Wait until the child is there. Raises PeerGone if the warm parent is not any more."""
        self._control.settimeout(_START_SECONDS)
        if self._control.recv(1) != FORKED:
            raise PeerGone("the warm parent ended")

    def end(self) -> None:
        """Let it end, and wait for that."""
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_WR)
            self._control.settimeout(_END_SECONDS)
            try:
                while self._control.recv(100):
                    pass
            except TimeoutError:
                if self.process_id:
                    os.kill(self.process_id, signal.SIGKILL)
        self._control.close()
