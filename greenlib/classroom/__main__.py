"""Run the `greenlib` command with ``python -m greenlib.classroom``."""

from .cli import app

app(prog_name="greenlib")
