"""A small course with a prose question, graded once, and its desk served on this machine."""

import asyncio
import contextlib
import http.client
import json
import re
import shutil
import threading
from urllib.parse import urlsplit

import nbformat
import pytest

from greenlib.classroom.build import build
from greenlib.classroom.grade import grade
from greenlib.classroom.marking.desk import Desk
from greenlib.classroom.marking.server import start
from tests.conftest import make_small_course

SLUG, QUESTION = "01-footprint", "say_why"
PROSE = """
# %% [markdown]
# ## Question 2 · Say why · 3 points
#
# Why does doubling double?

# %% [markdown] nbgrader={"grade": true, "grade_id": "say_why", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# Because a number added to itself is two of it.
# ### END SOLUTION
"""  # noqa: E501
RUBRIC = """
rubrics:
  say_why:
    criteria:
      - name: the reason
        levels:
          - {points: 2, shows: gives the reason}
          - {points: 1, shows: hints at it}
          - {points: 0, shows: gives none}
      - name: the words
        levels:
          - {points: 1, shows: is clear}
          - {points: 0, shows: is not}
    anchor: A number added to itself is two of it, whatever number it is.
"""
HOSTILE = """\
It doubles. <script>document.title = "taken over"</script>
<img src=x onerror="document.title='taken over'"> ![seen](http://127.0.0.1:9/seen.png)
<form action="/"><button>Press</button></form> [click](javascript:document.title=1)
"""
ANSWERS = {
    "student-01": "A number added to itself is two of it.",
    "student-02": "Two times.",
    "student-03": HOSTILE,
    "student-04": None,
}


@pytest.fixture(scope="session")
def graded_course(tmp_path_factory):
    """A course whose four submissions were graded; student-04 left the prose as released."""
    course = make_small_course(tmp_path_factory.mktemp("marking"))
    master = course / "source" / SLUG / f"{SLUG}.py"
    master.write_text(master.read_text() + PROSE)
    (master.parent / "rubric.yml").write_text(RUBRIC)
    build(course)
    for student, answer in ANSWERS.items():
        hand_in(course, student, answer)
    grade(course, SLUG)
    return course


def hand_in(course, student, answer):
    """Hand in `answer` to the prose question, with the rest as released."""
    nb = nbformat.read(course / "release" / SLUG / f"{SLUG}.ipynb", as_version=4)
    if answer is not None:
        nb.cells[-1].source = answer
    folder = course / "submitted" / student / SLUG
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(nb, folder / f"{SLUG}.ipynb")


@pytest.fixture
def course(graded_course, tmp_path):
    """A copy of the graded course, to mark in."""
    return shutil.copytree(graded_course, tmp_path / "course")


@pytest.fixture
def desk(course):
    with Desk(course, SLUG) as desk:
        yield desk


def key_of(desk, student):
    """The key of a student's answer, which the desk itself does not tell."""
    return desk._key(QUESTION, student)


@contextlib.contextmanager
def served(course):
    """Serve a desk in `course` from a thread of its own, as one grader's command does."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    found = {}

    async def run():
        with Desk(course, SLUG) as desk:
            server, found["address"] = start(desk)
            found["end"] = asyncio.Event()
            ready.set()
            await found["end"].wait()
            server.stop()
            await server.close_all_connections()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    assert ready.wait(30)
    try:
        yield found["address"]
    finally:
        loop.call_soon_threadsafe(found["end"].set)
        thread.join()
        loop.close()


class Marker:
    """A marker's browser as far as HTTP goes: cookies, Origin and XSRF token."""

    def __init__(self, address):
        self.parts = urlsplit(address)
        self.host = self.parts.netloc
        self.cookies, self.xsrf, self.version = {}, "", ""

    def open(self):
        """Open the address that was printed; return the path of the answer it leads to."""
        path = f"{self.parts.path}?{self.parts.query}"
        while True:
            response, _ = self.get(path)
            if response.status != 302:
                return path
            path = response.headers["Location"]

    def get(self, path, **headers):
        response, body = self.request("GET", path, headers=headers)
        if found := re.search(r'data-version="([^"]+)" data-xsrf="([^"]+)"', body):
            self.version, self.xsrf = found.groups()
        return response, body

    def post(self, path, body, **headers):
        given = {"Origin": f"http://{self.host}", "X-XSRFToken": self.xsrf, **headers}
        response, text = self.request("POST", path, json.dumps(body), given)
        answer = json.loads(text)
        if response.status == 200:
            self.version = answer.get("version", "")
        return response.status, answer

    def mark(self, path, *numbers, comment="", action="mark"):
        """Choose the levels with these numbers, from 0."""
        levels = dict(zip(("the reason", "the words"), numbers, strict=False))
        wish = {"action": action, "version": self.version, "levels": levels, "comment": comment}
        return self.post(path, wish)

    def request(self, method, path, body=None, headers=()):
        sent = {
            "Host": self.host,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **dict(headers),
        }
        connection = http.client.HTTPConnection(self.parts.hostname, self.parts.port, timeout=30)
        connection.request(method, path, body, {k: v for k, v in sent.items() if v is not None})
        response = connection.getresponse()
        text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return response, text


@pytest.fixture
def marker(course):
    """A marker who has opened the page."""
    with served(course) as address:
        marker = Marker(address)
        marker.path = marker.open()
        yield marker
