"""`greenlib check`: what a student is told about a notebook before handing it in."""

import contextlib
import copy
import os
import signal
import subprocess
import sys
import tomllib

import nbformat
import pytest
from nbgrader.utils import compute_checksum
from typer.testing import CliRunner

from greenlib.classroom import check as check_module
from greenlib.classroom import check_run
from greenlib.classroom.bank import read_bank
from greenlib.classroom.build import assignment_slugs
from greenlib.classroom.check import check, find_release
from greenlib.classroom.check_cells import cell_findings, checksum, has_visible_test, is_release
from greenlib.classroom.check_file import read_notebook
from greenlib.classroom.check_run import fresh_kernel
from greenlib.classroom.cli import app
from greenlib.classroom.masters import is_test
from greenlib.classroom.notebooks import grade_id, to_bytes
from greenlib.classroom.submissions import MAX_SUBMISSION_BYTES
from tests.classroom.test_cli import wait_until
from tests.conftest import ROOT, interruptible

SLUG = "01-footprint"
PROSE = "The estimate is 518 g, from 356 to 810 g."
every_unit = pytest.mark.parametrize("slug", assignment_slugs(ROOT))


def run(*arguments):
    """Return the exit code of `greenlib` and what it said, with line breaks taken out."""
    done = CliRunner().invoke(app, list(map(str, arguments)))
    return done.exit_code, " ".join(done.output.split())


