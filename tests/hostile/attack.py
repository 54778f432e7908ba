"""What an entry of the hostile bank is: how a good submission is changed, and what must come of it.

The place of every attack is the answer to `double`; `total` comes after it and is answered well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SLUG = "01-footprint"
# Ends every secret that is planted; no attack has it in its own text.
MARK = "-".join(("greenlib", "canary", "20417"))
RIGHT = "def double(number):\n    return number + number\n"
FULL = (2, 3)


@dataclass(frozen=True)
class Attack:
    """A hostile submission and what must come of it.

    name : of the student, and of the folder.
    does : what it tries, in one sentence.
    answer : the source of the answer to `double`. In it, what `places` of the class names, such as
        @COURSE@, is put in.
    points : what `double` and `total` must get; () where nothing can be graded.
    says : what the reasons, the remarks or the problem must contain.
    shows : what the outputs of the graded notebook must contain: that the attack ran, and how far
        it came.
    change : does more to the notebook than `answer` can; gets it as a dict, may change it, and may
        return the bytes to hand in instead.
    place : puts something else than a notebook at the path where it is looked for.
    """

    name: str
    does: str
    answer: str = RIGHT
    points: tuple[float, ...] = FULL
    says: str = ""
    shows: str = ""
    change: Callable[[dict[str, Any]], bytes | None] = lambda nb: None
    place: Callable[[Path], None] | None = None


def cell_of(nb: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the cell whose grade id is `name`."""
    return next(
        cell for cell in nb["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )  # fmt: skip


def code_cell(source: str, **metadata: Any) -> dict[str, Any]:
    """Return a code cell as a student's notebook has it."""
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [],
            "execution_count": None}  # fmt: skip
