"""What each grading run took, kept for the report: ``runs/NN-topic.jsonl``, a line for each run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from .errors import CourseError
from .files import write_atomically
from .summary import Run
from .syllabus import Strict


class PastRun(Strict):
    """A run that graded something.

    Parameters
    ----------
    at : when it began, with its time zone.
    graded : how many submissions it graded; those that had not changed do not count.
    seconds, cpu_seconds : wall time and CPU time of the whole run, in s.
    energy_kwh, low_kwh, high_kwh : energy in kWh and its range, if the method knows one.
    method : how the energy was found; see `greenlib.meter.Reading`.
    emissions_g : in gCO2e; None where the configuration does not say where it ran.
    """

    at: datetime
    graded: int
    seconds: float
    cpu_seconds: float
    energy_kwh: float
    low_kwh: float | None
    high_kwh: float | None
    method: str
    emissions_g: float | None


def note_run(root: Path, run: Run, at: datetime) -> None:
    """Add `run`, which began `at`, to those of its assignment, if it graded and measured something.

    Raises CourseError if that cannot be written.
    """
    used = run.reading
    if used is None or not run.new:
        return
    past = PastRun(
        at=at, graded=run.new, seconds=used.seconds, cpu_seconds=used.cpu_seconds,
        energy_kwh=used.energy_kwh, low_kwh=used.low_kwh, high_kwh=used.high_kwh,
        method=used.method, emissions_g=run.emissions_g,
    )  # fmt: skip
    path = _path(root, run.slug)
    before = path.read_bytes() if path.is_file() else b""
    write_atomically(path, before + past.model_dump_json().encode() + b"\n")


def past_runs(root: Path, slug: str) -> tuple[PastRun, ...]:
    """Return the runs that graded assignment `slug` in the course directory `root`, oldest first.

    Raises CourseError, naming file and line, for a line that is no run.
    """
    path = _path(root, slug)
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            found.append(PastRun.model_validate_json(line))
        except ValidationError as error:
            what = error.errors()[0]
            place = ".".join(map(str, what["loc"]))
            raise CourseError(
                f"{path}:{number}: {place or 'the line'}: {what['msg']}. Next: delete that line; "
                "`greenlib grade` writes a new one after each run."
            ) from None
    return tuple(found)


def _path(root: Path, slug: str) -> Path:
    return root / "runs" / f"{slug}.jsonl"
