"""The marking page serves the browser that has the token, on this machine, and nobody else."""

import os
import re
import signal
import socket
import subprocess

import pytest
from nbgrader.api import Gradebook

from greenlib.classroom.gradebook import db_url
from tests.conftest import interruptible

from .conftest import ANSWERS, QUESTION, SLUG, Marker, served


def test_opening_the_address_leads_to_an_answer_that_waits(marker):
    response, page = marker.get(marker.path)
    assert response.status == 200
    assert re.fullmatch(rf"/{QUESTION}/[0-9a-f]{{16}}", marker.path)
    assert "1 of 4 marked" in page


def test_no_page_tells_whose_answer_it_is(marker):
    seen, path = set(), f"/{QUESTION}"
    for _ in ANSWERS:
        response, page = marker.get(path)
        if response.status == 302:
            path = response.headers["Location"]
            _, page = marker.get(path)
        seen.add(path)
        assert "student-" not in page and "student-" not in path
        path = next((f"/{QUESTION}/{key}" for key in re.findall(r'href="([0-9a-f]{16})"', page)
                     if f"/{QUESTION}/{key}" not in seen), None)  # fmt: skip
    assert len(seen) == len(ANSWERS)


def test_the_token_is_needed_once_and_its_cookie_stays_with_the_browser(marker):
    stranger = Marker(f"http://{marker.host}/?token=guess")
    for path in ("/?token=guess", "/", marker.path, f"/{QUESTION}", "/nothing"):
        response, text = stranger.get(path)
        assert response.status == 403
        assert "Open the address that greenlib review grade printed" in text
    response, _ = Marker(f"http://{marker.host}/").get(f"/?{marker.parts.query}")
    (cookie,) = [c for c in response.headers.get_all("Set-Cookie") if "marking" in c]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert "token" not in response.headers["Location"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", None])
def test_another_name_for_this_machine_is_refused(marker, host):
    sent = {"Host": host} if host else {"Host": "127.0.0.1:1"}
    response, text = marker.get(marker.path, **sent)
    assert (response.status, "answers to 127.0.0.1 only" in text) == (403, True)


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null", None])
def test_a_page_from_elsewhere_changes_no_mark(marker, origin):
    before = marker.version
    wish = {"action": "mark", "version": before, "levels": {"the reason": 0}}
    status, answer = marker.post(marker.path, wish, Origin=origin)
    assert (status, answer["message"]) == (403, "Only a page of this server may change a mark.")
    marker.get(marker.path)
    assert marker.version == before


def test_a_wish_without_the_xsrf_token_changes_no_mark(marker):
    marker.xsrf = "2|00000000|00000000000000000000000000000000|0"
    assert marker.mark(marker.path, 0, 0)[0] == 403


def test_a_mark_is_what_formgraders_own_queries_read(marker, course):
    status, answer = marker.mark(marker.path, 1, 0, comment="Say *why*.")
    assert (status, answer["score"], answer["marked"]) == (200, 2.0, 2)
    with Gradebook(db_url(course), "greenlib") as book:
        grades = {g.student.id: g.to_dict() for s in book.find_assignment(SLUG).submissions
                  for n in s.notebooks for g in n.grades if g.name == QUESTION}  # fmt: skip
        comments = [c.to_dict()["manual_comment"] for s in book.find_assignment(SLUG).submissions
                    for n in s.notebooks for c in n.comments if c.name == QUESTION]  # fmt: skip
    given = [grade for grade in grades.values() if grade["manual_score"] == 2.0]
    assert [grade["needs_manual_grade"] for grade in given] == [False]
    assert "Say *why*." in comments


def test_two_graders_at_once_do_not_overwrite_each_other(marker, course):
    with served(course) as address:
        other = Marker(address)
        other.open()
        other.get(marker.path)
        assert marker.mark(marker.path, 0, 0, comment="First.")[0] == 200
        status, answer = other.mark(marker.path, 2, 1, comment="Second.")
        assert status == 409
        assert (answer["comment"], answer["score"]) == ("First.", 3.0)
        assert answer["levels"] == {"the reason": 0, "the words": 0}
        other.version = answer["version"]
        assert other.mark(marker.path, 2, 1, comment="Second.")[0] == 200
    assert "Second." in marker.get(marker.path)[1]


@pytest.mark.parametrize(
    "wish, words",
    [
        ({"action": "mark", "version": "", "levels": {"charm": 0}}, "no level 1 for 'charm'"),
        ({"action": "mark", "version": "", "levels": {"the words": 2}}, "no level 3"),
        ({"action": "delete", "version": ""}, "action: Input should be"),
        ({"action": "mark", "version": "", "points": 99}, "points: Extra inputs"),
        (["mark"], "Input should be an object"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_in_words(marker, wish, words):
    if isinstance(wish, dict):
        wish["version"] = marker.version
    status, answer = marker.post(marker.path, wish)
    assert status in (400, 503) and words in answer["message"]


def test_a_comment_is_saved_to_use_again_and_offered(marker):
    status, answer = marker.post(f"/{QUESTION}/comments", {"text": "Say <b>why</b>."})
    assert (status, answer) == (200, {"phrases": ["Say <b>why</b>."]})
    assert "Say &lt;b&gt;why&lt;/b&gt;." in marker.get(marker.path)[1]


@pytest.mark.parametrize("path", ["/double", f"/{QUESTION}/0123456789abcdef", "/a/b/c", "/..%2f"])
def test_what_is_not_there_is_said_in_words(marker, path):
    response, text = marker.get(path)
    assert response.status in (400, 404) and "Traceback" not in text and text.endswith(".\n")


def test_nothing_in_an_answer_runs_and_nothing_is_loaded_from_elsewhere(marker):
    pages = [marker.get(place)[1] for place in all_answers(marker)]
    (hostile,) = [page for page in pages if "taken over" in page]
    assert hostile.count("<script>") == 1 and "<img src=x" not in hostile
    assert not re.findall(r'(?:src|action|href)="(?:https?:|//|javascript:)', hostile)
    assert "default-src &#39;none&#39;" in hostile and "connect-src &#39;self&#39;" in hostile


def all_answers(marker):
    place, found = marker.get(f"/{QUESTION}")[0].headers["Location"], []
    while place not in found:
        found.append(place)
        keys = re.findall(r'href="([0-9a-f]{16})"', marker.get(place)[1])
        place = next((f"/{QUESTION}/{k}" for k in keys if f"/{QUESTION}/{k}" not in found), place)
    return found


def test_pages_are_neither_kept_nor_framed(marker):
    headers = marker.get(marker.path)[0].headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Referrer-Policy"] == "no-referrer"


def command(course, *arguments):
    return subprocess.run(
        interruptible("review", "grade", *arguments), cwd=course, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip


def test_a_port_that_is_taken_is_said_in_words(course):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = command(course, SLUG, "--no-browser", "--port", port)
    assert done.returncode == 1
    assert f"port {port} is taken or reserved. Next: leave --port out" in done.stderr


def test_an_unknown_unit_lists_those_that_exist(course):
    done = command(course, "99-nosuch", "--no-browser")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no assignment '99-nosuch'. Assignments: 01-footprint." in done.stderr


def test_ctrl_c_ends_the_page_and_says_how_far_the_marking_is(course):
    process = subprocess.Popen(
        interruptible("review", "grade", SLUG, "--no-browser"), cwd=course, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        address = process.stdout.readline().removeprefix("Open ").strip()
        marker = Marker(address)
        assert marker.mark(marker.open(), 0, 0)[0] == 200
        process.send_signal(signal.SIGINT)
        told, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, errors) == (0, "")
    assert told.endswith("say_why: 2 of 4 answers marked\n")


def test_the_server_listens_on_this_machine_only(marker):
    port = marker.parts.port
    assert marker.parts.hostname == "127.0.0.1"
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=5):
        pass
