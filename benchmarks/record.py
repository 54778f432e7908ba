"""Record what lessons use, for `greenlib.meter.replay`: python -m benchmarks.record [NAME ...]

Without names, every lesson in course/ and every piece of work in `WORK` is recorded, which takes
some minutes; a lesson is run as a whole, in a kernel of its own, and its stored outputs are not
touched. Each runs three times, and the reading with the median CPU time is kept. The power model
is used on every machine, so that a recording says the same about each lesson. Then build: lessons
show the rows.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from statistics import median_low

import numpy as np
from rich.console import Console

from greenlib import quantised_model
from greenlib.classroom.files import write_atomically
from greenlib.meter import PowerModel, Reading, meter

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "greenlib" / "data" / "recorded_readings.csv"
NUMBERS = ("seconds", "cpu_seconds", "energy_kwh", "low_kwh", "high_kwh")
COLUMNS = ("name", *NUMBERS, "method", "source", "machine", "year")
COUNT = 5_000_000
WORK: dict[str, Callable[[], object]] = {
    "squares-loop": lambda: sum(float(number) ** 2 for number in range(COUNT)),
    "squares-numpy": lambda: np.sum(np.arange(COUNT, dtype=float) ** 2),
    "train-digits": quantised_model.train_digits,
}


def recording_row(reading: Reading, *, machine: str, year: int) -> str:
    """Return `reading` as a line of ``recorded_readings.csv``, without the end of the line.

    `machine` describes the machine without naming it ("2-core virtual machine").

    >>> energies = (1.15e-5, None, None)
    >>> reading = Reading("train", 12.5, 11.8, *energies, "power model", "CPU time x 3.5 W")
    >>> recording_row(reading, machine="laptop, 8 cores", year=2026)
    'train,12.5,11.8,1.15e-05,,,power model,CPU time x 3.5 W,"laptop, 8 cores",2026'
    """
    text = io.StringIO()
    numbers = [getattr(reading, column) for column in NUMBERS]
    shown = ["" if number is None else f"{number:.4g}" for number in numbers]
    csv.writer(text, lineterminator="").writerow(
        [reading.name, *shown, reading.method, reading.source, machine, year]
    )
    return text.getvalue()


def with_rows(table: str, rows: Mapping[str, str]) -> str:
    """Return the text of the table with `rows` (name -> line) put in, or in the place of old ones.

    Work comes first, then lessons by their number.

    >>> print(with_rows("name,seconds\\nsquares,2\\n01-a,5\\n", {"00-b": "00-b,7"}), end="")
    name,seconds
    squares,2
    00-b,7
    01-a,5
    """
    header, *lines = table.splitlines()
    by_name = {line.split(",")[0]: line for line in lines} | rows
    names = sorted(by_name, key=lambda name: (name[0].isdigit(), name if name[0].isdigit() else ""))
    return "\n".join([header, *(by_name[name] for name in names)]) + "\n"


def record(name: str, work: Callable[[], object], repeats: int = 3) -> Reading:
    """Return the reading with the median CPU time of `repeats` runs of `work`."""
    readings = []
    for _ in range(repeats):
        with meter(name, PowerModel()) as reading:
            work()
        readings.append(reading)
    middle = median_low(reading.cpu_seconds for reading in readings)
    return next(reading for reading in readings if reading.cpu_seconds == middle)


def run_lesson(path: Path) -> None:
    """Run all cells of the lesson at `path` (its .py half) in a new kernel, and keep nothing.

    Raises SystemExit, naming the lesson and its error, where a cell fails.
    """
    import jupytext
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    resources = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(jupytext.read(path), kernel_name="python3", resources=resources)
    try:
        client.execute(stderr=subprocess.DEVNULL)  # the kernel says there that it listens on TCP
    except CellExecutionError as error:
        raise SystemExit(
            f"course/{path.name} does not run: {error.ename}: {error.evalue}\n"
            "Next: mend it and record again; what was recorded before it is kept."
        ) from error


def main(names: Iterable[str]) -> None:
    """Record the work and lessons called `names`, or all, into the table."""
    lessons = {path.stem: path for path in sorted(ROOT.glob("course/[0-9][0-9]-*.py"))}
    every = WORK | {name: lambda path=path: run_lesson(path) for name, path in lessons.items()}
    wanted = list(names) or list(every)
    if unknown := [name for name in wanted if name not in every]:
        raise SystemExit(f"nothing is called {unknown[0]!r}. Choose from: {', '.join(every)}")
    machine, year = f"{os.cpu_count()}-core virtual machine", date.today().year
    recorded = {line.split(",")[0] for line in TABLE.read_text(encoding="utf-8").splitlines()}
    # A lesson replays itself: before it is first recorded, it shows one second on one core.
    new = [name for name in wanted if name not in recorded]
    first = {name: recording_row(_one_second(name), machine=machine, year=year) for name in new}
    _write(first)
    done = {}
    console = Console()
    try:
        for count, name in enumerate(wanted, 1):
            with console.status(f"{name} ({count} of {len(wanted)})"):
                reading = record(name, every[name])
            done[name] = recording_row(reading, machine=machine, year=year)
            console.print(str(reading), markup=False, highlight=False, soft_wrap=True)
    finally:
        _write(done, without=first)


def _write(rows: Mapping[str, str], without: Iterable[str] = ()) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split(",")[0] not in without]
    write_atomically(TABLE, with_rows("\n".join(kept), rows).encode())


def _one_second(name: str) -> Reading:
    model = PowerModel()
    return Reading(name, 1, 1, model.stop(1), None, None, model.method, model.source)


if __name__ == "__main__":
    main(sys.argv[1:])
