"""Say of each question what its cells did: a verdict, in words for the student."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nbformat import NotebookNode

from .check_cells import Finding, Section, has_visible_test, is_untouched, was_changed
from .check_run import ENDED, NOT_RUN, TIMED_OUT, Stop
from .masters import is_graded, points_of
from .notebooks import grade_id
from .words import failure_in_words

OK, FAILS, TO_DO, NO_RUN = "ok", "FAILS", "to do", "not run"
_PROSE_STUB = "YOUR ANSWER HERE"
_CODE_STUB = re.compile(r"^\s*raise NotImplementedError\b", re.MULTILINE)
_MOST_CHARACTERS = 500
Run = Mapping[int, Stop | None]


@dataclass(frozen=True)
class QuestionReport:
    """What the check says of one question.

    `label` is OK, FAILS, TO_DO or NO_RUN; `details` are the messages behind it. The points, by what
    decides on them: visible tests that pass, all visible tests, hidden tests alone, a person.
    """

    title: str
    label: str
    words: str
    details: tuple[str, ...] = ()
    passed_points: float = 0
    visible_points: float = 0
    hidden_points: float = 0
    prose_points: float = 0

    @property
    def is_ok(self) -> bool:
        """Whether the student has nothing left to do here."""
        return self.label == OK


def question_reports(
    questions: list[Section], run: Run, submitted: NotebookNode
) -> Iterator[QuestionReport]:
    """Give a report on each question.

    Parameters
    ----------
    questions : the sections of the notebook that was run.
    run : why each code cell stopped, by its place; None for one that came to its end.
    submitted : the notebook as it was handed in, with what it showed in the student's session.
    """
    session, end = _clean_in_session(submitted), _end_in_words(questions, run)
    for section in questions:
        if any(map(is_graded, section.answers.values())):
            yield _report_prose(section)
        elif section.answers or section.tests:
            yield _report_code(section, run, session, end)
        elif section.number is not None:
            yield QuestionReport(section.title, FAILS, "its cells are gone")


def own_cell_findings(questions: list[Section], run: Run) -> Iterator[Finding]:
    """Find the cells of the student's own that stop before their end."""
    for section in questions:
        for place, cell in section.others.items():
            if run[place] and run[place].name != NOT_RUN:
                below = f"below Question {section.number}" if section.number else section.title
                yield Finding(
                    f"A cell of your own {below} {_stop_in_words(run[place], cell)}. Grading goes "
                    "on after it.", False,
                )  # fmt: skip


def _report_prose(section: Section) -> QuestionReport:
    cells = section.answers.values()
    points = sum(map(points_of, cells))
    text = " ".join(cell.source.replace(_PROSE_STUB, "") for cell in cells).split()
    if not text:
        stub = any(_PROSE_STUB in cell.source for cell in cells)
        words = f"prose: empty{f', still {_PROSE_STUB}' if stub else ''}"
        return QuestionReport(section.title, TO_DO, words, prose_points=points)
    words = f"prose: has an answer ({len(text)} word{'s' if len(text) > 1 else ''})"
    return QuestionReport(section.title, OK, words, prose_points=points)


def _report_code(section: Section, run: Run, session: set[str], end: str) -> QuestionReport:
    visible = {place: cell for place, cell in section.tests.items() if has_visible_test(cell)}
    passed = [cell for place, cell in visible.items() if not run[place] and not was_changed(cell)]
    points = {
        "passed_points": sum(map(points_of, passed)),
        "visible_points": sum(map(points_of, visible.values())),
        "hidden_points": sum(map(points_of, section.tests.values()))
        - sum(map(points_of, visible.values())),
    }
    label, words, details = _verdict(section, run, visible, passed, end)
    if label == FAILS and _needs_a_lost_cell(section, run, session):
        details = (*details, _LOST_CELL)
    return QuestionReport(section.title, label, words, details, **points)


