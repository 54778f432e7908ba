"""Say in words what was found and put right in a submission, for the student and the instructor.

An intact submission gets no remark. Names that come from a submission are shortened and made safe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode

from .masters import is_test
from .notebooks import grade_id
from .placing import Places, SortedOut
from .submissions import SubmittedCell, listed, marks_of

_KINDS = {"code": "code", "markdown": "Markdown", "raw": "raw"}


def remarks_on(found: SortedOut, places: Places) -> list[str]:
    """Return the remarks on a submission that was sorted out, in the order people look for them."""
    return [
        *_on_missing_answers(found, places),
        *_on_copies(found, places),
        *_on_repairs(found, places),
        *_on_kinds(found, places),
        *_on_lost_ids(found, places),
        *_on_tests(found, places),
        *_on_older_cells(found),
        *_on_order(found),
    ]


def with_remarks(nb: NotebookNode, remarks: Iterable[str]) -> NotebookNode:
    """Return `nb` with remarks on its repair in its metadata."""
    nb.metadata["greenlib"] = {"remarks": list(remarks)}
    return nb


def remarks_in(nb: NotebookNode) -> tuple[str, ...]:
    """Return the remarks on its repair that a graded notebook carries."""
    return tuple(nb.metadata.get("greenlib", {}).get("remarks", ()))


def _present(found: SortedOut) -> Counter[int]:
    return Counter(one.place for one in found.placed)


def _tests_of(answer: int, places: Places) -> list[int]:
    next_answer = min((n for n in places.answers if n > answer), default=len(places.cells))
    return [n for n in range(answer + 1, next_answer) if is_test(places.cells[n])]


def _absent_questions(found: SortedOut, places: Places) -> list[int]:
    """Return the answers of which nothing was handed in: no question, no answer, no test."""
    present = _present(found)
    return [
        answer for answer in places.answers
        if answer not in found.answers
        and not any(place in present for place in (answer - 1, answer, *_tests_of(answer, places)))
    ]  # fmt: skip


def _on_missing_answers(found: SortedOut, places: Places) -> Iterator[str]:
    present, absent = _present(found), _absent_questions(found, places)
    deleted = [n for n in places.answers if n not in present and n not in found.answers]
    if absent:
        yield (
            f"nothing of {listed(map(places.title, absent))} is in the notebook: the cells were "
            "deleted, or it is of an older release of the assignment. Next: answer in the notebook "
            "of the release and hand it in"
        )
    if gone := [n for n in deleted if n not in absent]:
        yield (
            f"the answer cell {listed(map(places.title, gone))} had been deleted, and the empty "
            "one of the release was graded. Next: answer in the notebook of the release and hand "
            "it in"
        )
    if found.elsewhere:
        yield (
            f"the answer to {listed(map(places.title, found.elsewhere))} was found in another cell "
            "than the one of the release, and was graded"
        )


def _on_copies(found: SortedOut, places: Places) -> Iterator[str]:
    for place, count in sorted(_present(found).items()):
        if place not in places.answers or count == 1 or place not in found.answers:
            continue
        end = (
            "their texts were put together"
            if places.cells[place].cell_type == "markdown"
            else "they ran in the order of the notebook, so the last one above the tests counts"
        )
        yield f"{count} cells carry the id {listed([places.title(place)])}; {end}"


def _on_repairs(found: SortedOut, places: Places) -> Iterator[str]:
    for repair, words in (
        ("joined", "had been split into parts, which were put together again"),
        ("merged", "had been merged with others; what belongs to the release was taken out"),
    ):
        if titles := [places.title(one.place) for one in found.placed if repair in one.repairs]:
            yield f"the answer cell {listed(titles)} {words}"


def _on_kinds(found: SortedOut, places: Places) -> Iterator[str]:
    for one in found.placed:
        kind = places.cells[one.place].cell_type
        if one.place in places.answers and one.cell.kind != kind:
            yield (
                f"the answer cell {listed([places.title(one.place)])} had become a "
                f"{_KINDS[one.cell.kind]} cell; it was read as {_KINDS[kind]}"
            )


def _on_lost_ids(found: SortedOut, places: Places) -> Iterator[str]:
    lost = [
        places.title(one.place) for one in found.placed
        if one.how not in ("", "grade") and grade_id(places.cells[one.place])
    ]  # fmt: skip
    if lost:
        yield (
            f"{listed(lost)} had lost the mark that nbgrader gave; recognised by cell id or by text"
        )


def _on_tests(found: SortedOut, places: Places) -> Iterator[str]:
    whole = {one.place for one in found.placed if _is_whole(one.cell, one.place, places)}
    absent = {n for a in _absent_questions(found, places) for n in _tests_of(a, places)}
    tests = [n for n, cell in enumerate(places.cells) if is_test(cell)]
    if changed := [n for n in tests if n not in whole | absent]:
        yield (
            f"{listed(map(places.title, changed))} had been changed or deleted; the tests and "
            "points of the release counted"
        )


def _is_whole(cell: SubmittedCell, place: int, places: Places) -> bool:
    if place < 0 or not places.is_as_released(place, cell.source):
        return False
    marks = marks_of(places.cells[place].metadata.get("nbgrader", {}))
    return cell.grade_id is None or cell.marks == marks


def _on_older_cells(found: SortedOut) -> Iterator[str]:
    kept = [cell for cells in found.additions.values() for cell in cells]
    unknown = [cell.grade_id for cell in (*found.left_out, *kept) if cell.grade_id]
    known = {one.cell.grade_id for one in found.placed if one.place >= 0}
    if old := [name for name in dict.fromkeys(unknown) if name not in known]:
        yield (
            f"no question of this release has the cells {listed(old)}; the notebook may be of an "
            "older one"
        )


def _on_order(found: SortedOut) -> Iterator[str]:
    places = list(dict.fromkeys(one.place for one in found.placed if one.place >= 0))
    if places != sorted(places):
        yield "the cells stood in another order; they ran in the order of the release"
