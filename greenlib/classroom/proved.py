"""What `greenlib prove` found out about a unit, stored so that pages need not grade anything.

`tests/answers/NN-topic/proof.json` holds what each answer of the bank got and what the student
reads, and how many mutants of each reference the tests catch. Tests compare it with a fresh run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .bank import Bank, read_bank
from .errors import CourseError
from .matrix import Row
from .mutation import QuestionScore


@dataclass(frozen=True)
class Caught:
    """How many mutants of a question's reference there are, and how many of them lose points.

    `equivalent` of them compute the same as the reference, so that nothing can catch them.
    """

    question: str
    mutants: int
    by_visible: int
    by_hidden: int
    equivalent: int

    @property
    def share(self) -> float:
        """The share of the mutants that are not equivalent which the hidden tests catch.

        >>> Caught("energy_kwh", mutants=19, by_visible=18, by_hidden=18, equivalent=1).share
        1.0
        """
        return self.by_hidden / (self.mutants - self.equivalent)


@dataclass(frozen=True)
class Proof:
    """What was found, and the digest of the code and the answers that it was found with."""

    inputs: str
    rows: tuple[Row, ...]
    caught: tuple[Caught, ...]


def inputs_of(bank: Bank) -> str:
    """Return a digest of what a proof depends on: the master's code, and the answers."""
    code = [cell.source for cell in bank.master.nb.cells if cell.cell_type == "code"]
    content = json.dumps([code, [vars(answer) for answer in bank.answers]], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def proof_path(root: Path, slug: str) -> Path:
    """Return where the proof of unit `slug` is stored."""
    return root / "tests" / "answers" / slug / "proof.json"


def proof_files(
    root: Path, rows: Mapping[str, Iterable[Row]], scores: Iterable[QuestionScore]
) -> dict[Path, bytes]:
    """Return path -> content of the proofs of the units in `rows`, of which `scores` are those."""
    caught: dict[str, list[Caught]] = {}
    for score in scores:
        caught.setdefault(score.slug, []).append(caught_of(score))
    return {
        proof_path(root, slug): to_json(
            Proof(inputs_of(read_bank(root, slug)), tuple(of_unit), tuple(caught.get(slug, ())))
        )
        for slug, of_unit in rows.items()
    }


def caught_of(score: QuestionScore) -> Caught:
    """Return the counts of a question's mutants."""
    return Caught(
        score.question.name, len(score.mutants), score.killed_by_visible, score.killed_by_hidden,
        len(score.equivalents),
    )  # fmt: skip


def to_json(proof: Proof) -> bytes:
    """Return `proof` as the bytes of its file; equal proofs give equal bytes."""
    return _ADAPTER.dump_json(proof, indent=1) + b"\n"


def read_proof(root: Path, slug: str) -> Proof | None:
    """Return the stored proof of unit `slug`; None if there is none yet.

    Raises CourseError for a file that `greenlib prove` did not write.
    """
    path = proof_path(root, slug)
    if not path.is_file():
        return None
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except ValidationError as error:
        raise CourseError(
            f"{path} is not what 'greenlib prove' writes: {error.errors()[0]['msg']}. Next: "
            f"greenlib prove {slug}."
        ) from None


_ADAPTER = TypeAdapter(Proof)
