"""Mutants: every kind of slip from a tiny solution, ids that last, and how a mutant is tried."""

import ast

import pytest

from greenlib.classroom.errors import CourseError
from greenlib.classroom.masters import Question, split_tests
from greenlib.classroom.mutant_runs import Outcome, Trial, outcomes
from greenlib.classroom.mutants import mutants
from greenlib.classroom.mutation import QuestionScore
from greenlib.classroom.mutation_page import mutation_page
from greenlib.classroom.syllabus import Equivalent, read_equivalents

FACILITY = "def facility_kwh(it_kwh, pue):\n    return it_kwh * pue"


def slips(body):
    """Return what becomes of a one-line function, kind -> the new body of each mutant."""
    found = {}
    for mutant in mutants(f"def answer(a, b, rows):\n    {body}"):
        _, _, changed = mutant.source.partition("\n")
        found.setdefault(mutant.kind, set()).add(changed.strip())
    return found


@pytest.mark.parametrize(
    ("kind", "body", "changed"),
    [
        ("operator", "return a * b", "return a / b"),
        ("operator", "return a - b", "return a + b"),
        ("operator", "a += b", "a -= b"),
        ("not added up", "a += b", "a = b"),
        ("comparison", "return a == b", "return a != b"),
        ("comparison", "return a in rows", "return a not in rows"),
        ("comparison", "return not a", "return a"),
        ("boundary", "return a < b", "return a <= b"),
        ("boundary", "return a >= b", "return a > b"),
        ("and/or", "return a and b", "return a or b"),
        ("dropped condition", "return a and b", "return b"),
        ("sign", "return -a", "return a"),
        ("constant", "return a + 24", "return a + 25"),
        ("constant", "return a + 24", "return a + 23"),
        ("constant", "return a * 24", "return a * 0"),
        ("constant", "return True", "return False"),
        ("constant", "return a or None", "return a or 0"),
        ("constant", "return a * 3600000", "return a * 36000000"),
        ("unit", "return a * 24", "return a * 24000"),
        ("unit", "return a / 1000", "return a / 1.0"),
        ("unit", "return a / 1000", "return a / 1024"),
        ("unit", "return a * b", "return a * b * 1000"),
        ("rounded", "return a * b", "return round(a * b, 2)"),
        ("dropped factor", "return a * b", "return a"),
        ("dropped factor", "return a / b", "return a"),
        ("dropped term", "return a + b", "return b"),
        ("factor twice", "return a * b", "return a * b * b"),
        ("off by one", "return rows[a]", "return rows[a + 1]"),
        ("off by one", "return rows[a:b]", "return rows[a:b - 1]"),
        ("off by one", "return range(a)", "return range(a + 1)"),
        ("swapped", "return a / b", "return b / a"),
        ("swapped", "return pow(a, b)", "return pow(b, a)"),
        ("swapped", "return (a, b)", "return (b, a)"),
        ("branch", "return a if b else rows", "return rows"),
        ("branch", "return a if b > 1 else rows", "return a if b <= 1 else rows"),
        ("branch", "return [a for a in rows if a > b]", "return [a for a in rows if True]"),
        ("loop", "for a in rows: break", "for a in rows:\n        continue"),
        ("dropped line", "rows.append(a)", "pass"),
        ("dropped argument", "return max(rows, key=abs)", "return max(rows)"),
        ("dropped argument", "return rows.get(a, 1)", "return rows.get(a)"),
        ("dropped element", "return (a, b)", "return (b,)"),
        ("dropped element", "return {'h': 1, 'd': 24}", "return {'h': 1}"),
        ("dropped call", "return sorted(rows)", "return rows"),
        ("dropped call", "return a.strip()", "return a"),
        ("function", "return min(rows)", "return max(rows)"),
        ("function", "return sum(rows)", "return len(rows)"),
        ("function", "return math.ceil(a)", "return math.floor(a)"),
        ("order", "return sorted(rows)", "return sorted(rows, reverse=True)"),
        ("returned None", "return a * b", "return"),
        ("printed", "return a * b", "print(a * b)"),
    ],
)
def test_a_slip_of_each_kind_is_made(kind, body, changed):
    assert changed in slips(body).get(kind, set())


def test_the_parameters_of_a_function_are_swapped():
    assert "def facility_kwh(pue, it_kwh):\n    return it_kwh * pue" in {
        mutant.source for mutant in mutants(FACILITY)
    }


def test_a_branch_is_taken_always_never_and_the_other_way_round():
    source = "def answer(pue):\n    if pue < 1:\n        return 0\n    return pue"
    made = {mutant.source.splitlines()[1] for mutant in mutants(source)}
    assert {"    if True:", "    if False:", "    if pue >= 1:"} <= made


def test_a_mutant_says_what_changed_in_words_and_on_which_line():
    words = {mutant.words for mutant in mutants(FACILITY)}
    assert "line 2: it_kwh * pue became it_kwh / pue" in words
    lines = "def answer(kwh):\n    total = 0\n    total += kwh\n    return total"
    assert "line 3: total += kwh is gone" in {mutant.words for mutant in mutants(lines)}


