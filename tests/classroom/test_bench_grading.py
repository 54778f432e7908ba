"""The benchmark of grading runs, compares every score, and its pages say what it found."""

import pytest

from benchmarks import grading
from benchmarks.grading_page import comparison, page
from benchmarks.scaling_page import scaling_page
from greenlib.classroom.bank import read_bank
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return grading.measure(tmp_path_factory.mktemp("bench"), "01-footprint", 2)


def test_both_grade_the_same_class_and_give_the_same_scores(bench):
    assert bench.nbgrader.count == bench.greenlib.count == 2
    assert bench.scores == bench.equal == 2 * 9


def test_every_submission_has_its_latency_and_the_command_its_cpu_time(bench):
    for graded in (bench.nbgrader, bench.greenlib):
        assert len(graded.latencies_s) == 2
        assert 0 < graded.median_s <= graded.p95_s < graded.used.seconds
        assert graded.used.peak_mb > 50
    assert 0 < bench.greenlib.student_cpu_seconds < bench.greenlib.used.cpu_seconds
    assert list(bench.sizes) == [1, 2, 20]


def test_the_pages_show_the_ratio_and_the_plan(bench):
    ratio = bench.nbgrader.used.seconds / bench.greenlib.used.seconds
    assert comparison(bench)[0][3] == f"{max(ratio, 1 / ratio):.1f} x"
    assert "| grade cells with the same score |  | 18 of 18 |  |" in page(bench)
    text = scaling_page(bench.costs, bench.rows_each)
    assert "some 18 rows each" in " ".join(text.split())


def test_a_class_is_dealt_the_same_again_and_no_two_classes_alike():
    bank = read_bank(ROOT, "01-footprint")
    assert grading.deal(bank, 3) == grading.deal(bank, 3)
    assert grading.deal(bank, 3)["student-0001"] != grading.deal(bank, 4)["student-0001"]


def test_a_command_that_fails_is_reported_with_its_last_words(tmp_path):
    command = ["python3", "-c", "raise SystemExit('no such course')"]
    with pytest.raises(RuntimeError, match="no such course"):
        grading.process.run(command, tmp_path, grading._environment())
