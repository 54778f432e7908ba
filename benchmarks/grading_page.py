"""What the benchmark of grading found, as tables for the terminal and as a page of docs/."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from .markdown import markdown_table

if TYPE_CHECKING:
    from .grading import Bench, Graded

_HEAD = """\
# How fast grading is, and where the time goes

Written by `python -m benchmarks grading --write`, from one run on {machine}, with a
load of {load[0]:.1f} before and {load[1]:.1f} after. Where the load before is near the number of
cores or above it, others were at work too: both are slow then, and greenlib, which uses every core,
loses more of its lead than nbgrader, which mostly waits.

## The same class, graded twice

{greenlib.count:,} submissions of {slug}, dealt from the answer bank, graded by
`nbgrader autograde` with its own steps and by `greenlib grade --no-feedback` with sandbox and judge
on, one after the other.
"""
_HOW = """\

Throughput counts the whole command, its start included. Latency is, for nbgrader, the time between
two graded notebooks; for greenlib, from reading a file to its grade in the gradebook, while the
other cores grade others. CPU time is the system's own account of the command and all processes
below it; the student's own code is the student's process. Memory is the largest sum of the resident
memory of all processes, looked at five times a second: what forked processes share counts for each
of them, so the sum is higher than what the machine needs.
"""
_SIZES = """\

## Larger classes

A command starts in a few seconds, whatever the class; from there on, cost is linear:

"""
_STAGES = """\

## Where the milliseconds go

One worker, nothing beside it, median wall time of a submission by stage. The stages of a run are
found by running less: no cell, then the student's cells alone, then all.

"""
_ONCE = """\

Once per command, or per worker:

"""

_COMPARED = ("what", "nbgrader", "greenlib", "ratio")
_SIZED = ("submissions", "s", "CPU s", "ms CPU for each one more")


def page(bench: Bench) -> str:
    """Return docs/grading-speed.md."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version().rpartition('.')[0]}"
    head = _HEAD.format(
        machine=machine, load=bench.load, greenlib=bench.greenlib, slug=bench.slug
    )  # fmt: skip
    return "".join([
        head, "\n", markdown_table(_COMPARED, comparison(bench)), _HOW,
        _SIZES, markdown_table(_SIZED, sizes(bench)),
        _STAGES, markdown_table(("stage", "ms"), _milliseconds(bench.stages.each_ms)),
        _ONCE, markdown_table(("once", "ms"), _milliseconds(bench.stages.once_ms)),
    ])  # fmt: skip


def show(console: Console, bench: Bench) -> None:
    """Print the tables."""
    for title, header, rows in (
        (bench.slug, _COMPARED, comparison(bench)),
        ("sizes", _SIZED, sizes(bench)),
        ("each submission", ("stage", "ms"), _milliseconds(bench.stages.each_ms)),
        ("once", ("once", "ms"), _milliseconds(bench.stages.once_ms)),
    ):
        table = Table(*header, title=title, title_justify="left")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    console.print(f"load before {bench.load[0]:.1f}, after {bench.load[1]:.1f}")


def comparison(bench: Bench) -> list[tuple[str, str, str, str]]:
    """Return the rows of the comparison: what, nbgrader, greenlib, ratio."""
    theirs, ours = bench.nbgrader, bench.greenlib
    overhead = f"{1000 * ours.overhead_each_s:.0f} ms" if ours.overhead_each_s else ""
    return [
        _ratio("time for the class", "{:.1f} s", theirs.used.seconds, ours.used.seconds),
        _ratio("submissions per second", "{:.2f}", theirs.per_second, ours.per_second),
        _ratio("median latency", "{:.3f} s", theirs.median_s, ours.median_s),
        _ratio("95 % are done within", "{:.3f} s", theirs.p95_s, ours.p95_s),
        _ratio("CPU time per submission", "{:.3f} s", theirs.cpu_each_s, ours.cpu_each_s),
        ("of it beyond the student's own code", "", overhead, ""),
        _ratio("peak memory", "{:.0f} MB", theirs.used.peak_mb, ours.used.peak_mb),
        ("grade cells with the same score", "", f"{bench.equal:,} of {bench.scores:,}", ""),
    ]  # fmt: skip


def sizes(bench: Bench) -> list[tuple[str, str, str, str]]:
    """Return the rows of greenlib's own table: class, time, CPU time, cost of each one more."""
    rows, before = [], None
    for count, graded in bench.sizes.items():
        more = "" if before is None else f"{1000 * each_more_s(before, graded):.0f}"
        rows.append(
            (f"{count:,}", f"{graded.used.seconds:.1f}", f"{graded.used.cpu_seconds:.1f}", more)
        )
        before = graded
    return rows


def each_more_s(smaller: Graded, larger: Graded) -> float:
    """Return the CPU time that each submission more costs, in s, from a small and a large class."""
    more = larger.used.cpu_seconds - smaller.used.cpu_seconds
    return more / (larger.count - smaller.count)


def _ratio(what: str, form: str, theirs: float, ours: float) -> tuple[str, str, str, str]:
    ratio = max(theirs, ours) / min(theirs, ours)
    return what, form.format(theirs), form.format(ours), f"{ratio:.1f} x"


def _milliseconds(stages: dict[str, float]) -> list[tuple[str, str]]:
    return [(name, f"{ms:.1f}") for name, ms in stages.items()]