def _verdict(
    section: Section, run: Run, visible: dict, passed: list, end: str
) -> tuple[str, str, tuple[str, ...]]:
    stops = [run[place] for place in (*section.answers, *section.tests) if run.get(place)]
    answer_stop = next(
        (_stop_in_words(run[place], cell) for place, cell in section.answers.items()
         if run.get(place)), "",
    )  # fmt: skip
    if not section.answers or not section.tests:
        return FAILS, f"its {'test' if section.answers else 'answer'} cell is gone", ()
    if any(stop.name == NOT_RUN for stop in stops):
        return NO_RUN, f"not run: {end}", ()
    if visible and len(passed) == len(visible):
        noted = (f"Its answer cell {answer_stop}.",) if answer_stop else ()
        return OK, "passes its visible tests", noted
    if all(map(is_untouched, section.answers.values())):
        return TO_DO, "not written yet", ()
    if any(_CODE_STUB.search(cell.source) for cell in section.answers.values()):
        return TO_DO, "not written yet: raise NotImplementedError() is still in it; delete it", ()
    if answer_stop:
        return FAILS, f"not judged: its answer cell {answer_stop}", ()
    if not visible:
        return OK, "written; it has hidden tests only", ()
    return FAILS, f"passes {len(passed)} of {_count(len(visible), 'visible test')}", _messages(
        visible, run
    )  # fmt: skip


def _messages(visible: Mapping[int, NotebookNode], run: Run) -> tuple[str, ...]:
    said = []
    for place, cell in visible.items():
        if run[place] == Stop(ENDED):
            said.append(f"The test {_stop_in_words(run[place], cell)}.")
        elif run[place]:
            said.append(failure_in_words(run[place].name, run[place].text)[:_MOST_CHARACTERS])
        elif was_changed(cell):
            said.append(f"{grade_id(cell)} was changed, so its result says nothing.")
    return tuple(dict.fromkeys(said))


_LOST_CELL = (
    "It worked in your session with something that is no longer above it: a cell that you deleted, "
    "changed or ran from further down."
)


def _needs_a_lost_cell(section: Section, run: Run, session: set[str]) -> bool:
    """Whether a name is missing in the fresh kernel that was there in the student's session."""
    return any(
        stop and "NameError" in f"{stop.name} {stop.text}" and grade_id(cell) in session
        for place, cell in section.cells.items()
        if (stop := run.get(place))
    )


def _clean_in_session(submitted: NotebookNode) -> set[str]:
    """Return the ids of the cells that ran to their end in the student's own session."""
    return {
        grade_id(cell)
        for cell in submitted.cells
        if cell.cell_type == "code"
        and grade_id(cell)
        and cell.execution_count
        and not any(output.output_type == "error" for output in cell.outputs)
    }


def _end_in_words(questions: list[Section], run: Run) -> str:
    """Say which cell ended Python: the last one that ran."""
    ran = [
        (section, cell, stop)
        for section in questions
        for place, cell in section.cells.items()
        if (stop := run.get(place)) and stop.name in (ENDED, TIMED_OUT)
    ]
    if not ran:
        return ""
    section, cell, stop = ran[-1]
    place = f"of Question {section.number}" if section.number else section.title
    return f"an earlier cell {place} {_stop_in_words(stop, cell)}"


def _stop_in_words(stop: Stop, cell: NotebookNode) -> str:
    if stop.name == TIMED_OUT:
        return "did not come to an end in time"
    if stop.name == ENDED:
        return "ended Python (exit, a crash, or too little memory)"
    first = (stop.text.strip().splitlines() or [""])[0][:120]
    lines = cell.source.splitlines()
    shown = lines[stop.line - 1].strip()[:80] if stop.line and stop.line <= len(lines) else ""
    where = f", in line {stop.line}: {shown}" if shown else ""
    return f"stopped with {stop.name}{f': {first}' if first else ''}{where}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"