def test_every_mutant_is_another_program_and_has_an_id_of_its_own():
    source = "def answer(it_kwh, pue):\n    best = it_kwh * pue\n    worst = it_kwh * pue\n"
    made = mutants(source)
    texts = [mutant.source for mutant in made]
    assert len(set(texts)) == len(texts) and ast.unparse(ast.parse(source)) not in texts
    assert len({mutant.id for mutant in made}) == len(made)
    first = "factor twice: it_kwh * pue -> it_kwh * pue * pue"
    assert {first, f"{first} (2)"} <= {mutant.id for mutant in made}


def test_ids_outlast_edits_elsewhere_in_the_cell():
    edited = FACILITY.replace("\n", '\n    """Return kWh."""\n    # the building\n\n') + "\n\n"
    edited += "\ndef another(hours):\n    return hours + 3"
    ids = [mutant.id for mutant in mutants(edited)]
    assert {mutant.id for mutant in mutants(FACILITY)} <= set(ids)
    assert [mutant.line for mutant in mutants(edited) if "printed: return it_kwh" in mutant.id] == [
        5
    ]


def test_docstrings_and_messages_are_left_alone():
    source = 'def answer(a):\n    """Add 1."""\n    raise ValueError(f"not {a + 1}")'
    assert {mutant.kind for mutant in mutants(source)} == {"dropped line"}


TESTS = """\
from greenlib import checks

jobs = [2, 5]
checks.returns(double, jobs[0], expected=4)
### BEGIN HIDDEN TESTS
checks.returns(double, jobs[1], expected=10)
### END HIDDEN TESTS"""


def tried(*answers, before=()):
    return outcomes([Trial(answer, before, (split_tests(TESTS),)) for answer in answers], jobs=1)


def test_hidden_tests_are_tried_on_their_own():
    right, square, add_five, unfinished = tried(
        "def double(n):\n    return 2 * n",
        "def double(n):\n    return n * n",
        "def double(n):\n    return n + 5",
        "def double(n):\n    raise NotImplementedError()",
    )
    assert right == Outcome("", "")
    assert square.visible == "" and "double(5) returned 25" in square.hidden
    assert "double(2) returned 7" in add_five.visible and add_five.hidden == ""
    assert "not written yet" in unfinished.visible and "not written yet" in unfinished.hidden


def test_an_answer_that_never_ends_leaves_or_fills_the_memory_is_caught():
    endless, leaving, hungry, right = tried(
        "def double(n):\n    while True:\n        pass",
        "def double(n):\n    import os\n    os._exit(0)",
        "def double(n):\n    return [0] * 10**10",
        "def double(n):\n    return n + n",
    )
    assert endless == Outcome(*["no end after 1 s of computing"] * 2)
    assert leaving == Outcome(*["the process ended with 0"] * 2)
    assert "MemoryError" in hungry.hidden
    assert right == Outcome("", "")


def test_an_answer_does_not_reach_the_next_one():
    spoil = "import greenlib.checks\n\ngreenlib.checks.returns = lambda *_, **__: None\ndouble = 0"
    spoilt, wrong = tried(spoil, "def double(n):\n    return 0")
    assert spoilt == Outcome("", "") and "returned 0" in wrong.hidden


def test_the_other_answers_of_the_notebook_are_there():
    (outcome,) = tried("def double(n):\n    return twice(n)", before=("twice = lambda n: 2 * n",))
    assert outcome == Outcome("", "")


def score(equivalents=()):
    made = tuple(mutants(FACILITY)[:3])
    found = (Outcome("seen", "seen"), Outcome("", "seen"), Outcome("", ""))
    question = Question(1, "Question 1", 3, ("facility_kwh",), ("test_facility_kwh",))
    return QuestionScore("01-footprint", question, made, found, tuple(equivalents))


def test_a_mutant_that_hidden_tests_pass_survives_unless_it_is_listed():
    bare = score()
    assert bare.survivors == [bare.mutants[2]] and bare.score == pytest.approx(2 / 3)
    listed = score([Equivalent(mutant=bare.mutants[2].id, reason="the same in either order")])
    assert (listed.survivors, listed.out_of_date, listed.score) == ([], [], 1.0)


def test_a_listed_mutant_that_is_killed_or_gone_is_out_of_date():
    names = [score().mutants[0].id, "gone"]
    listed = [Equivalent(mutant=name, reason="was the same once upon a time") for name in names]
    assert score(listed).out_of_date == names


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{mutant: x, raeson: y}", r"equivalents\.energy_kwh\.0\.reason: Field required"),
        ("{mutant: x, reason: the same}", "String should have at least 20 characters"),
    ],
)
def test_an_entry_without_a_proper_reason_is_refused(tmp_path, entry, problem):
    path = tmp_path / "01-footprint.yml"
    path.write_text(f"equivalents:\n  energy_kwh:\n    - {entry}\n")
    with pytest.raises(CourseError, match=problem):
        read_equivalents(path)


def test_the_page_rounds_no_score_up_and_names_each_equivalent():
    page = mutation_page([score()])
    assert "| 01-footprint | 1 `facility_kwh` | 3 | 1 | 2 | 0 | 66.6 % |" in page
    listed = Equivalent(mutant=score().mutants[2].id, reason="The same in either order.")
    page = mutation_page([score([listed])])
    assert "| 3 | 1 | 2 | 1 | 100 % |" in page
    assert "became `print(it_kwh * pue)`: The same in either order." in page
