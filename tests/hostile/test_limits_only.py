"""Where the system offers no namespaces, limits alone apply, and the engine says so.

The engine is run by a process that is refused namespaces, by the filter that students' processes
get. Nothing that would do harm without them is tried here.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

_RUN = """
import ctypes, json, sys
from greenlib.classroom.engine import Engine, Limits, StudentCell, TestCell, seccomp

assert ctypes.CDLL(None).prctl(38, 1, 0, 0, 0) == 0  # no new privileges, as a filter needs
assert seccomp.install()
limits = Limits(cell_seconds=2, notebook_seconds=20, memory_mb=400)
test = TestCell("test", "from greenlib import checks\\nchecks.returns(double, 21, expected=42)")
said = {}
with Engine((), ["greenlib.checks"], limits) as engine:
    said["not contained"] = engine.not_contained
    for name, source in json.load(sys.stdin).items():
        report = engine.run([StudentCell("double", source), test])
        said[name] = {"contained": report.contained, "error": report.cells[-1].error_text}
    (where,) = engine.run([StudentCell("where", "import os; print(os.getcwd())")]).cells
    said["folder"] = where.outputs[0]["text"].strip()
print(json.dumps(said))
"""
RIGHT = "def double(number):\n    return number + number\n"
CASES = {
    "right": (RIGHT, ""),
    "loop": ("def double(number):\n    while True: pass", "did not come to an end within 2 s"),
    "memory": ("def double(number):\n    return bytearray(4 * 10**9)", "raised MemoryError"),
    "exit": (f"{RIGHT}import os\nos._exit(0)", "ended Python itself (exit code 0)"),
    "kill": (f"{RIGHT}import os\nos.kill(os.getpid(), 9)", "was stopped: it was killed"),
    "crash": ("import ctypes\ndef double(number):\n    ctypes.string_at(0)", "(SIGSEGV)"),
    "output": (f"for _ in range(200): print('x' * 10**6)\n{RIGHT}", ""),
    "file": (f"open('large', 'wb').write(bytes(10**8))\n{RIGHT}", "'double' is not defined"),
    "always equal": (
        "class Any(float):\n    def __eq__(self, other): return True\n"
        "def double(number):\n    return Any(1)",
        "which is a Any",
    ),
    "patched checks": (
        "from greenlib import checks\nchecks.returns = lambda *_, **__: None\n"
        "def double(number):\n    return 0",
        "double(21) returned 0",
    ),
}


@pytest.fixture(scope="module")
def said():
    if sys.platform != "linux":
        pytest.skip("only on Linux is there a filter that can refuse namespaces")
    done = subprocess.run(
        [sys.executable, "-c", _RUN], cwd=ROOT, capture_output=True, text=True, timeout=200,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        input=json.dumps({name: source for name, (source, _) in CASES.items()}),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_engine_says_that_nothing_is_kept_apart_and_why(said):
    assert "Operation not permitted" in said["not contained"]
    assert not any(said[name]["contained"] for name in CASES)


@pytest.mark.parametrize("name", CASES)
def test_limits_and_the_judge_hold_all_the_same(name, said):
    words = CASES[name][1]
    assert words in said[name]["error"]
    assert bool(words) == bool(said[name]["error"])


def test_the_folder_of_a_run_is_gone_afterwards(said):
    folder = Path(said["folder"])
    assert folder.name.startswith("work-")
    ends = time.monotonic() + 10
    while folder.parent.exists() and time.monotonic() < ends:
        time.sleep(0.05)
    assert not folder.parent.exists()
