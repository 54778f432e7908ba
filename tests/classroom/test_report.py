"""A report's numbers, checked by hand; what it says first; names and messages that mean harm."""

import csv
import io
import re
import subprocess
import sys
from html import unescape

import pytest
from nbgrader.api import Gradebook

from benchmarks.graded_class import write_graded_class
from greenlib.classroom.errors import CourseError, UsageError
from greenlib.classroom.grade import grade
from greenlib.classroom.gradebook import db_url
from greenlib.classroom.report import gather, insights, read_list, report_files
from greenlib.classroom.report.advice import caution, first_steps, summary
from greenlib.classroom.report.alike import Pair, Shared, alike_pairs
from greenlib.classroom.report.messages import Message
from greenlib.classroom.report.numbers import distribution
from greenlib.classroom.site import site
from greenlib.classroom.submission import Graded
from tests.classroom import small_class
from tests.classroom.reported_class import POINTS, QUESTIONS, class_of
from tests.conftest import ROOT

CODE, _, PROSE = QUESTIONS


def numbers_of(points, **others):
    """Question number -> its numbers, in a class with these points."""
    found = insights(class_of(points, **others))
    return {each.question.number: each for each in found.questions}


def test_difficulty_and_head_counts_of_a_question():
    numbers = numbers_of(POINTS)
    counts = {n: (q.full, q.some, q.none, q.empty, q.waiting) for n, q in numbers.items()}
    assert counts == {1: (6, 0, 4, 0, 0), 2: (4, 0, 6, 0, 0), 3: (0, 0, 0, 0, 10)}
    assert [q.mean_share for q in numbers.values()] == [
        pytest.approx(0.6),
        pytest.approx(0.4),
        None,
    ]


def test_discrimination_is_the_correlation_with_the_other_questions():
    # Both right 4, only the first 2, only the second 0, neither 4:
    # (4 * 4 - 2 * 0) / sqrt(6 * 4 * 4 * 6) = 2/3.
    numbers = numbers_of(POINTS)
    assert numbers[1].discrimination == pytest.approx(2 / 3)
    assert numbers[2].discrimination == pytest.approx(2 / 3)
    assert numbers[3].discrimination is None


def test_a_question_against_the_rest_is_not_correlated_with_itself():
    # 1 and 2 are opposites, 3 goes with 1 but weighs less than 2 does.
    points = {f"student-{n:02}": (2.0 * (n % 2), 3.0 * (1 - n % 2), n % 2) for n in range(10)}
    assert numbers_of(points)[1].discrimination == pytest.approx(-1)


def test_where_all_got_the_same_there_is_no_discrimination():
    points = {student: (2.0, own[1], None) for student, own in POINTS.items()}
    assert [q.discrimination for q in numbers_of(points).values()] == [None, None, None]


def test_fewer_than_ten_have_no_discrimination_and_are_told_so():
    few = dict(list(POINTS.items())[1:])
    assert [q.discrimination for q in numbers_of(few).values()] == [None, None, None]
    assert "With 9 graded, fewer than 10, discrimination means nothing" in caution(
        insights(class_of(few))
    )
    assert "by about ±0.67" in caution(insights(class_of(POINTS)))


def test_prose_counts_once_half_of_the_class_is_marked():
    def with_marked(count):
        marked = {s: (*own[:2], 5.0 if n < count else None) for n, (s, own) in
                  enumerate(POINTS.items())}  # fmt: skip
        return numbers_of(marked)[3].mean_share

    assert (with_marked(4), with_marked(5)) == (None, 1.0)


def test_an_answer_left_as_it_was_released_is_no_wrong_answer():
    graded = {"student-10": Graded("digest", unanswered=("energy",))}
    reasons = {student: {"energy": ("energy is not written yet.",)} for student in
               ("student-09", "student-10")}  # fmt: skip
    found = insights(class_of(POINTS, graded=graded, reasons=reasons))
    assert (found.questions[0].none, found.questions[0].empty) == (3, 1)
    assert [(m.count, m.student) for m in found.messages] == [(1, "student-09")]


def test_the_distribution_runs_from_none_to_all_points():
    bins = distribution(insights(class_of(POINTS)))
    assert [name for name, _ in bins] == [str(points) for points in range(11)]
    assert {name: count for name, count in bins if count} == {"0": 4, "2": 2, "5": 4}


