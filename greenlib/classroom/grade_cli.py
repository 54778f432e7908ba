"""`greenlib grade ASSIGNMENT`: grade a class, or say when its electricity will be cleanest."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from .errors import CourseError, UsageError
from .feedback_cli import write_and_tell
from .progress import progress
from .say import errors_in_words, say

if TYPE_CHECKING:
    from .greener import Start
    from .summary import Run


class When(StrEnum):
    """What `--when` can ask for."""

    GREENER = "greener"


def grade_command(
    assignment: Annotated[str, typer.Argument(help="For example 01-footprint")],
    feedback: Annotated[bool, typer.Option(help="Also write the feedback pages")] = True,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="How many to grade at a time; at most the cores"),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Grade on this Dask cluster, such as tcp://host:8786")
    ] = None,
    db: Annotated[
        str | None, typer.Option(help="URL of the gradebook, if not the course's own")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, not a table")] = False,
    when: Annotated[
        When | None, typer.Option(help="Say when the electricity is cleanest; needs --by")
    ] = None,
    by: Annotated[
        datetime | None,
        typer.Option(help="With --when: when it must be done, local time if it names no zone"),
    ] = None,
    series: Annotated[
        Path | None, typer.Option(help="With --when: an hourly Electricity Maps file")
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait", help="With --when: wait for that moment, then grade")
    ] = False,
) -> None:
    """Grade every submission in submitted/*/ASSIGNMENT and show what the class got."""
    root = Path.cwd()
    with errors_in_words("grades written so far are kept"):
        if when is not None:
            start = _best_start(root, assignment, by, series)
            (say if wait or as_json else typer.echo)(str(start))
            if not wait:
                return
            _wait(start)
        elif by or series or wait:
            raise UsageError("--by, --series and --wait need --when greener")
        begun = _now()
        run = _metered(lambda: _grade(root, assignment, jobs, scheduler, db))
        _note(root, run, begun)
        all_written = write_and_tell(root, assignment, db) if feedback else True
        _show(run, as_json)
    raise typer.Exit(run.exit_code or (0 if all_written else 1))


def _grade(root: Path, slug: str, jobs: int | None, scheduler: str | None, db: str | None) -> Run:
    from . import forks

    if scheduler is None:
        # The workers' server imports what they need while we import the rest.
        forks.begin()
    from . import gradebook
    from .build import read_master
    from .grade import grade
    from .masters import check_master
    from .site import site_of
    from .summary import Run

    site = site_of(gradebook.config_of(root))
    questions = tuple(check_master(read_master(root, slug)))
    with progress(f"grading {slug}") as bar:
        results = grade(
            root, slug, planned=bar.set_total, done=lambda student: bar.advance(),
            jobs=jobs, scheduler=scheduler, db=db,
        )  # fmt: skip
    forks.end()
    return Run(slug, questions, tuple(results), site)


def _metered(work: Callable[[], Run]) -> Run:
    """Return the run that `work` makes, with what it used where that can be measured."""
    from ..meter import MeterUnavailable, meter

    run = None
    try:
        with meter("grading") as reading:
            run = work()
    except MeterUnavailable:
        # A counter that fails must cost no grade.
        return run or work()
    return dataclasses.replace(run, reading=reading)


def _note(root: Path, run: Run, begun: datetime) -> None:
    from .runs import note_run

    try:
        note_run(root, run, begun)
    except CourseError as error:
        say(f"the run is not in the next report: {error}")  # the grades are written all the same


def _show(run: Run, as_json: bool) -> None:
    from . import summary

    if loud := summary.warning(run):
        Console(stderr=True).print(loud, style="bold red", soft_wrap=True)
    if as_json:
        typer.echo(json.dumps(summary.as_json(run), indent=1))
        return
    console = Console()
    for line in summary.summary_lines(run):
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    console.print(summary.class_report(run))


def _best_start(root: Path, slug: str, by: datetime | None, series: Path | None) -> Start:
    from . import gradebook
    from .greener import best_start, expected, series_of_file, typical_series
    from .site import site_of

    if by is None:
        raise UsageError("--when greener needs --by, for example --by 2026-12-01T08:00")
    site = site_of(gradebook.config_of(root))
    if series is None and site is None:
        raise UsageError("--when greener needs c.Grading.region in nbgrader_config.py, or --series")
    now, by = _now(), by.astimezone()
    grid = series_of_file(series) if series else typical_series(site.country, now, by)
    return best_start(grid, now, by, **expected(root, slug))


def _wait(start: Start) -> None:
    from .greener import wait_until

    with Console(stderr=True).status("waiting") as status:

        def show(left: timedelta) -> None:
            status.update(f"starts in {timedelta(seconds=round(left.total_seconds()))}")

        wait_until(start.at, now=_now, sleep=time.sleep, show=show)


def _now() -> datetime:
    return datetime.now(UTC)
