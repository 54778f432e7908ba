"""Write the pages on which instructors review a unit: solutions/NN-topic/review.html and an index.

A page shows everything that belongs to a question, and whether somebody has signed this version.
Nothing is run for it: what each answer gets was found out by `greenlib prove`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from markupsafe import Markup
from nbformat import NotebookNode

from .build import assignment_slugs, read_master
from .errors import CourseError
from .files import publish
from .masters import BEGIN_SOLUTION, END_SOLUTION, question_heading
from .pages import code, markdown, page
from .review_content import UnitReview, unit_review
from .signoffs import sign
from .syllabus import Unit, read_syllabus

# Paper cannot be unfolded; this is for those who print the sources of all answers too.
_UNFOLD = """\
const button = document.getElementById("unfold");
button.hidden = false;
button.addEventListener("click", () => {
  const folds = [...document.querySelectorAll("main details")];
  const open = folds.some((fold) => !fold.open);
  for (const fold of folds) fold.open = open;
  button.textContent = open ? "Fold everything" : "Unfold everything";
});
"""


def write_review_pages(
    root: Path,
    slugs: Sequence[str] = (),
    *,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Write the pages of the assignments `slugs`, or of all, and the index; return what changed.

    `planned` is called with the number of units to read, `done` as each of them has been. Raises
    CourseError and its kinds; then nothing has been written.
    """
    for slug in slugs:
        read_master(root, slug)
    units = read_units(root, planned=planned, done=done)
    return publish(pages_of(root, units, slugs))


def sign_unit(root: Path, slug: str, reviewer: str, on: datetime.date) -> list[Path]:
    """Record that `reviewer` has reviewed `slug` as it is now; return the files that changed.

    Raises CourseError if the unit's page, which is what was read, does not show it as it is now,
    or if its answers have not been tried in this version; UsageError for an unknown name.
    """
    read_master(root, slug)
    units = read_units(root)
    unit = next(unit for unit in units if unit.unit.slug == slug)
    if unit.doubt:
        raise CourseError(f"{unit.doubt}. Next: greenlib prove {slug}.")
    path = page_path(root, slug)
    if not path.is_file() or path.read_bytes() != pages_of(root, units, [slug])[path]:
        raise CourseError(
            f"{path.relative_to(root)} does not show {slug} as it is now. Next: greenlib review "
            f"pages {slug}, read the page again, then sign."
        )
    return [sign(root, unit.review, reviewer, on), *write_review_pages(root, [slug])]


def read_units(
    root: Path,
    *,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[], None] = lambda: None,
) -> list[UnitReview]:
    """Return what there is to review in each unit with an assignment, in the course's order."""
    with_assignment = [_in_syllabus(root, slug) for slug in assignment_slugs(root)]
    planned(len(with_assignment))
    units = []
    for unit in with_assignment:
        units.append(unit_review(root, unit))
        done()
    return units


def pages_of(
    root: Path, units: Sequence[UnitReview], slugs: Iterable[str] = ()
) -> dict[Path, bytes]:
    """Return path -> content of the pages of `slugs`, or of all `units`, and of the index."""
    wanted = set(slugs) or {unit.unit.slug for unit in units}
    pages = {
        page_path(root, unit.unit.slug): _unit_page(units, number)
        for number, unit in enumerate(units) if unit.unit.slug in wanted
    }  # fmt: skip
    index = page("Solution review", "review_index.html.jinja", units=units)
    return {**pages, root / "solutions" / "index.html": index}


def page_path(root: Path, slug: str) -> Path:
    """Return where the review page of unit `slug` is."""
    return root / "solutions" / slug / "review.html"


def _in_syllabus(root: Path, slug: str) -> Unit:
    path = root / "course" / "syllabus.yml"
    unit = read_syllabus(path).unit(slug)
    if unit is None:
        raise CourseError(f"{path} has no unit {slug!r}. Next: add its block.")
    return unit


def _unit_page(units: Sequence[UnitReview], number: int) -> bytes:
    unit = units[number]
    return page(
        f"Review of {unit.name}", "review.html.jinja", scripts=[_UNFOLD], of=unit,
        previous=units[number - 1] if number else None,
        following=units[number + 1] if number + 1 < len(units) else None,
        shown=_shown, code=code, markdown=markdown,
    )  # fmt: skip


def _shown(cell: NotebookNode) -> Markup:
    """Return a cell of the master as safe HTML, without what the page says itself."""
    if cell.cell_type == "code":
        return code(cell.source)
    heading = question_heading(cell)
    text = cell.source.replace(heading[0], "", 1) if heading else cell.source
    return markdown(text.replace(BEGIN_SOLUTION, "").replace(END_SOLUTION, ""))
