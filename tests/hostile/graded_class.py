"""A class with attackers in it, graded once by a process of its own: ``python -m`` COURSE.

That process adopts whatever a run leaves behind, so that nothing can stay without being seen.
"""

from __future__ import annotations

import ctypes
import dataclasses
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from greenlib.classroom import gradebook
from greenlib.classroom.build import build
from greenlib.classroom.feedback import write_pages
from greenlib.classroom.grade import grade
from tests.conftest import ROOT, make_small_course

from .attack import MARK, RIGHT, SLUG, Attack, cell_of

SETTINGS = {
    "cell_seconds": 2,
    "notebook_seconds": 20,
    "memory_mb": 400,
    "together_mb": 600,
    "processes": 32,
}
_PR_SET_CHILD_SUBREAPER = 36
_RUN_ENDS_SECONDS = 300
_LEFT_ENDS_SECONDS = 20


def _mark(name: str, *, test: bool = False, **points: int) -> str:
    mark = {"grade": bool(points), "grade_id": name, "locked": test, "schema_version": 3,
            "solution": not test, "task": False}  # fmt: skip
    return f"nbgrader={json.dumps({**mark, **points})}"


MASTER = f"""\
# %% [markdown]
# ## Question 1 · Double · 2 points

# %% {_mark("double")}
def double(number):
    ### BEGIN SOLUTION
    secret = "{MARK}-solution"
    return number + number
    ### END SOLUTION

# %% {_mark("test_double", test=True, points=2)}
from greenlib import checks

checks.returns(double, 21, expected=42)
### BEGIN HIDDEN TESTS
secret = "{MARK}-hidden-test"
checks.returns(double, -3.5, expected=-7.0)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 2 · Total · 3 points

# %% {_mark("total")}
def total(numbers):
    ### BEGIN SOLUTION
    return sum(numbers)
    ### END SOLUTION

# %% {_mark("test_total", test=True, points=3)}
from greenlib import checks

checks.returns(total, [1, 2, 4], expected=7)
### BEGIN HIDDEN TESTS
checks.returns(total, [0.5, -0.25], expected=0.25)
### END HIDDEN TESTS

# %% [markdown]
# ## Question 3 · Why · 1 point

# %% [markdown] {_mark("why", points=1)}
# ### BEGIN SOLUTION
# The anchor answer: each copy is kept by machines that use power.
# ### END SOLUTION
"""
HONEST = {
    "honest-right": f"# {MARK}-submission\n{RIGHT}",
    "honest-wrong": "def double(number):\n    return 3 * number\n",
    "honest-noisy": "import warnings\nwarnings.warn('a warning')\nprint('doubling')\n" + RIGHT,
}


@dataclasses.dataclass(frozen=True)
class GradedClass:
    """What grading a class gave.

    course : its course directory.
    results : student -> what `read_results` says of them, as plain data.
    feedback : student -> what went wrong when the feedback page was written.
    left : the processes that were still there after the run.
    visits : the messages that reached the servers which attackers know of.
    seconds : how long the run took.
    """

    course: Path
    results: dict[str, dict[str, Any]]
    feedback: dict[str, str]
    left: list[str]
    visits: list[str]
    seconds: float

    def notebook(self, student: str) -> dict[str, Any]:
        """Return the graded notebook of a student."""
        return json.loads(self.path("autograded", student, f"{SLUG}.ipynb").read_bytes())

    def path(self, step: str, student: str, name: str) -> Path:
        """Return a file of a student's."""
        return self.course / step / student / SLUG / name


def make_course(folder: Path) -> Path:
    """Write the course to be attacked into `folder`, with secrets wherever one could look."""
    course = make_small_course(folder / "course", MASTER)
    with (course / "nbgrader_config.py").open("a") as config:
        config.writelines(f"c.RunInEngine.{name} = {value}\n" for name, value in SETTINGS.items())
    build(course)
    (course / "solutions" / SLUG).mkdir(parents=True, exist_ok=True)
    (course / "solutions" / SLUG / "secret.txt").write_text(f"{MARK}-solutions")
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    (folder / "home" / "secret.txt").write_text(f"{MARK}-home")
    from nbgrader.api import Gradebook

    gradebook.put_tools_on_path()
    with Gradebook(gradebook.db_url(course), "greenlib") as book:
        book.add_student("nobody", last_name=f"{MARK}-gradebook")
    return course


