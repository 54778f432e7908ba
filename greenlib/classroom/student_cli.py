"""The `greenlib` command as students have it: `check` and `audit`, and nothing of the grading.

What this module imports, and what that imports, is the part of the classroom half that
`greenlib publish` hands out.
"""

from __future__ import annotations

import typer

from . import lean  # noqa: F401  (before all else)
from .audit_cli import audit_command
from .check_cli import check_command

app = typer.Typer(
    help="Check a notebook before you hand it in; audit a pipeline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("check")(check_command)
app.command("audit")(audit_command)
