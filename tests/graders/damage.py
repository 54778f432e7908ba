"""Damaged forms of one good submission: what each must get, and the words that go with it.

The answers in it are right, so a fair teacher gives full points wherever the answer can be found.
`damaged_files.py` holds the forms whose file, not its cells, is damaged.
"""

from __future__ import annotations

import copy

import nbformat
from nbformat import NotebookNode

from greenlib.classroom.masters import is_answer, is_test
from tests.graders.damaged_files import FILES
from tests.graders.small_class import Forms, cell

CELLS = Forms()
form = CELLS.form
ANSWERS = ("energy_kwh", "with_emissions", "cleanest")
WRONG = "def energy_kwh(power_w, hours):\n    return power_w * hours"


def again(nb: NotebookNode, name: str, source: str | None = None) -> NotebookNode:
    """Return a copy of a cell as Jupyter pastes it: the same metadata, an id of its own."""
    twin = copy.deepcopy(cell(nb, name))
    twin.id = f"{name}-pasted"
    if source is not None:
        twin.source = source
    return twin


def behind(nb: NotebookNode, name: str, new: NotebookNode) -> None:
    nb.cells.insert(nb.cells.index(cell(nb, name)) + 1, new)


def before(nb: NotebookNode, name: str, new: NotebookNode) -> None:
    nb.cells.insert(nb.cells.index(cell(nb, name)), new)


def code(source: str, name: str = "mine") -> NotebookNode:
    return nbformat.v4.new_code_cell(source, id=name)


def text(source: str, name: str = "mine") -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source, id=name)


def without(nb: NotebookNode, *names: str) -> None:
    nb.cells = [one for one in nb.cells if one.id not in names]


def merge(nb: NotebookNode, first: str, second: str, *, into: str) -> None:
    """Merge two cells as Jupyter does: the text of both, the metadata of one."""
    sources = [cell(nb, name).source for name in (first, second)]
    cell(nb, into).source = "\n\n".join(sources)
    without(nb, second if into == first else first)


def split(nb: NotebookNode, name: str, before_line: str) -> None:
    """Split a cell as Jupyter does: both parts carry the same grade id, the last keeps its id."""
    whole = cell(nb, name)
    first, found, rest = whole.source.partition(before_line)
    before(nb, name, again(nb, name, first.rstrip("\n")))
    whole.source = found + rest


def strip_marks(nb: NotebookNode) -> None:
    for one in nb.cells:
        one.metadata.pop("nbgrader", None)


def without_ids(nb: NotebookNode) -> NotebookNode:
    nb = copy.deepcopy(nb)
    for one in nb.cells:
        one.pop("id")
    nb.nbformat_minor = 4
    return nb


# Deleted


@form("one answer deleted", "the answer cell 'energy_kwh' had been deleted", "is not written yet",
      points=(0, 3, 2, None))  # fmt: skip
def _(nb):
    """There is nothing to grade in question 1, and the others do not depend on it."""
    without(nb, "energy_kwh")


@form("every answer deleted", "'cleanest' and 'left_out' had been deleted", points=(0, 0, 0, 0))
def _(nb):
    """Nothing was answered."""
    without(nb, *ANSWERS, "left_out")


@form("every test deleted", "had been changed or deleted")
def _(nb):
    """Tests come from the release."""
    nb.cells = [one for one in nb.cells if not is_test(one)]


@form("only the answers left", "had been changed or deleted")
def _(nb):
    """The answers are all that a grader needs."""
    nb.cells = [one for one in nb.cells if is_answer(one)]


@form("answer deleted and rewritten in an own cell", "'energy_kwh' was found in another cell")
def _(nb):
    """The function is there, under its name."""
    source = cell(nb, "energy_kwh").source
    without(nb, "energy_kwh")
    nb.cells.append(code(source))


@form("answer written above the empty answer cell", "'energy_kwh' was found in another cell")
def _(nb):
    """The student's test failed because the empty cell ran last, but the answer is there."""
    before(nb, "energy_kwh", code(cell(nb, "energy_kwh").source))
    cell(nb, "energy_kwh").source = EMPTY


@form("answer written below the empty answer cell")
def _(nb):
    """The added cell runs right behind the empty one, as on the student's screen."""
    behind(nb, "energy_kwh", code(cell(nb, "energy_kwh").source))
    cell(nb, "energy_kwh").source = EMPTY


EMPTY = (
    'def energy_kwh(power_w, hours):\n    """Return the energy in kWh."""\n'
    "    # YOUR CODE HERE\n    raise NotImplementedError()"
)


