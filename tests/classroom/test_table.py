"""The table of results: what an instructor reads after grading."""

from rich.console import Console

from greenlib.classroom.masters import Question
from greenlib.classroom.results import QuestionResult, StudentResult
from greenlib.classroom.table import results_table

QUESTION = Question(1, "Question 1", 2, ("double",), ("test_double",))
FULL = (QuestionResult("double", 2, 2),)


def shown(*results):
    console = Console(width=100)
    with console.capture() as capture:
        console.print(results_table("a class", [QUESTION], results))
    return capture.get()


def test_remarks_stand_below_the_reasons_with_the_students_name():
    half = (QuestionResult("double", 2, 1, ("double(2) returned 3.",)),)
    text = shown(StudentResult("student-01", half, remarks=("the file was [bold]odd[/]",)))
    line = next(line for line in text.splitlines() if "[bold]odd[/]" in line)
    assert "student-01" in line
    assert text.index("Why points were lost") < text.index("What was put right")


def test_without_remarks_there_is_no_table_of_them():
    assert "What was put right" not in shown(StudentResult("student-01", FULL))
