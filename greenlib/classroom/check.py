"""Check a submission before it is handed in: what would its visible tests say to the grader?

The cells are put in order as the grader does it, and run from top to bottom in a fresh kernel.
Works from the notebook alone; an untouched release nearby is used to put back what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .check_run import CELL_LIMIT_S, fresh_kernel, run_cells
from .errors import CourseError, UsageError

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from .check_cells import Finding
    from .check_verdicts import QuestionReport

_NAME = re.compile(r"\d\d-[a-z0-9-]+\.ipynb")
_NUMBER = re.compile(r"^# Assignment (\d\d)\b", re.MULTILINE)


@dataclass(frozen=True)
class CheckReport:
    """What the check says of a notebook; `release` is the untouched one that was at hand."""

    path: Path
    release: Path | None
    questions: tuple[QuestionReport, ...]
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing is left to do that can be seen without the hidden tests."""
        return (
            bool(self.questions)
            and all(question.is_ok for question in self.questions)
            and not any(finding.costs for finding in self.findings)
        )


def check(
    path: Path,
    *,
    limit_s: float = CELL_LIMIT_S,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[], None] = lambda: None,
) -> CheckReport:
    """Run the notebook at `path` and return what its visible tests and its cells say.

    Parameters
    ----------
    path : the student's notebook; it is not changed.
    limit_s : wall time in seconds that a cell may take.
    planned, done : called with the number of cells to run, and after each.

    Raises UsageError if there is no such file, CourseError if it is not a whole notebook.
    """
    _must_be_a_file(path)
    with fresh_kernel(path.resolve().parent) as kernel:
        # The kernel takes a second to start, and so do these imports: both at the same time.
        from .check_cells import as_graded, cell_findings, sections
        from .check_file import read_notebook
        from .check_verdicts import own_cell_findings, question_reports

        nb = read_notebook(path)
        release = find_release(path, nb)
        released = read_notebook(release) if release else None
        graded = as_graded(nb, released)
        places = [place for place, cell in enumerate(graded.cells) if cell.cell_type == "code"]
        planned(len(places))
        stops = run_cells(kernel, [graded.cells[place].source for place in places], limit_s, done)
    run = dict(zip(places, stops, strict=True))
    questions = question_reports(sections(graded), run, nb)
    findings = [*_file_findings(path, nb, release), *cell_findings(nb, released),
                *own_cell_findings(sections(graded), run)]  # fmt: skip
    return CheckReport(path, release, tuple(questions), tuple(findings))


def find_release(path: Path, nb: NotebookNode) -> Path | None:
    """Return the untouched release of the notebook at `path`, from release/ in a folder above it.

    A release that somebody has worked in does not count; the notebook itself may be one.
    """
    from .check_cells import is_release
    from .check_file import read_notebook

    number = _number(path, nb)
    for folder in path.resolve().parents if number else ():
        for candidate in sorted(folder.glob(f"release/{number}-*/{number}-*.ipynb")):
            try:
                if not candidate.samefile(path) and is_release(read_notebook(candidate)):
                    return candidate
            except CourseError:
                continue
    return None


def _must_be_a_file(path: Path) -> None:
    if path.is_file() and not path.is_symlink():
        return
    problem = (
        "is a link, not a notebook" if path.is_symlink()
        else "is a folder, not a notebook" if path.is_dir()
        else "is not a file" if path.exists() else "does not exist"
    )  # fmt: skip
    meant = sorted(path.glob("*.ipynb")) if path.is_dir() else []
    meant.append(Path("release") / path.name / f"{path.name}.ipynb")
    found = next((other for other in meant if other.is_file()), None)
    advice = (
        f"did you mean {found}?"
        if found
        else "give the path of your notebook, for example release/01-footprint/01-footprint.ipynb."
    )
    raise UsageError(f"{path} {problem}. Next: {advice}")


def _number(path: Path, nb: NotebookNode) -> str | None:
    """Return the unit's number: as the first cell says, or the file's name."""
    first = next((cell.source for cell in nb.cells if cell.cell_type == "markdown"), "")
    found = _NUMBER.search(first) or re.match(r"(\d\d)-", path.name)
    return found[1] if found else None


def _file_findings(path: Path, nb: NotebookNode, release: Path | None) -> Iterator[Finding]:
    from .check_cells import Finding

    number = _number(path, nb) or ""
    expected = release.name if release else f"{number or 'NN'}-TOPIC.ipynb, as it was released"
    named_right = _NAME.fullmatch(path.name) and path.name.startswith(number)
    if not named_right or (release and path.name != release.name):
        yield Finding(f"The file is called {path.name}. The grader may not find it: rename it to "
                      f"{expected}.", True)  # fmt: skip
    kernel = nb.metadata.get("kernelspec", {}).get("name", "python3")
    if kernel != "python3":
        yield Finding(f"The notebook names the kernel {kernel!r}. Grading runs it with 'python3', "
                      "and so did this check.", False)  # fmt: skip
