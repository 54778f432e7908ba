"""A notebook run by the engine: the student's cells contained, the tests in the judge."""

import sys
from pathlib import Path

import psutil
import pytest

import greenlib
from greenlib.classroom.engine import Engine, EngineError, Limits, StudentCell, TestCell
from greenlib.classroom.engine.seeds import Seeds
from tests.conftest import ROOT

LIMITS = Limits(cell_seconds=2, notebook_seconds=20, memory_mb=400)
CHECKS = "from greenlib import checks\n"


@pytest.fixture(scope="module")
def engine():
    students, judges = ["pandas", "matplotlib.pyplot"], ["pandas", "greenlib.checks"]
    with Engine(students, judges, LIMITS, {"data/jobs.csv": b"kwh\n0.5\n"}) as engine:
        yield engine


def run(engine, *sources):
    """The outcomes of these cells; those that mention checks are tests."""
    cells = [
        TestCell(f"test{n}", CHECKS + source) if "checks." in source
        else StudentCell(f"cell{n}", source)
        for n, source in enumerate(sources)
    ]  # fmt: skip
    return engine.run(cells).cells


def text_of(outcome):
    return "".join(str(o.get("text", o.get("data", o.get("evalue")))) for o in outcome.outputs)


def test_a_right_answer_passes_and_a_wrong_one_says_why(engine):
    _, right, wrong = run(
        engine, "def double(x):\n    return 2 * x",
        "checks.returns(double, 21, expected=42)",
        "checks.returns(double, 21, expected=42.1, unit='kWh')",
    )  # fmt: skip
    assert right.error_name == ""
    assert wrong.error_name == "CheckFailed"
    assert wrong.error_text.startswith("double(21) returned 42, which is close")


def test_cells_show_what_a_notebook_shows(engine):
    shown, printed, failed = run(engine, "6 * 7", "print('kWh')", "1 / 0")
    assert shown.outputs[0]["data"] == {"text/plain": "42"}
    assert printed.outputs[0] == {"output_type": "stream", "name": "stdout", "text": "kWh\n"}
    assert failed.outputs[0]["ename"] == "ZeroDivisionError"


