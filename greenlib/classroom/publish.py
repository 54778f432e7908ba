"""Publish the course for students: a git repository with what they need, and nothing else.

Every publication is one commit. It is refused, before anything is written, if the course is not
built, if its lint finds something, if a secret is in what would be handed out, or if the folder
holds something else.
"""

from __future__ import annotations

import os
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

import nbformat

from .build import assignment_slugs, read_master, unit_slugs, wanted_units
from .errors import CourseError, UsageError
from .files import publish
from .leaks import find_leaks
from .lint import lint_units, read_units
from .notebooks import read_text_notebook, sources_digest, to_bytes
from .release import data_files, release_notebook
from .student_files import student_files

_GIT_SETTINGS = (
    "user.name=greenlib", "user.email=greenlib@localhost", "commit.gpgsign=false",
    "core.hooksPath=/dev/null", "core.autocrlf=false",
)  # fmt: skip


@dataclass(frozen=True)
class Published:
    """What a publication did: the number of files, those that changed, and the commit ("" if
    nothing changed)."""

    files: int
    changed: tuple[str, ...]
    commit: str


def publish_course(root: Path, folder: Path) -> Published:
    """Bring the students' repository in `folder` up to date with the course in `root`.

    Raises UsageError for a folder that holds something else, CourseError if the course is not
    fit to be handed out; then nothing has been written.
    """
    wanted_units(root, ())
    _refuse_folder(root, folder)
    _refuse_unbuilt(root)
    _refuse_findings(root)
    files = student_files(root)
    if leaks := find_leaks(root, files):
        raise CourseError(
            f"{leaks[0]} ({len(leaks)} in all). Nothing was published. Next: take it out of what "
            "students get, run greenlib build and publish again."
        )
    return _commit(folder, files)


def _refuse_folder(root: Path, folder: Path) -> None:
    if folder.resolve() in (root.resolve(), *root.resolve().parents):
        raise UsageError(f"{folder} holds the course itself. Next: name a folder of its own.")
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not folder.is_dir() or not _was_published(folder):
        raise UsageError(
            f"{folder} holds something that greenlib publish did not write. Next: name a new "
            "folder, or an empty one."
        )
    if edits := _git(folder, "status", "--porcelain"):
        raise CourseError(
            f"{folder} has changes that are not committed, {edits.splitlines()[0][3:]!r} among "
            "them. Next: commit or remove them there, then publish again."
        )


def _was_published(folder: Path) -> bool:
    try:
        settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    tool = settings.get("tool", {}).get("greenlib", {})
    return (folder / ".git").exists() and tool.get("published") is True


def _refuse_unbuilt(root: Path) -> None:
    """Refuse a lesson or release that is not what its text half gives."""
    for slug in unit_slugs(root):
        path = root / "course" / f"{slug}.ipynb"
        text = read_text_notebook(path.with_suffix(".py"), path.relative_to(root))
        stored = _stored(path)
        if stored is None or sources_digest(stored) != sources_digest(text.nb):
            raise _unbuilt(path.relative_to(root))
    for slug in assignment_slugs(root):
        folder = root / "release" / slug
        stored = _stored(folder / f"{slug}.ipynb")
        if stored is not None:
            stored.metadata.pop("greenlib", None)
        if stored is None or to_bytes(stored) != to_bytes(
            release_notebook(read_master(root, slug))
        ):
            raise _unbuilt((folder / f"{slug}.ipynb").relative_to(root))
        for data in data_files(root / "source" / slug):
            copied = folder / data.relative_to(root / "source" / slug)
            if not copied.is_file() or copied.read_bytes() != data.read_bytes():
                raise _unbuilt(copied.relative_to(root))


def _stored(path: Path) -> nbformat.NotebookNode | None:
    try:
        return nbformat.v4.reads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _unbuilt(path: Path) -> CourseError:
    return CourseError(
        f"{path.as_posix()} is not up to date with its source. Nothing was published. Next: run "
        "greenlib build, look at what changed and publish again."
    )


def _refuse_findings(root: Path) -> None:
    findings = lint_units(list(read_units(root, ())))
    if findings:
        raise CourseError(
            f"the lint finds {len(findings)} things; the first: {findings[0]} Nothing was "
            "published. Next: run greenlib lint, correct them, build and publish again."
        )


def _commit(folder: Path, files: dict[str, bytes]) -> Published:
    if not (folder / ".git").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _git(folder, "init", "--quiet", "--initial-branch=main")
    tracked = set(filter(None, _git(folder, "ls-files", "-z").split("\0")))
    for name in tracked - files.keys():
        (folder / name).unlink(missing_ok=True)
    publish({folder / name: data for name, data in files.items()})
    _git(folder, "add", "--all", "--", ".")
    changed = _git(folder, "diff", "--cached", "--name-only", "-z").rstrip("\0")
    if not changed:
        return Published(len(files), (), "")
    first = not tracked
    _git(folder, "commit", "--quiet", "-m", f"{'Publish' if first else 'Renew'} the course")
    commit = _git(folder, "rev-parse", "--short", "HEAD").strip()
    return Published(len(files), tuple(changed.split("\0")), commit)


def _git(folder: Path, *arguments: str) -> str:
    """Run git in `folder` and return what it says; no setting or hook of this machine counts."""
    settings = [part for setting in _GIT_SETTINGS for part in ("-c", setting)]
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", *settings, *arguments], cwd=folder, capture_output=True, text=True, check=True,
            env=own,
        )  # fmt: skip
    except FileNotFoundError:
        raise CourseError("git is not installed. Next: install git and publish again.") from None
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip().splitlines() or ["no reason given"]
        raise CourseError(
            f"git {arguments[0]} failed in {folder}: {said[-1]}. Next: see to it there, and "
            "publish again."
        ) from None
    return done.stdout
