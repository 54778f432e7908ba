"""The table of a class's results: whatever students wrote, the terminal only shows it."""

import io

import pytest
from rich.console import Console

from greenlib.classroom.masters import Question
from greenlib.classroom.results import QuestionResult, StudentResult
from greenlib.classroom.table import results_table

QUESTION = Question(1, "Double", 2, ("double",), ("test_double",))


def shown(student, reason, problem="", remark=""):
    """What the terminal is sent for a class of this one student."""
    part = QuestionResult("double", 0, 2, (reason,))
    result = StudentResult(student, (part,), problem, (remark,) if remark else ())
    table = results_table("01-footprint", [QUESTION], [result])
    out = io.StringIO()
    Console(file=out, width=300, force_terminal=True, color_system=None).print(table)
    return out.getvalue()


@pytest.mark.parametrize(
    "text, as_shown",
    [
        ("[bold red]2/2[/]", "[bold red]2/2[/]"),
        ("[link=file:///etc/passwd]a[/link]", "[link=file:///etc/passwd]a[/link]"),
        ("\x1b[2J\x1b[1;1Hall is well", r"\x1b[2J\x1b[1;1Hall is well"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\u202e2/2\u202c", r"\u202e2/2\u202c"),
        ("a\rb\x08c\x9bd", r"a\rb\x08c\x9bd"),
        ("ends with \\", "ends with \\"),
        ("[/]", "[/]"),
    ],
)
def test_markup_and_control_characters_are_shown_as_they_are(text, as_shown):
    for sent in (
        shown(text, "why"), shown("anna", text), shown("anna", "why", problem=text),
        shown("anna", "why", remark=text),
    ):  # fmt: skip
        assert as_shown in sent
        assert not any(letter in sent for letter in "\x07\x08\r\x9b\u202e")
        assert "\x1b[2J" not in sent and "\x1b]" not in sent