def save(nb, folder, name=f"{SLUG}.ipynb"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(to_bytes(nb))
    return folder / name


def solved(slug=SLUG):
    """The reference solution put into the release by grade id, with an answer in prose."""
    bank = read_bank(ROOT, slug)
    nb = bank.submission()
    for question in bank.questions:
        if question.is_prose:
            cell_of(nb, question.name).source = PROSE
    return nb


def cell_of(nb, name):
    return next(cell for cell in nb.cells if grade_id(cell) == name)


def released(slug=SLUG):
    return read_notebook(ROOT / "release" / slug / f"{slug}.ipynb")


def words_about(report):
    return {question.title.split(" · ")[0]: question for question in report.questions}


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    with fresh_kernel(tmp_path_factory.mktemp("kernel")) as kernel:
        kernel.wait_until_ready()
        yield kernel


@pytest.fixture
def one_kernel(kernel, monkeypatch):
    """One kernel for many notebooks, emptied before each: a new one takes a second."""

    @contextlib.contextmanager
    def emptied(folder):
        assert kernel.run("%reset -f", 10) is None
        yield kernel

    monkeypatch.setattr(check_module, "fresh_kernel", emptied)


@every_unit
def test_the_untouched_release_is_not_ready_and_every_question_is_to_do(slug, one_kernel):
    code, said = run("check", ROOT / "release" / slug / f"{slug}.ipynb")
    questions = len(read_bank(ROOT, slug).questions)
    assert code == 1
    assert said.count("points: not written yet") == questions - 1
    assert said.count("prose: empty, still YOUR ANSWER HERE") == 1
    assert "Visible tests that pass: 0 of" in said and "Would not be graded" not in said


@every_unit
def test_the_reference_solution_is_ready(slug, one_kernel, tmp_path):
    path = save(solved(slug), tmp_path, f"{slug}.ipynb")
    before = path.read_bytes()
    code, said = run("check", path)
    assert code == 0, said
    assert "Ready. Next: hand in" in said and "This is not your grade" in said
    assert path.read_bytes() == before


@every_unit
def test_the_checksum_is_that_of_nbgrader(slug):
    nb = released(slug)
    marked = [cell for cell in nb.cells if grade_id(cell)]
    assert [checksum(cell) for cell in marked] == [compute_checksum(cell) for cell in marked]
    assert is_release(nb)
    marked[-1].source += " "
    assert not is_release(nb)


def test_a_wrong_answer_gets_the_words_of_the_failing_check(one_kernel, tmp_path):
    nb = solved()
    cell_of(nb, "energy_kwh").source = "def energy_kwh(power_w, hours):\n    return power_w * hours"
    code, said = run("check", save(nb, tmp_path))
    assert code == 1
    assert "FAILS Question 1 · Energy of one job · 3 points: passes 0 of 2 visible tests" in said
    assert "energy_kwh(80, 12) returned 960, which is 1000 times too large." in said
    assert "ok Question 2" in said and "Not ready: Question 1." in said
    assert "Traceback" not in said


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    """A notebook with much that goes wrong, checked alone and beside its release."""
    nb = solved()
    energy = cell_of(nb, "energy_kwh")
    energy.source += "\nimport sys; print('noise', file=sys.stderr)"
    nb.cells.insert(2, nbformat.v4.new_code_cell("1 / 0"))
    nb.cells.append(nbformat.from_dict({**copy.deepcopy(energy), "id": "b", "source": "pass"}))
    grams = cell_of(nb, "job_emissions_g")
    grams.source += "\nscale = 1\nprint(factor)"
    grams.source = grams.source.replace("return", "return factor *")
    grams.execution_count = 7
    cell_of(nb, "test_emissions_range_g").source = "pass"
    nb.cells.remove(cell_of(nb, "lower_the_estimate"))
    nb.metadata.kernelspec.name = "julia"
    folder = tmp_path_factory.mktemp("messy")
    alone = check(save(nb, folder / "alone", "homework.ipynb"))
    save(released(), folder / "course" / "release" / SLUG)
    return alone, check(save(nb, folder / "course" / "mine"))


def test_each_question_is_judged_by_itself(messy):
    for report in messy:
        questions = words_about(report)
        assert questions["Question 1"].is_ok
        assert questions["Question 2"].is_ok
        assert questions["Question 5"].words == "its answer cell is gone" or report.release
        assert questions["Question 6"].words == "prose: has an answer (10 words)"
        assert not report.ready


def test_an_answer_that_stops_is_shown_by_its_line_and_not_by_a_traceback(messy):
    question = words_about(messy[0])["Question 3"]
    assert question.words == (
        "not judged: its answer cell stopped with NameError: name 'factor' is not defined, "
        "in line 5: print(factor)"
    )
    assert question.details[0].startswith("It worked in your session with something that is no")


def test_without_a_release_the_notebook_itself_says_what_is_lost(messy):
    costs = [finding.text for finding in messy[0].findings if finding.costs]
    assert messy[0].release is None
    assert costs[0].startswith("The file is called homework.ipynb. The grader may not find it")
    assert "Question 5: its answer cell is gone" in costs[1]
    assert "energy_kwh stands 2 times in the notebook. Only the first one counts" in costs[2]
    assert "Question 4: the locked cell test_emissions_range_g was changed" in costs[3]
    assert words_about(messy[0])["Question 4"].passed_points == 0


def test_with_a_release_nearby_changed_tests_are_put_back_and_run(messy):
    costs = [finding.text for finding in messy[1].findings if finding.costs]
    assert messy[1].release.name == f"{SLUG}.ipynb"
    assert len(costs) == 2  # the lost answer, and the two answers to one question
    assert words_about(messy[1])["Question 4"].is_ok
    assert words_about(messy[1])["Question 5"].words == "not written yet"


def test_what_costs_nothing_is_only_noted(messy):
    notes = " ".join(finding.text for finding in messy[0].findings if not finding.costs)
    assert "names the kernel 'julia'. Grading runs it with 'python3'" in notes
    assert "1 code cell of your own: run like the others, but not graded." in notes
    assert "A cell of your own below Question 1 stopped with ZeroDivisionError" in notes


def test_a_cell_that_takes_too_long_is_stopped_and_the_next_one_runs(tmp_path):
    path = save(one_question("while True:\n    pass"), tmp_path)
    (question,) = check(path, limit_s=1).questions
    assert question.label == "FAILS"
    assert question.words == "not judged: its answer cell did not come to an end in time"


def test_a_cell_that_will_not_be_stopped_ends_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(check_run.KernelManager, "interrupt_kernel", lambda self: None)
    monkeypatch.setattr(check_run, "_INTERRUPT_LIMIT_S", 0.1)
    path = save(one_question("while True:\n    pass"), tmp_path)
    (question,) = check(path, limit_s=1).questions
    assert question.words == "not run: an earlier cell of Question 1 did not come to an end in time"


def test_after_a_cell_that_ends_python_the_rest_is_not_run(tmp_path):
    nb = solved()
    cell_of(nb, "facility_kwh").source += "\nimport os\nos._exit(3)"
    questions = words_about(check(save(nb, tmp_path)))
    assert questions["Question 1"].is_ok
    assert {q.label for name, q in questions.items() if name in ("Question 2", "Question 5")} == {
        "not run"
    }
    assert questions["Question 5"].words == (
        "not run: an earlier cell of Question 2 ended Python (exit, a crash, or too little memory)"
    )


def damaged(change):
    nb = solved()
    change(nb)
    return " ".join(finding.text for finding in cell_findings(nb, None))


def test_lost_cells_are_seen_from_headings_points_and_numbers():
    def lose(*names):
        return lambda nb: [nb.cells.remove(cell_of(nb, name)) for name in names]

    def lose_question(nb, number):
        first = next(n for n, c in enumerate(nb.cells) if f"## Question {number} " in c.source)
        heading = [n for n, c in enumerate(nb.cells) if c.source.startswith("## Question")]
        end = next((n for n in heading if n > first), len(nb.cells))
        del nb.cells[first:end]

    assert damaged(lambda nb: None) == ""
    assert "Question 1: test cells for 1 of its 3 points are gone" in damaged(
        lose("test_energy_kwh_arrays")
    )
    assert "Question 3: its heading is gone" in damaged(lambda nb: lose_question(nb, 3))
    assert "says 20 points, the questions add up to 16" in damaged(lambda nb: lose_question(nb, 6))


def test_a_code_question_without_its_tests_is_not_taken_for_prose(one_kernel, tmp_path):
    nb = solved()
    nb.cells.remove(cell_of(nb, "test_job_emissions_g"))
    code, said = run("check", save(nb, tmp_path))
    assert (
        code == 1 and "FAILS Question 3 · Grams of CO2e · 3 points: its test cell is gone" in said
    )


def test_a_question_of_hidden_tests_alone_is_to_do_until_it_is_written(one_kernel, tmp_path):
    nb = released()
    cell_of(nb, "test_job_emissions_g").source = "# Hidden tests.\nfrom greenlib import checks"
    assert (
        "to do Question 3 · Grams of CO2e · 3 points: not written yet"
        in run("check", save(nb, tmp_path))[1]
    )
    cell_of(nb, "job_emissions_g").source = "def job_emissions_g(*inputs):\n    return 1"
    assert "points: written; it has hidden tests only" in run("check", save(nb, tmp_path))[1]


def test_a_question_pasted_twice_counts_once():
    def paste(nb):
        nb.cells += copy.deepcopy(nb.cells[1:5])

    said = damaged(paste)
    assert said.count("stands 2 times") == 3 and "gone" not in said


def test_a_notebook_without_grading_marks_says_to_start_from_a_fresh_copy():
    def strip(nb):
        for cell in nb.cells:
            cell.metadata.clear()

    assert "No cell carries the marks that the grader goes by" in damaged(strip)


def test_an_answer_turned_into_text_is_named():
    def turn(nb):
        cell = cell_of(nb, "energy_kwh")
        new = nbformat.v4.new_markdown_cell(cell.source, metadata=cell.metadata)
        nb.cells[nb.cells.index(cell)] = new

    assert "Question 1: energy_kwh was turned into a markdown cell" in damaged(turn)


def test_text_that_was_written_into_the_question_is_said_to_be_lost():
    nb = solved()
    nb.cells[1].source += "\n\nMy answer: 42"
    said = [finding.text for finding in cell_findings(nb, released())]
    assert len(said) == 1 and "an answer written there is lost" in said[0]


def test_a_test_cell_with_hidden_tests_alone_has_no_visible_test():
    cells = [cell for cell in released().cells if is_test(cell)]
    hidden = [grade_id(cell) for cell in cells if not has_visible_test(cell)]
    assert hidden == ["test_lower_the_estimate_best_set"]


def test_a_release_that_somebody_worked_in_is_not_taken_for_one(tmp_path):
    path = save(solved(), tmp_path / "release" / SLUG)
    mine = save(solved(), tmp_path / "mine")
    assert find_release(mine, solved()) is None
    save(released(), path.parent)
    assert find_release(mine, solved()) == path
    assert find_release(path, released()) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b'{"cells": [', "is not a complete notebook file"),
        (b"\xff\xfe\x00", "is not a complete notebook file"),
        (b"[" * 100_000, "is nested too deeply to be read"),
        (b'{"a": 1}', "is a JSON file but no Jupyter notebook"),
        (b"7", "is a JSON file but no Jupyter notebook"),
        (b" " * (MAX_SUBMISSION_BYTES + 1), "50,000,000 are allowed"),
    ],
    ids=["empty", "truncated", "binary", "deep", "other-json", "number", "huge"],
)
def test_a_file_that_is_no_notebook_is_named_in_a_sentence(tmp_path, one_kernel, content, words):
    path = tmp_path / f"{SLUG}.ipynb"
    path.write_bytes(content)
    code, said = run("check", path)
    assert code == 1
    assert f"greenlib: {path.name}" in said and words in said and "Traceback" not in said


