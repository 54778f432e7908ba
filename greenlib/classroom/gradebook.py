"""nbgrader, driven through its own API: one course directory, its configuration, its gradebook."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config, PyFileConfigLoader

from .database import PATIENCE_S, create_schema, patiently
from .engine import Limits
from .errors import CourseError
from .notebooks import TextNotebook
from .release import apply_steps

if TYPE_CHECKING:
    from nbgrader.apps import NbGraderAPI

CONFIG = "nbgrader_config.py"


def put_tools_on_path() -> None:
    """Let nbgrader find the `alembic` command, also where the environment is not activated."""
    tools = str(Path(sys.executable).parent)
    if tools not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([tools, os.environ.get("PATH", "")])


def db_url(root: Path, lock_timeout_s: int = PATIENCE_S) -> str:
    """Return the URL of the gradebook in the course directory `root`, where no other is named.

    `lock_timeout_s` is how long to wait for another program that writes to it.
    """
    return f"sqlite:///{root / 'gradebook.db'}?timeout={lock_timeout_s}"


def config_of(root: Path, settings_from: Path | None = None, db: str | None = None) -> Config:
    """Return nbgrader's configuration for the course directory `root`.

    Parameters
    ----------
    root : the course directory.
    settings_from : the folder that holds nbgrader_config.py, if not `root`.
    db : the URL of the gradebook; by default the ``c.CourseDirectory.db_url`` of the course's own
        settings (never of borrowed ones), else an SQLite file in `root`.

    Raises CourseError if there is no nbgrader_config.py.
    """
    folder = settings_from or root
    put_tools_on_path()
    if not (folder / CONFIG).is_file():
        raise CourseError(
            f"{folder} is no course directory: {CONFIG} is missing. Next: change to the folder of "
            "the course and run the command again."
        )
    config = PyFileConfigLoader(CONFIG, path=str(folder)).load_config()
    course = config.CourseDirectory
    own = course.get("db_url") if folder == root else None
    course.root, course.db_url = str(root), db or own or db_url(root)
    return config


def limits_of(config: Config) -> Limits:
    """Return the limits of a submission: ``c.RunInEngine.cell_seconds = 30`` and the like."""
    return Limits(**{
        name: value for name, value in config.get("RunInEngine", {}).items()
        if name in Limits.__dataclass_fields__
    })  # fmt: skip


def api_for(config: Config) -> NbGraderAPI:
    """Return nbgrader's API for `config`, quiet: what it has to say comes back as results."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    with _inside(config):
        api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    api.log.setLevel(logging.ERROR)
    return api


def register(config: Config, slug: str, master: TextNotebook) -> None:
    """Write the assignment's cells and points into the gradebook, as generate_assignment does.

    Raises CourseError if its cells changed after submissions had been graded, or if the gradebook
    cannot be written.
    """
    url = config.CourseDirectory.db_url
    create_schema(url)
    patiently(url, lambda: _register(config, slug, master))


def _register(config: Config, slug: str, master: TextNotebook) -> None:
    from nbgrader.api import Gradebook
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    url = config.CourseDirectory.db_url
    resources = {"nbgrader": {"notebook": slug, "assignment": slug, "db_url": url}}
    with Gradebook(url, "greenlib") as gradebook:
        gradebook.update_or_create_assignment(slug)
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    try:
        apply_steps(converter, master.nb, resources)
    except RuntimeError as error:
        raise CourseError(
            f"the questions of {slug} changed after submissions were graded: {error}. Next: keep "
            "the old gradebook under another name, then grade again."
        ) from None


def export_csv(url: str, slug: str, to: Path) -> None:
    """Write nbgrader's CSV of all grades of `slug` in the gradebook at `url` to the file `to`."""
    from nbgrader.api import Gradebook
    from nbgrader.plugins import CsvExportPlugin

    plugin = CsvExportPlugin()
    plugin.to, plugin.assignment = str(to), [slug]
    with Gradebook(url, "greenlib") as gradebook:
        plugin.export(gradebook)


@contextlib.contextmanager
def _inside(config: Config) -> Iterator[None]:
    """Work in the course directory: nbgrader's defaults are relative to it."""
    previous = os.getcwd()
    os.chdir(config.CourseDirectory.root)
    try:
        yield
    finally:
        os.chdir(previous)
