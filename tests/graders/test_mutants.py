"""Wrong answers made from the right ones lose points: hidden tests kill every mutant.

docs/mutation.md is the table of it. The last test shows that the runner behind these numbers
agrees with grading by nbgrader.
"""

import os
from functools import cache

import pytest

from greenlib.classroom.bank import Answer, read_bank
from greenlib.classroom.build import assignment_slugs
from greenlib.classroom.matrix import grade_class
from greenlib.classroom.mutation import mutation_scores
from greenlib.classroom.mutation_page import PAGE, mutation_page
from greenlib.classroom.proved import caught_of, read_proof
from greenlib.classroom.syllabus import read_equivalents
from tests.conftest import ROOT

UNITS = assignment_slugs(ROOT)
pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="mutants run in forked processes, which need Linux or macOS"
)
every_unit = pytest.mark.parametrize("slug", UNITS)


@cache
def scores_of(slug):
    return mutation_scores(ROOT, [slug])


@every_unit
def test_hidden_tests_kill_every_mutant_that_is_not_listed_as_equivalent(slug):
    survivors = [
        f"{score.question.name}: {mutant.id}" for score in scores_of(slug)
        for mutant in score.survivors
    ]  # fmt: skip
    assert not survivors, "\n".join(survivors)


@every_unit
def test_no_entry_in_the_list_of_equivalents_is_out_of_date(slug):
    listed = {score.question.name: score.out_of_date for score in scores_of(slug)}
    assert {name: ids for name, ids in listed.items() if ids} == {}


def test_every_list_of_equivalents_belongs_to_an_assignment_and_a_question():
    for path in (ROOT / "tests" / "mutants").iterdir():
        assert path.suffix == ".yml" and path.stem in UNITS, path
        questions = {score.question.name for score in scores_of(path.stem)}
        assert set(read_equivalents(path)) <= questions, path


def test_the_page_for_instructors_is_up_to_date():
    scores = [score for slug in UNITS for score in scores_of(slug)]
    assert (ROOT / PAGE).read_text(encoding="utf-8") == mutation_page(scores)


@every_unit
def test_the_stored_proof_counts_the_mutants_that_are_caught(slug):
    assert read_proof(ROOT, slug).caught == tuple(map(caught_of, scores_of(slug)))


def test_nbgrader_takes_points_from_the_same_mutants(tmp_path):
    bank, scores = read_bank(ROOT, "01-footprint"), scores_of("01-footprint")
    hands = {f"student-{number:02}": sample(scores, number) for number in range(4)}
    notebooks = {
        student: bank.submission([as_answer(score, mutant) for score, mutant, _ in hand])
        for student, hand in hands.items()
    }
    results = grade_class(ROOT, bank, notebooks, tmp_path)
    agreed = set()
    for student, hand in hands.items():
        parts = {part.question: part for part in results[student].questions}
        for score, mutant, outcome in hand:
            part, killed = parts[score.question.name], bool(outcome.visible or outcome.hidden)
            assert (part.score < part.max_score) == killed, (student, mutant.id, part)
            agreed.add(killed)
    assert agreed == {True, False}


def sample(scores, number):
    """Return a mutant of each question with its outcome: first survivors, then some others."""
    hand = []
    for score in scores:
        tried = zip(score.mutants, score.outcomes, strict=True)
        ended = [pair for pair in tried if "no end" not in pair[1].visible + pair[1].hidden]
        ended.sort(key=lambda pair: bool(pair[1].hidden))
        hand.append((score, *ended[number * len(ended) // 4]))
    return hand


def as_answer(score, mutant):
    return Answer(score.question.name, mutant.words, "wrong", mutant.source, 0, "")
