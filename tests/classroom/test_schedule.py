"""Due dates, extra time per student, and what being late costs."""

from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from greenlib.classroom.errors import CourseError
from greenlib.classroom.grade import grade
from greenlib.classroom.gradebook import db_url
from greenlib.classroom.late import PointsPerDay
from greenlib.classroom.notebooks import to_bytes
from greenlib.classroom.roster import Roster, Student, read_roster
from greenlib.classroom.schedule import Schedule, read_schedule
from tests.graders.small_class import NOTEBOOK, SLUG, make_course

SCHEDULE = """\
timezone: Europe/Berlin
due:
  01-small: 2026-10-12 23:59
extensions:
  01-small:
    student-03: {days: 2}
"""
DAY = timedelta(days=1)


def written(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_due_date_is_in_the_time_zone_of_the_class(tmp_path):
    schedule = read_schedule(written(tmp_path, "schedule.yml", SCHEDULE), [SLUG])
    assert schedule.due_utc(SLUG) == datetime(2026, 10, 12, 21, 59)
    assert schedule.due_utc("02-other") is None


def test_a_due_date_with_its_own_offset_keeps_it():
    schedule = Schedule(timezone="Europe/Berlin", due={SLUG: "2026-01-12T10:00:00-05:00"})
    assert schedule.due_utc(SLUG) == datetime(2026, 1, 12, 15, 0)


def test_the_longer_of_extension_and_extra_time_counts():
    schedule = Schedule(extensions={SLUG: {"student-01": {"hours": 36}, "student-02": {"days": 1}}})
    roster = Roster((Student(id="student-01"), Student(id="student-02", extra_days=3)))
    assert schedule.extension(SLUG, "student-01", roster) == 1.5 * DAY
    assert schedule.extension(SLUG, "student-02", roster) == 3 * DAY
    assert schedule.extension(SLUG, "student-03", roster) == 0 * DAY
    assert schedule.extension("02-other", "student-02", roster) == 3 * DAY


def test_without_the_files_nothing_is_due_and_nobody_is_known(tmp_path):
    assert read_schedule(tmp_path) == Schedule()
    assert read_roster(tmp_path) == Roster()


@pytest.mark.parametrize(
    "text, words",
    [
        ("due: {01-small: 2026-10-12}", "2026-10-12 has no time of day; write 2026-10-12 23:59"),
        ("due: {01-small: tomorrow 9:00}", "due.01-small: .*, got 'tomorrow 9:00'"),
        ("due: {01-smal: 2026-10-12 23:59}", "no assignment '01-smal'. Next: name one of 01-small"),
        ("extensions: {01-smal: {a: {days: 1}}}", "there is no assignment '01-smal'"),
        ("timezone: Mars/Olympus", "timezone: .*no such time zone"),
        ("timezone: ../../etc/passwd", "timezone: .*no such time zone"),
        ("extensions: {01-small: {a: {days: -1}}}", "greater than or equal to 0, got -1"),
        ("extensions: {01-small: {a: {weeks: 1}}}", "weeks: Extra inputs are not permitted"),
        ("due: [", "is not YAML"),
        ("!!python/object/apply:os.system [true]", "is not YAML"),
    ],
)
def test_a_schedule_that_cannot_be_right_is_refused_in_words(tmp_path, text, words):
    with pytest.raises(CourseError, match=words):
        read_schedule(written(tmp_path, "schedule.yml", text), [SLUG])


def test_a_roster_may_be_parted_by_semicolons_and_begin_with_a_mark(tmp_path):
    text = "\ufeffid;last_name;first_name;email\nstudent-01;Last;First;one@example.org\n\n"
    (student,) = read_roster(written(tmp_path, "students.csv", text)).students
    assert (student.id, student.name, student.email, student.extra_days) == (
        "student-01", "First Last", "one@example.org", 0
    )  # fmt: skip


@pytest.mark.parametrize(
    "text, words",
    [
        ("name\nstudent-01\n", r"has the columns 'name'. Next: name them id, lms_user_id"),
        ("id,grade\nstudent-01,16\n", r"has the columns 'id' and 'grade'"),
        ("id\n../../etc\n", r"students.csv:2: id: .*, got '../../etc'"),
        ("id,email\nstudent-01,nobody\n", r"students.csv:2: email: "),
        ("id,first_name\nstudent-01,\u202egnp.exe\n", r":2: first_name: .*can be printed"),
        ("id,extra_days\nstudent-01,-2\n", r":2: extra_days: .*greater than or equal to 0"),
        ("id,extra_days\nstudent-01,nan\n", r":2: extra_days: "),
        ("id\nstudent-01\nStudent-01\n", r":3: the id 'Student-01' is on line 2 too"),
        ("id,email\na,x@y.org\nb,X@y.org\n", r":3: the email 'X@y.org' is on line 2 too"),
        ("id,email\nstudent-01\n", r":2: 1 cells, and the first line has 2"),
        ("", r"students.csv has 0 lines"),
        ('id\n"student-01\n', r"students.csv is no CSV file"),
    ],
)
def test_a_roster_that_cannot_be_right_is_refused_with_its_line(tmp_path, text, words):
    with pytest.raises(CourseError, match=words):
        read_roster(written(tmp_path, "students.csv", text))


def test_a_roster_in_another_encoding_is_refused_in_words(tmp_path):
    (tmp_path / "students.csv").write_bytes("id,last_name\nstudent-01,Gr\xfcn\n".encode("cp1252"))
    with pytest.raises(CourseError, match=r"not in UTF-8. Next: save it as CSV UTF-8"):
        read_roster(tmp_path)


def test_two_students_of_one_name_are_not_told_apart_by_it():
    roster = Roster((
        Student(id="student-01", first_name="A", last_name="B", email="one@example.org"),
        Student(id="student-02", first_name="A", last_name="B"),
        Student(id="student-03", first_name="C", last_name="D"),
    ))  # fmt: skip
    assert roster.match(name="A B") is None
    assert roster.match(name="D, C").id == "student-03"
    assert roster.match(name="A B", email="ONE@example.org").id == "student-01"
    assert roster.match(id="student-02", email="one@example.org") is None


@pytest.mark.parametrize(
    "seconds, points", [(1, 2), (86_400, 2), (86_401, 4), (5 * 86_400, 7), (900 * 86_400, 7)]
)
def test_a_day_that_has_begun_costs_a_day_up_to_the_most(seconds, points):
    plugin = PointsPerDay(points_per_day=2, most_points=7)
    assert plugin.late_submission_penalty("student-01", 16, seconds) == points


def test_being_late_costs_nothing_unless_somebody_says_so():
    assert PointsPerDay().late_submission_penalty("student-01", 16, 86_400) is None


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class of three: on time, a day and a half late, and as late with two days more."""
    folder = tmp_path_factory.mktemp("course")
    bank = make_course(folder)
    settings = folder / "nbgrader_config.py"
    text = settings.read_text()
    assert "points_per_day = 0\n" in text
    settings.write_text(text.replace("points_per_day = 0\n", "points_per_day = 1.5\n"))
    written(folder, "schedule.yml", SCHEDULE)
    for student, at in (
        ("student-01", "2026-10-12 21:58:59 UTC"),
        ("student-02", "2026-10-14 09:00:00 UTC"),
        ("student-03", "2026-10-14 11:00:00 +0200"),
    ):
        place = folder / "submitted" / student / SLUG
        place.mkdir(parents=True)
        (place / NOTEBOOK).write_bytes(to_bytes(bank.submission()))
        (place / "timestamp.txt").write_text(at)
    return folder


def penalties(folder):
    with Gradebook(db_url(folder), "greenlib") as gradebook:
        return {s.student_id: s.late_submission_penalty
                for s in gradebook.assignment_submissions(SLUG)}  # fmt: skip


def test_late_submissions_lose_points_unless_they_have_more_time(course):
    grade(course, SLUG, with_feedback=True)
    assert penalties(course) == {"student-01": 0, "student-02": 3, "student-03": 0}
    page = (course / "feedback/student-02" / SLUG / f"{SLUG}.html").read_text()
    assert "late submission penalty" in page.lower()


def test_an_extension_given_afterwards_takes_the_penalty_back(course):
    grade(course, SLUG, with_feedback=True)
    written(course, "schedule.yml", SCHEDULE.replace("student-03:", "student-02:"))
    autograded = course / "autograded/student-02" / SLUG / NOTEBOOK
    before = autograded.stat().st_mtime_ns
    grade(course, SLUG, with_feedback=True)
    assert penalties(course) == {"student-01": 0, "student-02": 0, "student-03": 3}
    assert autograded.stat().st_mtime_ns == before, "nothing had to run again"


def test_a_time_that_is_corrected_by_hand_counts(course):
    grade(course, SLUG)
    (course / "submitted/student-01" / SLUG / "timestamp.txt").write_text("2026-10-13 21:00 UTC")
    grade(course, SLUG)
    assert penalties(course)["student-01"] == 1.5
