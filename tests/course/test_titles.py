"""Titles, the links between lessons, and the line in each that says what running it used."""

import re
from itertools import pairwise

import pytest

from greenlib.classroom.build import assignment_slugs, read_master, unit_slugs
from greenlib.classroom.notebooks import read_text_notebook
from greenlib.classroom.syllabus import read_syllabus
from tests.conftest import ROOT

SYLLABUS = read_syllabus(ROOT / "course" / "syllabus.yml")
every_unit = pytest.mark.parametrize("slug", unit_slugs(ROOT))
every_assignment = pytest.mark.parametrize("slug", assignment_slugs(ROOT))


def lesson_text(slug):
    notebook = read_text_notebook(ROOT / "course" / f"{slug}.py")
    return "\n\n".join(cell.source for cell in notebook.nb.cells if cell.cell_type == "markdown")


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
