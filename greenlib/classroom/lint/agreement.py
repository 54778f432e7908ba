"""Points, objectives, time and parts: the same in lesson, master, syllabus and rubric."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .markdown import headings, numbered_list
from .pages import Cell, Page, Unit
from .rules import Flaw, page_rule, unit_rule

PARTS = ("Learning objectives", "Try it", "Recap", "Where the numbers come from", "What's next")
_TOTAL = re.compile(r"\*\*(\d+) points\*\*")
_LESSON_TIME = re.compile(r"\*\*Time to learn:\*\* (\d+) minutes")
_MASTER_TIME = re.compile(r"\babout \d+ minutes\b")


@unit_rule("readable", "What cannot be read cannot be built.")
def readable(unit: Unit) -> Iterator[Flaw]:
    """Lesson and master are notebooks, and the master's cells belong together."""
    for error in unit.unreadable:
        yield Flaw(unit.place_of(error), error.problem, error.remedy)


@unit_rule("points", "A student must be able to trust every place that says what a question gives.")
def points(unit: Unit) -> Iterator[Flaw]:
    """The points of the cells are those of the total line and of the syllabus."""
    if unit.master is None or not unit.questions:
        return
    total = sum(question.points for question in unit.questions)
    first = unit.master.cells[0]
    stated = _TOTAL.search(first.source)
    if stated is None:
        yield Flaw(first.at(), "no total", f"write '**{total} points**' below the title")
    elif int(stated[1]) != total:
        yield Flaw(
            _place_of(first, stated),
            f"the total says {stated[1]}, the questions add up to {total}",
            "correct the total, or the points of a question",
        )  # fmt: skip
    if unit.syllabus is not None and unit.syllabus.points != total:
        yield Flaw(
            unit.in_syllabus(), f"the syllabus says {unit.syllabus.points} points, the questions "
            f"add up to {total}", "correct the syllabus, or the points of a question",
        )  # fmt: skip


@unit_rule("rubrics", "A prose answer can only be marked by the points its rubric gives.")
def rubrics(unit: Unit) -> Iterator[Flaw]:
    """Each prose question has a rubric whose best levels add up to its points."""
    if not unit.questions:
        return
    prose = {question.name: question.points for question in unit.questions if question.is_prose}
    for name, worth in prose.items():
        given = unit.rubrics.get(name)
        if given is None:
            yield Flaw(unit.in_rubrics(name), f"no rubric for {name!r}", "write one")
        elif given.points != worth:
            yield Flaw(
                unit.in_rubrics(name), f"the best levels give {given.points} points, the question "
                f"{worth}", "correct the levels, or the points of the question",
            )  # fmt: skip
    for name in unit.rubrics.keys() - prose.keys():
        yield Flaw(
            unit.in_rubrics(name), f"{name!r} is no prose question of the master",
            f"name one of: {', '.join(prose) or 'none'}",
        )  # fmt: skip


@unit_rule("numbering", "People talk about questions by their number.")
def numbering(unit: Unit) -> Iterator[Flaw]:
    """The questions of a master count from 1 without a gap."""
    for expected, question in enumerate(unit.questions, 1):
        if question.number != expected:
            yield Flaw(
                _heading_place(unit.master, question.title),
                f"question {question.number} where question {expected} is due", "renumber",
            )  # fmt: skip


@unit_rule("objectives", "Lesson and syllabus must promise the same.")
def objectives(unit: Unit) -> Iterator[Flaw]:
    """The lesson lists the objectives of the syllabus, word for word and in order."""
    if unit.lesson is None:
        return
    if unit.syllabus is None:
        problem = f"the syllabus has no unit {unit.slug!r}"
        yield Flaw(unit.lesson.cells[0].at(), problem, "add it to course/syllabus.yml")
        return
    cell, line, items = _list_below(unit.lesson, "Learning objectives")
    stated = [item.rstrip(",.;") for item in items]
    promised = [" ".join(objective.text.split()) for objective in unit.syllabus.objectives]
    for number in range(max(len(stated), len(promised))):
        here, there = (words[number : number + 1] for words in (stated, promised))
        if here != there:
            yield Flaw(
                cell.at(line), f"objective {number + 1} is {_quoted(here)} here and "
                f"{_quoted(there)} in the syllabus", "use the same words in both",
            )  # fmt: skip


