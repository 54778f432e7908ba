"""Say whether this machine is ready for the course, and what to do where it is not."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass

PYTHON = (3, 11)
_PACKAGES = {
    "numpy": "arrays",
    "pandas": "tables",
    "matplotlib": "pictures",
    "ipykernel": "the kernel that runs these cells",
    "jupyterlab": "the notebook editor",
    "sklearn": "small models to measure (lessons 07 and 10)",
    "polars": "fast tables (lesson 05)",
    "pyarrow": "Parquet files (lesson 05)",
}
_INSTALL = "pip install -c constraints.txt -e '.[lab]'"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, whether it is as it should be, and the remedy if not."""

    what: str
    ok: bool
    remedy: str

    def __str__(self) -> str:
        return (
            f"ok       {self.what}" if self.ok else f"MISSING  {self.what}\n         {self.remedy}"
        )


def check_environment() -> list[Finding]:
    """Return what the course needs from this machine, item by item, with remedies.

    >>> all(isinstance(finding, Finding) for finding in check_environment())
    True
    """
    version = ".".join(map(str, PYTHON))
    findings = [
        Finding(
            f"Python {version} or newer",
            sys.version_info >= PYTHON,
            f"This is Python {sys.version_info[0]}.{sys.version_info[1]}. Install a newer one, "
            f"make a new environment with it, then: {_INSTALL}",
        )
    ]
    findings += [
        Finding(
            f"{name}: {purpose}",
            importlib.util.find_spec(name) is not None,
            f"In the folder that holds pyproject.toml: {_INSTALL}",
        )
        for name, purpose in _PACKAGES.items()
    ]
    return findings


def print_environment() -> None:
    """Print the findings of `check_environment` and what they add up to."""
    findings = check_environment()
    print(*findings, sep="\n")
    missing = sum(not finding.ok for finding in findings)
    print("\nReady." if not missing else f"\n{missing} to put right; then Kernel > Restart Kernel.")
