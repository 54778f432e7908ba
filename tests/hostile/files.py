"""Attacks through the file that is handed in: what cannot be graded is named, at no one's cost."""

import json
import os
from pathlib import Path

from .attack import Attack, code_cell


def _link(to: str):
    def place(path: Path):
        path.symlink_to(path.parents[3] / to)

    return place


def _linked_folder(path: Path):
    path.parent.rmdir()
    path.parent.symlink_to(path.parents[2] / "honest-right" / path.parent.name)


def _many_cells(nb):
    return json.dumps({**nb, "cells": nb["cells"] + [code_cell("1")] * 100_000}).encode()


ATTACKS = [
    Attack(
        "many-cells", "hands in a notebook of 100,000 cells",
        points=(), says="100,008 cells; 2,000 are allowed", change=_many_cells,
    ),
    Attack(
        "linked-folder", "has a link to another student's folder in the place of its own",
        points=(), says="is a link to another folder", place=_linked_folder,
    ),
    Attack(
        "cut-off", "hands in half of a notebook",
        points=(), says="not a complete notebook file",
        change=lambda nb: json.dumps(nb).encode()[:1000],
    ),
    Attack(
        "no-notebook", "hands in a program",
        points=(), says="not a complete notebook file", change=lambda nb: b"\x7fELF" + bytes(1000),
    ),
    Attack(
        "deep-file", "hands in JSON nested 1,000,000 deep",
        points=(), says="nested too deeply", change=lambda nb: b"[" * 10**6,
    ),
    Attack(
        "huge-file", "hands in 60 MB of spaces around a notebook",
        points=(), says="50,000,000 are allowed", change=lambda nb: b" " * 60_000_000,
    ),
    Attack(
        "linked-master", "hands in a link to the master's notebook, with the solutions in it",
        points=(), says="is a link to another file",
        place=_link("source/01-footprint/01-footprint.ipynb"),
    ),
    Attack(
        "linked-submission", "hands in a link to what another student handed in",
        points=(), says="is a link to another file",
        place=_link("submitted/honest-right/01-footprint/01-footprint.ipynb"),
    ),
    Attack(
        "linked-to-nowhere", "hands in a link to itself",
        points=(), says="is a link to another file",
        place=lambda path: path.symlink_to(path.name),
    ),
    Attack(
        "pipe", "hands in a named pipe, which never ends",
        points=(), says="is no ordinary file", place=lambda path: os.mkfifo(path),
    ),
    Attack(
        "folder", "hands in a folder with the notebook's name",
        points=(), says="is a folder", place=lambda path: path.mkdir(),
    ),
    Attack(
        "nothing", "hands in nothing",
        points=(), says="no 01-footprint.ipynb was handed in", place=lambda path: None,
    ),
]  # fmt: skip
