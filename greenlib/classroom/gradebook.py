"""nbgrader, driven through its own API: one course directory, its configuration, its gradebook."""

from __future__ import annotations

import contextlib
import copy
import io
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode
from traitlets.config import Config, PyFileConfigLoader

from .errors import CourseError
from .files import staging_folder, write_atomically
from .notebooks import TextNotebook, to_bytes
from .release import apply_steps
from .words import stop_in_words

if TYPE_CHECKING:
    from nbgrader.apps import NbGraderAPI

CONFIG = "nbgrader_config.py"
# Two workers write one SQLite file; wait for the other instead of failing.
_LOCK_TIMEOUT_S = 60


def put_tools_on_path() -> None:
    """Let nbgrader find the `alembic` command, also where the environment is not activated."""
    tools = str(Path(sys.executable).parent)
    if tools not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([tools, os.environ.get("PATH", "")])


def db_url(root: Path) -> str:
    """Return the URL of the gradebook in the course directory `root`."""
    return f"sqlite:///{root / 'gradebook.db'}?timeout={_LOCK_TIMEOUT_S}"


def config_of(root: Path, settings_from: Path | None = None) -> Config:
    """Return nbgrader's configuration for the course directory `root`.

    `settings_from` is the folder that holds nbgrader_config.py, if not `root`. Raises CourseError
    if there is none.
    """
    folder = settings_from or root
    put_tools_on_path()
    if not (folder / CONFIG).is_file():
        raise CourseError(
            f"{folder} is no course directory: {CONFIG} is missing. Next: change to the folder of "
            "the course and run the command again."
        )
    config = PyFileConfigLoader(CONFIG, path=str(folder)).load_config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = db_url(root)
    return config


def api_for(config: Config) -> NbGraderAPI:
    """Return nbgrader's API for `config`, quiet: what it has to say comes back as results."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    with _inside(config):
        api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    api.log.setLevel(logging.ERROR)
    return api


@contextlib.contextmanager
def standing_in(config: Config, folder: Path, nb: NotebookNode) -> Iterator[NbGraderAPI]:
    """Give nbgrader's API for a course in which `nb` is what the student of `folder` handed in.

    `folder` is submitted/STUDENT/ASSIGNMENT. The other files in it come along, links do not.
    """
    from nbconvert.exporters import NotebookExporter

    with staging_folder(Path(config.CourseDirectory.root)) as staging:
        stand_in = staging / folder.parent.name / folder.name
        with contextlib.suppress(OSError, shutil.Error):  # a file that cannot be copied stays away
            shutil.copytree(folder, stand_in, ignore=_links_and_notebooks)
        write_atomically(stand_in / f"{folder.name}.ipynb", to_bytes(nb))
        config = copy.deepcopy(config)
        config.CourseDirectory.submitted_directory = str(staging)
        config.Autograde.exporter_class = NotebookExporter  # `nb` is repaired already
        yield api_for(config)


def _links_and_notebooks(folder: str, names: list[str]) -> list[str]:
    return [
        name for name in names
        if name.lower().endswith(".ipynb") or (Path(folder) / name).is_symlink()
    ]  # fmt: skip


def register(config: Config, root: Path, slug: str, master: TextNotebook) -> None:
    """Write the assignment's cells and points into the gradebook, as generate_assignment does.

    Raises CourseError if its cells changed after submissions had been graded.
    """
    from nbgrader.api import Gradebook
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    resources = {"nbgrader": {"notebook": slug, "assignment": slug, "db_url": db_url(root)}}
    with Gradebook(db_url(root), "greenlib") as gradebook:
        gradebook.update_or_create_assignment(slug)
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    try:
        apply_steps(converter, master.nb, resources)
    except RuntimeError as error:
        raise CourseError(
            f"the questions of {slug} changed after submissions were graded: {error}. Next: keep "
            "the old gradebook under another name, then grade again."
        ) from None


def autograde(api, slug: str, student: str) -> str:
    """Grade one submission; return what went wrong, in words, or ""."""
    with _inside(api.config), _quiet():
        result = api.autograde(slug, student)
    return "" if result["success"] else stop_in_words(_said(result))


def write_feedback(api, slug: str, student: str) -> str:
    """Write the feedback page of one submission; return what went wrong, in words, or ""."""
    with _inside(api.config), _quiet():
        result = api.generate_feedback(slug, student)
    return "" if result["success"] else stop_in_words(_said(result))


def export_csv(root: Path, slug: str, to: Path) -> None:
    """Write nbgrader's CSV of all grades of assignment `slug` to the file `to`."""
    from nbgrader.api import Gradebook
    from nbgrader.plugins import CsvExportPlugin

    plugin = CsvExportPlugin()
    plugin.to, plugin.assignment = str(to), [slug]
    with Gradebook(db_url(root), "greenlib") as gradebook:
        plugin.export(gradebook)


def _said(result: dict) -> str:
    return "\n".join(result.get(key) or "" for key in ("log", "error"))


@contextlib.contextmanager
def _inside(config: Config) -> Iterator[None]:
    """Work in the course directory: nbgrader's defaults are relative to it."""
    previous = os.getcwd()
    os.chdir(config.CourseDirectory.root)
    try:
        yield
    finally:
        os.chdir(previous)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stderr(io.StringIO()):
        yield