def test_objectives_come_with_the_least_reached_first():
    found = insights(class_of(POINTS)).objectives
    assert [(o.objective.section, o.share, o.reached, o.marked) for o in found] == [
        ("Both", pytest.approx(24 / 50), 4, 10),
        ("Energy", pytest.approx(12 / 20), 6, 10),
        ("Why", None, None, 0),
    ]


def test_messages_about_other_numbers_are_one_message_and_each_student_counts_once():
    small = "energy({}) returned {}, which is 1000 times too small."
    large = "energy({}) returned {}, which is too large."
    reasons = {
        "student-07": {"energy": (small.format(80, 0.1), small.format("[1, (2, 3)]", "'a, b'"))},
        "student-08": {"energy": (small.format("12, hours=3", "{'a': 1}"),)},
        "student-09": {"energy": (large.format(3, 4),)},
    }
    assert insights(class_of(POINTS, reasons=reasons)).messages == (
        Message("energy", "energy(…) returned …, which is 1000 times too small.", 2, "student-07",
                "energy(80) returned 0.1, which is 1000 times too small."),
        Message("energy", "energy(…) returned …, which is too large.", 1, "student-09",
                "energy(3) returned 4, which is too large."),
    )  # fmt: skip


def test_who_handed_in_nothing_is_known_from_the_gradebook_and_the_list():
    found = insights(class_of(
        POINTS,
        enrolled=frozenset({"student-01", "student-20"}),
        listed=frozenset({*POINTS, "student-21"}) - {"student-02"},
        handed_in=frozenset({*POINTS, "student-30"}),
    ))  # fmt: skip
    assert found.missing == ["student-20", "student-21"]
    assert found.unlisted == ["student-02", "student-30"]
    assert found.not_graded == ["student-30"]


def test_time_and_energy_are_those_that_grading_wrote_down():
    # 7,200 s at 3.5 W are 7 Wh; 0.007 kWh x 56.039 g/kWh = 0.392273 g.
    graded = {
        "student-01": Graded("digest", seconds=4000.0, cpu_seconds=5400.0),
        "student-02": Graded("digest", seconds=1000.0, cpu_seconds=1800.0),
        "student-03": Graded("", problem="no notebook", cpu_seconds=99.0),
    }
    use = insights(class_of(POINTS, graded=graded, site=site("FR"))).use
    assert (use.reading.seconds, use.reading.cpu_seconds) == (5000.0, 7200.0)
    assert use.reading.energy_kwh == pytest.approx(0.007)
    assert use.emissions_g == pytest.approx(0.392273)
    assert (use.slowest, use.slowest_s) == ("student-01", 4000.0)


LONG = """\
def energy(power_w, hours):
    '''Return the energy.'''
    parts = [power_w * hour for hour in range(int(hours))]  # an odd way
    collected = 0.0
    for number, part in enumerate(parts):
        if number % 2 and part > 17:
            collected = collected + part / 1000
        else:
            collected -= 3 * part + number
    lowest, highest = min(parts, default=0.5), max(parts, default=9.5)
    return collected + len(parts) - 41 + (highest - lowest) % 7
"""
DISGUISED = LONG.replace("power_w", "p").replace("collected", "total").replace(
    "'''Return the energy.'''", "# mine alone"
)  # fmt: skip
OTHER = "def energy(a, b):\n    while a < b:\n" + "\n".join(
    f"        a = max(a * {n}, b - {n * n})" for n in range(12)
)


def pairs_in(answers, question=CODE, known=()):
    own = {student: {question.name: source} for student, source in answers.items()}
    return alike_pairs(own, [question], {question.name: known})


def test_a_copy_under_other_names_and_comments_is_found():
    (pair,) = pairs_in({"student-01": LONG, "student-02": OTHER, "student-03": DISGUISED})
    assert (pair.first, pair.second, pair.to_the_letter) == ("student-01", "student-03", 0)
    assert pair.shared[0].likeness == 1.0
    assert pair.letters == pair.shared[0].letters > 300


def test_a_copy_with_a_number_changed_is_found():
    (pair,) = pairs_in({"student-01": LONG, "student-02": LONG.replace("41", "42")})
    assert 0.8 < pair.shared[0].likeness < 1