def hand_in(course: Path, attacks: Iterable[Attack], places: dict[str, str]) -> None:
    """Write the submissions of the honest students and of the attackers."""
    released = (course / "release" / SLUG / f"{SLUG}.ipynb").read_text()
    for student, source in HONEST.items():
        _hand_in(course, student, _answered(released, source))
    for attack in attacks:
        source = attack.answer
        for name, value in places.items():
            source = source.replace(name, value)
        nb = _answered(released, source)
        instead = attack.change(nb)
        _hand_in(course, attack.name, nb, instead, attack.place)


def _answered(released: str, source: str) -> dict[str, Any]:
    nb = json.loads(released)
    cell_of(nb, "double")["source"] = source
    cell_of(nb, "total")["source"] = "def total(numbers):\n    return sum(numbers)\n"
    cell_of(nb, "why")["source"] = "Because of the carbon."
    return nb


def _hand_in(course: Path, student: str, nb: dict, instead: bytes | None = None, place=None):
    path = course / "submitted" / student / SLUG / f"{SLUG}.ipynb"
    path.parent.mkdir(parents=True)
    if place is not None:
        place(path)
    else:
        path.write_bytes(json.dumps(nb).encode() if instead is None else instead)


def grade_class(folder: Path, attacks: Iterable[Attack]) -> GradedClass:
    """Grade a class of the honest students and these attackers, below `folder`."""
    course = make_course(folder)
    with _servers(folder) as (visits, places):
        hand_in(course, attacks, places | {"@COURSE@": str(course), "@HOME@": str(folder / "home"),
                                           "@LEFT@": f"left-{os.getpid()}"})  # fmt: skip
        begun = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", __name__, "watch", str(folder)], cwd=ROOT, check=True,
            env=_environment(folder), timeout=_RUN_ENDS_SECONDS,
        )  # fmt: skip
        seconds = time.monotonic() - begun
    said = json.loads((folder / "results.json").read_text())
    left = json.loads((folder / "left.json").read_text())
    return GradedClass(course, said["results"], said["feedback"], left, visits, seconds)


def _environment(folder: Path) -> dict[str, str]:
    secret = {"GREENLIB_TEST_SECRET": f"{MARK}-environment"}
    return {**os.environ, **secret, "HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}


@contextmanager
def _servers(folder: Path) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Listen where attackers will try to send something; note what arrives."""
    visits: list[str] = []
    abstract = f"greenlib-{os.getpid()}"
    tcp, udp = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    unix, file = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    tcp.bind(("127.0.0.1", 0))
    port = tcp.getsockname()[1]
    udp.bind(("127.0.0.1", port))
    unix.bind(f"\0{abstract}")
    file.bind(os.path.relpath(folder / "home" / "socket"))
    for server in (tcp, unix, file):
        server.listen()
    names = {tcp: "tcp", udp: "udp", unix: "abstract", file: "file"}
    for server, name in names.items():
        act = udp.recv if server is udp else lambda _, server=server: server.accept()
        threading.Thread(target=_note, args=(act, name, visits), daemon=True).start()
    try:
        yield visits, {"@PORT@": str(port), "@SOCKET@": abstract}
    finally:
        for server in names:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()


def _note(act, name: str, visits: list[str]) -> None:
    with suppress(OSError):
        while act(1):
            visits.append(name)


def _watch(folder: Path) -> None:
    """Have the class graded, then write down which processes are left, and end them."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    grading = subprocess.run([sys.executable, "-m", __spec__.name, "grade", str(folder)])
    ends = time.monotonic() + _LEFT_ENDS_SECONDS
    while (left := _children()) and time.monotonic() < ends:
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.05)
    names = [Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ") for child in left]
    for child in left:
        os.kill(child, signal.SIGKILL)
    (folder / "left.json").write_text(json.dumps(names))
    sys.exit(grading.returncode)


def _children() -> list[int]:
    # Orphans among our descendants become our children; so where there are none, none are left.
    return [int(child) for task in Path("/proc/self/task").iterdir()
            for child in (task / "children").read_text().split()]  # fmt: skip


def _grade(folder: Path) -> None:
    course = folder / "course"
    results = grade(course, SLUG)
    feedback = write_pages(course, SLUG).failed
    said = {result.student: dataclasses.asdict(result) for result in results}
    (folder / "results.json").write_text(json.dumps({"results": said, "feedback": feedback}))


if __name__ == "__main__":
    {"watch": _watch, "grade": _grade}[sys.argv[1]](Path(sys.argv[2]))
