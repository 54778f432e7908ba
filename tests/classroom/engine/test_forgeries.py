"""A student's process that lies to the judge: it gains nothing, and the judge stays as it is."""

import pytest

from greenlib.classroom.engine import Engine, Limits, StudentCell, TestCell

LIMITS = Limits(cell_seconds=2, notebook_seconds=20, memory_mb=400)
DOUBLE = "from greenlib import checks\nchecks.returns(double, 21, expected=42)"


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
