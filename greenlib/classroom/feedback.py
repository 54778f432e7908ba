"""The page that a student gets whose submission could not be graded."""

from __future__ import annotations

import html
from pathlib import Path

from .files import write_atomically

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{slug}: not graded</title></head>
<body style="font-family: sans-serif; max-width: 40em; margin: 3em auto; line-height: 1.5">
<h1>{slug}: not graded yet</h1>
<p>{problem}</p>
<p>No points were given or taken. Your earlier grade, if there is one, still stands.</p>
</body>
</html>
"""


def write_notice(root: Path, slug: str, student: str, problem: str) -> None:
    """Write the feedback page of a submission that could not be graded, saying why in words."""
    path = root / "feedback" / student / slug / f"{slug}.html"
    page = _PAGE.format(slug=html.escape(slug), problem=html.escape(problem))
    write_atomically(path, page.encode())
