"""The syllabus: units and fields. That the notebooks agree with it is `greenlib lint`'s job."""

import pytest

from greenlib.classroom.build import assignment_slugs, read_master, unit_slugs
from greenlib.classroom.errors import CourseError
from greenlib.classroom.masters import check_master
from greenlib.classroom.syllabus import read_syllabus
from tests.conftest import ROOT

SYLLABUS = read_syllabus(ROOT / "course" / "syllabus.yml")
every_assignment = pytest.mark.parametrize("slug", assignment_slugs(ROOT))


def test_the_syllabus_lists_the_units_in_order():
    assert [unit.slug for unit in SYLLABUS.units] == unit_slugs(ROOT)


@every_assignment
def test_an_assignment_has_four_to_seven_questions_one_of_them_in_prose(slug):
    questions = check_master(read_master(ROOT, slug))
    assert 4 <= len(questions) <= 7
    assert any(question.is_prose for question in questions)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("minutes: 20", "minutes: soon", r"units\.0\.minutes"),
        ("points: 0", "points: -3", r"units\.0\.points"),
        ("slug: 00-start-here", "slug: start", r"units\.0\.slug"),
        ("    title:", "    colour: green\n    title:", r"units\.0\.colour"),
    ],
)
def test_a_wrong_field_is_named(tmp_path, old, new, words):
    text = (ROOT / "course" / "syllabus.yml").read_text(encoding="utf-8")
    (tmp_path / "syllabus.yml").write_text(text.replace(old, new, 1))
    with pytest.raises(CourseError, match=words):
        read_syllabus(tmp_path / "syllabus.yml")


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    (tmp_path / "syllabus.yml").write_text("units: [")
    with pytest.raises(CourseError, match="is not YAML"):
        read_syllabus(tmp_path / "syllabus.yml")
