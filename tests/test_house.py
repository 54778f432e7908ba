"""The repository as a whole: versions agree, commands exist, nothing of one machine is in it."""

import re
import subprocess
import tomllib

import pytest
import yaml

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

PAGES = ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]


def constraints():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {normalised(name): version for name, version in pins}


def normalised(name):
    return name.lower().replace("_", "-")


def names(requirements):
    found = [
        normalised(re.match(r"[A-Za-z0-9._-]+", requirement)[0]) for requirement in requirements
    ]
    return [name for name in found if name != "greenlib"]


def environment():
    data = yaml.safe_load((ROOT / "environment.yml").read_text())
    pins = (
        entry.replace(" ", "").split("=")
        for entry in data["dependencies"]
        if isinstance(entry, str) and "=" in entry
    )
    return {normalised(name): version for name, version in pins}


def test_the_required_top_level_is_there():
    for name in ("course", "source", "release", "solutions", "greenlib", "tests",
                 "environment.yml", "README.md"):  # fmt: skip
        assert (ROOT / name).exists(), name


def test_every_dependency_is_pinned_exactly():
    pinned = constraints().keys()
    extras = PROJECT["optional-dependencies"].values()
    for group in [PROJECT["dependencies"], *extras]:
        assert set(names(group)) <= pinned


def test_the_conda_environment_agrees_with_the_pins():
    pinned, conda = constraints(), environment()
    wanted = names(PROJECT["dependencies"]) + names(PROJECT["optional-dependencies"]["lab"])
    wanted += ["nbgrader", "nbval"]
    for name in wanted:
        assert conda.get(name) == pinned[name], name


def test_the_pins_name_no_index():
    assert "://" not in (ROOT / "constraints.txt").read_text()


def test_the_readme_names_commands_that_exist():
    readme = (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    verbs = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", readme, re.MULTILINE))
    used = {name for pair in verbs for name in pair if name}
    assert {"demo", "test", "lab", "build"} <= used <= targets


@pytest.mark.parametrize("page", PAGES)
def test_greenlib_commands_in_the_docs_exist(page):
    from typer.main import get_command

    from greenlib.classroom.cli import app

    verbs = set(re.findall(r"greenlib ([a-z]+)\b(?! is| half| needs)", (ROOT / page).read_text()))
    commands = set(get_command(app).commands)
    assert {
        verb
        for verb in verbs
        if verb in ("build", "demo", "grade", "audit", "lint", "check", "prove", "review")
    } <= commands


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_repository_resolve(page):
    text = (ROOT / page).read_text()
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert ((ROOT / page).parent / target).exists(), target


def test_ci_calls_the_command_of_the_readme():
    assert "make test" in (ROOT / ".ci" / "run").read_text()
    assert "make test" in (ROOT / "README.md").read_text()


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_this_machine():
    mine = [str(ROOT), str(ROOT.parent / "shared")]
    for path in tracked_files():
        if path.is_file():
            text = path.read_bytes().decode("utf-8", errors="ignore")
            assert not [place for place in mine if place in text], path
