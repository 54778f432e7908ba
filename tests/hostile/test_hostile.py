"""Strangers' code in a class: no point gained, no other grade changed, nothing told, all in words.

The bank's attackers and three honest students are one class, graded once by `grade`; the honest
students are graded once more without the attackers.
"""

import html
import json
import os
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from greenlib.classroom.engine import Engine

from .attack import MARK
from .bank import ATTACKS, GROUPS
from .graded_class import HONEST, SETTINGS, grade_class
from .table import PATH, table

PAGES_OF = [
    *HONEST, *(a.name for a in GROUPS["Whoever looks at the results"] if a.points),
]  # fmt: skip


@pytest.fixture(scope="session")
def contained():
    """Skip, visibly, where the machine keeps nothing apart: attacks would reach what is ours."""
    with Engine() as engine:
        if engine.not_contained:
            pytest.skip(f"this machine keeps nothing apart: {engine.not_contained}")


@pytest.fixture(scope="session")
def attacked(contained, tmp_path_factory):
    return grade_class(tmp_path_factory.mktemp("attacked"), ATTACKS)


@pytest.fixture(scope="session")
def peaceful(contained, tmp_path_factory):
    return grade_class(tmp_path_factory.mktemp("peaceful"), [])


def said(result):
    parts = [reason for part in result["questions"] for reason in part["reasons"]]
    return " | ".join([result["problem"], *parts, *result["remarks"]])


def outputs_of(nb):
    """All that the cells show, as one text."""
    shown = []
    for cell in nb["cells"]:
        for output in cell.get("outputs", []):
            shown += [output.get("text", ""), output.get("evalue", ""), output.get("ename", "")]
            shown += output.get("data", {}).values()
    return "\n".join("".join(text) for text in shown)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_gains_nothing_and_the_report_says_what_happened(attack, attacked):
    result = attacked.results[attack.name]
    points = [part["score"] for part in result["questions"]]
    assert attack.says in said(result)
    if not attack.points:
        assert result["problem"] and points == [0, 0, 0]
        return
    assert not result["problem"]
    assert points == [*attack.points, None]
    assert attack.shows in outputs_of(attacked.notebook(attack.name))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_told_no_secret(attack, attacked):
    assert MARK not in json.dumps(attacked.results[attack.name])
    if attack.points:
        nb = attacked.notebook(attack.name)
        for cell in nb["cells"]:
            is_test = cell["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("test_")
            assert MARK not in json.dumps({**cell, "source": ""} if is_test else cell)


@pytest.mark.parametrize("student", HONEST)
def test_the_honest_get_what_they_get_without_attackers(student, attacked, peaceful):
    for part in ("questions", "problem", "remarks"):
        assert attacked.results[student][part] == peaceful.results[student][part]
    assert attacked.notebook(student) == peaceful.notebook(student)


def test_the_secrets_are_where_the_attacks_look(attacked):
    """Or else the attacks would prove nothing."""
    course = attacked.course
    for path in ("source/01-footprint/01-footprint.py", "solutions/01-footprint/secret.txt",
                 "gradebook.db", "submitted/honest-right/01-footprint/01-footprint.ipynb",
                 "../home/secret.txt"):  # fmt: skip
        assert MARK.encode() in (course / path).read_bytes()


def test_nothing_in_the_course_was_changed(attacked, peaceful):
    for path in ("source/01-footprint/01-footprint.py", "release/01-footprint/01-footprint.ipynb",
                 "submitted/honest-right/01-footprint/01-footprint.ipynb"):  # fmt: skip
        assert (attacked.course / path).read_bytes() == (peaceful.course / path).read_bytes()
    assert sorted(p.name for p in attacked.course.iterdir()) == sorted(
        p.name for p in peaceful.course.iterdir()
    )


def test_no_attack_reaches_the_network_or_a_socket_of_the_machine(attacked):
    assert attacked.visits == []


def test_a_run_leaves_no_process_behind(attacked):
    assert attacked.left == []


def test_a_run_leaves_nothing_in_tmp(attacked):
    left = f"left-{os.getpid()}"
    assert list((attacked.course.parent / "tmp").iterdir()) == []
    for folder in {Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")}:
        assert not [path for path in folder.glob("*") if left in path.name]


def test_the_run_ends_in_time(attacked):
    """Every submission together: much less than the notebooks' time of the slow ones in turn."""
    assert attacked.seconds < len(ATTACKS) * SETTINGS["notebook_seconds"] / 10


@pytest.mark.parametrize("student", PAGES_OF)
def test_feedback_is_written_for_every_name_and_text_and_tells_no_secret(student, attacked):
    assert student not in attacked.feedback
    page = attacked.path("feedback", student, "01-footprint.html").read_text()
    assert MARK not in page.replace(f"{MARK}-submission", "" if student in HONEST else MARK)


class Acting(HTMLParser):
    """The elements of a page that run, load or send something, and those that react."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        names = {name for name, _ in attributes}
        links = [value or "" for name, value in attributes if name in ("href", "src", "action")]
        if (
            tag in ("script", "style", "iframe", "object", "embed", "form", "base", "link", "svg")
            or any(name.startswith("on") for name in names)
            or not all(link.startswith(("#", "data:image/", "https://")) for link in links)
            or (tag != "a" and any(link.startswith("https://") for link in links))
        ):
            self.found.append((tag, attributes))


@pytest.mark.parametrize("student", PAGES_OF)
def test_feedback_is_inert(student, attacked):
    """Nothing in it acts, and its policy would stop it too."""
    pages = [attacked.path("feedback", name, "01-footprint.html").read_text()
             for name in ("honest-right", student)]  # fmt: skip
    honest, hostile = (Acting(page).found for page in pages)
    assert hostile == honest
    assert "default-src 'none'" in html.unescape(pages[1])


def test_the_table_of_attacks_is_up_to_date(attacked):
    assert PATH.read_text() == table(attacked)