@form("prose answer in a cell of its own", "'left_out' was found in another cell")
def _(nb):
    """A person finds and marks it where it belongs."""
    source = cell(nb, "left_out").source
    without(nb, "left_out")
    nb.cells.append(text(source))


# Duplicated: both run in their order, so the last above the tests counts, as for the student.


@form("duplicated, wrong then right", "2 cells carry the id 'energy_kwh'")
def _(nb):
    """On the student's screen the second definition passed the test."""
    behind(nb, "energy_kwh", again(nb, "energy_kwh"))
    cell(nb, "energy_kwh").source = WRONG


@form("duplicated, right then wrong", "2 cells carry the id 'energy_kwh'", "1000 times too large",
      points=(0, 3, 2, None))  # fmt: skip
def _(nb):
    """On the student's screen the second definition failed the test."""
    behind(nb, "energy_kwh", again(nb, "energy_kwh", WRONG))


@form("duplicated, a wrong copy at the end", "2 cells carry the id 'energy_kwh'")
def _(nb):
    """A copy below the tests is not what they judged."""
    nb.cells.append(again(nb, "energy_kwh", WRONG))


@form("duplicated, an empty copy behind the answer", "2 cells carry the id 'energy_kwh'")
def _(nb):
    """A copy that was never written in takes nothing away."""
    behind(nb, "energy_kwh", again(nb, "energy_kwh", EMPTY))


@form("duplicated, an empty copy before the answer", "2 cells carry the id 'energy_kwh'")
def _(nb):
    """The one that was written counts."""
    before(nb, "energy_kwh", again(nb, "energy_kwh", EMPTY))


@form("every cell twice", "2 cells carry the id 'cleanest'")
def _(nb):
    """The second half says what the first says."""
    nb.cells += [again(nb, one.id) for one in list(nb.cells)]


@form("prose in two cells of one id", "their texts were put together")
def _(nb):
    """Whoever marks it reads both."""
    behind(nb, "left_out", again(nb, "left_out", "And the network."))


# Split


@form("split inside the function", "'energy_kwh' had been split into parts")
def _(nb):
    """The parts are Python only together; pressing a key by mistake is no wrong answer."""
    split(nb, "energy_kwh", "    return energy_wh")


@form("split, second part without its id", "'energy_kwh' had been split into parts")
def _(nb):
    """Some editors do not copy the metadata."""
    split(nb, "energy_kwh", "    return energy_wh")
    second = cell(nb, "energy_kwh")
    second.id, second.metadata = "new-one", nbformat.from_dict({})
    cell(nb, "energy_kwh-pasted").id = "energy_kwh"


@form("split into three parts", "'with_emissions' had been split into parts")
def _(nb):
    """The same, twice."""
    split(nb, "with_emissions", "    return table")
    split(nb, "with_emissions-pasted", '    table["emissions_g"]')


@form("split between imports and function", "2 cells carry the id 'with_emissions'")
def _(nb):
    """Each part is whole; they run one after the other."""
    split(nb, "with_emissions", "def with_emissions")


@form("helper split from the function", "2 cells carry the id 'energy_kwh'")
def _(nb):
    """The function calls a helper that now stands in the first part."""
    cell(nb, "energy_kwh").source = (
        "def to_kwh(wh):\n    return wh / 1000\n\n\n"
        "def energy_kwh(power_w, hours):\n    return to_kwh(power_w * hours)"
    )
    split(nb, "energy_kwh", "def energy_kwh")


# Merged


@form("merged with the test below", "had been merged with others")
def _(nb):
    """The answer is in the merged cell; the test comes back."""
    merge(nb, "energy_kwh", "test_energy_kwh", into="energy_kwh")


@form("merged into the test below", "'energy_kwh' was found in another cell")
def _(nb):
    """The merged cell carries the id of the test, and what is not the test is the answer."""
    merge(nb, "energy_kwh", "test_energy_kwh", into="test_energy_kwh")


@form("merged with the heading below", "had been merged with others")
def _(nb):
    """Prose in a code cell is not Python, but it is the release's own text."""
    heading = nb.cells[nb.cells.index(cell(nb, "test_energy_kwh")) + 1].id
    without(nb, "test_energy_kwh")
    merge(nb, "energy_kwh", heading, into="energy_kwh")


@form("prose merged into its question", "'left_out' was found in another cell")
def _(nb):
    """What was written below the question is the answer."""
    question = nb.cells[nb.cells.index(cell(nb, "left_out")) - 1].id
    merge(nb, question, "left_out", into=question)


