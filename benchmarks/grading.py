"""Grade the same class with nbgrader and with greenlib: python -m benchmarks grading.

nbgrader runs as it comes, `nbgrader autograde` with its own steps and a kernel per notebook;
greenlib as instructors use it, sandbox and judge on. Both grade copies of one class, dealt from the
answer bank, one after the other. nbgrader takes one to three seconds per submission, so that the
default of 200 takes some five to ten minutes; `--submissions 20` takes one.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated

import typer
from rich.console import Console

from greenlib.classroom.bank import Bank, read_bank
from greenlib.classroom.feedback import write_pages
from greenlib.classroom.files import write_atomically
from greenlib.classroom.gradebook import CONFIG, config_of, db_url
from greenlib.classroom.notebooks import to_bytes
from greenlib.classroom.progress import progress

from . import process
from .grading_page import each_more_s, page, show
from .grading_plan import Costs
from .grading_stages import Stages, stages_of
from .scaling_page import scaling_page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
# How often an answer of the bank stands in for the rest of the submission.
_SHARE_OF_BANK = 0.7
_PLAIN_CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'greenlib'\n"


@dataclass(frozen=True)
class Graded:
    """What grading a class took.

    used : of the whole command.
    latencies_s : wall time of each submission.
    student_cpu_seconds : CPU time of all students' code; None where nobody counted it.
    """

    count: int
    used: process.Used
    latencies_s: list[float]
    student_cpu_seconds: float | None = None

    @property
    def per_second(self) -> float:
        return self.count / self.used.seconds

    @property
    def median_s(self) -> float:
        return median(self.latencies_s)

    @property
    def p95_s(self) -> float:
        return quantiles(self.latencies_s, n=20, method="inclusive")[-1]

    @property
    def cpu_each_s(self) -> float:
        return self.used.cpu_seconds / self.count

    @property
    def overhead_each_s(self) -> float | None:
        """CPU time per submission beyond the student's own code, start of the command included."""
        if self.student_cpu_seconds is None:
            return None
        return (self.used.cpu_seconds - self.student_cpu_seconds) / self.count


@dataclass(frozen=True)
class Bench:
    """Everything that one run of the benchmark found.

    sizes : greenlib on smaller and larger classes, by their number of submissions.
    scores, equal : grade cells compared, and how many of them got the same from both.
    costs, rows_each : of one submission more, in the largest class, and its rows in the gradebook.
    load : what was running on the machine, before and after, as `uptime` says it.
    """

    slug: str
    nbgrader: Graded
    greenlib: Graded
    sizes: dict[int, Graded]
    stages: Stages
    scores: int
    equal: int
    costs: Costs
    rows_each: int
    load: tuple[float, float]


def main(
    submissions: Annotated[int, typer.Option(min=2, help="How many both grade")] = 200,
    assignment: Annotated[str, typer.Option(help="What they grade")] = "01-footprint",
    write: Annotated[
        bool, typer.Option("--write", help="Write grading-speed.md and scaling.md in docs/")
    ] = False,
) -> None:
    """Compare nbgrader's and greenlib's grading of the same class."""
    with tempfile.TemporaryDirectory() as folder:
        bench = measure(Path(folder), assignment, submissions)
    show(Console(), bench)
    if write:
        write_atomically(DOCS / "grading-speed.md", page(bench).encode())
        write_atomically(DOCS / "scaling.md", scaling_page(bench.costs, bench.rows_each).encode())
    if bench.equal != bench.scores:
        raise typer.Exit(1)