def test_answers_of_different_minds_are_not_alike():
    assert pairs_in({"student-01": LONG, "student-02": OTHER}) == []


def test_what_our_own_answers_look_like_is_no_evidence():
    answers = {"student-01": LONG, "student-02": LONG}
    assert len(pairs_in(answers)) == 1
    assert pairs_in(answers, known=[DISGUISED]) == []
    assert pairs_in(answers, known=[LONG.replace("41", "42")]) == []
    helped = {student: f"{text}\n\nprint({n})" for n, (student, text) in enumerate(answers.items())}
    assert pairs_in(helped, known=[LONG]) == []


def test_short_answers_are_alike_by_nature():
    short = "def energy(power_w, hours):\n    return power_w * hours / 1000"
    assert pairs_in({"student-01": short, "student-02": short}) == []


def test_an_answer_that_many_give_is_no_evidence():
    def class_with(copies):
        return {f"student-{n:02}": LONG if n < copies else OTHER for n in range(30)}

    assert len(pairs_in(class_with(4))) == 4 * 3 / 2
    assert pairs_in(class_with(5)) == []


def test_two_medium_answers_together_are_enough():
    half = "\n".join(LONG.splitlines()[:5])
    answers = {s: {"energy": half, "emissions": half} for s in ("student-01", "student-02")}
    assert alike_pairs(answers, QUESTIONS[:1], {}) == []
    (pair,) = alike_pairs(answers, QUESTIONS[:2], {})
    assert (len(pair.shared), pair.to_the_letter) == (2, 2)


def test_prose_is_compared_by_its_words():
    text = (
        "The building draws power too, and I counted none of it, because nobody told me how. " * 5
    )
    (pair,) = pairs_in({"student-01": text, "student-02": text.upper().replace(" ", "\n")}, PROSE)
    assert pair == Pair("student-01", "student-02", (Shared("why", 1.0, len(text) - 1, False),))


@pytest.mark.parametrize(
    "source",
    ["(" * 5000, "-" * 15000 + "1", "f'{" * 500, "a\0b", "x=" * 4000 + "1", "1" * 10_000,
     "def energy(:", "%timeit energy(1)", "a.b" * 9000, "\ud800", "'\\ud800'"],
)  # fmt: skip
def test_no_answer_stops_the_comparison(source):
    assert len(pairs_in({"student-01": source, "student-02": source})) <= 1


def test_the_first_sentence_says_how_many_how_well_and_what_waits():
    found = insights(class_of(POINTS))
    assert summary(found) == (
        "10 handed in; the median is 2 of 10 points so far, and 10 wait for a mark on prose."
    )
    marked = insights(class_of({"student-01": (2.0, 1.0, 4.0)}, handed_in={"student-01", "s2"}))
    assert summary(marked) == (
        "2 handed in, 1 graded; the median is 7 of 10 points, and every answer is marked."
    )


def test_first_comes_what_must_be_done_then_what_to_teach_then_what_to_doubt():
    reasons = {"student-08": {"emissions": ("emissions(1) returned 2, which is too large.",)}}
    graded = {"student-11": Graded("", problem="the file is empty"),
              "student-01": Graded("digest", not_contained="no namespaces")}  # fmt: skip
    answers = {student: {"energy": LONG} for student in ("student-01", "student-02")}
    about = class_of(
        {**POINTS, "student-11": (0, 0, 0)}, reasons=reasons, graded=graded, answers=answers,
        handed_in=frozenset({*POINTS, "student-11", "student-12"}),
        enrolled=frozenset({"student-13"}),
    )  # fmt: skip
    steps = first_steps(insights(about))
    assert [step.words for step in steps] == [
        "1 ran without being kept apart",
        "1 submission could not be graded",
        "1 submission came in after the last grading",
        "10 wait for a mark on prose",
        "1 handed in nothing",
        "Q2 Emissions: 40 % of its points, the least of all",
        "the class is least able to do both in a row: 48 % of the points",
        "1 pair of submissions with long, rare answers in common",
    ]
    assert "(1×): emissions(…) returned …, which is too large." in steps[5].why


