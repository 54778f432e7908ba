"""What can go wrong in the classroom, all catchable as ``CourseError``.

::

    GreenlibError
    └── CourseError            a message for the person at the keyboard; exit code 1
        ├── MasterError        a lesson or master that cannot be built: file, line, remedy
        ├── NotebookFailed     a cell that raised while the notebook ran: file, line, cell
        └── UsageError         a name or an option that does not exist; exit code 2
"""

from __future__ import annotations

from pathlib import Path

from ..errors import GreenlibError


class CourseError(GreenlibError):
    """Something the person at the keyboard can put right; the message says how."""

    exit_code = 1


class MasterError(CourseError):
    """A lesson or master that cannot be built as it stands.

    >>> str(MasterError(Path("source/a/a.py"), 12, "two cells are called 'x'", "rename one"))
    "source/a/a.py:12: two cells are called 'x'. Next: rename one."
    """

    def __init__(self, path: Path, line: int, problem: str, remedy: str):
        super().__init__(f"{path.as_posix()}:{line}: {problem}. Next: {remedy}.")
        self.path, self.line, self.problem, self.remedy = path, line, problem, remedy


class NotebookFailed(CourseError):
    """A cell that raised while its notebook was run for the build."""


class UsageError(CourseError):
    """A name or an option that does not exist."""

    exit_code = 2
