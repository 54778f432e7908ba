"""greenlib collect: what comes back finds its place, and what is hostile finds none."""

import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import datetime

import pytest

from greenlib.classroom import incoming
from greenlib.classroom.collect import NEW, REPLACES, THERE, collect
from greenlib.classroom.errors import UsageError
from greenlib.classroom.notebooks import to_bytes
from tests.conftest import ROOT
from tests.graders.small_class import NOTEBOOK, SLUG, make_course

ROSTER = """\
id,lms_user_id,email,first_name,last_name
student-01,9001,one@example.org,First1,Last1
student-02,9002,two@example.org,First2,Last2
student-03,,three@example.org,F. First3,Last3
"""
OTHER = "02-other"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course of two assignments and a class of three; and a submission of the first."""
    course = tmp_path_factory.mktemp("made") / "course"
    bank = make_course(course)
    (course / "students.csv").write_text(ROSTER)
    for step, end in (("source", ".py"), ("release", ".ipynb")):
        text = (course / step / SLUG / f"{SLUG}{end}").read_text()
        (course / step / OTHER).mkdir()
        changed = re.sub(r"energy_kwh|with_emissions|cleanest|left_out", r"other_\g<0>", text)
        (course / step / OTHER / f"{OTHER}{end}").write_text(changed)
    return course, to_bytes(bank.submission())


@pytest.fixture
def course(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / "course")


@pytest.fixture
def notebook(made):
    return made[1]


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def other_answer(notebook):
    return notebook.replace(b"energy_wh / 1000", b"energy_wh / 1e3")


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def zipped(*entries):
    """Return a zip archive of (name or ZipInfo, data)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def places(course):
    submitted = course / "submitted"
    return sorted(p.relative_to(submitted).as_posix() for p in submitted.rglob("*") if p.is_file())


def reasons(collected):
    return {one.shown.rpartition("/")[2]: one.reason for one in collected.refused}


def test_a_zip_of_canvas_goes_to_the_students_it_names(course, notebook, inbox):
    put(inbox, "submissions.zip", zipped(
        (f"last1first1_9001_55501_{NOTEBOOK}", notebook),
        (f"last2first2_LATE_9002_55502_{SLUG}-1.ipynb", notebook),
        (f"last3ffirst3_77_55503_{NOTEBOOK}", notebook),
        (f"nobody_9009_55504_{NOTEBOOK}", notebook),
        ("last1first1_9001_55505_photo.jpg", b"\xff\xd8"),
    ))  # fmt: skip
    collected = collect(course, inbox)
    assert places(course) == [
        f"student-01/{SLUG}/{NOTEBOOK}", f"student-02/{SLUG}/{NOTEBOOK}",
        f"student-03/{SLUG}/{NOTEBOOK}",
    ]  # fmt: skip
    late = next(one for one in collected.placed if one.student == "student-02")
    assert late.remarks[0].startswith("Canvas marks it late and does not say when")
    assert reasons(collected) == {
        f"nobody_9009_55504_{NOTEBOOK}": "is of nobody in students.csv: nobody (user 9009)",
        "last1first1_9001_55505_photo.jpg": "is no notebook",
    }


def test_of_several_uploads_to_canvas_the_last_one_counts(course, notebook, inbox):
    put(inbox, f"last1first1_9001_55501_{NOTEBOOK}", notebook)
    put(inbox, f"last1first1_9001_55599_{SLUG}-1.ipynb", other_answer(notebook))
    collected = collect(course, inbox)
    placed = course / "submitted/student-01" / SLUG / NOTEBOOK
    assert placed.read_bytes() == other_answer(notebook)
    assert reasons(collected) == {
        f"last1first1_9001_55501_{NOTEBOOK}": f"is an older one of student-01 for {SLUG}"
    }


@pytest.mark.parametrize("form", ["{}_assignsubmission_file_/", "{}_assignsubmission_file/",
                                  "{}_assignsubmission_file_"])  # fmt: skip
