"""Run the rules over units."""

from __future__ import annotations

from collections.abc import Iterable

# Importing a module of rules registers them.
from . import agreement, cells, links, numbers, pictures, prose  # noqa: F401
from .pages import Unit
from .rules import RULES, Finding


def lint_units(units: Iterable[Unit]) -> list[Finding]:
    """Return what every rule finds in `units`, by file and line."""
    found = [
        Finding(rule.name, flaw)
        for unit in units
        for rule in RULES.values()
        for flaw in rule.check(unit)
    ]
    return sorted(
        found, key=lambda one: (one.flaw.place.path, one.flaw.place.line, one.rule, str(one))
    )
