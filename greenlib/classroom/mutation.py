"""Score the hidden tests: how many mutants of each reference solution they kill.

A mutant that the hidden tests of its question pass must be listed in `tests/mutants/NN-topic.yml`
with the reason why it computes the same as the reference. An entry that fits no mutant any more,
or one that is killed after all, is out of date and is reported like a survivor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .build import assignment_slugs, read_master
from .masters import Question, check_master, is_test, split_tests
from .mutant_runs import Outcome, Trial, outcomes
from .mutants import Mutant, mutants
from .notebooks import TextNotebook
from .syllabus import Equivalent, read_equivalents


@dataclass(frozen=True)
class QuestionScore:
    """The mutants of one question's reference, what became of them, and what was expected."""

    slug: str
    question: Question
    mutants: tuple[Mutant, ...]
    outcomes: tuple[Outcome, ...]
    equivalents: tuple[Equivalent, ...]

    @property
    def killed_by_visible(self) -> int:
        """How many mutants the visible tests catch."""
        return sum(bool(outcome.visible) for outcome in self.outcomes)

    @property
    def killed_by_hidden(self) -> int:
        """How many mutants the hidden tests catch on their own."""
        return sum(bool(outcome.hidden) for outcome in self.outcomes)

    @property
    def score(self) -> float:
        """The share of the mutants that are not equivalent which the hidden tests catch."""
        return self.killed_by_hidden / (len(self.mutants) - len(self.equivalents))

    @property
    def survivors(self) -> list[Mutant]:
        """The mutants that pass the hidden tests and are not listed as equivalent."""
        listed = {equivalent.mutant for equivalent in self.equivalents}
        return [
            mutant
            for mutant, outcome in zip(self.mutants, self.outcomes, strict=True)
            if not outcome.hidden and mutant.id not in listed
        ]

    @property
    def out_of_date(self) -> list[str]:
        """The ids in the list of equivalents that fit no mutant, or one that is killed."""
        alive = {
            mutant.id
            for mutant, outcome in zip(self.mutants, self.outcomes, strict=True)
            if not outcome.hidden and not outcome.visible
        }
        return [each.mutant for each in self.equivalents if each.mutant not in alive]


def mutation_scores(
    root: Path,
    slugs: Iterable[str] = (),
    *,
    planned: Callable[[int], None] = lambda count: None,
    done: Callable[[], None] = lambda: None,
    jobs: int | None = None,
) -> list[QuestionScore]:
    """Return the score of every question with tests in the assignments `slugs`, or in all.

    `planned` is called with the number of mutants, `done` as each of them has been tried; `jobs`
    is how many run at the same time, the number of cores by default. Raises CourseError for an
    assignment that does not exist or a list of equivalents that is not well formed.
    """
    work = [
        (slug, question, tuple(trials_of(master, question)), listed.get(question.name, []))
        for slug in list(slugs) or assignment_slugs(root)
        for master in [read_master(root, slug)]
        for listed in [read_equivalents(root / "tests" / "mutants" / f"{slug}.yml")]
        for question in check_master(master)
        if not question.is_prose
    ]
    trials = [trial for _, _, pairs, _ in work for _, trial in pairs]
    planned(len(trials))
    results = iter(outcomes(trials, done=done, jobs=jobs))
    return [
        QuestionScore(
            slug, question, tuple(mutant for mutant, _ in pairs),
            tuple(next(results) for _ in pairs), tuple(listed),
        )
        for slug, question, pairs, listed in work
    ]  # fmt: skip


def trials_of(master: TextNotebook, question: Question) -> list[tuple[Mutant, Trial]]:
    """Return the mutants of a question's reference, each as the answer among reference answers."""
    cells = {cell.id: cell for cell in master.nb.cells if cell.cell_type == "code"}
    tests = tuple(split_tests(cells[name].source) for name in question.test_ids)
    found = []
    for answer in question.answer_ids:
        others = tuple(
            cell.source for name, cell in cells.items() if name != answer and not is_test(cell)
        )
        for mutant in mutants(cells[answer].source):
            found.append((mutant, Trial(mutant.source, others, tests)))
    return found
