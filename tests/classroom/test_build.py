"""greenlib build: the same bytes twice, only what changed, all or nothing, errors with a place."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from greenlib.classroom import build as build_module
from greenlib.classroom.build import build, unit_slugs
from greenlib.classroom.errors import CourseError, MasterError, NotebookFailed, UsageError
from tests.conftest import interruptible

SLUG = "01-footprint"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def files_under(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def built(small_course):
    build(small_course)
    return small_course


def lesson(course):
    return course / "course" / f"{SLUG}.py"


def master(course):
    return course / "source" / SLUG / f"{SLUG}.py"


def test_one_build_makes_lesson_master_release_and_solution(built):
    assert {name for name in files_under(built) if name.endswith(".ipynb")} == {
        f"course/{SLUG}.ipynb",
        f"source/{SLUG}/{SLUG}.ipynb",
        f"release/{SLUG}/{SLUG}.ipynb",
        f"solutions/{SLUG}/{SLUG}.ipynb",
    }


def test_a_second_build_runs_nothing_and_changes_nothing(built):
    before = files_under(built)
    again = build(built)
    assert (again.run, again.changed) == ([], [])
    assert files_under(built) == before


def test_a_build_from_scratch_gives_the_same_bytes(built, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    build(built, output_root=elsewhere)
    for name, data in files_under(elsewhere).items():
        assert (built / name).read_bytes() == data, name


def test_only_what_changed_is_run_again(built):
    edit(lesson(built), "6 * 7", "6 * 9")
    again = build(built)
    assert [path.as_posix() for path in again.run] == [f"course/{SLUG}.py"]


def test_a_change_in_a_module_of_a_package_runs_the_lesson_again(built, monkeypatch):
    edit(lesson(built), "6 * 7", "from greenlib import plots\n\n6 * 7")
    build(built)
    digest = build_module._file_digest
    monkeypatch.setattr(
        build_module, "_file_digest",
        lambda path, *time: b"changed" if path.name == "style.py" else digest(path, *time),
    )  # fmt: skip
    assert [path.as_posix() for path in build(built).run] == [f"course/{SLUG}.py"]


def test_the_notebooks_hold_no_time_no_path_and_no_version(built):
    for name, data in files_under(built).items():
        if name.endswith(".ipynb"):
            text = data.decode()
            assert str(built) not in text and sys.version.split()[0] not in text
            assert '"execution"' not in text and "iopub" not in text


def test_cell_ids_come_from_grade_ids_and_headings(built):
    nb = nbformat.read(built / "release" / SLUG / f"{SLUG}.ipynb", as_version=4)
    assert [cell.id for cell in nb.cells] == [
        "question-1-double-2-points-1",
        "double",
        "test_double",
    ]


def test_a_failing_cell_is_named_and_the_previous_outputs_stay(built):
    before = files_under(built)
    edit(lesson(built), "6 * 7", "seven = 7\n6 / (seven - 7)")
    with pytest.raises(NotebookFailed) as caught:
        build(built)
    assert str(caught.value) == (
        f"course/{SLUG}.py:6: cell 2 (a-small-lesson-2): ZeroDivisionError: division by zero"
    )
    after = files_under(built)
    assert {n: d for n, d in after.items() if n.endswith(".ipynb")} == {
        n: d for n, d in before.items() if n.endswith(".ipynb")
    }
    assert not list(built.glob(".build-*"))


def test_a_reference_that_fails_its_own_tests_does_not_build(built):
    edit(master(built), "return number + number", "return number * number")
    with pytest.raises(NotebookFailed, match=r"\(test_double\): CheckFailed: double\(21\)"):
        build(built)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("return number + number", "return number +", 7, "this cell is not Python"),
        ('"grade_id": "test_double"', '"grade_id": "double"', 10, "already used on line 4"),
        ("    ### BEGIN SOLUTION\n", "", 7, "has no beginning"),
        ("### BEGIN HIDDEN TESTS", "### BEGIN HIDDEN TEST", 14, "looks like a marker but is none"),
        ("### BEGIN HIDDEN TESTS", "### begin hidden tests", 14, "looks like a marker"),
        ("from greenlib import checks", "!important", 11, "Jupyter takes '!important' for a comm"),
        ("from greenlib import checks", "# !important", 11, "takes '# !important' for a command"),
        ("from greenlib import checks", "# %time is up", 11, "takes '# %time is up' for a command"),
        ("from greenlib import checks", "# cat sat", 11, "Jupyter takes '# cat sat' for a comm"),
        ("return number + number", "%timeit number", 7, "Jupyter takes '%timeit number' for a"),
        ("### BEGIN HIDDEN TESTS", "# hidden tests begin", 16, "has no beginning"),
        ("### BEGIN HIDDEN TESTS", "#BEGIN HIDEN TESTS", 14, "looks like a marker but is none"),
        ("### END HIDDEN TESTS", "", 14, "never ends"),
        ("### END SOLUTION", "### END SOLUTIONS", 8, "looks like a marker but is none"),
        ("· 2 points", "· 3 points", 2, "the heading says 3 points, the cells add up to 2"),
        (" · 2 points", "", 2, "a question without points"),
        ('"points": 2', '"points": 0', 10, "has 0 points"),
        ("# %% [markdown]\n", "stray = 1\n\n# %% [markdown]\n", 1, "markers"),
        ("checks.returns(double, -3.5, expected=-7.0)\n### END HIDDEN TESTS",
         "### END HIDDEN TESTS\ndouble(4)", 16, "this test cell ends in a value"),
    ],
)  # fmt: skip
def test_a_wrong_master_is_refused_with_its_line(built, old, new, line, words):
    before = files_under(built / "release")
    edit(master(built), old, new)
    with pytest.raises(MasterError) as caught:
        build(built)
    message = str(caught.value)
    assert words in message
    assert message.startswith(f"source/{SLUG}/{SLUG}.py:{line}:"), message
    assert "Next: " in message
    assert files_under(built / "release") == before


def test_a_solution_cell_without_any_marker_is_refused(built):
    edit(master(built), "    ### BEGIN SOLUTION\n    return number + number\n    ### END SOLUTION",
         "    return number + number")  # fmt: skip
    with pytest.raises(MasterError, match=f"{SLUG}.py:4: the answer cell 'double' has no"):
        build(built)


def test_a_secret_that_also_stands_in_the_open_is_not_called_a_leak(built):
    edit(master(built), "# ## Question 1 · Double · 2 points",
         "# ## Question 1 · Double · 2 points\n#\n# Hint: return number + number")  # fmt: skip
    build(built)


def test_a_missing_kernel_is_named_with_the_remedy(built, monkeypatch):
    monkeypatch.setattr("greenlib.classroom.notebooks._METADATA", {
        "kernelspec": {"display_name": "x", "language": "python", "name": "nosuchkernel"},
        "language_info": {"name": "python"},
    })  # fmt: skip
    edit(lesson(built), "6 * 7", "6 * 8")
    with pytest.raises(CourseError, match=r"no Jupyter kernel called 'nosuchkernel'.*ipykernel"):
        build(built)


def test_a_cell_that_should_raise_but_does_not_fails_the_build(built):
    edit(lesson(built), "# %%\n6 * 7", '# %% tags=["raises-exception"]\n6 * 7')
    with pytest.raises(NotebookFailed, match="tagged raises-exception but raises nothing"):
        build(built)


@pytest.mark.parametrize(
    ("code", "words"),
    [("object()", "memory address"), ("import os; os.getcwd()", "path of this machine")],
)
def test_an_output_that_cannot_repeat_fails_the_build(built, code, words):
    edit(lesson(built), "6 * 7", code)
    with pytest.raises(NotebookFailed, match=words):
        build(built)


def test_an_edit_made_in_jupyter_is_not_overwritten(built):
    path = built / "course" / f"{SLUG}.ipynb"
    nb = json.loads(path.read_text())
    nb["cells"][1]["source"] = "6 * 7 + 1"
    path.write_text(json.dumps(nb))
    with pytest.raises(CourseError, match=r"was edited after the last build.*jupytext --to py"):
        build(built)
    assert "6 * 7 + 1" in path.read_text()


def test_an_unknown_unit_is_answered_with_those_that_exist(built):
    with pytest.raises(UsageError, match=f"no unit '99-nosuch'. Units: {SLUG}"):
        build(built, ["99-nosuch"])


def test_a_folder_that_is_no_course_is_refused(tmp_path):
    with pytest.raises(UsageError, match="holds no course"):
        build(tmp_path)


def test_data_files_reach_release_and_solutions_but_the_rubric_and_the_text_do_not(built):
    folder = built / "source" / SLUG
    (folder / "jobs.csv").write_text("job\n")
    (folder / "rubric.yml").write_text("rubrics: {}\n")
    build(built)
    assert sorted(path.name for path in (built / "release" / SLUG).iterdir()) == [
        f"{SLUG}.ipynb", "jobs.csv",
    ]  # fmt: skip


def test_ctrl_c_leaves_the_previous_outputs_and_no_kernel(built):
    before = files_under(built / "course")
    edit(lesson(built), "6 * 7", "import time; time.sleep(30)")
    before |= {f"{SLUG}.py": lesson(built).read_bytes()}
    command = interruptible("build")
    process = subprocess.Popen(
        command, cwd=built, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not (kernels := kernels_of(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "stopped; the previous outputs are as they were" in said
    assert files_under(built / "course") == before
    assert not list(built.glob(".build-*"))
    assert kernels and not any(is_running(pid) for pid in kernels)


def kernels_of(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    if not path.exists():
        pytest.skip("needs /proc to find the kernel that the build started")
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return [child for child in found if b"ipykernel" in command_line(child)]


def command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def is_running(pid: int) -> bool:
    return os.path.exists(f"/proc/{pid}") and b"ipykernel" in command_line(pid)


def test_the_units_are_those_of_the_course(root):
    assert unit_slugs(root)[:2] == ["00-start-here", "01-footprint"]
