"""Write files so that nothing is lost: to a temporary name first, then replace."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from .errors import CourseError

_STARTED = time.time()


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`; a crash leaves either the old file or the new one, whole.

    What a process that was killed here left beside it, under a temporary name, is cleared away.
    Raises CourseError, naming the path, where it may not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
    _clear_leftovers(path)


def _clear_leftovers(path: Path) -> None:
    """Delete temporary files for `path` from before this process: another may be at one now."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.????????"):
        with contextlib.suppress(FileNotFoundError):
            if leftover.stat().st_mtime < _STARTED:
                leftover.unlink()


@contextlib.contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """Give a folder to work in, gone afterwards whatever happens.

    Raises CourseError, naming `parent`, where it may not be made.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=".build-", dir=parent))
    except OSError as error:
        raise _cannot_write(parent, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(new_files: Mapping[Path, bytes]) -> list[Path]:
    """Write every file whose content differs, all of them or none if Ctrl-C comes in between.

    Returns the paths that changed. A signal that arrives while files are being replaced is
    delivered afterwards: replacing takes milliseconds, the work before it took seconds.
    """
    changed = {
        path: data
        for path, data in new_files.items()
        if not path.is_file() or path.read_bytes() != data
    }
    with signals_later():
        for path, data in changed.items():
            write_atomically(path, data)
    return list(changed)


@contextlib.contextmanager
def signals_later(arrival: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Deliver Ctrl-C and SIGTERM afterwards; call `arrival` when one comes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    arrived: list[int] = []

    def note(number: int, _: object) -> None:
        arrived.append(number)
        arrival()

    previous = {n: signal.signal(n, note) for n in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        for number in arrived:
            signal.raise_signal(number)


def _cannot_write(path: Path, error: OSError) -> CourseError:
    return CourseError(
        f"cannot write {path}: {error.strerror or error}. Next: check the folder's permissions and "
        "the free space, then run the command again; nothing was lost."
    )
