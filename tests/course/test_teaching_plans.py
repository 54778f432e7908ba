"""The pages for instructors agree with the course: plans, prose questions, sessions."""

import re
from dataclasses import dataclass

import pytest
from typer.main import get_command

from greenlib.classroom.bank import read_bank
from greenlib.classroom.build import assignment_slugs, read_master, unit_slugs
from greenlib.classroom.cli import app
from greenlib.classroom.masters import check_master
from greenlib.classroom.notebooks import read_text_notebook
from greenlib.classroom.syllabus import read_rubrics, read_syllabus
from tests.conftest import ROOT

SYLLABUS = read_syllabus(ROOT / "course" / "syllabus.yml")
TEACHING = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
SESSIONS = (ROOT / "docs" / "sessions.md").read_text(encoding="utf-8")
PARTS = ("Opening", "Picture", "Where classes stop", "Careful", "In pairs", "Exit")
every_unit = pytest.mark.parametrize("slug", unit_slugs(ROOT))
PLANS = ("Twelve weeks", "Half a term, six weeks", "A workshop of two days")
every_plan = pytest.mark.parametrize("plan", PLANS)


@dataclass(frozen=True)
class Row:
    """A unit in a plan; all times in minutes, an assignment that is left out takes 0."""

    unit: str
    lesson: int
    assignment: int
    in_class: int
    at_home: int

    @property
    def minutes(self):
        return (self.lesson, self.assignment, self.in_class, self.at_home)


def section(text, title):
    """Return what stands below the heading `title`, up to the next one of its level or above."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,3}} |\Z)", text, re.M | re.S)
    assert found, f"no heading {title!r}"
    return found[2]


def cells(text):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()
            if line.startswith("|")]  # fmt: skip


def rows(plan):
    """Return the units of `plan`, and the row that adds them up."""
    found = [
        Row(name.strip("`"), *(0 if cell == "–" else int(cell) for cell in minutes))
        for _, name, *minutes, _ in cells(section(TEACHING, plan))[2:]
    ]
    assert found[-1].unit == "together"
    return found[:-1], found[-1]


def assignment_minutes(slug):
    text = read_master(ROOT, slug).nb.cells[0].source
    return int(re.search(r"about (\d+) minutes", text)[1])


def needed_before(slug):
    text = (ROOT / "course" / f"{slug}.py").read_text(encoding="utf-8")
    head = text[text.index("**Before this:**") : text.index("**You need:**")]
    return set(re.findall(r"\((\d\d-[a-z-]+)\.ipynb\)", head))


@every_plan
def test_a_plan_quotes_the_minutes_of_the_course(plan):
    units, _ = rows(plan)
    for row in units:
        assert SYLLABUS.unit(row.unit), row.unit
        assert row.lesson == SYLLABUS.unit(row.unit).minutes, row.unit
        assert row.assignment == 0 or row.assignment == assignment_minutes(row.unit), row.unit


@every_plan
def test_a_plan_adds_up(plan):
    units, together = rows(plan)
    for row in units:
        assert row.in_class + row.at_home == row.lesson + row.assignment, row.unit
    assert together.minutes == tuple(map(sum, zip(*(row.minutes for row in units), strict=True)))


@every_plan
def test_a_plan_has_each_unit_after_those_that_it_needs(plan):
    done = set()
    for row in rows(plan)[0]:
        assert needed_before(row.unit) <= done, row.unit
        assert row.unit not in done
        done.add(row.unit)


def test_twelve_weeks_have_all_units_and_all_assignments():
    units, _ = rows("Twelve weeks")
    assert [row.unit for row in units] == unit_slugs(ROOT)
    assert [row.unit for row in units if row.assignment] == assignment_slugs(ROOT)


def test_the_table_of_prose_questions_is_that_of_the_masters_and_rubrics():
    shown = [tuple(row) for row in cells(section(TEACHING, "Mark prose answers"))[2:]]
    assert shown == [prose_row(slug) for slug in assignment_slugs(ROOT)]


def prose_row(slug):
    master = read_master(ROOT, slug)
    (name,) = (question.name for question in check_master(master) if question.is_prose)
    text = "\n".join(cell.source for cell in master.nb.cells)
    length = re.search(r"\*\*(\w+ to \w+)\s+sentences\*\*", text)[1]
    criteria = read_rubrics(ROOT / "source" / slug)[name].criteria
    points = ", ".join(f"{c.name} {max(level.points for level in c.levels)}" for c in criteria)
    return slug[:2], f"`{name}`", length, points


def test_anchors_have_as_many_words_as_the_page_says():
    words = [
        len(rubric.anchor.split())
        for slug in assignment_slugs(ROOT)
        for rubric in read_rubrics(ROOT / "source" / slug).values()
    ]
    assert f"Anchors have {min(words)} to {max(words)} words" in TEACHING


def test_every_unit_has_its_session_in_order():
    assert re.findall(r"^## (.+)$", SESSIONS, re.M) == unit_slugs(ROOT)


@every_unit
def test_a_session_has_all_its_parts(slug):
    assert tuple(re.findall(r"^- \*\*(.+?)\*\*:", section(SESSIONS, slug), re.M)) == PARTS


@every_unit
def test_numbers_of_a_session_are_those_of_its_lesson(slug):
    told = section(SESSIONS, slug).split("\n| in the bank")[0]
    lesson = (ROOT / "course" / f"{slug}.py").read_text(encoding="utf-8")
    assert set(numbers(told)) <= set(numbers(lesson))


def numbers(text):
    return re.findall(r"\d+(?:[.,]\d+)*", text)


@every_unit
def test_sections_named_in_a_session_are_in_its_lesson(slug):
    headings = {
        heading
        for cell in read_text_notebook(ROOT / "course" / f"{slug}.py").nb.cells
        for heading in re.findall(r"^## (.+)$", cell.source, re.M)
    }
    session = " ".join(section(SESSIONS, slug).split())
    named = set(re.findall(r"(?<!\w)'([A-Z].+?)'(?!\w)", session))
    assert named
    assert named <= headings


@pytest.mark.parametrize("slug", assignment_slugs(ROOT))
def test_misconceptions_are_wrong_answers_of_the_bank(slug):
    told = [row[0].replace("`", "") for row in cells(section(SESSIONS, slug))[2:]]
    assert len(told) >= 5
    assert set(told) <= {str(answer) for answer in read_bank(ROOT, slug).of_kind("wrong")}


@pytest.mark.parametrize("text", [TEACHING, SESSIONS], ids=["teaching", "sessions"])
def test_commands_and_options_named_on_a_page_exist(text):
    called = re.findall(r"(?:^|`)greenlib ((?:[a-z]+)(?: (?:grade|pages|sign|status)\b)?)(.*)",
                        text, re.M)  # fmt: skip
    assert called
    for words, rest in called:
        command = get_command(app)
        for word in words.split():
            command = command.commands[word]
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"(?<= )--[a-z-]+", rest.split("`")[0])) <= known, words