def test_a_zip_of_moodle_goes_to_the_students_it_names(course, notebook, inbox, form):
    put(inbox, "moodle.zip", zipped(
        (form.format("First1 Last1_3101") + NOTEBOOK, notebook),
        (form.format("Participant_3102") + NOTEBOOK, notebook),
    ))  # fmt: skip
    collected = collect(course, inbox)
    assert places(course) == [f"student-01/{SLUG}/{NOTEBOOK}"]
    (reason,) = [one.reason for one in collected.refused]
    assert reason == "is of nobody in students.csv: Participant (participant 3102)"


def test_the_grading_worksheet_says_who_a_participant_is_and_when(course, notebook, inbox):
    (course / "schedule.yml").write_text("timezone: Europe/Berlin\n")
    put(inbox, "moodle.zip", zipped(
        (f"Participant_3101_assignsubmission_file_/{NOTEBOOK}", notebook),
        (f"Participant_3102_assignsubmission_file_/{NOTEBOOK}", notebook),
    ))  # fmt: skip
    put(inbox, "worksheet.csv", (ROOT / "tests/samples/moodle_worksheet.csv").read_bytes())
    collected = collect(course, inbox)
    assert [(one.student, one.submitted) for one in collected.placed] == [
        ("student-01", datetime(2026, 10, 12, 19, 58)),
        ("student-02", datetime(2026, 10, 13, 8, 30)),
    ]
    stamp = course / "submitted/student-01" / SLUG / "timestamp.txt"
    assert stamp.read_text() == "2026-10-12 19:58:00 UTC\n"


def test_folders_of_students_are_taken_as_they_are(course, notebook, inbox):
    put(inbox, f"student-01/{SLUG}/{NOTEBOOK}", notebook)
    put(inbox, f"student-01/{SLUG}/timestamp.txt", b"2026-10-12 21:58:00 UTC")
    put(inbox, f"two@example.org/{SLUG} (1).ipynb", notebook)
    put(inbox, f"{SLUG}_student-03.ipynb", notebook)
    collected = collect(course, inbox)
    assert {one.student: one.submitted for one in collected.placed} == {
        "student-01": datetime(2026, 10, 12, 21, 58), "student-02": None, "student-03": None,
    }  # fmt: skip
    assert collected.refused == ()


def test_without_a_roster_a_folders_name_is_the_student(course, notebook, inbox):
    (course / "students.csv").unlink()
    put(inbox, f"student-07/{NOTEBOOK}", notebook)
    put(inbox, f"CON/{NOTEBOOK}", notebook)
    put(inbox, f"a name/{NOTEBOOK}", notebook)
    put(inbox, NOTEBOOK, notebook)
    collected = collect(course, inbox)
    assert places(course) == [f"student-07/{SLUG}/{NOTEBOOK}"]
    assert len(collected.refused) == 3


def test_folders_that_differ_in_capitals_only_are_not_taken_for_two_students(
    course, notebook, inbox
):
    (course / "students.csv").unlink()
    put(inbox, f"student-07/{NOTEBOOK}", notebook)
    put(inbox, f"Student-07/{NOTEBOOK}", other_answer(notebook))
    collected = collect(course, inbox)
    assert places(course) == []
    assert all("it is not clear which counts" in one.reason for one in collected.refused)


def test_a_notebook_under_a_wrong_name_goes_where_its_cells_belong(course, notebook, inbox):
    put(inbox, f"student-01/{OTHER}.ipynb", notebook)
    put(inbox, "student-02/homework.ipynb", notebook)
    collected = collect(course, inbox)
    assert [(one.slug, one.remarks) for one in collected.placed] == [
        (SLUG, (f"it is called {OTHER}, and holds the cells of {SLUG}",)), (SLUG, ()),
    ]  # fmt: skip


