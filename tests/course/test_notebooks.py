"""The stored notebooks: executed, silent about this machine, the same as a build from scratch.

nbval compares the outputs that are stored; it passes over a notebook that has none, and a cell
tagged raises-exception passes even if it raises nothing. What nbval lets through is looked at here.
"""

import json

import nbformat
import pytest

from greenlib.classroom.build import assignment_slugs, build
from tests.conftest import ROOT

STORED = sorted([*ROOT.glob("course/*.ipynb"), *ROOT.glob("solutions/*/*.ipynb")])
every_notebook = pytest.mark.parametrize(
    "path", STORED, ids=lambda path: str(path.relative_to(ROOT))
)
NBVAL_SKIPS = {"nbval-skip", "nbval-ignore-output", "nbval-raises-exception"}
# Cells whose outputs nbval does not compare: how many there are, so that none creeps in.
SKIPPED_CELLS = 0


def code_cells(nb):
    return [cell for cell in nb.cells if cell.cell_type == "code"]


def not_executed(nb) -> list[str]:
    """Return what shows that a notebook was not run from top to bottom."""
    counts = [cell.execution_count for cell in code_cells(nb)]
    problems = []
    if counts != list(range(1, len(counts) + 1)):
        problems.append(f"execution counts {counts}")
    if counts and not any(cell.outputs for cell in code_cells(nb)):
        problems.append("no outputs at all")
    for cell in code_cells(nb):
        raised = any(output.output_type == "error" for output in cell.outputs)
        if ("raises-exception" in cell.metadata.get("tags", [])) != raised:
            problems.append(f"{cell.id}: the tag raises-exception and its outputs disagree")
    return problems


def in_lesson(path):
    return path.parent.name == "course"


@every_notebook
def test_a_stored_notebook_was_run_from_top_to_bottom(path):
    problems = not_executed(nbformat.read(path, as_version=4))
    if not in_lesson(path):  # a reference defines functions; it may show nothing
        problems = [problem for problem in problems if problem != "no outputs at all"]
    assert problems == []


def notebook_of(*cells):
    return nbformat.v4.new_notebook(cells=list(cells))


def executed(source, count, outputs=(), tags=()):
    return nbformat.v4.new_code_cell(
        source, execution_count=count, outputs=list(outputs), metadata={"tags": list(tags)}
    )


SHOWN = nbformat.v4.new_output("stream", text="42\n")


def test_a_cleared_notebook_is_noticed():
    assert not_executed(notebook_of(executed("6 * 7", None))) == [
        "execution counts [None]",
        "no outputs at all",
    ]


def test_a_notebook_run_out_of_order_is_noticed():
    nb = notebook_of(executed("a", 2, [SHOWN]), executed("b", 1))
    assert not_executed(nb) == ["execution counts [2, 1]"]


def test_a_cell_that_should_raise_but_did_not_is_noticed():
    nb = notebook_of(executed("print(42)", 1, [SHOWN], tags=["raises-exception"]))
    assert "disagree" in not_executed(nb)[0]


@every_notebook
def test_every_picture_has_alternative_text(path):
    for cell in code_cells(nbformat.read(path, as_version=4)):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                assert len(output.metadata["image/png"]["alt"]) > 40, cell.id


@every_notebook
def test_no_compared_output_was_written_to_stderr(path):
    for cell in code_cells(nbformat.read(path, as_version=4)):
        streams = [o.name for o in cell.outputs if o.output_type == "stream"]
        assert "stderr" not in streams, cell.id


def test_cells_that_nbval_does_not_compare_are_counted_and_say_why():
    skipped = [
        (path, cell)
        for path in STORED
        for cell in code_cells(nbformat.read(path, as_version=4))
        if NBVAL_SKIPS & set(cell.metadata.get("tags", []))
    ]
    for path, cell in skipped:
        assert cell.metadata.get("reason"), f"{path.name}: {cell.id} says no reason"
    assert len(skipped) == SKIPPED_CELLS


def test_a_build_from_scratch_gives_what_is_committed(tmp_path):
    build(ROOT, output_root=tmp_path)
    different = []
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    for name in sorted(made):
        if without_pixels(tmp_path / name) != without_pixels(ROOT / name):
            different.append(str(name))
    assert different == []
    for step in ("release", "solutions"):
        committed = {path.relative_to(ROOT) for path in (ROOT / step).rglob("*") if path.is_file()}
        # The review pages are made from results of grading: tests/course/test_review_pages.py.
        others = {path for path in committed - made if path.suffix != ".html"}
        assert others == set(), "files that no build makes"


def without_pixels(path):
    """Return a file's content with each picture replaced by its pixels.

    PNG files of the same picture differ between machines: compression libraries do.
    """
    if path.suffix != ".ipynb":
        return path.read_bytes()
    nb = json.loads(path.read_text())
    for cell in nb["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                output["data"]["image/png"] = pixels(output["data"]["image/png"])
    return nb


def pixels(encoded) -> str:
    import base64
    import hashlib
    import io

    from PIL import Image

    picture = Image.open(io.BytesIO(base64.b64decode("".join(encoded))))
    return f"{picture.size} {hashlib.sha256(picture.convert('RGBA').tobytes()).hexdigest()}"


@pytest.mark.parametrize("slug", assignment_slugs(ROOT))
def test_lesson_and_assignment_have_the_same_name(slug):
    assert (ROOT / "course" / f"{slug}.py").is_file()