def test_a_byte_order_mark_does_no_harm(tmp_path, one_kernel):
    path = save(solved(), tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    code, said = run("check", path)
    assert code == 0 and "ok Question 1" in said


def test_marks_that_are_no_marks_are_left_out(tmp_path):
    nb = released()
    nb.cells[0].metadata["nbgrader"] = 5
    nb.cells[2].metadata["nbgrader"]["grade_id"] = ["x"]
    nb.cells[3].metadata["nbgrader"]["points"] = "many"
    nb.cells[4].metadata["nbgrader"]["points"] = 10**400
    cells = read_notebook(save(nb, tmp_path)).cells
    assert [grade_id(cell) for cell in cells[:5]] == [None] * 5


def test_a_heading_with_an_endless_number_is_not_counted_up_to(tmp_path):
    nb = released()
    nb.cells[1].source = f"## Question {'9' * 5000} · Big · {'9' * 5000} points"
    assert len(cell_findings(nb, None)) == 1


def test_a_path_that_is_no_file_is_a_usage_error_and_says_what_was_meant(tmp_path):
    path = save(released(), tmp_path / "release" / SLUG)
    code, said = run("check", tmp_path / "nothing.ipynb")
    assert code == 2 and "nothing.ipynb does not exist. Next: give the path" in said
    code, said = run("check", path.parent)
    assert code == 2 and f"did you mean {path}?" in " ".join(said.split())
    (tmp_path / "link.ipynb").symlink_to(path)
    assert run("check", tmp_path / "link.ipynb")[0] == 2
    assert run("check")[0] == 2


def test_what_a_terminal_would_obey_is_not_printed(tmp_path, one_kernel):
    nb = solved()
    cell_of(nb, "energy_kwh").source = "raise ValueError('\\x1b[2Jgone\\x07 [bold]')"
    _, said = run("check", save(nb, tmp_path))
    assert "ValueError: [2Jgone [bold]" in said and "\x1b[2J" not in said and "\x07" not in said


def test_a_student_needs_nothing_that_only_instructors_install(tmp_path):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    instructors = {line.split(">=")[0] for line in project["optional-dependencies"]["classroom"]}
    # typer loads pydantic where it is installed; the others come with rich and with Jupyter.
    instructors -= {"pydantic", "pygments", "ipython", "jinja2", "packaging", "tornado"}
    path = save(one_question("raise NotImplementedError()"), tmp_path)
    code = (
        "import sys\nfrom greenlib.classroom.cli import app\n"
        f"try:\n    app(['check', {str(path)!r}])\n"
        "finally:\n    print('modules:', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    loaded = set(done.stdout.partition("modules:")[2].split())
    assert done.returncode == 1 and "to do" in done.stdout
    assert {"jupyter_client", "nbformat", "typer"} <= loaded
    assert not {"nbgrader", "sqlalchemy", *instructors} & loaded


def test_a_command_of_instructors_says_what_it_needs_where_only_lab_is_installed(small_course):
    code = (
        "import sys\nsys.modules['nbgrader'] = None\n"
        "from greenlib.classroom.cli import app\napp(['build'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=small_course, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        "pip install -c constraints.txt -e '.[classroom]'."
    )
    assert "Traceback" not in done.stderr


def one_question(answer):
    """A notebook of one question that needs no package, so that it runs fast."""
    marks = {"schema_version": 3, "locked": False, "grade": False, "solution": True, "task": False}
    test = {**marks, "locked": True, "grade": True, "solution": False, "points": 1}
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("## Question 1 · Wait · 1 point"),
            nbformat.v4.new_code_cell(answer, metadata={"nbgrader": {**marks, "grade_id": "a"}}),
            nbformat.v4.new_code_cell(
                "assert done", metadata={"nbgrader": {**test, "grade_id": "b"}}
            ),
        ]
    )


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C reaches a process group on POSIX only")
def test_ctrl_c_ends_the_kernel_too(tmp_path):
    path = save(
        one_question("import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(60)"),
        tmp_path,
    )
    process = subprocess.Popen(
        interruptible("check", str(path)),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    pid_file = path.parent / "pid"
    wait_until(lambda: pid_file.is_file() and pid_file.read_text())
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[1:] == [
        "greenlib: stopped; your notebook is as it was. Next: run the same command again."
    ]
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)