def test_a_damaged_notebook_is_placed_by_its_name_so_that_grading_says_why(course, notebook, inbox):
    put(inbox, f"student-01/{NOTEBOOK}", notebook[:300])
    put(inbox, "student-02/homework.ipynb", notebook[:300])
    put(inbox, "student-03/other.ipynb", json.dumps({"cells": []}).encode())
    collected = collect(course, inbox)
    assert "not a complete notebook file" in collected.placed[0].remarks[0]
    assert places(course) == [f"student-01/{SLUG}/{NOTEBOOK}"]
    assert "not a complete notebook" in reasons(collected)["homework.ipynb"]
    assert reasons(collected)["other.ipynb"] == "holds no cell of a release"


def test_collecting_twice_changes_nothing(course, notebook, inbox):
    put(inbox, f"student-01/{NOTEBOOK}", notebook)
    assert [one.what for one in collect(course, inbox).placed] == [NEW]
    path = course / "submitted/student-01" / SLUG / NOTEBOOK
    before = path.stat().st_mtime_ns
    assert [one.what for one in collect(course, inbox).placed] == [THERE]
    assert path.stat().st_mtime_ns == before


def test_a_dry_run_says_all_and_does_nothing(course, notebook, inbox):
    put(inbox, f"student-01/{NOTEBOOK}", notebook)
    assert [one.what for one in collect(course, inbox, dry_run=True).placed] == [NEW]
    assert not (course / "submitted").exists()


def test_a_newer_submission_replaces_an_older_one_and_never_the_other_way_round(
    course, notebook, inbox
):
    stamp = course / "submitted/student-01" / SLUG / "timestamp.txt"
    for at, data, what in (
        ("2026-10-12 10:00:00 UTC", notebook, NEW),
        ("2026-10-12 11:00:00 UTC", other_answer(notebook), REPLACES),
        ("2026-10-12 10:00:00 UTC", notebook, None),
    ):
        put(inbox, f"student-01/{NOTEBOOK}", data)
        put(inbox, "student-01/timestamp.txt", at.encode())
        collected = collect(course, inbox)
        assert [one.what for one in collected.placed] == ([what] if what else [])
    assert reasons(collected)[NOTEBOOK] == "is no newer than the one of student-01 that is there"
    assert stamp.with_name(NOTEBOOK).read_bytes() == other_answer(notebook)
    assert stamp.read_text().startswith("2026-10-12 11:00:00")


def test_what_may_be_newer_is_left_alone_until_somebody_says_so(course, notebook, inbox):
    put(course / "submitted/student-01" / SLUG, NOTEBOOK, notebook)
    put(course / "submitted/student-01" / SLUG, "timestamp.txt", b"2026-10-12 10:00:00 UTC")
    put(inbox, f"student-01/{NOTEBOOK}", other_answer(notebook))
    assert "it is not known which is newer" in reasons(collect(course, inbox))[NOTEBOOK]
    path = course / "submitted/student-01" / SLUG / NOTEBOOK
    assert path.read_bytes() == notebook
    (one,) = collect(course, inbox, replace_unknown=True).placed
    assert one.what == REPLACES and path.read_bytes() == other_answer(notebook)
    assert not path.with_name("timestamp.txt").exists(), "it was the time of the other one"


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def raw(name):
    """Return an entry with a name that zipfile would have tidied up."""
    info = zipfile.ZipInfo("x")
    info.filename = info.orig_filename = name
    return info


