"""Bring every notebook up to date with the text it is made from.

    course/NN.py     -> course/NN.ipynb          run, outputs stored
    source/NN/NN.py  -> source/NN/NN.ipynb       the master, no outputs
                     -> release/NN/NN.ipynb      what students get
                     -> solutions/NN/NN.ipynb    the reference, run, with its mark scheme

A notebook is run again only if something it depends on has changed: its text, its data files, the
greenlib modules it imports, a factor table, or a pinned version. All files are replaced together
at the end, so a build that fails leaves the previous ones whole.
"""

from __future__ import annotations

import copy
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from .errors import CourseError, UsageError
from .execute import Run, run_all
from .files import publish, staging_folder
from .imports import PACKAGE, greenlib_files, imported_names
from .masters import check_master
from .notebooks import TextNotebook, grade_id, read_text_notebook, sources_digest, to_bytes
from .release import data_files, release_notebook
from .syllabus import read_rubrics

_READINGS = "recorded_readings.csv"  # read by greenlib.meter alone
# A change of these changes every stored notebook.
_BUILDERS = ("classroom/build.py", "classroom/execute.py", "classroom/notebooks.py")


@dataclass(frozen=True)
class Built:
    """What a build did: notebooks that were run, and files that changed."""

    run: list[Path]
    changed: list[Path]


@dataclass(frozen=True)
class _Target:
    """A notebook to be run: its text, where its result goes, the folder of files it needs."""

    notebook: TextNotebook
    output: Path
    digest: str
    folder: Path | None = None


def build(
    root: Path,
    slugs: Iterable[str] = (),
    *,
    output_root: Path | None = None,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[Path], None] = lambda path: None,
    jobs: int | None = None,
) -> Built:
    """Build the units called `slugs`, or all of them.

    Parameters
    ----------
    root : the course directory.
    slugs : unit names such as "01-footprint"; none means all.
    output_root : write here instead of into `root`, running everything from scratch.
    planned, done : called with the number of notebooks to run, and with each one as it ends.
    jobs : how many notebooks run at the same time; the number of cores by default.

    Raises CourseError and its kinds; then nothing has been written.
    """
    destination = output_root or root
    wanted = wanted_units(root, slugs)
    files, targets = _plan(root, destination, wanted)
    stale = [target for target in targets if not _is_up_to_date(target)]
    planned(len(stale))
    if stale:
        with staging_folder(destination) as staging:
            _run_in_staging(stale, staging, done, jobs)
    files |= {target.output: to_bytes(target.notebook.nb) for target in stale}
    return Built([target.notebook.path for target in stale], publish(files))


def unit_slugs(root: Path) -> list[str]:
    """Return the names of the units, in order: those of the lessons in course/."""
    return sorted(path.stem for path in (root / "course").glob("[0-9][0-9]-*.py"))


def assignment_slugs(root: Path) -> list[str]:
    """Return the names of the assignments, in order: those with a master in source/."""
    return sorted(path.stem for path in (root / "source").glob("*/*.py"))


def read_master(root: Path, slug: str) -> TextNotebook:
    """Return the master of assignment `slug`. Raises UsageError if there is none."""
    path = root / "source" / slug / f"{slug}.py"
    if not path.is_file():
        known = ", ".join(assignment_slugs(root)) or "none"
        raise UsageError(f"there is no assignment {slug!r}. Assignments: {known}.")
    return read_text_notebook(path, path.relative_to(root))


def wanted_units(root: Path, slugs: Iterable[str]) -> list[str]:
    """Return `slugs`, or the names of all units if there are none.

    Raises UsageError for a name that does not exist, and where there is no course.
    """
    known = sorted({*unit_slugs(root), *assignment_slugs(root)})
    if not known:
        raise UsageError(f"{root} holds no course: no course/*.py and no source/*/*.py in it.")
    for slug in slugs:
        if slug not in known:
            raise UsageError(f"there is no unit {slug!r}. Units: {', '.join(known)}.")
    return list(slugs) or known


def _plan(
    root: Path, destination: Path, slugs: list[str]
) -> tuple[dict[Path, bytes], list[_Target]]:
    files: dict[Path, bytes] = {}
    targets: list[_Target] = []
    for slug in slugs:
        if (root / "course" / f"{slug}.py").is_file():
            targets.append(_plan_lesson(root, destination, slug))
        if (root / "source" / slug / f"{slug}.py").is_file():
            new_files, target = _plan_assignment(root, destination, slug)
            files |= new_files
            targets.append(target)
    return files, targets


