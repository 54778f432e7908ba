"""greenlib publish: students get lessons, releases and the domain half; no secret, ever."""

import io
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from greenlib.classroom.bank import read_bank
from greenlib.classroom.build import assignment_slugs, build, read_master
from greenlib.classroom.errors import CourseError, UsageError
from greenlib.classroom.leaks import find_leaks
from greenlib.classroom.publish import publish_course
from greenlib.classroom.release import secret_lines
from greenlib.classroom.student_files import student_files
from greenlib.classroom.syllabus import read_rubrics
from tests.classroom.clean_course import SLUG, make_clean_course
from tests.conftest import ROOT

MARKER = re.compile(r"^\W*(begin|end)\W+(hid\w*\W*test|solution|mark\W*scheme)\W*$", re.I | re.M)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The whole course, published."""
    folder = tmp_path_factory.mktemp("students") / "course"
    publish_course(ROOT, folder)
    return folder


def git(folder, *arguments, **options):
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, check=True, **options
    ).stdout


def texts_of_history(folder):
    """Return name -> text of every blob in the repository, whichever commit it is of."""
    listed = git(folder, "rev-list", "--objects", "--all", text=True).splitlines()
    names = dict(line.split(" ", 1) for line in listed if " " in line)
    stream = io.BytesIO(git(folder, "cat-file", "--batch", input="\n".join(names).encode()))
    texts = {}
    while header := stream.readline().decode().split():
        sha, kind, size = header
        data = stream.read(int(size))
        stream.readline()
        if kind == "blob":
            texts[f"{names[sha]} {sha[:7]}"] = as_read(data.decode())
    return texts


def as_read(text):
    """Return a file's text; a notebook's with the line breaks that its JSON hides."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return text
    return "\n".join("".join(cell["source"]) + str(cell.get("outputs")) for cell in cells)


def words_of(text):
    return " ".join(text.split())


def secrets_of(slug):
    """Yield what of an assignment must not go out: blocks of code, not lines that all code has."""
    for cell in read_master(ROOT, slug).nb.cells:
        lines = secret_lines(cell.source)
        yield from (
            line for _, line in lines if len(line) > 30 and re.search("checks|expected", line)
        )
        for (first, one), (second, other) in itertools.pairwise(lines):
            if second == first + 1 and len(one) + len(other) > 40:
                yield f"{one} {other}"
    for rubric in read_rubrics(ROOT / "source" / slug).values():
        yield from map(" ".join, itertools.pairwise(rubric.anchor.splitlines()))
        shown = (level.shows for part in rubric.criteria for level in part.levels)
        yield from (text for text in shown if len(text) > 30)
    for answer in read_bank(ROOT, slug).answers:
        if len(answer.source) > 60:
            yield answer.source


@pytest.fixture(scope="module")
def history(published):
    return {name: words_of(text) for name, text in texts_of_history(published).items()}


@pytest.mark.parametrize("slug", assignment_slugs(ROOT))
def test_no_secret_is_in_any_file_of_any_commit(published, history, slug):
    secrets = [words_of(text) for text in secrets_of(slug)]
    assert len(secrets) > 20
    master = read_master(ROOT, slug).nb.cells
    hidden = [{number for number, _ in secret_lines(cell.source)} for cell in master]
    shown = words_of("\n".join(
        line for cell, numbers in zip(master, hidden, strict=True)
        for number, line in enumerate(cell.source.splitlines(), 1) if number not in numbers
    ))  # fmt: skip
    found = [
        (name, secret) for name, text in history.items()
        for secret in secrets if secret in text and secret not in shown
    ]  # fmt: skip
    assert not found


def test_no_marker_and_no_page_of_the_graders_is_in_the_history(published):
    pages = [(ROOT / "docs" / name).read_text() for name in ("matrix.md", "mutation.md")]
    for name, text in texts_of_history(published).items():
        assert MARKER.search(text) is None, name
        assert not [page for page in pages if page[:80] in text], name


