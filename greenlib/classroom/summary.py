"""What grading a class came to: in a few lines for a person, as JSON for a program."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.console import Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from ..footprint import emissions_g
from ..meter import Reading
from ..units import format_emissions, format_energy
from .masters import Question
from .results import QuestionResult, StudentResult
from .site import Site
from .table import results_table

# As many students as a person still reads one by one.
_ONE_BY_ONE = 40
# Reasons shown for each question of a larger class.
_REASONS = 2


@dataclass(frozen=True)
class Run:
    """A class that was graded.

    Parameters
    ----------
    slug : the assignment.
    questions, results : its questions, and the students' results.
    site : where it ran; None if the configuration does not say.
    reading : what the run used; None where the energy could not be measured.
    """

    slug: str
    questions: tuple[Question, ...]
    results: tuple[StudentResult, ...]
    site: Site | None
    reading: Reading | None = None

    @property
    def problems(self) -> list[StudentResult]:
        """The submissions that could not be graded."""
        return [result for result in self.results if result.problem]

    @property
    def new(self) -> int:
        """How many submissions were graded in this run; the others had not changed."""
        return sum(result.new and not result.problem for result in self.results)

    @property
    def not_contained(self) -> dict[str, int]:
        """Why student code was not kept apart -> in how many submissions; empty if it was."""
        return dict(Counter(r.not_contained for r in self.results if r.not_contained))

    @property
    def emissions_g(self) -> float | None:
        """gCO2e of the run; None where the energy or the site is not known."""
        if self.reading is None or self.site is None:
            return None
        return emissions_g(self.reading.energy_kwh, self.site.g_per_kwh)

    @property
    def exit_code(self) -> int:
        """0 if every submission was graded, 1 if not."""
        return 1 if self.problems else 0


def summary_lines(run: Run) -> list[str]:
    """Return what to say first: how many were graded, how fast, and what it cost."""
    unchanged = len(run.results) - run.new - len(run.problems)
    lines = [f"graded {_submissions(run.new)}{_pace(run)}{_cost(run)}"]
    if unchanged:
        lines.append(f"not graded again, because nothing had changed: {unchanged:,}")
    waiting = sum(any(q.score is None for q in result.questions) for result in run.results)
    if waiting:
        lines.append(f"prose answers wait for a person in {_submissions(waiting)}")
    if run.problems:
        lines.append(f"COULD NOT BE GRADED: {len(run.problems):,}, listed below")
    return lines


def warning(run: Run) -> str:
    """Return what to say loudly if student code was not kept apart, "" if it was."""
    return "\n".join(
        f"WARNING: STUDENT CODE WAS NOT CONTAINED in {_submissions(count)}: {why}. It ran with "
        "your rights, limits on time and memory alone. Next: grade on Linux with namespaces, or in "
        "a virtual machine that holds nothing else."
        for why, count in run.not_contained.items()
    )


def class_report(run: Run) -> Group:
    """Return the students one by one if they are few; else the questions, and who has no grade."""
    if len(run.results) <= _ONE_BY_ONE:
        return results_table(run.slug, run.questions, run.results)
    left_out = (
        f"{len(run.results):,} students are too many for a table here. One by one: greenlib grade "
        f"{run.slug} --json, or nbgrader export."
    )
    return Group(
        questions_table(run), reasons_table(run), *_problem_lines(run), Text(left_out, style="dim")
    )


def questions_table(run: Run) -> Table:
    """Return what the class got for each question."""
    table = Table(title=run.slug, title_justify="left", header_style="bold")
    table.add_column("question", no_wrap=True)
    for column in ("points", "mean", "all points", "no points", "to mark"):
        table.add_column(column, justify="right")
    for question, parts in _by_question(run):
        scores = [part.score for part in parts if part.score is not None]
        mean = f"{sum(scores) / len(scores):.2f}" if scores else "–"
        counts = (scores.count(question.points), scores.count(0), len(parts) - len(scores))
        table.add_row(_name(question), str(question.points), mean, *(f"{n:,}" for n in counts))
    return table


def reasons_table(run: Run) -> Table:
    """Return, for each question, the reasons for which most students lost points."""
    table = Table(title="Why points were lost most often", title_justify="left")
    table.add_column("question", no_wrap=True)
    table.add_column("students", justify="right")
    table.add_column("reason", overflow="fold")
    for question, parts in _by_question(run):
        reasons = Counter(reason for part in parts for reason in part.reasons)
        for reason, count in reasons.most_common(_REASONS):
            table.add_row(_name(question), f"{count:,}", escape(reason))
    return table


def _by_question(run: Run) -> list[tuple[Question, list[QuestionResult]]]:
    graded = [result for result in run.results if not result.problem]
    return [
        (question, [result.questions[place] for result in graded])
        for place, question in enumerate(run.questions)
    ]


def _name(question: Question) -> str:
    return f"Q{question.number} {escape(question.name)}"


def as_json(run: Run) -> dict:
    """Return the run as plain data; `docs/teaching.md` says what each name means."""
    return {
        "assignment": run.slug,
        "max_score": sum(question.points for question in run.questions),
        "summary": {
            "submissions": len(run.results),
            "graded": run.new,
            "unchanged": len(run.results) - run.new - len(run.problems),
            "not_graded": len(run.problems),
            "not_contained": run.not_contained,
        },
        "run": _run_as_json(run),
        "submissions": [_as_json(result) for result in run.results],
    }


def _run_as_json(run: Run) -> dict:
    reading, site = run.reading, run.site
    used = {} if reading is None else {
        "seconds": reading.seconds, "cpu_seconds": reading.cpu_seconds,
        "energy_kwh": reading.energy_kwh, "low_kwh": reading.low_kwh, "high_kwh": reading.high_kwh,
        "method": reading.method, "source": reading.source,
    }  # fmt: skip
    place = {} if site is None else {"region": site.name, "g_per_kwh": site.g_per_kwh}
    return {**used, **place, "emissions_g": run.emissions_g}


def _as_json(result: StudentResult) -> dict:
    return {
        "student": result.student,
        "score": None if result.problem else result.score,
        "questions": [
            {"question": part.question, "score": None if result.problem else part.score,
             "max_score": part.max_score, "reasons": list(part.reasons)}
            for part in result.questions
        ],
        "problem": result.problem,
        "remarks": list(result.remarks),
        "not_contained": result.not_contained,
        "new": result.new,
        "latency_s": result.latency_s,
        "student_cpu_seconds": result.cpu_seconds,
    }  # fmt: skip


def _pace(run: Run) -> str:
    if run.reading is None:
        return ""
    seconds = run.reading.seconds
    pace = f" ({run.new / seconds:.1f} per second)" if run.new else ""
    return f" in {seconds:,.1f} s{pace}"


def _cost(run: Run) -> str:
    if run.reading is None:
        return "; the energy could not be measured"
    energy, method = format_energy(run.reading.energy_kwh), run.reading.method
    if run.site is None or run.emissions_g is None:
        return f", about {energy} ({method}; no c.Grading.region is set)"
    emitted = format_emissions(run.emissions_g)
    return f", about {energy}, {emitted} ({method}, region {run.site.name})"


def _problem_lines(run: Run) -> list[Text]:
    return [Text(f"not graded: {result.student}: {result.problem}") for result in run.problems]


def _submissions(count: int) -> str:
    return f"{count:,} submission{'' if count == 1 else 's'}"
