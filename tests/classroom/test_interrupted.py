"""A run that is interrupted, wherever that is, costs nothing: the next ends as if it had not been.

Only processes that are started here are ended, by their ids.
"""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from tests.classroom import small_class

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="finds the processes of a run in /proc"
)
STUDENTS, SECONDS = 24, 0.02
SERIES, ENDS_EACH = 6, 9
ENDS = (
    "KILL of the run",
    "KILL of a worker",
    "TERM",
    "INT",
    "TERM of the group",
    "INT of the group",
)


@dataclass
class Tally:
    """How often a run was ended in which way, and what it was at."""

    ways: Counter = field(default_factory=Counter)
    phases: Counter = field(default_factory=Counter)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class that nobody has graded."""
    folder = tmp_path_factory.mktemp("class")
    small_class.make_class(folder, STUDENTS, SECONDS)
    return folder


@pytest.fixture(scope="module")
def undisturbed(course, tmp_path_factory):
    """The gradebook and the files of an undisturbed run."""
    folder = shutil.copytree(course, tmp_path_factory.mktemp("undisturbed") / "course")
    assert small_class.grade(folder).returncode == 0
    return small_class.gradebook(small_class.url_of(folder)), small_class.files(folder)


@contextlib.contextmanager
def running(folder, *arguments, jobs=2):
    """A run in a group of its own, ended with the block at the latest."""
    with subprocess.Popen(
        small_class.command("--jobs", str(jobs), *arguments),
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env=small_class.marked_environment(str(folder)),
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def wait_for(found, seconds=120):
    deadline = time.monotonic() + seconds
    while not found() and time.monotonic() < deadline:
        time.sleep(0.05)  # looking through /proc is work too
    assert found()


def phase_of(folder, process):
    if process.poll() is not None:
        return "over"
    return "grading" if small_class.grading(str(folder)) else "starting or closing"


def end(process, way, folder, chance):
    """End the run, or one of its workers, in this way; return how it was ended in fact."""
    if way == "KILL of a worker":
        if workers := small_class.workers(str(folder)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(workers).id, signal.SIGKILL)
            return way
        way = "KILL of the run"
    number = getattr(signal, f"SIG{way.split()[0]}")
    (os.killpg if "group" in way else os.kill)(process.pid, number)
    return way


def interrupt(folder, chance, way, tally):
    """Start a run and end it at a random point, most often while it is grading."""
    with running(folder, jobs=chance.choice((1, 2))) as process:
        if chance.random() < 0.6:
            wait_for(lambda: small_class.grading(str(folder)) or process.poll() is not None)
            time.sleep(chance.uniform(0, 1.5))
        else:
            time.sleep(chance.uniform(0, 3))
        phase = phase_of(folder, process)
        tally.phases[phase] += 1
        if phase != "over":
            tally.ways[end(process, way, folder, chance)] += 1
        said = process.communicate(timeout=120)[1]
    code = process.returncode
    if way == "KILL of a worker":
        assert code in (0, -9), said
    if code in (130, 143) and said:  # before the first word there is nothing to stop
        assert said.splitlines()[-1].startswith("greenlib: stopped; grades written so far"), said
    assert code <= 0 or code == {"TERM": 143, "INT": 130}[way.split()[0]], said
    wait_for(lambda: not small_class.processes(str(folder)))


def not_in_the_gradebook(folder):
    """What reports say was written and the gradebook does not have: the next run would skip it."""
    if not (reported := small_class.reported(folder)):
        return {}
    scores = small_class.scores(small_class.url_of(folder))
    return {
        student: points for student, points in reported.items() if scores.get(student) != points
    }


def temporary_files(folder):
    hidden = [path for path in folder.rglob(".*") if path.name.startswith((".01-", ".graded"))]
    return [*hidden, *folder.glob("gradebook.db-*")]


def series(number, course, undisturbed, folder):
    """End run after run on one copy of the course; then an undisturbed one makes all good."""
    chance, tally = random.Random(number), Tally()
    shutil.copytree(course, folder)
    turn = 0
    while tally.ways.total() < ENDS_EACH:
        # Later on everyone hands in again, so that there is always something to grade.
        small_class.hand_in(folder, STUDENTS, SECONDS, turn=max(0, turn - 3))
        interrupt(folder, chance, ENDS[(3 * number + turn) % len(ENDS)], tally)
        turn += 1
        assert not_in_the_gradebook(folder) == {}
    small_class.hand_in(folder, STUDENTS, SECONDS)
    assert small_class.grade(folder).returncode == 0
    assert small_class.gradebook(small_class.url_of(folder)) == undisturbed[0]
    assert small_class.files(folder) == undisturbed[1]
    assert temporary_files(folder) == []
    return tally


def test_runs_ended_at_random_points_end_in_the_same_gradebook(course, undisturbed, tmp_path):
    with ThreadPoolExecutor(2) as pool:  # a run's start is the cost, and has one core busy
        tallies = list(
            pool.map(
                lambda number: series(number, course, undisturbed, tmp_path / f"course-{number}"),
                range(SERIES),
            )
        )
    ways = sum((tally.ways for tally in tallies), Counter())
    phases = sum((tally.phases for tally in tallies), Counter())
    print(f"\n{ways.total()} ends: {dict(ways)}; at: {dict(phases)}")
    assert ways.total() >= 50
    assert set(ways) == set(ENDS)
    assert phases["grading"] >= 20


def test_a_run_that_is_killed_leaves_no_process_that_a_student_kept_busy(tmp_path):
    small_class.make_class(tmp_path, 1, seconds=25)
    with running(tmp_path) as process:
        # Seeds, warm parents (two processes each), and a judge, the student's and its watcher.
        wait_for(lambda: len(small_class.warm(str(tmp_path))) >= 11)
        process.kill()
    wait_for(lambda: not small_class.processes(str(tmp_path)), seconds=10)


@pytest.fixture
def in_the_middle(course, tmp_path):
    """A run that has graded some, its folder, and a second connection to its gradebook."""
    folder = shutil.copytree(course, tmp_path / "course")
    url = f"{small_class.url_of(folder)}?timeout=2"
    with running(folder, "--db", url) as process:
        wait_for(lambda: list(folder.glob("autograded/*/*/graded.json")))
        other = sqlite3.connect(folder / "gradebook.db", timeout=60, isolation_level=None)
        with contextlib.closing(other):
            yield process, folder, other


def test_a_gradebook_that_is_locked_for_a_while_is_waited_for(in_the_middle, undisturbed):
    process, folder, other = in_the_middle
    other.execute("BEGIN EXCLUSIVE")
    time.sleep(1)
    other.execute("ROLLBACK")
    _, said = process.communicate()
    assert process.returncode == 0, said
    assert small_class.gradebook(small_class.url_of(folder)) == undisturbed[0]


def test_a_gradebook_that_stays_locked_stops_the_run_in_words(in_the_middle, undisturbed):
    process, folder, other = in_the_middle
    other.execute("BEGIN EXCLUSIVE")
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.splitlines()[-1].startswith("greenlib: cannot use the gradebook sqlite:///")
    assert "database is locked. Next: see that it can be reached" in said
    other.execute("ROLLBACK")
    assert small_class.grade(folder).returncode == 0
    assert small_class.gradebook(small_class.url_of(folder)) == undisturbed[0]
    assert small_class.files(folder) == undisturbed[1]


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of its own with room for the class and little else."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"only root may make a small disk: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("room_kb", [60, 200])
def test_a_full_disk_stops_the_run_in_words(course, undisturbed, small_disk, room_kb):
    folder = shutil.copytree(course, small_disk / "course")
    filler = small_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - room_kb * 1024))
    done = small_class.grade(folder)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith(("greenlib: cannot use the gradebook", "greenlib: cannot write"))
    assert "free space" in last and "Traceback" not in done.stderr
    filler.unlink()
    assert small_class.grade(folder).returncode == 0
    assert small_class.gradebook(small_class.url_of(folder)) == undisturbed[0]
    assert small_class.files(folder) == undisturbed[1]
    assert temporary_files(folder) == []