def test_a_picture_is_kept(engine):
    (cell,) = run(engine, "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    assert "image/png" in cell.outputs[-1]["data"]


def test_a_name_that_is_missing_is_named(engine):
    (outcome,) = run(engine, "checks.returns(double, 21, expected=42)")
    assert (outcome.error_name, outcome.error_text) == ("NameError", "name 'double' is not defined")


def test_variables_arrays_and_frames_reach_the_tests(engine):
    outcomes = run(
        engine,
        "import numpy as np, pandas as pd\n"
        "kwh = np.array([0.5, 1.5])\n"
        "def total(frame):\n    return frame['kwh'].sum()",
        "checks.value('kwh', kwh, expected=[0.5, 1.5])",
        "import pandas\nchecks.returns(total, pandas.DataFrame({'kwh': [1, 2.5]}), expected=3.5)",
    )
    assert [outcome.error_text for outcome in outcomes] == ["", "", ""]


def test_what_a_function_raises_is_what_the_test_sees(engine):
    _, right, wrong = run(
        engine,
        "class TooLow(ValueError): pass\ndef refuse(pue):\n    raise TooLow(f'{pue} is below 1')",
        "checks.refuses(refuse, 0.8, error=ValueError, saying='0.8')",
        "checks.refuses(refuse, 0.8, error=KeyError)",
    )
    assert right.error_name == ""
    assert "TooLow" in wrong.error_text


def test_an_argument_that_the_function_changes_is_changed_for_the_test_too(engine):
    _, outcome = run(
        engine, "def grow(sizes):\n    sizes.append(sizes.pop(0) * 10)",
        "sizes = [1, 2, 3]\ngrow(sizes)\nchecks.value('sizes', sizes, expected=[2, 3, 10])",
    )  # fmt: skip
    assert outcome.error_text == ""


def test_a_changed_argument_is_called_by_its_name(engine):
    _, outcome = run(
        engine,
        "def total(sizes, *, unit='kWh'):\n    return sum(sizes.pop() for _ in range(len(sizes)))",
        "checks.returns(total, [1, 2], expected=3)",
    )
    assert "changed its argument 'sizes'" in outcome.error_text


def test_a_later_cell_may_use_what_a_visible_test_imported(engine):
    cells = [
        TestCell("first", "import math", setup="import math"),
        StudentCell("answer", "def root(x):\n    return math.sqrt(x)"),
        TestCell("test", CHECKS + "checks.returns(root, 9, expected=3)"),
    ]
    assert [outcome.error_text for outcome in engine.run(cells).cells] == ["", "", ""]


def test_files_of_the_release_lie_beside_the_notebook(engine):
    (cell,) = run(engine, "open('data/jobs.csv').read()")
    assert "0.5" in text_of(cell)


def test_runs_do_not_see_each_other(engine):
    run(engine, "left = 1\nopen('/tmp/left', 'w').close()\nimport math; math.pi = 3")
    (cell,) = run(
        engine, "import os, math\n('left' in globals(), os.path.exists('/tmp/left'), math.pi)"
    )
    assert text_of(cell) == "{'text/plain': '(False, False, 3.141592653589793)'}"


def test_a_loop_that_never_ends_costs_its_own_question_only(engine):
    report = engine.run([
        StudentCell("loop", "def loop():\n    while True: pass\ndef fine():\n    return 7"),
        TestCell("test_loop", CHECKS + "checks.returns(loop, expected=1)"),
        TestCell("test_fine", CHECKS + "checks.returns(fine, expected=7)"),
    ])  # fmt: skip
    assert report.cells[1].error_name == "StudentCodeStopped"
    assert "did not come to an end within 2 s" in report.cells[1].error_text
    assert report.cells[2].error_name == ""
    assert len(report.remarks) == 1


def test_a_process_that_ends_itself_is_reported_and_the_next_run_is_whole(engine):
    report = engine.run([
        StudentCell("leave", "import os\nos._exit(3)"),
        TestCell("test", CHECKS + "checks.value('x', 1, expected=1)"),
        TestCell("other", CHECKS + "checks.returns(f, expected=1)"),
    ])  # fmt: skip
    assert "ended Python itself (exit code 3)" in report.remarks[0]
    assert report.cells[2].error_text == report.remarks[0]
    assert run(engine, "1 + 1")[0].outputs[0]["data"] == {"text/plain": "2"}


def test_memory_is_limited(engine):
    cell, still_there = run(engine, "x = bytearray(10**9)", "1 + 1")
    assert cell.outputs[0]["ename"] == "MemoryError"
    assert text_of(still_there) == "{'text/plain': '2'}"


def test_a_warm_parent_that_was_ended_is_started_again(engine):
    psutil.Process(engine._parents["student"].process_id).kill()
    assert run(engine, "1 + 1")[0].outputs[0]["data"] == {"text/plain": "2"}


def test_engines_that_share_seeds_are_ready_at_once_and_end_alone():
    seeds = Seeds({"student": [], "judge": []})
    try:
        with Engine(limits=LIMITS, seeds=seeds.sockets) as first:
            with Engine(limits=LIMITS, seeds=seeds.sockets) as second:
                parents = [e._parents["student"].process_id for e in (first, second)]
                assert text_of(run(second, "1 + 1")[0]) == "{'text/plain': '2'}"
            assert not psutil.pid_exists(parents[1])
            assert text_of(run(first, "1 + 2")[0]) == "{'text/plain': '3'}"
        assert not psutil.pid_exists(parents[0])
    finally:
        seeds.end()


def test_an_engine_whose_seeds_were_ended_makes_its_own():
    seeds = Seeds({"student": [], "judge": []})
    for process in seeds.processes:
        process.kill()
        process.wait()
    with Engine(limits=LIMITS, seeds=seeds.sockets) as engine:
        assert text_of(run(engine, "1 + 1")[0]) == "{'text/plain': '2'}"
    seeds.end()


def test_seeds_that_cannot_import_end_in_words(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(EngineError, match="the warm judge process did not start: it said nothing"):
        Engine(limits=LIMITS).__enter__()


def test_all_processes_of_a_student_together_have_a_limit_of_memory():
    limits = Limits(cell_seconds=30, notebook_seconds=60, memory_mb=400, together_mb=600)
    many = (
        "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n"
        "        taken = bytearray(os.urandom(1000)) * 150_000\n        time.sleep(600)\n"
        "time.sleep(600)"
    )
    with Engine(limits=limits) as engine:
        report = engine.run([StudentCell("many", many)])
        assert report.remarks == (
            "While the cell 'many' ran, the code and what it had started took more than 600 MB of "
            "memory together and was stopped. What follows it could not be run.",
        )
        assert text_of(run(engine, "1 + 1")[0]) == "{'text/plain': '2'}"


def test_what_processes_share_counts_once_and_the_machines_proc_is_out_of_reach(engine):
    if engine.not_contained:
        pytest.skip(f"this machine keeps nothing apart: {engine.not_contained}")
    forks, handles = run(
        engine,
        "import os, time\nfor _ in range(20):\n"
        "    if os.fork() == 0: time.sleep(600)\ntime.sleep(1)\n1",
        "[h for h in range(3, 256) if os.path.isdir(f'/proc/self/fd/{h}')]",
    )
    assert text_of(forks) == "{'text/plain': '1'}"
    assert text_of(handles) == "{'text/plain': '[]'}"


def test_the_cpu_time_of_a_run_is_added_to_that_of_its_warm_parent(engine):
    warm = psutil.Process(engine._parents["student"].process_id)

    def counted():
        times = warm.cpu_times()
        return times.children_user + times.children_system

    before = counted()
    run(
        engine,
        "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass",
    )
    for _ in range(20):
        run(engine, "1 + 1")  # a child that has ended is counted at the next fork
        if counted() - before > 0.25:
            break
    assert counted() - before > 0.25


def test_student_code_has_no_network_and_no_view_of_the_course(engine):
    if engine.not_contained:
        pytest.skip(f"this machine keeps nothing apart: {engine.not_contained}")
    network, files, rights = run(
        engine,
        "import socket\nsocket.create_connection(('127.0.0.1', 22), 1)",
        f"import os\nos.path.exists({str(ROOT / 'source')!r}), len(os.listdir('/tmp'))",
        f"open({str(Path(greenlib.__file__).parent / 'written')!r}, 'w')",
    )
    assert network.outputs[0]["ename"] == "OSError"
    assert text_of(files) == "{'text/plain': '(False, 1)'}"
    assert rights.outputs[0]["ename"] in ("OSError", "PermissionError")
