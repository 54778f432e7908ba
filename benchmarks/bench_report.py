"""A report on 500 students, against comparing every pair of their answers one by one."""

import atexit
import itertools
import shutil
import tempfile
from functools import cache
from pathlib import Path

from greenlib.classroom.report import gather, insights, report_files
from greenlib.near_duplicates import jaccard

from .graded_class import write_graded_class
from .harness import Case

SLUG, STUDENTS = "01-footprint", 500
_SHARE = 0.01


@cache
def _course() -> Path:
    """Return a course with the class in it, gone when the benchmark ends."""
    folder = Path(tempfile.mkdtemp(prefix="greenlib-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_graded_class(Path.cwd(), folder, SLUG, STUDENTS)
    return folder


def _report():
    return report_files(insights(gather(_course(), SLUG)))


def _every_pair():
    answers = gather(_course(), SLUG).answers
    pairs = list(itertools.combinations(answers.values(), 2))
    for first, second in pairs[: int(_SHARE * len(pairs))]:
        for question in first:
            jaccard(first[question], second[question])


CASES = [
    Case(
        f"report on {STUDENTS} students",
        fast=_report,
        plain=_every_pair,
        plain_share=_SHARE,
        plain_name="every pair of answers compared, alone",
    )
]
