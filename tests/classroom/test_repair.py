"""Repairing a submission: pure, total, and leaving an intact notebook as it is."""

import itertools
import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from greenlib.classroom import gradebook
from greenlib.classroom.bank import read_bank
from greenlib.classroom.build import assignment_slugs
from greenlib.classroom.errors import CourseError
from greenlib.classroom.masters import is_answer
from greenlib.classroom.notebooks import to_bytes
from greenlib.classroom.placing import defined
from greenlib.classroom.remarks import remarks_in
from greenlib.classroom.repair import repair
from greenlib.classroom.submissions import read_file
from greenlib.classroom.worker import read_submission
from tests.conftest import ROOT
from tests.graders.damage import DAMAGE, again, without
from tests.graders.small_class import FULL, NOTEBOOK, SLUG, cell, make_course


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    """The small assignment."""
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.mark.parametrize("slug", assignment_slugs(ROOT))
@pytest.mark.parametrize("rest", ["reference", "untouched"])
def test_an_intact_notebook_stays_as_it_is_and_gets_no_remark(slug, rest):
    bank = read_bank(ROOT, slug)
    nb = bank.submission(rest=rest)
    repaired, remarks = repair(to_bytes(nb), bank.released)
    assert (to_bytes(repaired), remarks) == (to_bytes(nb), ())


def test_the_notebook_of_another_unit_is_not_taken_for_this_one():
    banks = [read_bank(ROOT, slug) for slug in assignment_slugs(ROOT)]
    for one, other in itertools.permutations(banks, 2):
        with pytest.raises(CourseError, match="holds none of the cells of this assignment"):
            repair(one.submission(), other.released)


def assert_released_whole(nb, released):
    """The cells of the release stand in `nb` in their order, all but the answers untouched."""
    ids = {one.id for one in released.cells}
    kept = [one for one in nb.cells if one.id in ids]
    assert [one.id for one in kept] == [one.id for one in released.cells]
    for one, original in zip(kept, released.cells, strict=True):
        assert (one.metadata, one.cell_type) == (original.metadata, original.cell_type)
        assert is_answer(original) or one.source == original.source
    assert all("nbgrader" not in one.metadata for one in nb.cells if one.id not in ids)
    nbformat.validate(nb)


@pytest.mark.parametrize("form", [f for f in DAMAGE if f.points], ids=lambda form: form.student)
def test_whatever_was_damaged_tests_and_points_are_those_of_the_release(bank, tmp_path, form):
    form.write(tmp_path, bank.submission())
    submission = read_submission(tmp_path, SLUG)
    nb, _ = repair(submission.data, bank.released, submission.name)
    assert_released_whole(nb, bank.released)
    assert repair(nb, bank.released)[0] == nb


def test_the_release_is_not_changed(bank):
    before = to_bytes(bank.released)
    repair(to_bytes(bank.submission()), bank.released)
    assert to_bytes(bank.released) == before


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_bytes_that_are_no_notebook_are_refused_in_words(bank, data):
    with pytest.raises(CourseError, match=r"the file .* Next: "):
        repair(data, bank.released)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = ("cell_type", "source", "metadata", "id", "outputs", "attachments")


@settings(max_examples=200)
@given(st.data())
def test_a_notebook_with_any_values_in_its_cells_is_repaired_or_refused(bank, data):
    raw = json.loads(to_bytes(bank.submission()))
    for _ in range(data.draw(st.integers(1, 6))):
        broken = data.draw(st.sampled_from(raw["cells"]))
        broken[data.draw(st.sampled_from(KEYS))] = data.draw(json_values)
    nb, _ = repair(json.dumps(raw).encode(), bank.released)
    assert_released_whole(nb, bank.released)


@given(st.data())
def test_any_order_number_and_choice_of_cells_is_repaired(bank, data):
    nb = bank.submission()
    nb.cells = data.draw(st.lists(st.sampled_from(nb.cells), min_size=1, max_size=20))
    repaired, _ = repair(nb, bank.released)
    assert_released_whole(repaired, bank.released)
    for one in nb.cells:
        if is_answer(one):
            assert cell(repaired, one.id).source == one.source


def test_two_copies_run_in_the_order_of_the_notebook(bank):
    nb = bank.submission()
    place = nb.cells.index(cell(nb, "cleanest"))
    nb.cells.insert(place + 1, again(nb, "cleanest", "def cleanest(d):\n    return 2"))
    repaired, _ = repair(nb, bank.released)
    names = [one.id for one in repaired.cells]
    at = names.index("cleanest")
    assert names[at : at + 3] == ["cleanest", "added-1", "test_cleanest"]


def test_an_answer_that_was_not_written_is_not_looked_for_in_tests(bank):
    nb = bank.submission(rest="untouched")
    without(nb, "cleanest")
    repaired, remarks = repair(nb, bank.released)
    assert cell(repaired, "cleanest").source == cell(bank.released, "cleanest").source
    assert "'cleanest' had been deleted" in remarks[0]


def test_names_are_found_in_code_that_does_not_parse():
    source = "%%time\ndef f(x:\n  y = 1\nasync def g(): ...\nclass H: 0\nz: int = 3\na == b"
    assert defined(source) == {"f", "g", "H", "z"}


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    path = tmp_path / NOTEBOOK
    path.write_bytes(b"{}")

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(CourseError, match=r"01-small.ipynb cannot be read \(Permission denied\)"):
        read_file(path)


# nbgrader's own way of adding a submission makes SQLAlchemy warn; it is none of ours to mend.
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_nbgraders_own_command_repairs_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    bank = make_course(tmp_path)
    config = gradebook.config_of(tmp_path)
    gradebook.register(config, SLUG, bank.master)
    path = tmp_path / "submitted" / "student-01" / SLUG / NOTEBOOK
    path.parent.mkdir(parents=True)
    nb = bank.submission()
    without(nb, "test_cleanest")
    path.write_bytes(to_bytes(nb).decode().encode("utf-16"))
    assert gradebook.api_for(config).autograde(SLUG, "student-01")["success"]
    with Gradebook(gradebook.db_url(tmp_path), "greenlib") as book:
        stored = book.find_submission_notebook(SLUG, SLUG, "student-01")
        assert sum(grade.auto_score or 0 for grade in stored.grades) == sum(FULL[:3])
    graded = nbformat.read(tmp_path / "autograded" / "student-01" / SLUG / NOTEBOOK, as_version=4)
    assert "'test_cleanest' had been changed or deleted" in remarks_in(graded)[0]
