"""What a student's process claims to have shown is made anew, and has an end."""

import json

import nbformat
import pytest

from greenlib.classroom.engine.shown import MAX_OUTPUTS, Shown


def stream(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def result(**data):
    return {"output_type": "execute_result", "data": data}


def nested(depth):
    return json.loads("[" * depth + "]" * depth)


@pytest.mark.parametrize(
    "claimed",
    [
        None, "text", {"output_type": "stream"}, ["stream", 7, None, []], [{}],
        [{"output_type": "score", "points": 1000}], [result()],
        [result(**{"application/javascript": "alert(1)"})],
        [result(**{"image/png": '"><script>alert(1)</script>'})],
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_output_is_left_out(claimed):
    assert Shown(1000).take(claimed) == []


@pytest.mark.parametrize(
    "claimed",
    [
        stream(7), {"output_type": "stream", "name": 3, "text": nested(500)},
        {"output_type": "error", "ename": None, "evalue": 7, "traceback": "text"},
        {"output_type": "error", "traceback": [nested(500), "line"]},
        {**result(**{"text/plain": "42", "x/y": nested(500)}), "execution_count": "1"},
        {"output_type": "display_data", "data": {"text/plain": "a"}, "metadata": nested(500)},
        stream("half of a character: \ud800"),
    ],
    ids=lambda claimed: repr(claimed)[:60],
)  # fmt: skip
def test_what_is_taken_is_an_output_that_a_notebook_can_hold(claimed):
    (taken,) = Shown(1000).take([claimed])
    nbformat.validate(nbformat.from_dict(taken), ref="output", version=4, version_minor=5)
    json.dumps(taken, ensure_ascii=False).encode()


def test_text_has_an_end_for_all_cells_together():
    shown = Shown(1000)
    assert len(shown.take([stream("x" * 500)])) == 1
    assert shown.take([stream("x" * 500)]) == [stream("[the rest of the output is left out]\n")]


def test_the_number_of_outputs_has_an_end():
    assert len(Shown(10**9).take([stream("x")] * 10**5)) == MAX_OUTPUTS + 1
