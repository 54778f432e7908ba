"""The gradebook's database: its tables, and patience with other programs that write to it.

SQLite in the course by default, any database that SQLAlchemy knows by its URL; nbgrader's tables.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from .errors import CourseError, UsageError

# How long another writer is waited for, unless the URL of an SQLite file says otherwise.
PATIENCE_S = 60
_LONGEST_PAUSE_S = 1.0
Result = TypeVar("Result")


def create_schema(url: str) -> None:
    """Make sure that the database at `url` has nbgrader's tables, whole.

    nbgrader makes them itself where there are none, in steps; a run that is killed between two
    leaves a gradebook that never learns its version. Each step here is done only where it is
    missing, by one of several writers.

    Raises UsageError for a URL that no driver here serves, CourseError where there is no database.
    """
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from nbgrader import api, dbutil
    from sqlalchemy import text

    script = Config()
    script.set_main_option("script_location", dbutil.ALEMBIC_DIR)
    version = ScriptDirectory.from_config(script).get_current_head()

    def create() -> None:
        with engine.begin() as connection:
            api.Base.metadata.create_all(connection)
            connection.execute(text(
                "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)"
            ))  # fmt: skip
            connection.execute(text(
                "INSERT INTO alembic_version (version_num) SELECT :version "
                "WHERE NOT EXISTS (SELECT 1 FROM alembic_version)"
            ), {"version": version})  # fmt: skip

    with _engine(url) as engine:
        patiently(url, create)


def patiently(url: str, step: Callable[[], Result]) -> Result:
    """Return what `step` returns; begin it again while another writer to `url` is in its way.

    `step` may be begun any number of times. Raises CourseError if that goes on for longer than the
    ``timeout`` of the URL, or if the database cannot be used at all.
    """
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import DBAPIError

    deadline = time.monotonic() + patience_s(url)
    pause = 0.05
    while True:
        try:
            return step()
        except (DBAPIError, InvalidEntry) as error:
            if time.monotonic() > deadline or not _may_pass(error):
                raise _cannot_write(url, error) from error
        # Writers that met once shall not meet again.
        time.sleep(random.uniform(0, pause))
        pause = min(2 * pause, _LONGEST_PAUSE_S)


def patience_s(url: str) -> float:
    """Return how long another writer to the database at `url` is waited for, in seconds.

    >>> patience_s("sqlite:///gradebook.db?timeout=5")
    5.0
    """
    from sqlalchemy import make_url

    return float(make_url(url).query.get("timeout", PATIENCE_S))


def shown(url: str) -> str:
    """Return `url` as people may see it: without its password.

    >>> shown("postgresql+psycopg://grader:secret@localhost/grades")
    'postgresql+psycopg://grader:***@localhost/grades'
    """
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)


@contextmanager
def _engine(url: str) -> Iterator:
    """Give an engine that has reached its database once; SQLAlchemy's words become ours."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

    examples = "sqlite:////folder/gradebook.db or postgresql+psycopg://user@host/database"
    try:
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise UsageError(f"the gradebook's URL is none. Next: use one like {examples}.") from None
    except ImportError as error:
        raise UsageError(
            f"{shown(url)} needs {error.name}, which is not installed. "
            "Next: install it; for PostgreSQL: pip install -c constraints.txt -e '.[postgresql]'."
        ) from None
    try:
        engine.connect().close()
        yield engine
    except OperationalError as error:
        raise _cannot_write(url, error) from None
    finally:
        engine.dispose()


def _may_pass(error: Exception) -> bool:
    """Return whether waiting may help: another writer was first, or holds the database."""
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

    if isinstance(error, (IntegrityError, InvalidEntry)):
        return True
    if name := getattr(error.orig, "sqlite_errorname", ""):
        return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "already exists" in str(error)
    # PostgreSQL says ProgrammingError where another writer makes the same table.
    return isinstance(error, (OperationalError, ProgrammingError))


def _cannot_write(url: str, error: Exception) -> CourseError:
    why = str(getattr(error, "orig", error)).strip().splitlines()[0]
    return CourseError(
        f"cannot use the gradebook {shown(url)}: {why}. Next: see that it can be reached, that "
        "no other program holds it and that there is free space, then run the command again; "
        "nothing was lost."
    )