def test_only_what_students_need_is_there(published):
    names = git(published, "ls-files", text=True).splitlines()
    assert {name.partition("/")[0] for name in names} == {
        ".gitignore", "LICENSE", "LICENSE-lessons.md", "README.md", "constraints.txt", "course",
        "environment.yml", "greenlib", "pyproject.toml", "release",
    }  # fmt: skip
    kinds = {name.rpartition(".")[2] for name in names if name.startswith(("course/", "release/"))}
    assert kinds == {"py", "ipynb"}
    assert not [name for name in names if re.search(r"release/.*\.py$|syllabus|rubric", name)]
    classroom = {name.rpartition("/")[2] for name in names if name.startswith("greenlib/classroom")}
    assert {"check.py", "student_cli.py"} < classroom
    assert not classroom & {"bank.py", "grade.py", "release.py", "build.py", "publish.py"}


@pytest.mark.parametrize(
    "name, secret",
    [
        ("release/01-footprint/01-footprint.ipynb", "energy = power_w * hours / 1000.0 + 0.0"),
        ("course/01-footprint.py", "# ### BEGIN HIDDEN TESTS"),
        (
            "greenlib/classroom/check.py",
            '"518.40 g" claims five digits, but power, PUE and intensity'
            " are each known to perhaps a fifth:",
        ),
    ],
)
def test_a_leak_is_found_wherever_it_is(name, secret, tmp_path):
    for part in ("source/01-footprint", "course"):
        shutil.copytree(ROOT / part, tmp_path / part)
    master = tmp_path / "source/01-footprint/01-footprint.py"
    begin = "### BEGIN SOLUTION\n"
    master.write_text(master.read_text().replace(
        begin, f"{begin}    energy = power_w * hours / 1000.0 + 0.0\n", 1
    ))  # fmt: skip
    files = student_files(ROOT)
    assert find_leaks(tmp_path, files) == []
    files[name] = with_line(files[name], name, secret)
    (leak,) = find_leaks(tmp_path, files)
    assert leak.startswith(f"{name} holds ")


def with_line(data, name, line):
    if not name.endswith(".ipynb"):
        return data + f"\n{line}\n".encode()
    nb = json.loads(data)
    nb["cells"][1]["source"] = [*nb["cells"][1]["source"], f"\n{line}"]
    return json.dumps(nb).encode()


def run(published, *arguments):
    """Run Python in the published folder such that greenlib can only come from there."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-P", "-s", *arguments],
        cwd=published, capture_output=True, text=True,
        env={**environment, "PYTHONPATH": str(published)},
    )  # fmt: skip


def test_the_published_package_stands_on_its_own(published):
    code = (
        "import pathlib, greenlib, importlib, sys\n"
        "assert pathlib.Path(greenlib.__file__).parent.parent == pathlib.Path.cwd()\n"
        "for path in sorted(pathlib.Path('greenlib').rglob('*.py')):\n"
        "    importlib.import_module('.'.join(path.with_suffix('').parts))\n"
        "assert not [name for name in sys.modules if name.startswith('nbgrader')]\n"
        "try:\n    import greenlib.classroom.grade\n"
        "except ModuleNotFoundError:\n    print('stands alone')\n"
    )
    done = run(published, "-c", code)
    assert done.stdout.strip() == "stands alone", done.stderr


def test_greenlib_check_works_in_it(published):
    command = "from greenlib.classroom.student_cli import app; app(prog_name='greenlib')"
    done = run(published, "-c", command, "check", "release/01-footprint/01-footprint.ipynb")
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("to do") >= 5
    assert "Not ready: Questions 1, 2, 3, 4, 5, 6." in " ".join(done.stdout.split())


def test_a_lesson_runs_in_it(published):
    code = (
        "import nbformat, nbclient\n"
        "nb = nbformat.read('course/01-footprint.ipynb', as_version=4)\n"
        "nb.cells.append(nbformat.v4.new_code_cell('import greenlib; print(greenlib.__file__)'))\n"
        "nbclient.NotebookClient(nb, kernel_name='python3').execute()\n"
        "print(nb.cells[-1].outputs[0].text)\n"
    )
    done = run(published, "-c", code)
    assert done.stdout.strip() == str(published / "greenlib/__init__.py"), done.stderr


def test_links_lead_to_what_is_there(published):
    for path in [*published.glob("course/*.py"), *published.glob("release/*/*.ipynb"),
                 published / "README.md"]:  # fmt: skip
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", as_read(path.read_text())):
            assert (path.parent / target).exists(), (path.name, target)


def test_the_pins_are_those_of_the_lab_and_no_more(published):
    project = tomllib.loads((published / "pyproject.toml").read_text())["project"]
    assert list(project["optional-dependencies"]) == ["lab"]
    pins = (published / "constraints.txt").read_text().lower()
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["lab"]]:
        name = re.match(r"[\w.-]+", requirement)[0].lower()
        assert re.search(rf"^{re.sub('[-_]', '[-_]', name)}==", pins, re.M), name
    assert re.search(r"^(ipython|matplotlib-inline|pyzmq)==", pins, re.M)
    assert not re.search(r"^(nbgrader|pytest|ruff|hypothesis)\b", pins, re.M)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small course that can be published."""
    course = make_clean_course(tmp_path_factory.mktemp("course"))
    for name in ("pyproject.toml", "constraints.txt", "environment.yml", "nbgrader_config.py",
                 "LICENSE", "LICENSE-lessons.md"):  # fmt: skip
        shutil.copyfile(ROOT / name, course / name)
    build(course)
    return course


