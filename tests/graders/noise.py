"""Noisy forms of one good submission: none may change a score.

Added cells stand where a student would put them; `in_answers` are changes inside the answers.
"""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode

from greenlib.classroom.masters import is_answer, is_test
from tests.graders.small_class import Forms, cell

NOISE = Forms()
form = NOISE.form


def code(source: str, name: str = "noise") -> NotebookNode:
    return nbformat.v4.new_code_cell(source, id=name)


def at_top(name: str, source: str) -> None:
    """Add a form with a cell above all others."""
    form(name)(lambda nb: nb.cells.insert(0, code(source)))


def around_answers(name: str, source: str) -> None:
    """Add a form with a cell before and behind each answer."""

    def make(nb):
        for one in [one for one in nb.cells if is_answer(one)]:
            place = nb.cells.index(one)
            nb.cells.insert(place + 1, code(source, f"behind-{one.id}"))
            nb.cells.insert(place, code(source, f"before-{one.id}"))

    form(name)(make)


def above_answers(name: str, line: str) -> None:
    """Add a form with a line above each code answer, in its cell."""

    def make(nb):
        for one in nb.cells:
            if is_answer(one) and one.cell_type == "code":
                one.source = f"{line}\n{one.source}"

    form(name)(make)


def in_functions(name: str, lines: str, imports: str = "") -> None:
    """Add a form with lines in the body of each answered function, run on every call."""

    def make(nb):
        for one in nb.cells:
            if is_answer(one) and one.cell_type == "code":
                body = "".join(f"    {line}\n" for line in lines.splitlines())
                head, docstring, rest = one.source.partition('."""\n')
                one.source = f"{imports}\n{head}{docstring}{body}{rest}"

    form(name)(make)


def answers(name: str, **sources: str) -> None:
    """Add a form with other sources in the answers called so."""

    def make(nb):
        for title, source in sources.items():
            cell(nb, title).source = source

    form(name)(make)


# On stderr and stdout

around_answers("warnings at top level", 'import warnings\nwarnings.warn("beware")')
around_answers("logging at top level", 'import logging\nlogging.getLogger().error("beware")')
around_answers("writing to stderr at top level", 'import sys\nsys.stderr.write("beware")')
in_functions("warnings in functions", 'warnings.warn("beware")', "import warnings")
in_functions("logging in functions", 'logging.warning("beware")', "import logging")
in_functions("writing to stderr in functions", 'sys.stderr.write("beware\\n")', "import sys")
in_functions("printing in functions", 'print("called with", locals())')
in_functions("writing past Python", 'os.write(2, b"beware")\nos.write(1, b"beware")', "import os")
in_functions("a subprocess on stderr", 'os.system("echo beware >&2")', "import os")
in_functions(
    "a progress bar on stderr",
    "for step in range(50):\n"
    "    sys.stderr.write(f\"\\r{step * 2}% |{'#' * step}\")\n"
    "    sys.stderr.flush()",
    "import sys",
)
in_functions("displaying in functions", "display({1: 2})", "from IPython.display import display")
in_functions("much output in functions", 'print("x" * 200_000)')
at_top("five megabytes of output", 'print("x" * 5_000_000)')
at_top("ten thousand lines of output", 'for line in range(10_000):\n    print("line", line)')
at_top(
    "logging set to everything",
    "import logging\nlogging.basicConfig(level=logging.DEBUG)\nlogging.debug('beware')",
)
at_top(
    "a thread that goes on writing",
    "import sys, threading, time\n"
    "def chatter():\n"
    "    for _ in range(200):\n"
    '        print("beware", file=sys.stderr)\n'
    "        time.sleep(0.01)\n"
    "threading.Thread(target=chatter, daemon=True).start()",
)
at_top(
    "a message at exit",
    'import atexit, sys\natexit.register(lambda: print("bye", file=sys.stderr))',
)
at_top("streams replaced", "import io, sys\nsys.stdout, sys.stderr = io.StringIO(), io.StringIO()")

# Extra cells

around_answers("extra cells that fail", "1 / 0")
around_answers("extra cells that are no Python", "this is not Python (")
around_answers("extra cells that show a value", "0.5")
around_answers("extra empty cells", "")
around_answers("a question asked", 'name = input("Your name? ")')
around_answers("magics", "%timeit -n1 -r1 sum(range(10))\n%who\n%precision 2\n%xmode Minimal")
around_answers("shell commands", "!echo hello\n!false\nlisting = !ls")
around_answers("magics that do not exist", "%matplotlib nowhere\n%load_ext nosuchextension")
around_answers("cell magics", "%%bash\necho hello >&2\nexit 3")
around_answers("await at top level", "import asyncio\nawait asyncio.sleep(0)")
around_answers("sys.exit in a cell", "import sys\nsys.exit(1)")
around_answers("a cell raising KeyboardInterrupt", "raise KeyboardInterrupt")
at_top("a plot", "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])\nplt.show()")
at_top(
    "another plotting backend",
    'import matplotlib\nmatplotlib.use("svg")\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])',
)
at_top(
    "a tall table",
    "import pandas as pd\npd.options.display.max_rows = None\npd.DataFrame({'a': range(2000)})",
)
at_top("rich output", "from IPython.display import HTML, Markdown\ndisplay(HTML('<script>'))")