@form("two answers in one cell", "'cleanest' was found in another cell")
def _(nb):
    """One cell defines both functions."""
    merge(nb, "energy_kwh", "cleanest", into="energy_kwh")


@form("everything merged into one cell", "had been merged with others", "found in another cell",
      points=(2, 3, 2, 0))  # fmt: skip
def _(nb):
    """All three functions are in it; a text in a code cell is nobody's answer."""
    code_cells = [one for one in nb.cells if one.cell_type == "code"]
    cell(nb, "energy_kwh").source = "\n\n".join(one.source for one in code_cells)
    nb.cells = [cell(nb, "energy_kwh")]


# Reordered and retyped


@form("cells in reverse order", "another order")
def _(nb):
    """The order comes from the release."""
    nb.cells.reverse()


@form("answers below all tests", "another order")
def _(nb):
    """The order comes from the release."""
    nb.cells.sort(key=is_answer)


@form("code answer turned into Markdown", "'energy_kwh' had become a Markdown cell")
def _(nb):
    """One key turns a cell into text; what stands in it is still the answer."""
    cell(nb, "energy_kwh").cell_type = "markdown"
    del cell(nb, "energy_kwh")["outputs"], cell(nb, "energy_kwh")["execution_count"]


@form("code answer turned into raw text", "'energy_kwh' had become a raw cell")
def _(nb):
    """The same with another key."""
    cell(nb, "energy_kwh").cell_type = "raw"
    del cell(nb, "energy_kwh")["outputs"], cell(nb, "energy_kwh")["execution_count"]


@form("prose answer turned into code", "'left_out' had become a code cell")
def _(nb):
    """Whoever marks it reads text."""
    cell(nb, "left_out").update(cell_type="code", outputs=[], execution_count=None)


@form("headings turned into code")
def _(nb):
    """The release's own texts come back."""
    for one in nb.cells:
        if one.cell_type == "markdown" and not is_answer(one):
            one.update(cell_type="code", outputs=[], execution_count=None)


@form("tests turned into Markdown")
def _(nb):
    """The tests of the release run."""
    for one in nb.cells:
        if is_test(one):
            one.cell_type = "markdown"
            del one["outputs"], one["execution_count"]


# Metadata


@form("an answer under a new grade id", "'energy_kwh' had lost the mark")
def _(nb):
    """Its cell id still tells which answer it is."""
    cell(nb, "energy_kwh").metadata.nbgrader.grade_id = "my_energy"


@form("an answer under another answer's grade id", "'energy_kwh' and 'with_emissions' was found")
def _(nb):
    """Two cells claim to be with_emissions; the names that they define tell them apart."""
    cell(nb, "energy_kwh").metadata.nbgrader.grade_id = "with_emissions"


@form("two answers with swapped grade ids", "found in another cell")
def _(nb):
    """What a cell defines says more than its label."""
    for one, other in (("energy_kwh", "cleanest"), ("cleanest", "energy_kwh")):
        cell(nb, one).metadata.nbgrader.grade_id = other


@form("a second grade id and no cell id", "'energy_kwh' was found in another cell")
def _(nb):
    """Neither id tells which answer it is, but the name that it defines does."""
    cell(nb, "energy_kwh").metadata.nbgrader.grade_id = "energy_kwh_2"
    cell(nb, "energy_kwh").id = "energy_kwh_2"


@form("nbgrader metadata stripped", "had lost the mark")
def _(nb):
    """Cell ids tell which cell is which."""
    strip_marks(nb)


@form("nbgrader metadata and cell ids stripped", "found in another cell")
def _(nb):
    """Code is found by the names that it defines, prose behind its question."""
    strip_marks(nb)
    return without_ids(nb)


@form("all metadata stripped")
def _(nb):
    """Kernel and language come from the release."""
    nb.metadata = nbformat.from_dict({})


@form("metadata of the wrong type", "had lost the mark")
def _(nb):
    """What cannot be read is as if it were not there."""
    raw = copy.deepcopy(dict(nb))
    raw["metadata"] = ["kernel", 3]
    raw["cells"] = [{**one, "metadata": "none"} for one in nb.cells]
    return raw


@form("test edited to pass", "'test_energy_kwh' had been changed or deleted",
      points=(0, 3, 2, None))  # fmt: skip
def _(nb):
    """The test of the release ran, and found the wrong answer."""
    cell(nb, "energy_kwh").source = WRONG
    cell(nb, "test_energy_kwh").source = "pass"


@form("points raised to 1000", "had been changed or deleted")
def _(nb):
    """Points come from the release."""
    for one in nb.cells:
        if is_test(one):
            one.metadata.nbgrader.points = 1000