def measure(folder: Path, slug: str, count: int) -> Bench:
    """Run everything in the empty `folder` and return what was found."""
    bank = read_bank(ROOT, slug)
    load = os.getloadavg()[0]
    plain, ours = folder / "nbgrader", folder / "greenlib"
    for course in (plain, ours):
        a_class(course, bank, count)
        prepare(course, slug)
    with_nbgrader, with_greenlib = grade_with_nbgrader(plain, slug), grade_with_greenlib(ours, slug)
    sizes = {count: with_greenlib}
    for size in (max(1, count // 10), count * 10):
        a_class(folder / str(size), bank, size)
        prepare(folder / str(size), slug)
        sizes[size] = grade_with_greenlib(folder / str(size), slug)
    theirs, mine = auto_scores(plain), auto_scores(ours)
    cells = theirs.keys() | mine.keys()
    equal = sum(theirs.get(cell, "none") == mine.get(cell, "none") for cell in cells)
    pages = feedback_of(ours, slug)
    stages = stages_of(ours, slug)
    more_s = each_more_s(with_greenlib, sizes[count * 10])
    costs = costs_of(folder / str(count * 10), count * 10, more_s, stages, pages)
    rows_each = len(mine) // count + len(bank.questions) + 3
    return Bench(
        slug, with_nbgrader, with_greenlib, dict(sorted(sizes.items())), stages, len(cells), equal,
        costs, rows_each, (load, os.getloadavg()[0]),
    )  # fmt: skip


def feedback_of(course: Path, slug: str) -> tuple[float, float]:
    """Write the feedback pages of a graded class; return the CPU seconds and bytes of one."""
    config_of(course)  # imports nbgrader, which is not the pages' affair
    begun = time.process_time()
    count = write_pages(course, slug).pages
    return (time.process_time() - begun) / count, _bytes_in(course / "feedback") / count


def costs_of(
    course: Path, count: int, cpu_s: float, stages: Stages, pages: tuple[float, float]
) -> Costs:
    """Return what one submission more costs, from a course with `count` that were graded."""
    return Costs(
        cpu_s, stages.each_ms["gradebook, one transaction"] / 1000,
        _bytes_in(course / "submitted") / count, _bytes_in(course / "autograded") / count,
        (course / "gradebook.db").stat().st_size / count, stages.worker_mb,
        *pages,
    )  # fmt: skip


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def a_class(folder: Path, bank: Bank, count: int) -> None:
    """Write a course with `count` submissions into `folder`: right, wrong and untouched answers."""
    for step in ("source", "release"):
        shutil.copytree(ROOT / step / bank.slug, folder / step / bank.slug)
    shutil.copyfile(ROOT / CONFIG, folder / CONFIG)
    for student, data in deal(bank, count).items():
        write_atomically(folder / "submitted" / student / bank.slug / f"{bank.slug}.ipynb", data)


def prepare(folder: Path, slug: str) -> None:
    """Make the gradebook, as an instructor has before grading; it counts for neither."""
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", slug, "--force"]
    process.run(command, folder, _environment())


def deal(bank: Bank, count: int) -> dict[str, bytes]:
    """Return student -> notebook file; the same for the same bank and count."""
    choice = random.Random(count)
    by_question = [[a for a in bank.answers if a.question == q.name] for q in bank.questions]
    files = {}
    for number in range(1, count + 1):
        hand = [choice.choice(answers) for answers in by_question
                if answers and choice.random() < _SHARE_OF_BANK]  # fmt: skip
        rest = choice.choice(["reference", "reference", "untouched"])
        files[f"student-{number:04}"] = to_bytes(bank.submission(hand, rest=rest))
    return files


def grade_with_nbgrader(folder: Path, slug: str) -> Graded:
    """Grade as nbgrader does where it was only installed."""
    (folder / CONFIG).write_text(_PLAIN_CONFIG)
    nbgrader = [sys.executable, "-m", "nbgrader"]
    name = f"{slug}.ipynb"
    used = _watched("nbgrader", [*nbgrader, "autograde", slug], folder, f"{slug}/{name}")
    ends = sorted(path.stat().st_mtime for path in _autograded(folder, f"{slug}/{name}"))
    starts = [used.begun, *ends[:-1]]
    latencies = [end - start for start, end in zip(starts, ends, strict=True)]
    return Graded(len(ends), used, latencies)


def grade_with_greenlib(folder: Path, slug: str) -> Graded:
    """Grade as an instructor does, without feedback pages, which nbgrader's autograde has not."""
    command = [sys.executable, "-m", "greenlib.classroom", "grade", slug, "--no-feedback", "--json"]
    used = _watched("greenlib", command, folder, f"{slug}/graded.json")
    students = json.loads(used.output)["submissions"]
    return Graded(
        len(students), used, [student["latency_s"] for student in students],
        sum(student["student_cpu_seconds"] for student in students),
    )  # fmt: skip


def _watched(name: str, command: list[str], folder: Path, made: str) -> process.Used:
    count = len(list((folder / "submitted").iterdir()))
    with progress(f"{name} grades {count:,}") as bar:
        bar.set_total(count)
        return process.run(command, folder, _environment(), _counter(bar, folder, made))


def _counter(bar, folder: Path, made: str) -> Callable[[], None]:
    seen = 0

    def often() -> None:
        nonlocal seen
        now = len(_autograded(folder, made))
        for _ in range(now - seen):
            bar.advance()
        seen = now

    return often


def _autograded(folder: Path, made: str) -> list[Path]:
    return list((folder / "autograded").glob(f"*/{made}"))


def _environment() -> dict[str, str]:
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": tools}


def auto_scores(folder: Path) -> dict[tuple[str, str], tuple]:
    """Return (student, grade cell) -> points by machine, and whether a person has to mark."""
    from nbgrader import api
    from sqlalchemy import select

    query = (
        select(
            api.SubmittedAssignment.student_id, api.BaseCell.name, api.Grade.auto_score,
            api.Grade.needs_manual_grade,
        )
        .join_from(
            api.Grade, api.SubmittedNotebook, api.Grade.notebook_id == api.SubmittedNotebook.id
        )
        .join(
            api.SubmittedAssignment,
            api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id,
        )
        .join(api.BaseCell, api.Grade.cell_id == api.BaseCell.id)
    )  # fmt: skip
    with api.Gradebook(db_url(folder), "greenlib") as gradebook:
        return {(row[0], row[1]): tuple(row[2:]) for row in gradebook.db.execute(query)}