def test_a_question_that_tells_nobody_apart_is_named():
    words = [step.words for step in first_steps(insights(class_of(POINTS)))]
    assert "who does well elsewhere does no better in question 1, 2" not in words
    against = {f"student-{n:02}": (2.0 * (n < 5), 3.0 * (n >= 5), None) for n in range(10)}
    words = [step.words for step in first_steps(insights(class_of(against)))]
    assert "who does well elsewhere does no better in question 1, 2" in words


def test_a_class_with_all_points_has_nothing_to_look_at():
    assert first_steps(insights(class_of({"student-01": (2.0, 3.0, 5.0)}))) == []


def test_a_class_of_which_nothing_could_be_graded_has_words_in_place_of_numbers():
    graded = {"student-01": Graded("", problem="01-small.ipynb is empty. Next: hand it in again.")}
    files = report_files(insights(class_of({"student-01": (0, 0, 0)}, graded=graded)))
    html = unescape(files["report.html"].decode())
    assert "1 handed in, 0 graded: no submission could be graded" in html
    assert 'student-01: <span class="soft">01-small.ipynb is empty. Next: hand it in' in html
    assert "<img" not in html and "nan" not in html


HOSTILE = (
    '<script>alert("1")</script>', "=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "a\u202eb", "*[x]",
    '"><img src=x onerror=alert(1)>',
)  # fmt: skip


def hostile_class():
    """A class in which names, messages and remarks mean harm."""
    points = dict.fromkeys(HOSTILE, (0.0, 0.0, None))
    reasons = {name: {"energy": (f"energy({name}) raised {name}",)} for name in HOSTILE}
    graded = {name: Graded("digest", remarks=(name,), cpu_seconds=1.0) for name in HOSTILE}
    answers = {name: {"energy": LONG} for name in HOSTILE[:2]}
    return class_of(points, reasons=reasons, graded=graded, answers=answers,
                    enrolled=frozenset({"<b>missing</b>"}))  # fmt: skip


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_names_and_messages_do_nothing_on_the_page():
    html = report_files(insights(hostile_class()))["report.html"].decode()
    assert html.count("<script>") == 1  # the page's own
    assert "<b>missing" not in html and "&lt;b&gt;missing&lt;/b&gt;" in html
    assert "onerror=alert(1)>" not in html and "\u202e" not in html
    assert "script-src &#39;sha256-" in html


def test_no_cell_of_a_csv_file_is_a_formula():
    files = report_files(insights(hostile_class()))
    cells = {cell for name, data in files.items() if name.endswith(".csv")
             for row in rows_of(data) for cell in row}  # fmt: skip
    assert {"'=HYPERLINK(1)", "'+1", "'-1", "'@SUM(A1)", "*[x]", "a\\u202eb"} <= cells
    assert [cell for cell in cells if re.match(r"[=+\-@\t\r\n]", cell)] == []


def test_numbers_below_zero_stay_numbers():
    against = {f"student-{n:02}": (2.0 * (n < 5), 3.0 * (n >= 5), None) for n in range(10)}
    rows = rows_of(report_files(insights(class_of(against)))["questions.csv"])
    assert dict(zip(*rows[:2], strict=True))["discrimination"] == "-1.0"


def test_the_same_class_gives_the_same_files_in_whatever_order_it_is_read():
    about = hostile_class()
    turned = class_of(
        dict(reversed(POINTS.items())), reasons={}, answers={"student-02": {"energy": LONG},
                                                            "student-01": {"energy": LONG}},
    )  # fmt: skip
    plain = class_of(POINTS, answers={s: {"energy": LONG} for s in ("student-01", "student-02")})
    assert report_files(insights(about)) == report_files(insights(about))
    assert report_files(insights(turned)) == report_files(insights(plain))


