"""Formgrader works in the course: pages load, marks are the same, its button uses our engine."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest

from greenlib.classroom.marking.desk import Desk
from greenlib.classroom.marking.marks import Wish
from tests.classroom.marking.conftest import QUESTION, SLUG, graded_course, hand_in, key_of

# Fixtures are found by their names here.
__all__ = ["graded_course"]

NOISY = """\
import sys

def double(number):
    print("working", file=sys.stderr)
    return 2 * number
"""


class Formgrader:
    """JupyterLab with formgrader, as somebody starts it in the course folder."""

    def __init__(self, course, private):
        self._runtime = private / "runtime"
        places = {"JUPYTER_RUNTIME_DIR": self._runtime, "JUPYTER_CONFIG_DIR": private / "config",
                  "JUPYTER_DATA_DIR": private / "data", "HOME": private}  # fmt: skip
        tools = os.path.dirname(sys.executable)
        self._log = (private / "log").open("w+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
             "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"],
            cwd=course, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
                 **{name: str(path) for name, path in places.items()}},
        )  # fmt: skip
        self._url, self._token = self._address()

    def _address(self):
        """Wait until the server has written down where it is."""
        written = self._runtime / f"jpserver-{self._process.pid}.json"
        while self._process.poll() is None:
            try:
                about = json.loads(written.read_text())
                return f"http://127.0.0.1:{about['port']}/formgrader", about["token"]
            except (FileNotFoundError, json.JSONDecodeError):
                time.sleep(0.2)
        self._log.seek(0)
        raise AssertionError(self._log.read())

    def end(self):
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def request(self, path, method="GET", body=None):
        """Return the text of a page or the answer to a request; an error status raises."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._url + path, data, {"Authorization": f"token {self._token}"}, method=method
        )
        with urllib.request.urlopen(request, timeout=120) as response:
            return response.read().decode()

    def api(self, path, method="GET", body=None):
        return json.loads(self.request(f"/api/{path}", method, body))

    def submission_of(self, student):
        """Return the id of the student's notebook, by which formgrader's pages go."""
        found = self.api(f"student_notebook_submissions/{student}/{SLUG}")
        return found[0]["id"]


@pytest.fixture(scope="module")
def course(graded_course, tmp_path_factory):
    return shutil.copytree(graded_course, tmp_path_factory.mktemp("formgrader") / "course")


@pytest.fixture(scope="module")
def formgrader(course, tmp_path_factory):
    started = Formgrader(course, tmp_path_factory.mktemp("jupyter"))
    yield started
    started.end()


@pytest.mark.parametrize(
    "path, text",
    [
        ("/manage_assignments", "Manage Assignments"),
        (f"/manage_submissions/{SLUG}", SLUG),
        ("/gradebook", "Manual Grading"),
        (f"/gradebook/{SLUG}", SLUG),
        (f"/gradebook/{SLUG}/{SLUG}", SLUG),
        ("/manage_students", "Manage Students"),
        ("/manage_students/student-01", "student-01"),
    ],
)
def test_formgraders_pages_load(formgrader, path, text):
    assert text in formgrader.request(path)


def test_it_lists_assignment_and_submissions(formgrader):
    (assignment,) = formgrader.api("assignments")
    assert (assignment["name"], assignment["num_submissions"]) == (SLUG, 4)
    students = [submission["student"] for submission in formgrader.api(f"submissions/{SLUG}")]
    assert sorted(students) == [f"student-0{number}" for number in (1, 2, 3, 4)]


def test_the_page_of_a_submission_shows_the_answer_to_be_marked(formgrader):
    page = formgrader.request(f"/submissions/{formgrader.submission_of('student-01')}/")
    assert "A number added to itself is two of it." in page
    assert "double is not written yet" in page


def test_formgrader_shows_what_was_marked_at_the_desk(formgrader, course):
    with Desk(course, SLUG) as desk:
        key = key_of(desk, "student-01")
        levels = {"the reason": 1, "the words": 0}
        wish = Wish(action="mark", version=desk.answer(QUESTION, key).version, levels=levels,
                    comment="Say why.")  # fmt: skip
        desk.do(QUESTION, key, wish)
    grade, comment = rows(formgrader, "student-01")
    assert (grade["manual_score"], grade["needs_manual_grade"]) == (2.0, False)
    assert comment["manual_comment"] == "Say why."


def test_the_desk_shows_what_was_marked_in_formgrader(formgrader, course):
    grade, comment = rows(formgrader, "student-02")
    formgrader.api(f"grade/{grade['id']}", "PUT", {"manual_score": 2.5})
    formgrader.api(f"comment/{comment['id']}", "PUT", {"manual_comment": "From formgrader."})
    with Desk(course, SLUG) as desk:
        mark = desk.answer(QUESTION, key_of(desk, "student-02")).mark
    assert (mark.manual, mark.waits, mark.comment) == (2.5, False, "From formgrader.")


def test_the_autograde_button_uses_our_engine(formgrader, course):
    """nbgrader's own would give 0 to a test that somebody's print to standard error reached."""
    hand_in(course, "student-05", "Handed in later.")
    path = course / "submitted/student-05" / SLUG / f"{SLUG}.ipynb"
    nb = nbformat.read(path, as_version=4)
    next(cell for cell in nb.cells if "def double" in cell.source).source = NOISY
    nbformat.write(nb, path)
    result = formgrader.api(f"submission/{SLUG}/student-05/autograde", "POST")
    assert result["success"], result["error"]
    scores = {
        grade["name"]: (grade["auto_score"], grade["needs_manual_grade"])
        for grade in formgrader.api(
            f"grades?submission_id={formgrader.submission_of('student-05')}"
        )
    }
    assert scores == {"test_double": (2.0, False), QUESTION: (None, True)}


def test_without_the_token_there_is_only_the_way_in(formgrader):
    with urllib.request.urlopen(f"{formgrader._url}/api/students", timeout=60) as response:
        assert "/login?" in response.url
        assert "student-01" not in response.read().decode()


def rows(formgrader, student):
    """The prose question's grade and comment, as formgrader's API gives them."""
    submission = formgrader.submission_of(student)
    return [
        next(row for row in formgrader.api(f"{kind}?submission_id={submission}")
             if row["name"] == QUESTION)
        for kind in ("grades", "comments")
    ]  # fmt: skip