@unit_rule("taught", "An objective that no section teaches is a promise not kept.")
def taught(unit: Unit) -> Iterator[Flaw]:
    """The section that the syllabus names for an objective exists in the lesson."""
    if unit.lesson is None or unit.syllabus is None:
        return
    sections = [
        heading.text
        for cell in unit.lesson.prose
        for heading in headings(cell.source)
        if heading.level == 2
    ]
    for number, objective in enumerate(unit.syllabus.objectives, 1):
        if objective.section not in sections:
            yield Flaw(
                unit.in_syllabus(), f"objective {number} is taught in {objective.section!r}, and "
                "the lesson has no such section", f"name one of: {', '.join(sections)}",
            )  # fmt: skip


@unit_rule("assessed", "What is taught is asked, and what is asked was taught.")
def assessed(unit: Unit) -> Iterator[Flaw]:
    """Each objective has a question, and each question serves an objective."""
    if not unit.questions or unit.syllabus is None:
        return
    names = [question.name for question in unit.questions]
    asked: set[str] = set()
    for number, objective in enumerate(unit.syllabus.objectives, 1):
        asked |= set(objective.questions)
        if not objective.questions:
            yield Flaw(
                unit.in_syllabus(), f"objective {number} has no question",
                "name under it the questions that assess it",
            )  # fmt: skip
    for name in sorted(asked - set(names)):
        yield Flaw(
            unit.in_syllabus(), f"the master has no question {name!r}",
            f"name one of: {', '.join(names)}",
        )  # fmt: skip
    for name in names:
        if name not in asked:
            yield Flaw(
                unit.in_syllabus(), f"the question {name!r} serves no objective",
                "name it under the objective that it assesses",
            )  # fmt: skip


@unit_rule("recap", "The end answers the beginning, item by item.")
def recap(unit: Unit) -> Iterator[Flaw]:
    """The recap has as many items as there are objectives."""
    if unit.lesson is None or unit.syllabus is None:
        return
    wanted = len(unit.syllabus.objectives)
    cell, line, items = _list_below(unit.lesson, "Recap")
    if len(items) != wanted:
        yield Flaw(
            cell.at(line), f"a recap of {len(items)} items for {wanted} objectives",
            "number the items below '## Recap', one for each objective",
        )  # fmt: skip


@unit_rule("time", "People plan their hour by what the first lines say.")
def time(unit: Unit) -> Iterator[Flaw]:
    """A lesson states time and prerequisites, a master the time it takes."""
    if unit.lesson is not None:
        first = unit.lesson.cells[0]
        stated = _LESSON_TIME.search(first.source)
        if stated is None:
            problem = "no time to learn"
            yield Flaw(first.at(), problem, "write '**Time to learn:** 45 minutes' below the title")
        elif unit.syllabus is not None and int(stated[1]) != unit.syllabus.minutes:
            yield Flaw(
                _place_of(first, stated), f"{stated[1]} minutes here, {unit.syllabus.minutes} in "
                "the syllabus", "correct one of them",
            )  # fmt: skip
        for label in ("Before this", "You need"):
            if not re.search(rf"\*\*{label}:\*\*\s+\S", first.source):
                problem = f"it is not said what comes before ({label!r})"
                yield Flaw(first.at(), problem, f"write '**{label}:** ...' beside the time")
    if unit.master is not None and not _MASTER_TIME.search(unit.master.cells[0].source):
        place = unit.master.cells[0].at()
        yield Flaw(place, "no time", "write 'about 60 minutes' beside the points")


@page_rule("parts", "Readers who know one lesson find their way in all.", lessons_only=True)
def parts(page: Page) -> Iterator[Flaw]:
    """A lesson has objectives, something to try, a recap, its sources and what is next."""
    present = {heading.text for cell in page.prose for heading in headings(cell.source)}
    for part in PARTS:
        if part not in present:
            yield Flaw(page.cells[-1].at(), f"no heading {part!r}", "add the section")


def _list_below(page: Page, heading: str) -> tuple[Cell, int, list[str]]:
    for cell in page.prose:
        found = numbered_list(cell.source, heading)
        if found:
            return cell, *found
    return page.cells[0], 1, []


def _place_of(cell: Cell, match: re.Match):
    return cell.at(cell.source.count("\n", 0, match.start()) + 1)


def _heading_place(page: Page, title: str):
    places = (
        cell.at(heading.line)
        for cell in page.prose
        for heading in headings(cell.source)
        if heading.text == title
    )
    return next(places, page.cells[0].at())


def _quoted(words: list[str]) -> str:
    return repr(words[0]) if words else "missing"
