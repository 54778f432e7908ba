"""Damaged forms of one good submission: the file, its name, its folder, its encoding."""

from __future__ import annotations

import copy
import json
import os

from greenlib.classroom.masters import is_answer
from greenlib.classroom.notebooks import to_bytes
from greenlib.classroom.submissions import MAX_SUBMISSION_BYTES
from tests.graders.small_class import NOTEBOOK, SLUG, Forms, cell

FILES = Forms()
form = FILES.form
NOT_GRADED = None


def plain(nb) -> dict:
    """Return a notebook as what its file holds."""
    return json.loads(to_bytes(nb))


# Formats


@form("cells without ids")
def _(nb):
    """Grade ids tell which cell is which."""
    raw = plain(nb)
    raw["cells"] = [{k: v for k, v in one.items() if k != "id"} for one in raw["cells"]]
    return raw


@form("one cell id for all")
def _(nb):
    """Grade ids come first."""
    raw = plain(nb)
    for one in raw["cells"]:
        one["id"] = "same"
    return raw


@form("nbformat 4.0")
def _(nb):
    """Older Jupyter writes it."""
    raw = plain(nb) | {"nbformat_minor": 0}
    for one in raw["cells"]:
        del one["id"]
    return raw


@form("nbformat 4.99")
def _(nb):
    """A newer Jupyter may write it."""
    return plain(nb) | {"nbformat_minor": 99}


@form("no nbformat_minor")
def _(nb):
    """The cells are all there."""
    raw = plain(nb)
    del raw["nbformat_minor"]
    return raw


@form("no nbformat at all")
def _(nb):
    """The cells are all there."""
    return {"cells": plain(nb)["cells"]}


@form("nbformat 3 with worksheets")
def _(nb):
    """Very old tools write it: cells in worksheets, code under another key, headings apart."""
    cells = []
    for one in plain(nb)["cells"]:
        if one["cell_type"] == "code":
            one["input"] = one.pop("source")
            one |= {"language": "python", "prompt_number": 1}
        cells.append(one)
    cells.insert(0, {"cell_type": "heading", "level": 1, "source": "Mine", "metadata": {}})
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}


@form("sources as lists of lines")
def _(nb):
    """Jupyter writes text and lists of lines, as it likes."""
    raw = plain(nb)
    for one in raw["cells"]:
        one["source"] = "".join(one["source"]).splitlines(keepends=True)
    return raw


@form("sources that are no text", "no readable text in cell 3, 4", points=(0, 3, 2, None))
def _(nb):
    """The answer to question 1 is a number; nothing can be run."""
    raw = plain(nb)
    numbers = [n for n, one in enumerate(nb.cells) if one.id in ("energy_kwh", "test_energy_kwh")]
    raw["cells"][numbers[0]]["source"], raw["cells"][numbers[1]]["source"] = 42, {"a": 1}
    return raw


@form("cells that are no cells", "no readable text in cell 1, 2, 3")
def _(nb):
    """What is no cell is passed over."""
    raw = plain(nb)
    raw["cells"] = [None, 7, "text", [], {}, *raw["cells"], {"cell_type": "alien", "source": "x"}]
    return raw


@form("broken outputs")
def _(nb):
    """Outputs are never read."""
    raw = plain(nb)
    for one in raw["cells"]:
        one["outputs"], one["execution_count"] = [None, {"output_type": "?"}, 3], "many"
    return raw


@form("thirty megabytes of outputs")
def _(nb):
    """A large picture is no wrong answer."""
    raw = plain(nb)
    data = {"image/png": "A" * 30_000_000}
    picture = {"output_type": "display_data", "metadata": {}, "data": data}
    next(one for one in raw["cells"] if one["id"] == "energy_kwh")["outputs"] = [picture]
    return raw


@form("attachments, one of them broken")
def _(nb):
    """Pictures in prose reach whoever marks it; what is no picture does not."""
    raw = plain(nb)
    raw["cells"][-1]["attachments"] = {
        "a.png": {"image/png": "iVBORw0KGgo="},
        "b": 3,
        "c": {"d": 1},
    }
    return raw


@form("numbers that JSON does not know")
def _(nb):
    """NaN, infinity and an integer of 5,000 digits stand in outputs now and then."""
    text = json.dumps(plain(nb) | {"extra": [float("nan"), float("-inf")]})
    return text.replace('"extra": [', f'"extra": [{"9" * 5000}, ')


@form("keys given twice")
def _(nb):
    """The last one counts, as in Jupyter."""
    text = json.dumps(plain(nb))
    return '{"cells": [], "nbformat": 3, ' + text[1:]


# Encodings


@form("byte order mark")
def _(nb):
    """Windows editors write it."""
    return b"\xef\xbb\xbf" + to_bytes(nb)