def _plan_lesson(root: Path, destination: Path, slug: str) -> _Target:
    path = root / "course" / f"{slug}.py"
    notebook = read_text_notebook(path, path.relative_to(root))
    _refuse_to_lose_edits(path.with_suffix(".ipynb"), notebook.nb, root)
    digest = _digest(notebook, [], root)
    _stamp(notebook.nb, digest)
    return _Target(notebook, destination / "course" / f"{slug}.ipynb", digest)


def _plan_assignment(root: Path, destination: Path, slug: str) -> tuple[dict[Path, bytes], _Target]:
    folder, name = root / "source" / slug, f"{slug}.ipynb"
    master = read_master(root, slug)
    check_master(master)
    _refuse_to_lose_edits(folder / name, master.nb, root)
    _stamp(master.nb)
    files = {
        destination / "source" / slug / name: to_bytes(master.nb),
        destination / "release" / slug / name: to_bytes(release_notebook(master)),
    }
    data = data_files(folder)
    for path in data:
        for step in ("release", "solutions"):
            files[destination / step / slug / path.relative_to(folder)] = path.read_bytes()
    rubrics = folder / "rubric.yml"
    reference = TextNotebook(master.path, copy.deepcopy(master.nb), master.lines)
    digest = _digest(reference, [*data, *([rubrics] if rubrics.is_file() else [])], root)
    _stamp(reference.nb, digest)
    return files, _Target(reference, destination / "solutions" / slug / name, digest, folder)


def _run_in_staging(
    targets: list[_Target], staging: Path, done: Callable[[Path], None], jobs: int | None
) -> None:
    runs = []
    for number, target in enumerate(targets):
        workplace = staging / str(number)
        workplace.mkdir()
        for path in data_files(target.folder) if target.folder else []:
            copied = workplace / path.relative_to(target.folder)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)
        runs.append(Run(target.notebook, workplace))
    run_all(runs, done, jobs)
    for target in targets:
        _add_mark_schemes(target)


def _add_mark_schemes(target: _Target) -> None:
    """Insert the rendered rubric below each prose answer of an executed reference."""
    rubrics = read_rubrics(target.folder) if target.folder else {}
    cells = []
    for cell in target.notebook.nb.cells:
        cells.append(cell)
        name = grade_id(cell)
        if name in rubrics:
            text = rubrics[name].as_markdown(name)
            cells.append(nbformat.v4.new_markdown_cell(text, id=f"mark-scheme-{name}"[:64]))
    target.notebook.nb.cells = cells


def _is_up_to_date(target: _Target) -> bool:
    stored = _stored(target.output)
    return stored is not None and stored.metadata.get("greenlib", {}).get("inputs") == target.digest


def _stamp(nb: NotebookNode, digest: str | None = None) -> None:
    nb.metadata["greenlib"] = {"cells": sources_digest(nb)}
    if digest:
        nb.metadata["greenlib"]["inputs"] = digest


def _refuse_to_lose_edits(path: Path, new: NotebookNode, root: Path) -> None:
    stored = _stored(path)
    if stored is None:
        return
    now = sources_digest(stored)
    if now not in (stored.metadata.get("greenlib", {}).get("cells"), sources_digest(new)):
        shown = path.relative_to(root).as_posix()
        raise CourseError(
            f"{shown} was edited after the last build, and its .py half was not. Next: keep the "
            f"edits with 'jupytext --to py:percent {shown}', or delete {shown} to drop them; then "
            "build again."
        )


def _stored(path: Path) -> NotebookNode | None:
    if not path.is_file():
        return None
    try:
        return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except Exception:
        return None  # a damaged output is made anew


def _digest(notebook: TextNotebook, data: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    code = "\n".join(cell.source for cell in notebook.nb.cells if cell.cell_type == "code")
    digest.update(sources_digest(notebook.nb).encode())
    digest.update(str([cell.metadata for cell in notebook.nb.cells]).encode())
    modules = greenlib_files(imported_names(code)) | {PACKAGE / name for name in _BUILDERS}
    tables = {path for path in (PACKAGE / "data").glob("*.csv") if path.name != _READINGS}
    if PACKAGE / "meter.py" in modules:
        tables.add(PACKAGE / "data" / _READINGS)
    versions = root / "constraints.txt"
    for path in [*sorted({*modules, *tables, *data}), versions]:
        digest.update(path.name.encode())
        digest.update(_file_digest(path, os.stat(path).st_mtime_ns) if path.is_file() else b"")
    return digest.hexdigest()[:16]


@cache
def _file_digest(path: Path, _modified_ns: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
