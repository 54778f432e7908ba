"""Grades go out: what Canvas, Moodle and a spreadsheet read back is what the gradebook holds."""

import csv
import io
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from nbgrader.api import Gradebook

from greenlib.classroom.errors import CourseError, UsageError
from greenlib.classroom.export import Order, export
from greenlib.classroom.gradebook import db_url, put_tools_on_path
from greenlib.classroom.lms import harmless
from tests.conftest import ROOT

SLUG = "01-small"
SAMPLES = ROOT / "tests" / "samples"
CANVAS, MOODLE, WORKSHEET = (
    SAMPLES / f"{name}.csv" for name in ("canvas_gradebook", "moodle_gradebook", "moodle_worksheet")
)
ROSTER = """\
id,lms_user_id,email,first_name,last_name
student-01,9001,one@example.org,First1,Last1
student-02,9002,two@example.org,First2,Last2
student-03,9003,three@example.org,F. First3,Last3
student-04,9004,four@example.org,First4,Last4
student-05,9005,five@example.org,First5,Last5
student-06,9006,six@example.org,First6,"=HYPERLINK(""http://example.org"")"
"""
# code points, prose points (None: a person has still to mark), late penalty
POINTS = {
    "student-01": (7, 2, 1.5), "student-02": (10 / 3, 0, 0), "student-03": (7, None, 0),
    "student-04": (5, 1, 0), "student-06": (1, 0, 4),
}  # fmt: skip
SCORES = {"student-01": 7.5, "student-02": 3.33, "student-04": 6, "student-06": 0}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with a gradebook: four graded, one waits for a marker, one handed in nothing."""
    folder = tmp_path_factory.mktemp("course")
    (folder / "students.csv").write_text(ROSTER)
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    put_tools_on_path()
    with Gradebook(db_url(folder), "greenlib") as gradebook:
        gradebook.add_assignment(SLUG)
        gradebook.add_notebook(SLUG, SLUG)
        for name, most in (("test_code", 7), ("prose", 2)):
            gradebook.add_grade_cell(name, SLUG, SLUG, max_score=most, cell_type="code")
        for student in (*POINTS, "student-05"):
            gradebook.add_student(student)
        for student, (code, prose, penalty) in POINTS.items():
            submission = gradebook.add_submission(SLUG, student)
            submission.timestamp = datetime(2026, 10, 12, 21, 58)
            (notebook,) = submission.notebooks
            notebook.late_submission_penalty = penalty or None
            for grade in notebook.grades:
                score = code if grade.cell.name == "test_code" else prose
                grade.manual_score, grade.needs_manual_grade = score, score is None
        gradebook.db.commit()
    return folder


def exported(course, out, kind, template=None, **more):
    order = Order(kind, out, [SLUG], (), template, **more)
    with Gradebook(db_url(course), "greenlib") as gradebook:
        return export(gradebook, course, order)


def rows_of(path, delimiter=","):
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def canvas_reads(path):
    """Return Canvas user id -> score, as its importer reads a file; it refuses other headers."""
    header, *rows = rows_of(path)
    assert "Student" in header[0] and "ID" in header[1]
    login = 3 if re.search(r"SIS\s+User\s+ID", header[2]) else 2
    assert re.search(r"SIS\s+Login\s+ID", header[login]) and "Section" in header[login + 1]
    assert all(len(row) == len(header) for row in rows)
    (place,) = (n for n, name in enumerate(header[login + 2 :], login + 2)
                if re.search(r"\((502)\)$", name) or name == SLUG)  # fmt: skip
    students = [row for row in rows
                if "Points Possible" not in row[0] and "Manual Posting" not in row]  # fmt: skip
    return {row[1]: row[place].strip() for row in students}


def test_canvas_reads_back_what_the_gradebook_holds(course, tmp_path):
    out = tmp_path / "canvas.csv"
    done = exported(course, out, "canvas", CANVAS)
    assert canvas_reads(out) == {
        "9001": "7.5", "9002": "3.33", "9003": "4.5", "9004": "EX", "9005": "", "9009": "",
        "9999": "",
    }  # fmt: skip
    assert done.written == ("student-01", "student-02")
    assert done.missing == ("student-05",)
    assert done.left == (
        "student-03: waits for a marker; the cell is as it was",
        "student-04: the LMS says EX; the cell is as it was",
        "'Last9, First9 9009 A-9' is in the file, and nobody here",
        "student-06: not in the file",
    )


def test_only_the_assignments_column_of_the_lms_file_changes(course, tmp_path):
    out = tmp_path / "canvas.csv"
    exported(course, out, "canvas", CANVAS)
    for before, after in zip(rows_of(CANVAS), rows_of(out), strict=True):
        name = f"'{before[0]}" if before[0].startswith("=") else before[0]
        assert [name, *before[1:6], *before[7:]] == [*after[:6], *after[7:]]


def test_without_a_file_of_canvas_one_is_made_that_canvas_reads(course, tmp_path):
    out = tmp_path / "canvas.csv"
    done = exported(course, out, "canvas")
    assert canvas_reads(out) == {"9001": "7.5", "9002": "3.33", "9004": "6", "9006": "0"}
    assert rows_of(out)[1] == ["    Points Possible", "", "", "", "", "9"]
    assert done.left == ("student-03: waits for a marker; not in the file",)
    assert done.missing == ("student-05",)


def test_moodles_grade_import_reads_back_what_the_gradebook_holds(course, tmp_path):
    out = tmp_path / "moodle.csv"
    done = exported(course, out, "moodle", MOODLE)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    header, *rows = rows_of(out)
    assert header == rows_of(MOODLE)[0]
    email, grade = header.index("Email address"), header.index("Assignment: 01-small (Real)")
    assert {row[email]: row[grade] for row in rows} == {
        "one@example.org": "7.5", "two@example.org": "3.33", "three@example.org": "4.50",
    }  # fmt: skip
    assert {row[-1] for row in rows} == {"1760000000"}
    assert rows[2][4] == "'=cmd|' /C calc'!A0"
    assert done.written == ("student-01", "student-02")


def test_without_a_file_of_moodle_nobody_is_in_who_has_no_grade(course, tmp_path):
    out = tmp_path / "moodle.csv"
    exported(course, out, "moodle")
    # Moodle takes an empty cell for "no grade" and deletes the one it has.
    assert rows_of(out) == [
        ["Email address", SLUG], ["one@example.org", "7.5"], ["two@example.org", "3.33"],
        ["four@example.org", "6"], ["six@example.org", "0"],
    ]  # fmt: skip


def test_moodles_grading_worksheet_is_filled_in_its_grade_column(course, tmp_path):
    out = tmp_path / "worksheet.csv"
    exported(course, out, "moodle", WORKSHEET)
    header, *rows = rows_of(out)
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(header)
    grades = {row[0]: row[header.index("Grade")] for row in rows}
    assert grades == {
        "Participant 3101": "7.5", "Participant 3102": "3.33", "Participant 3103": "4.50"
    }  # fmt: skip


def test_a_file_in_another_language_is_matched_by_its_email_addresses(course, tmp_path):
    template, out = tmp_path / "bewertungen.csv", tmp_path / "moodle.csv"
    template.write_text("Vorname;E-Mail-Adresse;Aufgabe 1\nFirst2;TWO@example.org;-\n")
    done = exported(course, out, "moodle", template, column="Aufgabe 1")
    assert rows_of(out, ";")[1] == ["First2", "TWO@example.org", "3.33"]
    assert done.written == ("student-02",)


@pytest.mark.parametrize(
    "change, words",
    [
        (("01-small: energy (502)", "Energy (502)"), "no columns named after 01-small; it has St"),
        (("Read the syllabus", "01-small draft"), "has 2 columns named after 01-small"),
        ((",1,9,", ",1,100,"), "out of 100 points, and this assignment has 9. Next: set it to 9"),
        ((",1,9,", ",1,(read only),"), "the LMS computes the column '01-small: energy .502.'"),
    ],
)
def test_a_file_of_the_lms_that_does_not_fit_is_refused_in_words(course, tmp_path, change, words):
    template, out = tmp_path / "template.csv", tmp_path / "out.csv"
    assert change[0] in CANVAS.read_text()
    template.write_text(CANVAS.read_text().replace(*change))
    with pytest.raises(CourseError, match=words):
        exported(course, out, "canvas", template)
    assert not out.exists()


def test_a_row_that_points_to_two_students_gets_no_grade(course, tmp_path):
    template, out = tmp_path / "template.csv", tmp_path / "out.csv"
    template.write_text(CANVAS.read_text().replace("9001,A-1,student-01", "9001,A-1,student-02"))
    done = exported(course, out, "canvas", template)
    assert canvas_reads(out)["9001"] == ""
    assert "student-01: not in the file" in done.left


def test_the_same_student_twice_in_the_file_is_refused(course, tmp_path):
    template = tmp_path / "template.csv"
    template.write_text(MOODLE.read_text().replace("two@example.org", "one@example.org"))
    with pytest.raises(CourseError, match="two rows of the file are student-01"):
        exported(course, tmp_path / "out.csv", "moodle", template)


def test_a_csv_tells_who_waits_and_who_handed_in_nothing(course, tmp_path):
    out = tmp_path / "grades.csv"
    done = exported(course, out, "csv")
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(out.read_text()))}
    assert {s: float(r["score"]) for s, r in rows.items() if r["score"]} == SCORES
    assert rows["student-03"]["state"] == "waits for a marker" and not rows["student-03"]["score"]
    assert rows["student-05"]["state"] == "no graded submission"
    assert rows["student-01"]["late_penalty"] == "1.5"
    assert rows["student-01"]["submitted_utc"] == "2026-10-12 21:58:00"
    assert rows["student-06"]["last_name"] == '\'=HYPERLINK("http://example.org")'
    assert done.missing == ("student-05",)


def test_a_workbook_holds_numbers_as_numbers_and_no_formula(course, tmp_path):
    out = tmp_path / "grades.xlsx"
    exported(course, out, "xlsx")
    sheet = openpyxl.load_workbook(out).active
    header, *rows = sheet.iter_rows()
    place = {cell.value: n for n, cell in enumerate(header)}
    scores = {row[0].value: row[place["score"]].value for row in rows}
    assert {student: s for student, s in scores.items() if s is not None} == SCORES
    assert {cell.data_type for row in rows for cell in row} == {"s", "n"}
    assert rows[-1][place["last_name"]].value == '=HYPERLINK("http://example.org")'


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-2+3", "@SUM(1)", " =1", "\t=1", "\uff1d1", "-cmd|' /C x'!A0"]
)
def test_what_a_spreadsheet_would_run_is_made_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-", "-3.5", "+4,5", "Last", "+a@example.org", "3 = 3"])
def test_what_it_would_not_run_is_left_alone(cell):
    assert harmless(cell) == cell


def test_an_assignment_that_was_never_graded_is_named(course, tmp_path):
    order = Order("csv", tmp_path / "out.csv", ["02-other"])
    with (
        Gradebook(db_url(course), "greenlib") as gradebook,
        pytest.raises(UsageError, match="'02-other' is not in the gradebook; there: 01-small"),
    ):
        export(gradebook, course, order)


def run(course, *command):
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=course, capture_output=True, text=True,
        env={**os.environ, "COLUMNS": "200",
             "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip


def test_nbgraders_own_export_takes_the_plugins(course, tmp_path):
    out = tmp_path / "canvas.csv"
    done = run(
        course, "nbgrader", "export", "--to", str(out), "--assignment", f"['{SLUG}']",
        "--exporter=greenlib.classroom.export_plugins.CanvasExport",
        f"--CanvasExport.template={CANVAS}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert canvas_reads(out)["9001"] == "7.5"
    assert "student-03: waits for a marker; the cell is as it was" in done.stderr


def test_the_command_says_who_is_not_in_the_file_and_exits_with_1(course, tmp_path):
    out = tmp_path / "moodle.csv"
    arguments = ("export", SLUG, "--to", "moodle", "--out", str(out))
    done = run(course, "greenlib.classroom", *arguments)
    assert done.returncode == 1
    assert f"4 grades in {out}" in done.stdout
    assert "no graded submission: student-05" in done.stdout
    assert "student-03: waits for a marker; not in the file" in done.stdout
    wrong = run(course, "greenlib.classroom", "export", "02-other", *arguments[2:])
    assert wrong.returncode == 2
    assert "Next: greenlib grade 02-other." in wrong.stderr
