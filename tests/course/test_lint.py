"""The course keeps its own rules: what `greenlib lint` says about it."""

from greenlib.classroom.lint import RULES, lint_units, read_units
from tests.conftest import ROOT


def test_the_lint_finds_nothing_in_the_course():
    assert [str(finding) for finding in lint_units(read_units(ROOT))] == []


def test_every_rule_is_explained_to_contributors():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in RULES if f"`{name}`" not in text] == []
