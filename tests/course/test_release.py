"""release/ leaks nothing: no solution, no hidden test, no marker, no mark scheme."""

import re

import nbformat
import pytest

from greenlib.classroom.build import assignment_slugs, read_master
from greenlib.classroom.errors import MasterError
from greenlib.classroom.masters import is_answer
from greenlib.classroom.release import refuse_leaks, release_notebook, secret_lines
from greenlib.classroom.syllabus import read_rubrics
from tests.conftest import ROOT

every_assignment = pytest.mark.parametrize("slug", assignment_slugs(ROOT))
MARKER_LIKE = re.compile(r"(begin|end)\W*(hid\w*\W*test|solution|mark\W*scheme)", re.IGNORECASE)


def text_of(slug):
    return (ROOT / "release" / slug / f"{slug}.ipynb").read_text(encoding="utf-8")


@every_assignment
def test_no_marker_in_any_spelling_is_left(slug):
    assert MARKER_LIKE.search(text_of(slug)) is None


@every_assignment
def test_no_secret_line_of_the_master_is_in_the_release(slug):
    master = read_master(ROOT, slug)
    released = nbformat.read(ROOT / "release" / slug / f"{slug}.ipynb", as_version=4)
    shown = {cell.id: stripped_lines(cell.source) for cell in released.cells}
    assert any(secret_lines(cell.source) for cell in master.nb.cells)
    for cell in master.nb.cells:
        secret = dict(secret_lines(cell.source))
        visible = {
            line.strip()
            for number, line in enumerate(cell.source.splitlines(), 1)
            if number not in secret
        }
        assert not (set(secret.values()) & shown[cell.id]) - visible, cell.id


def stripped_lines(text):
    return {line.strip() for line in text.splitlines()}


@every_assignment
def test_every_answer_is_a_stub(slug):
    released = nbformat.read(ROOT / "release" / slug / f"{slug}.ipynb", as_version=4)
    for cell in released.cells:
        if is_answer(cell):
            assert "raise NotImplementedError()" in cell.source or "YOUR ANSWER" in cell.source


@every_assignment
def test_the_anchor_answers_and_rubrics_are_not_released(slug):
    rubrics = read_rubrics(ROOT / "source" / slug)
    assert rubrics, "each assignment has a prose question with a rubric"
    for rubric in rubrics.values():
        for line in rubric.anchor.splitlines():
            assert line.strip() not in text_of(slug)
    names = {path.name for path in (ROOT / "release" / slug).iterdir()}
    assert not {name for name in names if name.endswith(".py") or name.startswith("rubric")}


def test_the_check_does_not_trust_the_preprocessors(small_course):
    slug = "01-footprint"
    master = read_master(small_course, slug)
    released = release_notebook(master)
    released.cells[2].source += "\nchecks.returns(double, -3.5, expected=-7.0)"
    with pytest.raises(MasterError, match=f"{slug}.py:15: this line leaks into release/"):
        refuse_leaks(master, released)


def test_a_marker_that_nbgrader_would_let_through_is_found(small_course):
    master = read_master(small_course, "01-footprint")
    released = release_notebook(master)
    released.cells[2].source += "\n### begin hidden test"
    with pytest.raises(MasterError, match="'begin hidden' is left in the released cell"):
        refuse_leaks(master, released)
