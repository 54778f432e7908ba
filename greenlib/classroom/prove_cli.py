"""``greenlib prove``: the proof that the graders measure what they say, as pages and as data."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from .progress import console, progress
from .say import errors_in_words, say


def prove_command(
    units: Annotated[list[str] | None, typer.Argument(help="Units; all if none")] = None,
) -> None:
    """Grade the answer bank and try mutants; write docs/matrix.md, docs/mutation.md and proof.json.

    With UNITS only these are tried, and the pages, which are about all of them, stay as they are.
    """
    from .build import wanted_units
    from .files import publish
    from .matrix import PAGE as MATRIX
    from .matrix import matrix_page
    from .mutation import mutation_scores
    from .mutation_page import PAGE as MUTATION
    from .mutation_page import mutation_page
    from .proved import proof_files

    root = Path.cwd()
    with errors_in_words("nothing was written"):
        slugs = [slug for slug in wanted_units(root, units or ()) if _has_assignment(root, slug)]
        with progress("grading the answer bank") as bar:
            bar.set_total(len(slugs))
            matrix = {slug: _rows_of(root, slug, bar) for slug in slugs}
        with progress("trying mutants") as bar:
            scores = mutation_scores(root, slugs, planned=bar.set_total, done=bar.advance)
        pages = {root / MATRIX: matrix_page(matrix).encode(),
                 root / MUTATION: mutation_page(scores).encode()}  # fmt: skip
        changed = publish(proof_files(root, matrix, scores) | ({} if units else pages))
    failed = _report(matrix, scores)
    answers, tried = sum(map(len, matrix.values())), sum(len(score.mutants) for score in scores)
    console.print(f"{answers} answers and {tried} mutants tried, {len(changed)} files changed")
    if failed:
        raise typer.Exit(1)


def _has_assignment(root: Path, slug: str) -> bool:
    return (root / "source" / slug).is_dir()


def _rows_of(root: Path, slug: str, bar) -> list:
    from .matrix import matrix_of

    with tempfile.TemporaryDirectory() as folder:
        rows = matrix_of(root, slug, Path(folder))
    bar.advance()
    return rows


def _report(matrix: dict, scores: list) -> bool:
    """Say what disagrees, and return whether anything does."""
    found = [
        f"{slug}, {row.question}, {row.title!r}: got {row.got} of {row.points}, said: {row.said}"
        for slug, rows in matrix.items() for row in rows if not row.agrees
    ]  # fmt: skip
    for score in scores:
        where = f"{score.slug}, {score.question.name}"
        found += [f"{where}: hidden tests pass {mutant.id!r}" for mutant in score.survivors]
        found += [f"{where}: not an equivalent mutant: {name!r}" for name in score.out_of_date]
    for line in found:
        say(line)
    return bool(found)
