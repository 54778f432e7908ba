"""greenlib as a package: what is public, what an import costs, which way imports go."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import greenlib

PACKAGE = Path(greenlib.__file__).parent
DOMAIN = sorted({*PACKAGE.glob("*.py"), *PACKAGE.glob("plots/*.py")})


def dotted(path):
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(
        ".__init__"
    )


def modules_loaded_by(statement):
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_all_names_what_is_public():
    public = {
        name
        for name, value in vars(greenlib).items()
        if not name.startswith("_") and not isinstance(value, type(greenlib))
    }
    assert set(greenlib.__all__) == public


def test_importing_greenlib_imports_neither_pandas_nor_matplotlib():
    assert not {"pandas", "matplotlib", "polars"} & modules_loaded_by("import greenlib")


@pytest.mark.parametrize("path", DOMAIN, ids=dotted)
def test_a_domain_module_imports_without_pandas_and_matplotlib(path):
    loaded = modules_loaded_by(f"import {dotted(path)}")
    assert not {"pandas", "matplotlib", "polars", "sklearn", "codecarbon", "nbgrader"} & loaded


@pytest.mark.parametrize("path", DOMAIN, ids=dotted)
def test_the_domain_never_imports_the_classroom(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert "classroom" not in (node.module or "")
        elif isinstance(node, ast.Import):
            assert not any("classroom" in alias.name for alias in node.names)