@form("answer marked as a test worth 1000", points=(0, 3, 2, None))
def _(nb):
    """An answer is an answer, whatever its metadata says."""
    cell(nb, "energy_kwh").source = "1000"
    cell(nb, "energy_kwh").metadata.nbgrader.update(grade=True, solution=False, points=1000)


@form("tests marked as answers", "had been changed or deleted")
def _(nb):
    """A test is a test, whatever its metadata says."""
    for one in nb.cells:
        if is_test(one):
            one.metadata.nbgrader.update(grade=False, solution=True, locked=False)


@form("remarks forged in the metadata")
def _(nb):
    """Only the grader writes remarks."""
    nb.metadata["greenlib"] = {"remarks": ["a person gave this full points"]}


@form("kernel julia", "set to the language 'julia'")
def _(nb):
    """The course is in Python, and so were the answers."""
    nb.metadata.kernelspec = {"name": "julia-1.9", "display_name": "Julia", "language": "julia"}


@form("kernel of a virtual environment")
def _(nb):
    """A kernel that exists on the student's machine only is not looked for."""
    nb.metadata.kernelspec = {"name": "my-venv", "display_name": "venv", "language": "python"}


@form("no kernel named")
def _(nb):
    """The kernel comes from the release."""
    del nb.metadata["kernelspec"], nb.metadata["language_info"]


# Another release of the assignment


@form("older release without the last questions", "nothing of 'cleanest' and 'left_out' is in",
      points=(2, 3, 0, 0))  # fmt: skip
def _(nb):
    """What was never asked was never answered; the words say what to do."""
    nb.cells = nb.cells[: nb.cells.index(cell(nb, "test_with_emissions_again")) + 1]


@form("older release with a question more", "no question of this release has the cells")
def _(nb):
    """What is not asked any more is left alone."""
    test = code("assert double(2) == 5", "test_double")
    test.metadata["nbgrader"] = {**cell(nb, "test_cleanest").metadata.nbgrader,
                                 "grade_id": "test_double"}  # fmt: skip
    answer = code("def double(x):\n    return 2 * x", "double")
    answer.metadata["nbgrader"] = {**cell(nb, "cleanest").metadata.nbgrader, "grade_id": "double"}
    nb.cells += [answer, test]


@form("older release with another name", "'cleanest' had been deleted", "'greenest'",
      points=(2, 3, 0, None))  # fmt: skip
def _(nb):
    """The function has another name now, so the tests cannot call it."""
    for one in nb.cells:
        if one.id in ("cleanest", "test_cleanest"):
            one.id = one.id.replace("cleanest", "greenest")
            one.metadata.nbgrader.grade_id = one.id
            one.source = one.source.replace("cleanest", "greenest")


@form("older release with other texts and points", "had been changed or deleted")
def _(nb):
    """Texts and points come from the release."""
    for one in nb.cells:
        one.source = one.source.replace("2 points", "5 points")
    cell(nb, "test_cleanest").metadata.nbgrader.points = 5


# Several at once


@form("test deleted, answer twice, points raised, reversed", "another order", "2 cells carry")
def _(nb):
    """Each of these alone costs nothing, and neither do they together."""
    again_wrong = again(nb, "energy_kwh", WRONG)
    without(nb, "test_with_emissions")
    cell(nb, "test_cleanest").metadata.nbgrader.points = 1000
    nb.cells.reverse()
    nb.cells.append(again_wrong)


@form(
    "split, retyped and stripped of ids",
    "'energy_kwh' had been split",
    "had become a Markdown cell",
)
def _(nb):
    """Three repairs in three questions."""
    split(nb, "energy_kwh", "    return energy_wh")
    cell(nb, "cleanest").cell_type = "markdown"
    del cell(nb, "cleanest")["outputs"], cell(nb, "cleanest")["execution_count"]
    return without_ids(nb)


@form("answer deleted, test edited, kernel julia", "had been deleted", "changed", "'julia'",
      points=(0, 3, 2, None))  # fmt: skip
def _(nb):
    """Only the question without an answer loses points."""
    without(nb, "energy_kwh")
    cell(nb, "test_energy_kwh").source = "assert True"
    nb.metadata.kernelspec = {"name": "julia-1.9", "display_name": "Julia", "language": "julia"}


@form("null bytes and half characters in sources")
def _(nb):
    """They are no part of what was meant, and no file can hold them."""
    cell(nb, "energy_kwh").source += "\n# \0 \ud800"
    cell(nb, "left_out").source += " \udfff\0"
    return dict(nb)


DAMAGE = (*CELLS.rows, *FILES.rows)