def test_the_files_hold_every_student_and_what_became_of_them():
    graded = {"student-11": Graded("", problem="the file is empty")}
    about = class_of(
        {**POINTS, "student-11": (0, 0, 0)}, graded=graded, enrolled=frozenset({"student-00"}),
        handed_in=frozenset({*POINTS, "student-11", "student-12"}),
    )  # fmt: skip
    files = report_files(insights(about))
    assert sorted(files) == ["messages.csv", "objectives.csv", "questions.csv", "report.html",
                             "similar.csv", "students.csv"]  # fmt: skip
    header, *rows = rows_of(files["students.csv"])
    assert header[:6] == ["student", "status", "points", "q1_points", "q2_points", "q3_points"]
    status = {row[0]: row[1:4] for row in rows}
    assert len(rows) == 13 and len({len(row) for row in rows}) == 1
    assert status["student-05"] == ["waits to be marked", "2.0", "2.0"]
    assert status["student-11"][0] == "could not be graded" and rows[11][-1] == "the file is empty"
    assert status["student-12"][0] == "handed in, not graded yet"
    assert status["student-00"][0] == "handed in nothing"


def test_pictures_say_in_words_what_they_show():
    html = unescape(report_files(insights(class_of(POINTS)))["report.html"].decode())
    alts = re.findall(r'<img src="data:image/png;base64,[^"]+" alt="([^"]+)"', html)
    assert len(alts) == 2
    assert "The median is 2 of 10" in alts[0]
    assert "With all points: question 1 60 %, question 2 40 %, question 3 0 %." in alts[1]


def test_a_list_of_students_may_come_from_a_spreadsheet(tmp_path):
    path = tmp_path / "students.txt"
    path.write_bytes("\ufeffstudent-01\r\n\r\n  student-02 \r\n".encode())
    assert read_list(path) == {"student-01", "student-02"}


@pytest.mark.parametrize("content", [None, b"", b"\n \n", b"\xff\xfe\x00\xd8"])
def test_a_list_that_cannot_be_used_is_named(tmp_path, content):
    path = tmp_path / "students.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=r"students\.txt .*Next: .* one id a line"):
        read_list(path)


def report(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "greenlib.classroom", "report", *arguments],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def graded_course(tmp_path_factory):
    """A course with six submissions graded and one that came later; student-99 sent nothing."""
    course = tmp_path_factory.mktemp("course")
    small_class.make_class(course, 6)
    grade(course, small_class.SLUG)
    (course / "submitted" / "student-late" / small_class.SLUG).mkdir(parents=True)
    with Gradebook(db_url(course), "greenlib") as gradebook:
        gradebook.add_student("student-99")
    return course


def test_the_command_reports_on_what_grading_wrote(graded_course):
    done = report(graded_course, small_class.SLUG)
    assert done.returncode == 0, done.stderr
    # 2 2 0 0 0 2: the median is 1.
    assert done.stdout.startswith("7 handed in, 6 graded; the median is 1 of 2 points")
    files = graded_course / "report" / small_class.SLUG
    _, *messages = rows_of((files / "messages.csv").read_bytes())
    small = [row[0] for row in messages if row[3].startswith("double(…) returned …, which is too")]
    assert small == ["1"], messages
    statuses = {row[0]: row[1] for row in rows_of((files / "students.csv").read_bytes())}
    assert statuses["student-99"] == "handed in nothing"
    assert statuses["student-late"] == "handed in, not graded yet"


def test_a_report_goes_where_it_is_wanted_and_writes_nothing_else(graded_course, tmp_path):
    before = {path: path.read_bytes() for path in graded_course.rglob("*") if path.is_file()}
    done = report(graded_course, small_class.SLUG, "--out", str(tmp_path / "here"))
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "here").iterdir())) == 6
    after = {path: path.read_bytes() for path in graded_course.rglob("*") if path.is_file()}
    assert after == before


def test_without_a_grade_the_command_says_what_to_do(small_course):
    with pytest.raises(UsageError, match="there is no submission of 01-footprint"):
        gather(small_course, "01-footprint")
    (small_course / "submitted" / "student-01" / "01-footprint").mkdir(parents=True)
    with pytest.raises(CourseError, match=r"1 handed in .* Next: greenlib grade 01-footprint\."):
        gather(small_course, "01-footprint")
    assert not (small_course / "gradebook.db").exists()


def test_the_class_of_the_benchmark_reads_like_a_graded_one(tmp_path):
    write_graded_class(ROOT, tmp_path, "01-footprint", 3)
    found = insights(gather(tmp_path, "01-footprint"))
    assert [result.student for result in found.graded] == [f"student-{n:03}" for n in (1, 2, 3)]
    assert found.about.title == "The footprint of one job"
    assert len(found.objectives) == 5 and found.alike == ()
