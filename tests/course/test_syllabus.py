"""Points, objectives, sections and questions agree: syllabus, lesson, assignment, rubric."""

import re
from itertools import pairwise

import pytest

from greenlib.classroom.build import assignment_slugs, read_master, unit_slugs
from greenlib.classroom.errors import CourseError
from greenlib.classroom.masters import check_master
from greenlib.classroom.notebooks import read_text_notebook
from greenlib.classroom.syllabus import read_rubrics, read_syllabus
from tests.conftest import ROOT

SYLLABUS = read_syllabus(ROOT / "course" / "syllabus.yml")
every_unit = pytest.mark.parametrize("slug", unit_slugs(ROOT))
every_assignment = pytest.mark.parametrize("slug", assignment_slugs(ROOT))


def lesson_text(slug):
    notebook = read_text_notebook(ROOT / "course" / f"{slug}.py")
    return "\n\n".join(cell.source for cell in notebook.nb.cells if cell.cell_type == "markdown")


def questions_of(slug):
    return check_master(read_master(ROOT, slug))


def test_the_syllabus_lists_the_units_in_order():
    assert [unit.slug for unit in SYLLABUS.units] == unit_slugs(ROOT)


@every_unit
def test_the_lesson_states_the_objectives_and_the_time_of_the_syllabus(slug):
    unit, text = SYLLABUS.unit(slug), " ".join(lesson_text(slug).split())
    assert f"**Time to learn:** {unit.minutes} minutes" in text
    for number, objective in enumerate(unit.objectives, 1):
        assert f"{number}. {' '.join(objective.text.split())}" in text, objective.text


def title_of(slug):
    return f"{slug[:2]} · {SYLLABUS.unit(slug).title}"


def links_in(text):
    """Return the links to lessons in `text`, each as the words shown and the unit it leads to."""
    links = re.findall(r"\[([^\]]+)\]\((?:[./]+course/)?(\d\d-[a-z-]+)\.ipynb\)", text)
    return [(" ".join(words.split()), slug) for words, slug in links]


@every_unit
def test_the_lesson_is_called_what_the_syllabus_calls_it(slug):
    assert lesson_text(slug).splitlines()[0] == f"# {title_of(slug)}"


@every_unit
def test_links_to_lessons_name_them_word_for_word(slug):
    links = links_in(lesson_text(slug))
    assert links
    assert links == [(title_of(target), target) for _, target in links]


@every_assignment
def test_the_assignment_has_the_title_of_its_lesson_and_leads_to_it(slug):
    text = read_master(ROOT, slug).nb.cells[0].source
    assert text.splitlines()[0] == f"# Assignment {title_of(slug)}"
    assert (f"lesson {slug[:2]}", slug) in links_in(text)


def test_the_map_of_the_course_lists_every_lesson_in_order():
    text = lesson_text("00-start-here").split("## The map of the course")[1].split("##")[0]
    assert [slug for _, slug in links_in(text)] == unit_slugs(ROOT)[1:]


@pytest.mark.parametrize(("slug", "following"), [*pairwise(unit_slugs(ROOT))])
def test_a_lesson_leads_to_the_next_one(slug, following):
    assert (title_of(following), following) in links_in(
        lesson_text(slug).split("## What's next")[1]
    )


@every_unit
def test_a_lesson_reports_what_running_it_once_used(slug):
    cells = read_text_notebook(ROOT / "course" / f"{slug}.py").nb.cells
    place = [cell.source for cell in cells].index("Running this notebook once used:")
    assert cells[place + 1].source.endswith(f'print(replay("{slug}"))')
    assert place <= 5, "in the header"


@every_unit
def test_every_objective_is_taught_in_a_section_of_the_lesson(slug):
    headings = re.findall(r"^## (.+)$", lesson_text(slug), re.MULTILINE)
    for objective in SYLLABUS.unit(slug).objectives:
        assert objective.section in headings


@every_assignment
def test_every_objective_is_assessed_and_every_question_serves_one(slug):
    names = {question.name for question in questions_of(slug)}
    assessed = [set(objective.questions) for objective in SYLLABUS.unit(slug).objectives]
    assert all(assessed), "an objective without a question"
    assert set().union(*assessed) == names


@every_assignment
def test_points_agree_in_prose_cells_and_syllabus(slug):
    questions = questions_of(slug)
    total = sum(question.points for question in questions)
    text = (ROOT / "source" / slug / f"{slug}.py").read_text(encoding="utf-8")
    assert SYLLABUS.unit(slug).points == total
    assert f"**{total} points**" in text
    assert [question.number for question in questions] == list(range(1, len(questions) + 1))
    assert 4 <= len(questions) <= 7


@every_assignment
def test_every_prose_question_has_a_rubric_worth_its_points(slug):
    prose = {question.name: question.points for question in questions_of(slug) if question.is_prose}
    rubrics = read_rubrics(ROOT / "source" / slug)
    assert {name: rubric.points for name, rubric in rubrics.items()} == prose
    assert prose, "each assignment has a prose question"


@every_unit
def test_a_lesson_has_its_parts(slug):
    headings = re.findall(r"^#{2,3} (.+)$", lesson_text(slug), re.MULTILINE)
    for part in ("Learning objectives", "Try it", "Recap", "Where the numbers come from",
                 "What's next"):  # fmt: skip
        assert part in headings, part


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
