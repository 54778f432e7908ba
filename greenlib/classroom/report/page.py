"""Make the report's files: one page that needs no other file, and a CSV file for each table."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ...plots import png_bytes
from ...units import format_emissions, format_energy
from ..pages import page
from ..runs import PastRun
from ..words import printable
from .advice import Step, caution, first_steps, summary
from .alike import ANSWER_LETTERS, LIKENESS, PAIR_LETTERS, most_that_share
from .figures import points_figure, questions_figure
from .numbers import Insights, distribution
from .tables import Table, as_csv, shown, tables

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# As many rows as a page is read for; the CSV files hold all of them.
_ROWS = 15
_NAMES = 60


def report_files(found: Insights) -> dict[str, bytes]:
    """Return file name -> content of everything that a report is."""
    made = tables(found)
    csvs = {f"{name}.csv": as_csv(table) for name, table in made.items()}
    return {"report.html": _page(found, made), **csvs}


def _page(found: Insights, made: dict[str, Table]) -> bytes:
    script = (files("greenlib.classroom") / "templates" / "sortable.js").read_text("utf-8")
    return page(
        f"Report · {found.about.slug}",
        "report.html.jinja",
        scripts=[script],
        found=found,
        summary=summary(found),
        steps=[_safe(step) for step in first_steps(found)],
        caution=caution(found),
        figures=[_picture(*make(found)) for make in (points_figure, questions_figure)]
        if found.graded
        else [],
        bins=distribution(found),
        tables={name: _on_page(table) for name, table in made.items()},
        remarks=[
            (m.count, printable(m.words), printable(m.student)) for m in found.remarks[:_ROWS]
        ],
        groups=[group for group in _groups(found) if group[1]],
        alike={"most": most_that_share(len(found.about.answers)), "letters": ANSWER_LETTERS,
               "pair": PAIR_LETTERS, "likeness": LIKENESS},
        use=_use(found),
        rows=_ROWS,
    )  # fmt: skip


def _safe(step: Step) -> tuple[str, str, str]:
    return printable(step.words), step.section, printable(step.why)


def _picture(figure: Figure, alt: str) -> tuple[str, str]:
    return base64.b64encode(png_bytes(figure)).decode(), alt


def _on_page(table: Table) -> dict[str, Any]:
    """Return the columns that the page shows, and of each cell its kind, words and sorting key."""
    places = [n for n, column in enumerate(table.columns) if column.heading]
    rows = [
        [(table.columns[n].kind, shown(row[n], table.columns[n].kind), row[n]) for n in places]
        for row in table.rows
    ]
    return {"name": table.name, "columns": [table.columns[n] for n in places], "rows": rows}


def _groups(found: Insights) -> Iterable[tuple[str, list[tuple[str, str]], int]]:
    """Yield what unites some students, (student, reason) of the first of them, how many more."""
    for words, students in (
        ("handed in nothing", [(student, "") for student in found.missing]),
        ("could not be graded", [(r.student, r.problem) for r in found.refused]),
        ("handed in after the last grading", [(student, "") for student in found.not_graded]),
        ("handed in, and not on your list", [(student, "") for student in found.unlisted]),
    ):
        first = [(printable(student), printable(why)) for student, why in students[:_NAMES]]
        yield f"{len(students):,} {words}", first, len(students) - len(first)


def _use(found: Insights) -> dict[str, Any]:
    use, site, runs = found.use, found.about.site, found.about.runs
    emitted = "" if use.emissions_g is None else format_emissions(use.emissions_g)
    return {
        "runs": len(runs),
        "last": f"{runs[-1].at:%Y-%m-%d %H:%M} UTC" if runs else "",
        "run": _of_runs(runs[-1:]) if runs else "",
        "every_run": _of_runs(runs) if len(runs) > 1 else "",
        "lines": str(use.reading).splitlines() if use.reading else [],
        "emitted": f"{emitted} in {site.name}" if site and emitted else "",
        "slowest": f"{printable(use.slowest)}, {use.slowest_s:,.1f} s" if use.slowest else "",
    }


def _of_runs(runs: Sequence[PastRun]) -> str:
    """Return what these runs took together, in words."""
    graded = sum(run.graded for run in runs)
    words = [
        f"{graded:,} submission{'' if graded == 1 else 's'}",
        f"{sum(run.seconds for run in runs):,.1f} s",
        f"{sum(run.cpu_seconds for run in runs):,.1f} s of CPU time",
        f"about {format_energy(sum(run.energy_kwh for run in runs))}",
    ]
    ends = [(run.low_kwh, run.high_kwh) for run in runs]
    if all(None not in pair for pair in ends):
        low, high = (format_energy(sum(end)) for end in zip(*ends, strict=True))
        words[-1] += f" ({low} to {high})"
    if all(run.emissions_g is not None for run in runs):
        words.append(format_emissions(sum(run.emissions_g or 0 for run in runs)))
    return ", ".join(words)
