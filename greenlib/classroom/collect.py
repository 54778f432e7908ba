"""Collect what students send back: each notebook to ``submitted/STUDENT/NN-topic/``.

First a plan is made of all that is there; then it is carried out. A notebook goes to the assignment
whose cells it holds, whatever it is called. What cannot be placed is said, and stops nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from .build import assignment_slugs, wanted_units
from .errors import CourseError, UsageError
from .files import write_atomically
from .incoming import Incoming, Refused, shown, walk
from .roster import ROSTER, Roster, read_roster
from .schedule import read_schedule
from .senders import Participant, Sender, is_from_lms, read_worksheet, sender_of
from .submissions import find_notebook, read_cells, read_file
from .worker import submitted_at

NEW, REPLACES, THERE = "new", "replaces an older one", "already there"
_TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True)
class Placed:
    """A notebook and where it goes: the student, the assignment, when it was handed in (UTC).

    `what` is NEW, REPLACES or THERE; `remarks` say what the instructor should know. `upload` is
    Canvas's number, `digest` that of the content, which `read` gives.
    """

    shown: str
    student: str
    slug: str
    submitted: datetime | None
    what: str
    remarks: tuple[str, ...]
    upload: int
    digest: bytes
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Collected:
    """What has a place, and what has none, with the reason."""

    placed: tuple[Placed, ...]
    refused: tuple[Refused, ...]


def collect(
    root: Path,
    folder: Path,
    *,
    replace_unknown: bool = False,
    dry_run: bool = False,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[], None] = lambda: None,
) -> Collected:
    """Place every notebook in `folder`, a folder or a zip archive, under submitted/.

    Parameters
    ----------
    root : the course directory, with students.csv if there is one.
    folder : what students, or Canvas or Moodle, sent.
    replace_unknown : also replace a submission when it is not known which one is newer.
    dry_run : say what would be done, and do nothing.
    planned, done : called with the number of files, and after each.

    Raises UsageError if there is no such folder or no course.
    """
    wanted_units(root, ())
    if not folder.exists():
        raise UsageError(f"{folder} does not exist. Next: name the folder that you downloaded.")
    found = list(walk(folder))
    desk = _Desk.open(root, found)
    planned(len(found))
    placed, refused = [], []
    for file in found:
        result = file if isinstance(file, Refused) else desk.look_at(file)
        if isinstance(result, Refused):
            refused.append(result)
        elif result is not None:
            placed.append(result)
        done()
    chosen, doubled = _one_each(placed)
    results = [desk.compare(one, replace_unknown) for one in chosen]
    kept = tuple(one for one in results if isinstance(one, Placed))
    refused += [*doubled, *(one for one in results if isinstance(one, Refused))]
    for one in () if dry_run else kept:
        _write(root, one)
    return Collected(kept, tuple(refused))


@dataclass(frozen=True)
class _Desk:
    """What is needed to place a file: class, releases, worksheet and the times beside notebooks."""

    root: Path
    roster: Roster
    releases: Mapping[str, frozenset[str]]
    participants: Mapping[str, Participant]
    times: Mapping[tuple[str, ...], datetime | None]

    @classmethod
    def open(cls, root: Path, found: Iterable[Incoming | Refused]) -> _Desk:
        schedule = read_schedule(root)
        participants: dict[str, Participant] = {}
        times: dict[tuple[str, ...], datetime | None] = {}
        for file in found:
            # A student may hand in such files too; those are not believed.
            if isinstance(file, Refused) or is_from_lms(file.parts):
                continue
            if len(file.parts) == 1 and file.name.lower().endswith(".csv"):
                participants |= read_worksheet(_read(file), schedule)
            elif file.name == _TIMESTAMP:
                times[file.parts[:-1]] = _stated_time(_read(file))
        releases = {slug: _grade_ids(root, slug) for slug in assignment_slugs(root)}
        return cls(root, read_roster(root), releases, participants, times)

    def look_at(self, file: Incoming) -> Placed | Refused | None:
        """Return the place of a file; None for those that only say something about others."""
        if file.name == _TIMESTAMP or file.name.lower().endswith(".csv"):
            return None
        if not file.name.lower().endswith(".ipynb"):
            return Refused(file.shown, "is no notebook")
        sender = sender_of(file.parts, self.roster, self.participants)
        if sender.student is None:
            return Refused(file.shown, f"is of nobody in {ROSTER}: {shown(sender.said)}")
        try:
            data = file.read()
        except CourseError as error:
            return Refused(file.shown, str(error))
        slug, remarks = self._assignment(data, sender, file)
        if slug is None:
            return Refused(file.shown, remarks[0])
        at = self.times.get(file.parts[:-1]) or sender.submitted
        if sender.late and at is None:
            remarks += (
                "Canvas marks it late and does not say when it was handed in. Next: write the time "
                f"into submitted/{sender.student}/{slug}/{_TIMESTAMP}",
            )
        digest = hashlib.sha256(data).digest()
        return Placed(
            file.shown, sender.student, slug, at, NEW, remarks, sender.upload, digest, file.read
        )

    def _assignment(
        self, data: bytes, sender: Sender, file: Incoming
    ) -> tuple[str | None, tuple[str, ...]]:
        """Return the assignment of a notebook, or None, and remarks or the reason."""
        names = (sender.file_name, *reversed(file.parts))
        named = next((slug for name in names for slug in self.releases if slug in name), None)
        try:
            cells, _ = read_cells(data, shown(sender.file_name))
        except CourseError as error:
            return named, (str(error),)
        ids = {cell.grade_id for cell in cells}
        counts = {slug: len(ids & known) for slug, known in self.releases.items()}
        best = [slug for slug, count in counts.items() if count == max(counts.values()) > 0]
        if not best:
            return named, ("holds no cell of a release",)
        if named in best:
            return named, ()
        if len(best) > 1:
            return None, (f"holds cells of {' and '.join(best)}",)
        return best[0], (f"it is called {named}, and holds the cells of {best[0]}",) * bool(named)

    def compare(self, new: Placed, replace_unknown: bool) -> Placed | Refused:
        """Return what placing a notebook does to what is there, or refuse to overwrite that."""
        folder = self.root / "submitted" / new.student / new.slug
        try:
            path, _ = find_notebook(folder, new.slug)
            old = hashlib.sha256(read_file(path)).digest()
        except CourseError:
            return new
        before = submitted_at(folder)
        if old == new.digest:
            return replace(new, what=THERE)
        if before is not None and new.submitted is not None:
            if new.submitted <= before:
                return Refused(
                    new.shown, f"is no newer than the one of {new.student} that is there"
                )
        elif not replace_unknown:
            return Refused(
                new.shown,
                f"differs from the one of {new.student} that is there, and it is not known which "
                "is newer. Next: look at both; --replace takes this one",
            )
        return replace(new, what=REPLACES)


def _one_each(found: Iterable[Placed]) -> tuple[list[Placed], list[Refused]]:
    """Return one notebook for each student and assignment, and why the others are not it."""
    groups: dict[tuple[str, str], list[Placed]] = {}
    for one in found:
        # Folders that differ in capitals only are the same folder on many systems.
        groups.setdefault((one.student.casefold(), one.slug), []).append(one)
    kept, refused = [], []
    for group in groups.values():
        same = len({one.digest for one in group}) == 1
        newest = group[0] if same else _newest(group)
        kept += [newest] if newest else []
        reason = (
            "is an older one" if newest
            else f"is one of {len(group)} that differ, and it is not clear which counts. Next: "
            "keep one of them, and collect again; it is"
        )  # fmt: skip
        refused += [
            Refused(one.shown, f"{reason} of {one.student} for {one.slug}")
            for one in group if not same and one is not newest
        ]  # fmt: skip
    return kept, refused


def _newest(group: list[Placed]) -> Placed | None:
    """Return the one that was handed in last, by Canvas's number or by time; None if unclear."""
    if len({one.upload for one in group}) == len(group):
        return max(group, key=lambda one: one.upload)
    times = {one.submitted for one in group}
    if None in times or len(times) < len(group):
        return None
    return max(group, key=lambda one: one.submitted)


def _write(root: Path, one: Placed) -> None:
    folder = root / "submitted" / one.student / one.slug
    stamp = folder / _TIMESTAMP
    if one.what != THERE:
        stamp.unlink(missing_ok=True)
        write_atomically(folder / f"{one.slug}.ipynb", one.read())
    if one.submitted is not None and not stamp.exists():
        write_atomically(stamp, f"{one.submitted:%Y-%m-%d %H:%M:%S} UTC\n".encode())


def _grade_ids(root: Path, slug: str) -> frozenset[str]:
    path = root / "release" / slug / f"{slug}.ipynb"
    if not path.is_file():
        raise CourseError(f"release/{slug} is missing. Next: run greenlib build {slug}.")
    cells, _ = read_cells(path.read_bytes(), path.name)
    return frozenset(cell.grade_id for cell in cells if cell.grade_id)


def _stated_time(data: bytes) -> datetime | None:
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(data[:100].decode("utf-8", "replace").strip())
    except (ValueError, OverflowError):
        return None


def _read(file: Incoming) -> bytes:
    try:
        return file.read()
    except CourseError:
        return b""