@pytest.fixture
def course(built, tmp_path):
    shutil.copytree(built, tmp_path / "course")
    return tmp_path / "course"


def test_a_second_publication_adds_a_commit_of_what_changed(course, tmp_path):
    folder = tmp_path / "students"
    first = publish_course(course, folder)
    assert len(first.changed) == first.files
    assert publish_course(course, folder).commit == ""
    readme = (course / "LICENSE").read_text()
    (course / "LICENSE").write_text(readme + "\nMore.\n")
    second = publish_course(course, folder)
    assert second.changed == ("LICENSE",)
    log = git(folder, "log", "--format=%an %s", text=True).splitlines()
    assert log == ["greenlib Renew the course", "greenlib Publish the course"]


def test_what_is_no_longer_part_of_the_course_goes(course, tmp_path):
    folder = tmp_path / "students"
    (course / "source" / SLUG / "jobs.csv").write_text("job,kwh\n")
    build(course)
    publish_course(course, folder)
    assert (folder / "release" / SLUG / "jobs.csv").is_file()
    (course / "source" / SLUG / "jobs.csv").unlink()
    assert publish_course(course, folder).changed == (f"release/{SLUG}/jobs.csv",)
    assert not (folder / "release" / SLUG / "jobs.csv").exists()


def test_a_folder_with_something_else_is_left_alone(course, tmp_path):
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.tex").write_text("my only copy")
    with pytest.raises(UsageError, match="holds something that greenlib publish did not write"):
        publish_course(course, folder)
    assert [path.name for path in folder.iterdir()] == ["chapter.tex"]
    with pytest.raises(UsageError, match="holds the course itself"):
        publish_course(course, course)


def test_edits_in_the_students_repository_are_not_overwritten(course, tmp_path):
    folder = tmp_path / "students"
    publish_course(course, folder)
    (folder / "README.md").write_text("see you on Tuesday")
    with pytest.raises(CourseError, match=r"changes that are not committed, 'README.md' among"):
        publish_course(course, folder)
    assert (folder / "README.md").read_text() == "see you on Tuesday"


@pytest.mark.parametrize("path", [f"course/{SLUG}.ipynb", f"release/{SLUG}/{SLUG}.ipynb"])
@pytest.mark.parametrize("how", ["edited", "missing"])
def test_a_course_that_is_not_built_is_not_published(course, tmp_path, path, how):
    if how == "edited":
        nb = json.loads((course / path).read_text())
        nb["cells"][0]["source"] = "# Another title"
        (course / path).write_text(json.dumps(nb))
    else:
        (course / path).unlink()
    with pytest.raises(CourseError, match=f"{path} is not up to date with its source"):
        publish_course(course, tmp_path / "students")
    assert not (tmp_path / "students").exists()


def test_a_course_that_the_lint_faults_is_not_published(course, tmp_path):
    syllabus = course / "course/syllabus.yml"
    syllabus.write_text(re.sub(r"points: \d+", "points: 99", syllabus.read_text(), count=1))
    with pytest.raises(CourseError, match="the lint finds 1 things"):
        publish_course(course, tmp_path / "students")


def test_a_leak_stops_the_publication(course, tmp_path):
    line = next(
        text for cell in read_master(course, SLUG).nb.cells
        for _, text in secret_lines(cell.source) if len(text) >= 16
    )  # fmt: skip
    (course / "LICENSE").write_text(line + "\n")
    with pytest.raises(
        CourseError, match=r"LICENSE holds a line of source/.*Nothing was published"
    ):
        publish_course(course, tmp_path / "students")
    assert not (tmp_path / "students").exists()