@form("UTF-16")
def _(nb):
    """PowerShell writes it."""
    return to_bytes(nb).decode().encode("utf-16")


@form("UTF-16 without a byte order mark")
def _(nb):
    """The zeros tell."""
    return to_bytes(nb).decode().encode("utf-16-le")


@form("Windows letters", "not in UTF-8")
def _(nb):
    """An editor saved the text in the code page of its machine."""
    cell(nb, "left_out").source = "Der Energieverbrauch des Gebäudes fehlt."
    return to_bytes(nb).decode().encode("cp1252")


@form("Windows line endings")
def _(nb):
    """Between the lines of the file and inside the sources."""
    for one in nb.cells:
        one.source = one.source.replace("\n", "\r\n")
    return to_bytes(nb).replace(b"\n", b"\r\n")


@form("padded with null bytes")
def _(nb):
    """A disk that was switched off leaves them at the end."""
    return to_bytes(nb) + b"\0" * 4096


# No notebook


@form("cut off in the middle", "is not a complete notebook file", "hand it in again",
      points=NOT_GRADED)  # fmt: skip
def _(nb):
    """Half a file has no cells that can be trusted."""
    return to_bytes(nb)[: len(to_bytes(nb)) // 2]


@form("cut off at the last brace", "is not a complete notebook file", points=NOT_GRADED)
def _(nb):
    """One byte is enough."""
    return to_bytes(nb).rstrip()[:-1]


@form("empty file", "is empty", points=NOT_GRADED)
def _(nb):
    """Nothing was uploaded."""
    return b""


@form("white space only", "is empty", points=NOT_GRADED)
def _(nb):
    """Nothing was uploaded."""
    return b"\xef\xbb\xbf \r\n\t\n"


@form("null bytes only", "is empty", points=NOT_GRADED)
def _(nb):
    """A disk that was full leaves them."""
    return b"\0" * 4096


@form("random bytes", "is not a complete notebook file", points=NOT_GRADED)
def _(nb):
    """No text at all."""
    return bytes(range(255, 0, -1)) * 20


@form("JSON null", "is a JSON file but no Jupyter notebook", points=NOT_GRADED)
def _(nb):
    """A value, but no notebook."""
    return "null"


@form("JSON list", "is a JSON file but no Jupyter notebook", points=NOT_GRADED)
def _(nb):
    """The cells without the notebook around them are no notebook."""
    return plain(nb)["cells"]


@form("cells is no list", "is a JSON file but no Jupyter notebook", points=NOT_GRADED)
def _(nb):
    """There are no cells to read."""
    return plain(nb) | {"cells": {"a": 1}}


@form("worksheets is no list", "is a JSON file but no Jupyter notebook", points=NOT_GRADED)
def _(nb):
    """There are no cells to read."""
    return {"nbformat": 3, "worksheets": 5}


@form("nested ten thousand deep", "is nested too deeply", points=NOT_GRADED)
def _(nb):
    """It cannot be read without a limit to trust."""
    deep = "[" * 10_000 + "]" * 10_000
    return to_bytes(nb).decode().rstrip()[:-1] + f', "extra": {deep}}}'


@form("no cells", "none of the cells of this assignment", points=NOT_GRADED)
def _(nb):
    """A new notebook was saved over the old one."""
    return plain(nb) | {"cells": []}


@form("another notebook", "none of the cells of this assignment", points=NOT_GRADED)
def _(nb):
    """The wrong file was uploaded; that is no zero yet."""
    return plain(nb) | {
        "cells": [{"cell_type": "code", "source": "1 + 1", "id": "x", "metadata": {}}]
    }


@form("web page saved as a notebook", "is a web page, not a notebook", points=NOT_GRADED)
def _(nb):
    """A browser saved the page around the notebook."""
    return "<!DOCTYPE html>\n<html><body>Not signed in</body></html>"


@form("zip archive named as a notebook", "is a zip archive, not a notebook", points=NOT_GRADED)
def _(nb):
    """A folder was uploaded."""
    return b"PK\x03\x04" + bytes(100)


@form("merge conflict", "merge conflict", points=NOT_GRADED)
def _(nb):
    """Git left two versions; only the student knows which one counts."""
    lines = to_bytes(nb).decode().splitlines()
    middle = lines[len(lines) // 2]
    lines[len(lines) // 2] = f"<<<<<<< HEAD\n{middle}\n=======\n{middle}\n>>>>>>> main"
    return "\n".join(lines)


# Names and folders


def named(*names: str):
    """Return a form of (folder, nb) that hands in the same notebook under these names."""

    def write(folder, nb):
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(to_bytes(nb))

    return write


form("name in capitals", f"'01-Small.IPYNB' was graded as {NOTEBOOK}")(named("01-Small.IPYNB"))
form("name of a second download", f"'{SLUG} (1).ipynb' was graded")(named(f"{SLUG} (1).ipynb"))
form("name of a copy", f"'{SLUG}-Copy1.ipynb' was graded")(named(f"{SLUG}-Copy1.ipynb"))
form("name with the student's", "'01-small_student-07.ipynb' was graded")(
    named("01-small_student-07.ipynb")
)
form("name with spaces for dashes", "'01 small final.ipynb' was graded")(
    named("01 small final.ipynb")
)
form("in a folder inside the folder", "was graded as")(named(f"{SLUG}/{NOTEBOOK}"))
form("beside checkpoints and hidden files")(
    named(NOTEBOOK, f".ipynb_checkpoints/{SLUG}-checkpoint.ipynb", f"._{NOTEBOOK}")
)
form("two notebooks, one named right", f"the folder also holds '{SLUG}-Copy1.ipynb'")(
    named(NOTEBOOK, f"{SLUG}-Copy1.ipynb")
)
form("two notebooks, none named right", "not clear which one counts", "keep one of them",
     points=NOT_GRADED)(named(f"{SLUG} (1).ipynb", f"{SLUG} (2).ipynb"))  # fmt: skip
form("name that says nothing", f"no {NOTEBOOK} was handed in", "holds 'homework.ipynb'",
     points=NOT_GRADED)(named("homework.ipynb"))  # fmt: skip


@form("empty folder", f"no {NOTEBOOK} was handed in; the folder holds nothing", points=NOT_GRADED)
def _(folder, nb):
    """Nothing was handed in."""


@form("text file in place of the notebook", "holds '01-small.py'", points=NOT_GRADED)
def _(folder, nb):
    """The script was exported; outputs and ids are gone."""
    (folder / f"{SLUG}.py").write_text("print()")


@form("folder named like the notebook", "is a folder without a notebook", points=NOT_GRADED)
def _(folder, nb):
    """There is no file."""
    (folder / NOTEBOOK).mkdir()


@form("notebook in a folder named like it", "was graded as")
def _(folder, nb):
    """The archive was unpacked into a folder of its name."""
    (folder / NOTEBOOK).mkdir()
    (folder / NOTEBOOK / NOTEBOOK).write_bytes(to_bytes(nb))


@form("link to another student's notebook", "is a link to another file", points=NOT_GRADED)
def _(folder, nb):
    """A link hands in what someone else wrote."""
    os.symlink(folder.parents[1] / "neighbour-good" / SLUG / NOTEBOOK, folder / NOTEBOOK)


@form("link that leads nowhere", "is a link to another file", points=NOT_GRADED)
def _(folder, nb):
    """There is no file."""
    os.symlink("nowhere", folder / NOTEBOOK)


@form("pipe in place of a file", "is no ordinary file", points=NOT_GRADED)
def _(folder, nb):
    """Reading it would never end."""
    os.mkfifo(folder / NOTEBOOK)


@form("beside links and a pipe")
def _(folder, nb):
    """Only ordinary files come along to the grader."""
    (folder / NOTEBOOK).write_bytes(to_bytes(nb))
    os.symlink("nowhere", folder / "data.csv")
    os.symlink("/", folder / "everything")
    os.mkfifo(folder / "pipe.txt")


@form("larger than allowed", "bytes; 50,000,000 are allowed", "clear the outputs",
      points=NOT_GRADED)  # fmt: skip
def _(folder, nb):
    """A limit keeps the grader's memory safe."""
    with open(folder / NOTEBOOK, "wb") as file:
        file.truncate(MAX_SUBMISSION_BYTES + 1)


# Several at once


@form("byte order mark, no ids, wrong name, old format", "'01-small (2).ipynb' was graded")
def _(folder, nb):
    """Each of these alone costs nothing, and neither do they together."""
    raw = plain(nb) | {"nbformat_minor": 1}
    for one in raw["cells"]:
        del one["id"]
    (folder / f"{SLUG} (2).ipynb").write_bytes(b"\xef\xbb\xbf" + json.dumps(raw).encode())


@form("one answer kept in UTF-16, tests gone", "changed or deleted", "had been deleted",
      points=(2, 0, 0, 0))  # fmt: skip
def _(nb):
    """The one answer that is left is right."""
    nb = copy.deepcopy(nb)
    answers = [one for one in nb.cells if is_answer(one)]
    nb.cells = [one for one in nb.cells if one.cell_type == "markdown" and one not in answers]
    nb.cells.insert(2, answers[0])
    return to_bytes(nb).decode().encode("utf-16")