@pytest.mark.parametrize(
    "entry, words",
    [
        (raw(f"../../student-01/{NOTEBOOK}"), "leads out of the archive"),
        (raw(f"student-01/../../../{NOTEBOOK}"), "leads out of the archive"),
        (raw(f"/etc/student-01/{NOTEBOOK}"), "leads out of the archive"),
        (raw(f"C:/student-01/{NOTEBOOK}"), "leads out of the archive"),
        (raw(f"..\\student-01\\{NOTEBOOK}"), "leads out of the archive"),
        (raw(f"student-01/\x1b[2J{NOTEBOOK}"), "signs that cannot be printed"),
        (raw(f"student-01/\u202e{NOTEBOOK}"), "signs that cannot be printed"),
        (raw(f"student-01/{'a' * 600}.ipynb"), "has a name of 617 letters"),
        (link(f"student-01/{NOTEBOOK}"), "is a link, and links are not followed"),
    ],
)
def test_a_hostile_entry_is_refused_and_the_rest_is_placed(course, notebook, inbox, entry, words):
    outside = sorted(inbox.parent.rglob("*"))
    put(inbox, "all.zip", zipped((entry, notebook), (f"student-02/{NOTEBOOK}", notebook)))
    collected = collect(course, inbox)
    assert [words in one.reason for one in collected.refused] == [True]
    assert all(one.shown.isprintable() for one in collected.refused)
    assert places(course) == [f"student-02/{SLUG}/{NOTEBOOK}"]
    new = {p for p in inbox.parent.rglob("*") if p.is_file()} - set(outside)
    assert new == {inbox / "all.zip", course / "submitted/student-02" / SLUG / NOTEBOOK}


