"""Look through what came back: folders, files, and zip archives inside one another.

Nothing is unpacked to disk: a file is a path to show and a way to read its bytes, and where it goes
is decided elsewhere, never by its name. What cannot be trusted is refused in words.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import CourseError
from .submissions import MAX_SUBMISSION_BYTES, listed, read_file

_ARCHIVES_DEEP = 2
_FOLDERS_DEEP = 12
_MOST_ENTRIES = 20_000
# What all archives inside others may hold together: they are kept in memory.
_MOST_ARCHIVE_BYTES = 300_000_000
_LONGEST_NAME = 500
_NOT_SENT = re.compile(r"^(\..*|__MACOSX|__pycache__|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)


@dataclass(frozen=True)
class Incoming:
    """A file that came back: the names on the way to it, and how to read it.

    `parts` are folders and archives, from the outermost, and the file's own name. `read` raises
    CourseError, in words.
    """

    parts: tuple[str, ...]
    read: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.parts[-1]

    @property
    def shown(self) -> str:
        """The way to the file, safe to print."""
        return shown("/".join(self.parts))


@dataclass(frozen=True)
class Refused:
    """Something that was not looked at, and why."""

    shown: str
    reason: str


def shown(path: str) -> str:
    """Return a path as it may be printed: on one line, short, without signs that play tricks."""
    return listed([path if len(path) <= 60 else f"...{path[-57:]}"])[1:-1]


def walk(folder: Path) -> Iterator[Incoming | Refused]:
    """Yield every file in a folder, or in a zip archive, sorted; and what was refused.

    Hidden files and those that systems leave behind are passed over; links are not followed.
    """
    walker = _Walker()
    if folder.is_dir():
        yield from walker.in_folder(folder, ())
    elif _is_archive(folder.name):
        yield from walker.in_file(folder, (), folder.name, 0)
    else:
        yield Incoming((folder.name,), lambda: read_file(folder))


class _Walker:
    """Walks through folders and archives; `left` is what archives in archives may still unpack."""

    def __init__(self) -> None:
        self.left = _MOST_ARCHIVE_BYTES

    def in_folder(self, folder: Path, parts: tuple[str, ...]) -> Iterator[Incoming | Refused]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Refused(shown("/".join(parts)), f"cannot be read ({error.strerror})")
            return
        for entry in entries:
            path, inside = Path(entry.path), (*parts, entry.name)
            if _NOT_SENT.match(entry.name):
                continue
            if entry.is_symlink():
                yield Refused(shown("/".join(inside)), "is a link, and links are not followed")
            elif entry.is_dir() and len(inside) <= _FOLDERS_DEEP:
                yield from self.in_folder(path, inside)
            elif not entry.is_file():
                yield Refused(shown("/".join(inside)), "is no ordinary file, or lies too deep")
            elif _is_archive(entry.name):
                yield from self.in_file(path, inside, "/".join(inside), 0)
            else:
                yield Incoming(inside, lambda path=path: read_file(path))

    def in_file(
        self, source: Path | io.BytesIO, parts: tuple[str, ...], name: str, depth: int
    ) -> Iterator[Incoming | Refused]:
        """Yield what an archive holds; it stays open as long as somebody may read from it."""
        try:
            archive = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
            yield Refused(shown(name), "is no zip archive, or a damaged one; download it again")
            return
        entries = archive.infolist()
        if len(entries) > _MOST_ENTRIES:
            words = f"holds {len(entries):,} entries; {_MOST_ENTRIES:,} are allowed"
            yield Refused(shown(name), words)
            return
        for entry in sorted(entries, key=lambda entry: entry.filename):
            yield from self.in_entry(archive, entry, parts, depth)

    def in_entry(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, parts: tuple[str, ...], depth: int
    ) -> Iterator[Incoming | Refused]:
        names = tuple(name for name in entry.orig_filename.split("/") if name not in ("", "."))
        file = Incoming((*parts, *names), _reader(archive, entry, MAX_SUBMISSION_BYTES))
        if reason := _reason_to_refuse(entry):
            yield Refused(file.shown, reason)
        elif entry.is_dir() or not names or any(_NOT_SENT.match(name) for name in names):
            return
        elif not _is_archive(file.name):
            yield file
        elif depth == _ARCHIVES_DEEP:
            yield Refused(file.shown, "is an archive in too many others")
        else:
            try:
                inner = _reader(archive, entry, self.left)()
            except CourseError as error:
                yield Refused(file.shown, str(error))
                return
            self.left -= len(inner)
            yield from self.in_file(io.BytesIO(inner), file.parts, file.shown, depth + 1)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(".zip")


def _reason_to_refuse(entry: zipfile.ZipInfo) -> str:
    """Return why an entry is not looked at, or ""."""
    name, mode = entry.orig_filename, entry.external_attr >> 16
    if not name.isprintable():
        return "has a name with signs that cannot be printed"
    if len(name) > _LONGEST_NAME:
        return f"has a name of {len(name)} letters"
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or re.match(r"\w:", name):
        return "has a name that leads out of the archive"
    if entry.flag_bits & 0x1:
        return "is encrypted; hand it in without a password"
    if stat.S_ISLNK(mode):
        return "is a link, and links are not followed"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no ordinary file"
    return ""


def _reader(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Callable[[], bytes]:
    """Return what reads an entry, never more than `most` bytes, whatever its header says."""

    def read() -> bytes:
        try:
            with archive.open(entry) as stream:
                data = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError,
                RuntimeError):  # fmt: skip
            raise CourseError("is damaged in the archive; download it again") from None
        if len(data) > most:
            raise CourseError("is too large, or grows too large when it is unpacked")
        return data

    return read
