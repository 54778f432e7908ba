"""Grading on a Dask cluster: a scheduler and two workers over TCP, started and ended here."""

import json
import subprocess
import sys
import time

import pytest

from tests.classroom import small_class
from tests.classroom.small_class import SLUG

STUDENTS = 16


def start(folder, role, *arguments):
    """Start a scheduler or a worker, to be ended by whoever called."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{role}", *arguments,
         "--scheduler-file", str(folder / "scheduler.json"), "--no-dashboard"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=small_class.marked_environment(str(folder)),
    )  # fmt: skip


def start_worker(folder):
    return start(folder, "worker", "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1",
                 "--local-directory", str(folder))  # fmt: skip


def wait_for(found, seconds=120):
    deadline = time.monotonic() + seconds
    while not found() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert found()


def grade_and_kill(process, course, address):
    """Grade on the cluster and kill one of its processes in the middle; return code and words."""
    with subprocess.Popen(
        small_class.command("--scheduler", address),
        cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as run:  # fmt: skip
        try:
            wait_for(lambda: written(course) >= 2 or run.poll() is not None)
            process.kill()
            in_the_middle = 2 <= written(course) < STUDENTS
            _, said = run.communicate(timeout=300)
        finally:
            run.kill()
    assert in_the_middle, said
    return run.returncode, said


def written(course):
    return len(list((course / "autograded").glob("*/*/graded.json")))


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler, and the processes: the scheduler and two workers."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    started = [start(folder, "scheduler", "--host", "127.0.0.1", "--port", "0")]
    try:
        wait_for((folder / "scheduler.json").exists)
        started += [start_worker(folder) for _ in range(2)]
        yield json.loads((folder / "scheduler.json").read_text())["address"], started
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def test_a_worker_killed_in_the_middle_costs_no_grade_and_doubles_none(cluster, tmp_path):
    address, (_, first, second) = cluster
    course = tmp_path / "course"
    expected = small_class.make_class(course, STUDENTS, seconds=0.3)
    code, said = grade_and_kill(first, course, address)
    assert code == 0, said
    assert small_class.scores(small_class.url_of(course)) == {s: [p] for s, p in expected.items()}
    assert "Traceback" not in said
    # The engine of the worker that was killed went with it; the other worker's is warm.
    second.kill()
    wait_for(lambda: not small_class.warm(str(tmp_path)))


def test_a_scheduler_that_goes_away_stops_the_run_in_words(cluster, tmp_path):
    address, (scheduler, *_) = cluster
    course = tmp_path / "course"
    expected = small_class.make_class(course, STUDENTS, seconds=0.3)
    code, said = grade_and_kill(scheduler, course, address)
    assert code == 1
    assert "the scheduler went away. Next: start it again" in said.splitlines()[-1]
    assert small_class.grade(course).returncode == 0
    assert small_class.scores(small_class.url_of(course)) == {s: [p] for s, p in expected.items()}


def test_a_cluster_and_this_machine_give_the_same(cluster, tmp_path):
    there, here = tmp_path / "there", tmp_path / "here"
    small_class.make_class(there, 6)
    small_class.make_class(here, 6)
    whole = (there / "submitted/student-01" / SLUG / f"{SLUG}.ipynb").read_text()
    for course in (there, here):
        (course / "submitted/student-02" / SLUG / f"{SLUG}.ipynb").write_text(whole)
        (course / "submitted/student-03" / SLUG / f"{SLUG}.ipynb").write_text(whole[:200])
    done = small_class.grade(there, "--scheduler", cluster[0])
    assert done.returncode == small_class.grade(here).returncode == 1, done.stderr
    assert small_class.gradebook(small_class.url_of(there)) == small_class.gradebook(
        small_class.url_of(here)
    )
    assert small_class.files(there) == small_class.files(here)


def test_an_address_where_no_scheduler_answers_is_named(tmp_path, monkeypatch):
    from greenlib.classroom import cluster, grade
    from greenlib.classroom.errors import CourseError

    monkeypatch.setattr(cluster, "_ANSWER_S", 1)
    small_class.make_class(tmp_path, 1)
    with pytest.raises(CourseError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        grade.grade(tmp_path, SLUG, scheduler="tcp://127.0.0.1:9")
