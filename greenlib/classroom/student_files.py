"""The files that students get, as text and bytes: nothing is read but what is named here.

Lessons, releases and greenlib's domain half are taken as they are. README, pyproject.toml, pins and
environment are made for students, with what the `lab` extra needs and nothing of the grading.
"""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from packaging.requirements import InvalidRequirement, Requirement

from .build import assignment_slugs, unit_slugs
from .errors import CourseError
from .imports import PACKAGE, greenlib_files
from .release import data_files

_COMMAND = f"{PACKAGE.name}.classroom.student_cli"
_LICENCES = ("LICENSE", "LICENSE-lessons.md")


def student_files(root: Path) -> dict[str, bytes]:
    """Return what students get of the course in `root`: path in their repository -> content.

    Raises CourseError, naming the file, if one is missing.
    """
    project = tomllib.loads(_read(root / "pyproject.toml").decode())["project"]
    lab = project["optional-dependencies"]["lab"]
    names = needed([*project["dependencies"], *lab])
    files = {name: _read(root / name) for name in _LICENCES}
    files |= _lessons(root) | _releases(root) | _package()
    files["README.md"] = _made("student-README.md.jinja", first=assignment_slugs(root)[0])
    files[".gitignore"] = _made("student-gitignore.jinja")
    files["pyproject.toml"] = _made("student-pyproject.toml.jinja", project=project, lab=lab)
    files["constraints.txt"] = _pins(root, names)
    files["environment.yml"] = _environment(root, [*project["dependencies"], *lab])
    return dict(sorted(files.items()))


def needed(requirements: list[str]) -> set[str]:
    """Return the names of the packages that these requirements pull in, on any system.

    Of a package that is not installed here, nothing more is known than its name.
    """
    found: set[tuple[str, str]] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        for wanted in ("", *requirement.extras):
            key = (normal_name(requirement.name), wanted)
            if key not in found:
                found.add(key)
                waiting += _requirements_of(requirement.name, wanted)
    return {name for name, _ in found}


def normal_name(name: str) -> str:
    """Return a package's name as all spellings of it agree on.

    >>> normal_name("Jupyter_Client")
    'jupyter-client'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def _extras_in(requirement: Requirement) -> list[str]:
    return re.findall(r"extra == \"([^\"]+)\"", str(requirement.marker))


def _requirements_of(name: str, extra: str) -> list[Requirement]:
    """Return what a package requires, always or for `extra`."""
    try:
        texts = metadata.requires(name) or []
        inner = [Requirement(text) for text in texts]
    except (metadata.PackageNotFoundError, InvalidRequirement):
        return []
    return [one for one in inner if (_extras_in(one) or [""]).count(extra)]


def _lessons(root: Path) -> dict[str, bytes]:
    names = [f"course/{slug}{end}" for slug in unit_slugs(root) for end in (".py", ".ipynb")]
    return {name: _read(root / name) for name in names}


def _releases(root: Path) -> dict[str, bytes]:
    files = {}
    for slug in assignment_slugs(root):
        source = root / "source" / slug
        data = [path.relative_to(source).as_posix() for path in data_files(source)]
        for name in (f"{slug}.ipynb", *data):
            files[f"release/{slug}/{name}"] = _read(root / "release" / slug / name)
    return files


def _package() -> dict[str, bytes]:
    """Return the domain half, and of the classroom half what the students' command needs."""
    domain = [
        path for path in PACKAGE.rglob("*")
        if path.is_file() and "classroom" not in path.relative_to(PACKAGE).parts
        and path.suffix in (".py", ".csv", ".typed")
    ]  # fmt: skip
    command = greenlib_files({f"{PACKAGE.name}.classroom", _COMMAND})
    return {
        path.relative_to(PACKAGE.parent).as_posix(): path.read_bytes()
        for path in {*domain, *command}
    }


def _pins(root: Path, names: set[str]) -> bytes:
    lines = _read(root / "constraints.txt").decode().splitlines()
    kept = [line for line in lines if normal_name(line.partition("==")[0]) in names]
    return "\n".join(["# Exact versions of all that the course needs.", *kept, ""]).encode()


def _environment(root: Path, requirements: list[str]) -> bytes:
    wanted = {normal_name(Requirement(text).name) for text in requirements} | {"python", "pip"}
    stated = yaml.safe_load(_read(root / "environment.yml"))["dependencies"]
    kept = [
        line for line in stated
        if isinstance(line, dict) or normal_name(line.partition("=")[0]) in wanted
    ]  # fmt: skip
    return _made("student-environment.yml.jinja", conda=kept)


def _made(template: str, **values: object) -> bytes:
    # Text, not HTML: nothing is to be escaped, and all values are of this repository.
    environment = Environment(
        loader=PackageLoader("greenlib.classroom"), undefined=StrictUndefined,
        keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(template).render(values).encode()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CourseError(
            f"{path} cannot be read ({error.strerror}). Next: run greenlib build in the course "
            "directory, or restore the file from git."
        ) from None