def test_an_encrypted_entry_is_refused(course, notebook, inbox):
    data = bytearray(zipped((f"student-01/{NOTEBOOK}", notebook)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    put(inbox, "all.zip", bytes(data))
    assert reasons(collect(course, inbox))[NOTEBOOK].startswith("is encrypted")


def test_what_grows_without_end_is_not_unpacked(course, notebook, inbox, monkeypatch):
    monkeypatch.setattr(incoming, "MAX_SUBMISSION_BYTES", 1_000_000)
    monkeypatch.setattr(incoming, "_MOST_ARCHIVE_BYTES", 1_000_000)
    bomb = bytes(60_000_000)
    put(inbox, "all.zip", zipped(
        (f"student-01/{NOTEBOOK}", bomb), ("student-03/inner.zip", zipped(("bomb.ipynb", bomb))),
        ("student-03/outer.zip", bomb), (f"student-02/{NOTEBOOK}", notebook),
    ))  # fmt: skip
    tracemalloc.start()
    collected = collect(course, inbox)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20_000_000, "it was unpacked and then refused"
    assert places(course) == [f"student-02/{SLUG}/{NOTEBOOK}"]
    words = {name: reason for name, reason in reasons(collected).items() if "too large" in reason}
    assert set(words) == {NOTEBOOK, "bomb.ipynb", "outer.zip"}


def test_a_size_that_the_header_gets_wrong_is_not_believed(course, notebook, inbox, monkeypatch):
    monkeypatch.setattr(incoming, "MAX_SUBMISSION_BYTES", 1_000_000)
    data = bytearray(zipped((f"student-01/{NOTEBOOK}", bytes(5_000_000))))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    put(inbox, "all.zip", bytes(data))
    collected = collect(course, inbox)
    assert places(course) == [] and len(collected.refused) == 1


def test_thousands_of_entries_are_refused_at_once(course, inbox):
    put(inbox, "all.zip", zipped(*((f"{n}.ipynb", b"") for n in range(20_001))))
    assert reasons(collect(course, inbox)) == {
        "all.zip": "holds 20,001 entries; 20,000 are allowed"
    }


def test_archives_in_archives_have_an_end(course, notebook, inbox):
    inner = zipped((f"student-01/{NOTEBOOK}", notebook))
    for _ in range(4):
        inner = zipped(("more.zip", inner))
    put(inbox, "all.zip", inner)
    (refused,) = collect(course, inbox).refused
    assert refused.reason == "is an archive in too many others"


def test_an_archive_in_an_archive_is_looked_into(course, notebook, inbox):
    mine = zipped((f"work/{NOTEBOOK}", notebook), ("__MACOSX/._x.ipynb", b""))
    put(inbox, "all.zip", zipped(("last1first1_9001_55501_work.zip", mine)))
    assert [one.student for one in collect(course, inbox).placed] == ["student-01"]


@pytest.mark.parametrize(
    "inside",
    [f"last2first2_9002_99999_{NOTEBOOK}", f"student-02/{NOTEBOOK}",
     f"First2 Last2_3102_assignsubmission_file_/{NOTEBOOK}"],
)  # fmt: skip
@pytest.mark.parametrize(
    "outside", ["last1first1_9001_55501_work.zip", "First1 Last1_3101_assignsubmission_file_/w.zip"]
)
def test_nobody_hands_in_for_somebody_else_or_at_another_time(
    course, notebook, inbox, inside, outside
):
    stamp = (f"{inside.rpartition('/')[0]}/timestamp.txt", b"2020-01-01 00:00:00 UTC")
    put(inbox, "all.zip", zipped((outside, zipped((inside, notebook), stamp))))
    (one,) = collect(course, inbox).placed
    assert (one.student, one.submitted) == ("student-01", None)


def test_a_worksheet_that_a_student_hands_in_is_not_believed(course, notebook, inbox):
    sheet = (ROOT / "tests/samples/moodle_worksheet.csv").read_bytes()
    put(inbox, f"Participant_3101_assignsubmission_file_/{NOTEBOOK}", notebook)
    put(inbox, "First2 Last2_3102_assignsubmission_file_/sheet.csv", sheet)
    assert "is of nobody" in reasons(collect(course, inbox))[NOTEBOOK]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>", b"not a zip" * 100])
def test_what_is_no_archive_is_said(course, notebook, inbox, data):
    put(inbox, "all.zip", data)
    put(inbox, f"student-01/{NOTEBOOK}", notebook)
    collected = collect(course, inbox)
    assert "is no zip archive, or a damaged one" in reasons(collected)["all.zip"]
    assert len(collected.placed) == 1


def test_a_damaged_entry_is_said(course, notebook, inbox):
    data = bytearray(zipped((f"student-01/{NOTEBOOK}", notebook)))
    data[200:400] = bytes(200)
    put(inbox, "all.zip", bytes(data))
    assert reasons(collect(course, inbox))[NOTEBOOK] == (
        "is damaged in the archive; download it again"
    )


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_links_in_a_folder_are_not_followed(course, notebook, inbox, tmp_path):
    put(tmp_path, "secret.ipynb", notebook)
    (inbox / "student-01").mkdir()
    (inbox / "student-01" / NOTEBOOK).symlink_to(tmp_path / "secret.ipynb")
    (inbox / "student-02").symlink_to(tmp_path)
    collected = collect(course, inbox)
    assert places(course) == []
    assert len(collected.refused) == 2 and all("link" in one.reason for one in collected.refused)


def test_an_archive_alone_can_be_named(course, notebook, inbox):
    put(inbox, "all.zip", zipped((f"student-02/{NOTEBOOK}", notebook)))
    assert [one.student for one in collect(course, inbox / "all.zip").placed] == ["student-02"]
    with pytest.raises(UsageError, match=r"does not exist\. Next: name the folder"):
        collect(course, inbox / "nosuch")


def test_the_command_shows_a_table_and_exits_with_1_if_something_has_no_place(
    course, notebook, inbox
):
    put(inbox, f"student-01/{NOTEBOOK}", notebook)
    put(inbox, "student-02/[bold]essay.pdf", b"%PDF")

    def run(folder):
        return subprocess.run(
            [sys.executable, "-m", "greenlib.classroom", "collect", str(folder)], cwd=course,
            capture_output=True, text=True, env={**os.environ, "COLUMNS": "160"},
        )  # fmt: skip

    done = run(inbox)
    assert done.returncode == 1
    assert re.search(rf"student-01 +│ {SLUG} +│ not known +│ new", done.stdout)
    assert "student-02/[bold]essay.pdf: is no notebook" in done.stdout
    (inbox / "student-02/[bold]essay.pdf").unlink()
    assert run(inbox).returncode == 0
    assert run(inbox / "nosuch").returncode == 2