@form("own tests behind the released ones")
def _(nb):
    for one in [one for one in nb.cells if is_test(one)]:
        nb.cells.insert(
            nb.cells.index(one) + 1, code("assert energy_kwh(0, 0) == 0", f"x-{one.id}")
        )


@form("notes in Markdown between all cells")
def _(nb):
    notes = [nbformat.v4.new_markdown_cell("- [ ] check", id=f"n{n}") for n in range(len(nb.cells))]
    nb.cells = [one for pair in zip(notes, nb.cells, strict=True) for one in pair]


# State

at_top("warnings turned into errors", 'import warnings\nwarnings.simplefilter("error")')
at_top("floating point errors raised", 'import numpy as np\nnp.seterr(all="raise")')
at_top(
    "pandas options",
    "import pandas as pd\npd.set_option('display.precision', 1)\n"
    "pd.set_option('mode.chained_assignment', 'raise')\n"
    "pd.options.display.float_format = '{:.0f}'.format",
)
at_top(
    "pandas strings of the future",
    "import pandas as pd\npd.set_option('future.infer_string', True)",
)
at_top("another working folder", 'import os\nos.chdir("/")')
at_top("another recursion limit", "import sys\nsys.setrecursionlimit(10**6)")
at_top("random seeds", "import random\nimport numpy as np\nrandom.seed(1)\nnp.random.seed(1)")
at_top("another locale", 'import locale\nlocale.setlocale(locale.LC_ALL, "C")')
at_top("another decimal precision", "import decimal\ndecimal.getcontext().prec = 3")
at_top("a variable called checks", 'checks = 3\ngreenlib = "mine"\npd = None\njobs = []')
at_top("star imports", "from math import *\nfrom statistics import *")
at_top("garbage collection off", "import gc\ngc.disable()")
at_top("an environment variable", 'import os\nos.environ["PYTHONWARNINGS"] = "error"')

# Inside the answers

above_answers("time magic on the answers", "%%time")
above_answers("capture magic on the answers", "%%capture")
above_answers("annotations from the future", "from __future__ import annotations")
above_answers("unused imports", "import os, json, collections")

answers(
    "renamed variables and no docstring",
    energy_kwh="def energy_kwh(power_w, hours):\n    x = power_w * hours\n    return x / 1000",
    cleanest="def cleanest(d):\n    return sorted(d, key=lambda k: d[k])[0]",
)
answers(
    "type hints",
    energy_kwh="def energy_kwh(power_w: float, hours: float) -> float:\n"
    "    return power_w * hours / 1000",
)
answers(
    "a cached function",
    energy_kwh="from functools import lru_cache\n\n@lru_cache(maxsize=None)\n"
    "def energy_kwh(power_w, hours):\n    return power_w * hours / 1000",
)
answers(
    "a decorator of the student's",
    energy_kwh="import functools\n\ndef loud(f):\n    @functools.wraps(f)\n"
    "    def inner(*args, **kwargs):\n        print('calling')\n"
    "        return f(*args, **kwargs)\n    return inner\n\n@loud\n"
    "def energy_kwh(power_w, hours):\n    return power_w * hours / 1000",
)
answers("a lambda", energy_kwh="energy_kwh = lambda power_w, hours: power_w * hours / 1000")
answers(
    "a callable object",
    energy_kwh="class Energy:\n    def __call__(self, power_w, hours):\n"
    "        return power_w * hours / 1000\n\nenergy_kwh = Energy()",
)
answers(
    "helpers and a main guard",
    energy_kwh="def _watt_hours(power_w, hours):\n    return power_w * hours\n\n"
    "def energy_kwh(power_w, hours):\n    return _watt_hours(power_w, hours) / 1000\n\n"
    'if __name__ == "__main__":\n    print(energy_kwh(1, 1))',
)
answers(
    "an answer cell that ends in a number",
    energy_kwh="def energy_kwh(power_w, hours):\n    return power_w * hours / 1000\n\n0",
)
answers(
    "an answer cell that ends in a text",
    energy_kwh="def energy_kwh(power_w, hours):\n    return power_w * hours / 1000\n\n'done'",
)
answers(
    "an answer cell that fails below the function",
    energy_kwh="def energy_kwh(power_w, hours):\n    return power_w * hours / 1000\n\n"
    "energy_kwh('a', 'b')",
)
answers(
    "a nested function and a global",
    energy_kwh="FACTOR = 1000\n\ndef energy_kwh(power_w, hours):\n    def wh():\n"
    "        return power_w * hours\n    return wh() / FACTOR",
)


@form("a helper in a cell above the answer")
def _(nb):
    place = nb.cells.index(cell(nb, "energy_kwh"))
    nb.cells.insert(place, code("def to_kwh(wh):\n    return wh / 1000"))
    cell(
        nb, "energy_kwh"
    ).source = "def energy_kwh(power_w, hours):\n    return to_kwh(power_w * hours)"


@form("everything in tabs and with trailing spaces")
def _(nb):
    for one in nb.cells:
        if is_answer(one) and one.cell_type == "code":
            one.source = one.source.replace("    ", "\t").replace("\n", "  \n") + "\n\n\n"


@form("outputs and tags left by Jupyter")
def _(nb):
    for number, one in enumerate(nb.cells):
        one.metadata |= {"collapsed": True, "scrolled": "auto", "tags": ["skip-execution"]}
        if one.cell_type == "code":
            one.execution_count = 90 - number
            one.outputs = [nbformat.v4.new_output("stream", name="stderr", text="old warning")]
