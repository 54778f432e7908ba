"""A student's process that lies to the judge: it gains nothing, and the judge stays as it is."""

import os

import pytest

from greenlib.classroom.engine import Engine, EngineError, Limits, StudentCell, TestCell, runner

LIMITS = Limits(cell_seconds=2, notebook_seconds=20, memory_mb=400)
DOUBLE = "from greenlib import checks\nchecks.returns(double, 21, expected=42)"
# Finds the socket to the judge and sends it what is given.
FORGE = """
import json, os, stat, struct

def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False

def say(message):
    data = json.dumps(message).encode() if not isinstance(message, bytes) else message
    (end,) = filter(is_socket, range(64))
    os.write(end, struct.pack("!I", len(data)) + data)

"""


@pytest.fixture(scope="module")
def engine():
    with Engine((), ["greenlib.checks"], LIMITS) as engine:
        yield engine


def judged(engine, source, test=DOUBLE):
    """What the test says about a student's cell."""
    return engine.run([StudentCell("cell", source), TestCell("test", test)]).cells[-1]


@pytest.mark.parametrize("name", ["''", "'CheckFailed'", "'StudentCodeStopped'", "'a b'"])
def test_an_exception_cannot_pass_itself_off_as_a_pass_or_as_our_words(engine, name):
    raising = f"def double(x): raise type({name}, (BaseException,), {{}})('All tests passed')"
    outcome = judged(engine, raising)
    assert (outcome.error_name, outcome.error_text) == ("BaseException", "All tests passed")


def test_a_group_of_exceptions_is_an_error_like_any_other(engine):
    outcome = judged(engine, "def double(x): raise ExceptionGroup('two', [ValueError(1)])")
    assert outcome.error_text.startswith("double(21) raised ExceptionGroup: two (1 sub-exception)")


def test_a_process_that_takes_no_more_messages_is_stopped(engine):
    answered = f"{FORGE}say({{'outputs': []}})\nimport time; time.sleep(60)"
    long = StudentCell("long", f"x = {'x' * 1_000_000!r}")
    report = engine.run([StudentCell("early", answered), long])
    assert report.remarks[0].startswith("the cell 'long' did not come to an end within 2 s")


def test_many_slow_cells_end_with_the_notebooks_time():
    limits = Limits(cell_seconds=2, notebook_seconds=3)
    slow = "import time\ntry: time.sleep(60)\nexcept KeyboardInterrupt: pass"
    with Engine((), (), limits) as engine:
        cells = engine.run(StudentCell(f"cell{n}", slow) for n in range(100))
    assert cells.remarks[-1] == (
        "The notebook took more than 3 s in all and was stopped before the cell 'cell2'. "
        "What follows it could not be run."
    )
    assert len(cells.remarks) <= 4


def test_an_integer_too_long_for_text_is_too_large_to_check(engine):
    source = "from fractions import Fraction\ndef double(x): return Fraction(10**5000, 7)"
    outcome = judged(engine, source)
    assert "double(21) returned a value too large to check" in outcome.error_text


def test_cpu_time_is_limited_and_said():
    limits = Limits(cell_seconds=20, notebook_seconds=60, cpu_seconds=2)
    with Engine((), (), limits) as engine:
        report = engine.run([StudentCell("busy", "while True: pass")])
    assert "used more than 2 s of CPU time and was stopped" in report.remarks[0]


def test_the_judge_has_a_limit_on_memory_too(engine):
    outcome = judged(engine, "", "from greenlib import checks\nbytearray(2 * 10**9)")
    assert outcome.error_name == "MemoryError"


def test_memory_that_no_limit_of_a_process_counts_is_refused(engine):
    if engine.not_contained:
        pytest.skip(f"this machine keeps nothing apart: {engine.not_contained}")
    source = (
        "import ctypes, os\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "segment, queue = libc.shmget(0, 10**8, 0o1600), libc.msgget(0, 0o1600)\n"
        "file, error = libc.memfd_create(b'', 0), ctypes.get_errno()\n"
        "segment, queue, file, os.strerror(error)"
    )
    (cell,) = engine.run([StudentCell("memory", source)]).cells
    assert cell.outputs[-1]["data"]["text/plain"] == "(-1, -1, -1, 'Operation not permitted')"


def test_a_cell_is_its_own_group_of_processes(engine):
    """A signal to the group, which namespaces let through, must not reach the warm parent."""
    (cell,) = engine.run([StudentCell("group", "import os; os.getpgrp() == os.getpid()")]).cells
    assert cell.outputs[-1]["data"]["text/plain"] == "True"


def test_two_engines_run_cells_as_different_users(engine):
    if engine.not_contained:
        pytest.skip(f"this machine keeps nothing apart: {engine.not_contained}")
    who = StudentCell("who", "import os; os.getuid()")
    with Engine((), (), LIMITS) as other:
        (first,), (second,) = engine.run([who]).cells, other.run([who]).cells
    if os.geteuid():
        pytest.skip("without administrator rights, each engine counts in a user namespace")
    assert first.outputs[-1]["data"] != second.outputs[-1]["data"]


def test_a_judge_that_ends_is_tried_again_once_and_then_named(engine):
    """Nothing that we know of ends a judge; if something does, it is the submission's affair."""
    ending = TestCell("test", "import os\nos._exit(1)")
    with pytest.raises(EngineError, match="the judge ended before it was done, twice"):
        engine.run([ending])
    assert judged(engine, "def double(x): return 2 * x").error_name == ""


def test_a_judge_that_hangs_is_ended_with_its_run(monkeypatch):
    monkeypatch.setattr(runner, "_LAST_WORDS_SECONDS", 0)
    ignoring = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass"
    with Engine((), ["greenlib.checks"], Limits(notebook_seconds=1)) as engine:
        before = engine._parents["judge"]
        with pytest.raises(EngineError, match="the judge gave no answer in time"):
            engine.run([TestCell("test", ignoring)])
        assert engine._parents["judge"] is not before
        assert judged(engine, "def double(x): return 2 * x").error_name == ""


def test_a_copy_that_a_cell_forks_gives_no_second_answer(engine):
    outcome = judged(engine, "import os\nos.fork()\ndef double(x): return 2 * x")
    assert outcome.error_name == ""
    outcome = judged(engine, "import os\ndef double(x): return x * (2 if os.fork() else 3)")
    assert outcome.error_name == ""


@pytest.mark.parametrize(
    "message, words",
    [("b'[' * 10**5", "sent what is no message"), ("[1, 2]", "sent what is no answer")],
)
def test_what_is_no_message_ends_the_conversation_and_is_said(engine, message, words):
    outcome = judged(engine, f"{FORGE}def double(x): say({message})")
    assert outcome.error_text == (
        f"While double ran, the code {words} to the grader and was stopped. "
        "What follows it could not be run."
    )
