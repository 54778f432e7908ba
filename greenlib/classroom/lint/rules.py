"""What a rule is, what it finds, and the list of all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .pages import Page, Place, Unit


@dataclass(frozen=True)
class Flaw:
    """What a rule says: the place, what is wrong there and what to do about it."""

    place: Place
    problem: str
    remedy: str


@dataclass(frozen=True)
class Finding:
    """A flaw with the name of the rule that found it.

    >>> from pathlib import Path
    >>> flaw = Flaw(Place(Path("course/a.py"), "3", 12), "14 lines of code", "split the cell")
    >>> str(Finding("short-cells", flaw))
    'course/a.py:3:12: short-cells: 14 lines of code. Next: split the cell.'
    """

    rule: str
    flaw: Flaw

    def __str__(self) -> str:
        return f"{self.flaw.place}: {self.rule}: {self.flaw.problem}. Next: {self.flaw.remedy}."


@dataclass(frozen=True)
class Rule:
    """A rule: its name, why it exists, and what it finds in a unit."""

    name: str
    reason: str
    check: Callable[[Unit], Iterator[Flaw]]


RULES: dict[str, Rule] = {}


def unit_rule(name: str, reason: str):
    """Register a function of a unit as the rule called `name`."""

    def register(check: Callable[[Unit], Iterator[Flaw]]):
        RULES[name] = Rule(name, reason, check)
        return check

    return register


def page_rule(name: str, reason: str, *, lessons_only: bool = False):
    """Register a function of a page (a lesson, a master) as the rule called `name`."""

    def register(check: Callable[[Page], Iterator[Flaw]]):
        def check_unit(unit: Unit) -> Iterator[Flaw]:
            for page in unit.pages:
                if page.is_lesson or not lessons_only:
                    yield from check(page)

        RULES[name] = Rule(name, reason, check_unit)
        return check

    return register
