"""What code imports: the modules by name, and the files of greenlib that it depends on."""

from __future__ import annotations

import ast
import os
from functools import cache
from importlib.util import resolve_name
from pathlib import Path

import greenlib

PACKAGE = Path(greenlib.__file__).parent


def imported_names(code: str, inside: str = PACKAGE.name) -> set[str]:
    """Return the modules that `code`, of the package `inside`, may import, anywhere in it.

    What stands after ``from x import`` may be a module or not; both are returned.

    >>> sorted(imported_names("import math\\nfrom numpy import linalg"))
    ['math', 'numpy', 'numpy.linalg']
    """
    names: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), inside)
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


def greenlib_files(names: set[str]) -> set[Path]:
    """Return the files of the greenlib modules among `names`, and of those that they import."""
    waiting, found = _files_of(names | {PACKAGE.name}), set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting |= _files_of(names_imported_by(path)) - found
    return found


def names_imported_by(path: Path) -> frozenset[str]:
    """Return the modules that a module of greenlib may import, inside its functions too."""
    return _names_imported_by(path, os.stat(path).st_mtime_ns)


@cache
def _names_imported_by(path: Path, _modified_ns: int) -> frozenset[str]:
    inside = ".".join((PACKAGE.name, *path.parent.relative_to(PACKAGE).parts))
    code = path.read_text(encoding="utf-8")
    return frozenset(imported_names(code, inside) | {PACKAGE.name})


def _files_of(names: frozenset[str] | set[str]) -> set[Path]:
    files = set()
    for name in names:
        package, _, inside = name.partition(".")
        if package == PACKAGE.name:
            base = PACKAGE.joinpath(*inside.split(".")) if inside else PACKAGE
            files |= {path for path in (base.with_suffix(".py"), base / "__init__.py")
                      if path.is_file()}  # fmt: skip
    return files
