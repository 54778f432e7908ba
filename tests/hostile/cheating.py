"""Attacks on the tests: not one of them may turn a wrong answer into a point."""

from .attack import RIGHT, Attack, cell_of, code_cell

WRONG = "def double(number):\n    return 0\n"
_ZERO = (0, 3)
_SAID = "double(21) returned 0"


def _forge(value: str) -> str:
    """A student's process that sends `value` as what `double` returned."""
    return (
        "import greenlib.classroom.engine.student as process\n"
        "honest = process.encode\n"
        "process.encode = lambda value, keep: (\n"
        f"    {value} if value == 'forge' else honest(value, keep))\n"
        "def double(number):\n    return 'forge'\n"
    )


_TALK = """
import json, os, stat, struct

def is_socket(number):
    try: return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError: return False

def send(data):
    (end,) = filter(is_socket, range(64))
    os.write(end, data)

def say(message):
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    send(struct.pack("!I", len(data)) + data)

"""


def _in_metadata(name: str, **values):
    def change(nb):
        cell_of(nb, name)["metadata"]["nbgrader"].update(values)

    return change


def _in_source(name: str, source: str):
    def change(nb):
        cell_of(nb, name)["source"] = source

    return change


def _twice(nb):
    test = cell_of(nb, "test_double")
    nb["cells"] += [{**test, "id": f"again-{n}", "source": "pass"} for n in range(3)]


def _graded_cell(nb):
    mark = {"grade": True, "grade_id": "bonus", "locked": True, "points": 100, "solution": False,
            "schema_version": 3, "task": False}  # fmt: skip
    nb["cells"].append(code_cell("pass", nbgrader=mark) | {"id": "bonus"})


def _without_tests(nb):
    nb["cells"] = [cell for cell in nb["cells"] if "checks" not in "".join(cell["source"])]


def _kernel(nb):
    nb["metadata"]["kernelspec"] = {"name": "always-right", "display_name": "", "language": "bash"}
    nb["metadata"]["language_info"] = {"name": "bash"}


def _outputs(nb):
    cell_of(nb, "test_double")["outputs"] = [
        {"output_type": "execute_result", "execution_count": 1, "metadata": {},
         "data": {"text/plain": "2"}},
    ]  # fmt: skip


ATTACKS = [
    Attack(
        "always-equal", "returns an object that says it equals everything",
        "class Any(float):\n    def __eq__(self, other): return True\n"
        "    __hash__ = float.__hash__\n"
        "    __ne__ = __lt__ = __gt__ = lambda self, other: False\n"
        "def double(number):\n    return Any(1)",
        _ZERO, "which is a Any",
    ),
    Attack(
        "always-equal-array", "returns an array whose comparisons are all true",
        "import numpy\nclass Any(numpy.ndarray):\n"
        "    def __eq__(self, other): return numpy.bool_(True)\n"
        "    def __array_ufunc__(self, *_, **__): return numpy.bool_(True)\n"
        "    def __array_function__(self, *_, **__): return True\n"
        "def double(number):\n    return numpy.zeros(1).view(Any)",
        _ZERO, "which is a Any",
    ),
    Attack(
        "lies-about-its-class", "returns an object whose __class__ and __module__ are NumPy's",
        "import numpy\nclass float64:\n    __class__ = property(lambda self: numpy.float64)\n"
        "    dtype = numpy.dtype(float)\n    def __eq__(self, other): return True\n"
        "float64.__module__ = 'numpy'\ndef double(number):\n    return float64()",
        _ZERO, "which is a float64",
    ),
    Attack(
        "hostile-repr", "returns an object whose text ends Python, prints and claims a pass",
        "class Passed:\n"
        "    def __repr__(self): print('2/2'); raise SystemExit('All tests passed')\n"
        "def double(number):\n    return Passed()",
        _ZERO, "SystemExit",
    ),
    Attack(
        "patched-builtins", "makes Python's builtins answer True to everything",
        "import builtins\nfor name in ('abs', 'round', 'any', 'all', 'AssertionError'):\n"
        f"    setattr(builtins, name, lambda *_, **__: True)\n{WRONG}",
        _ZERO, _SAID,
    ),
    Attack(
        "broken-builtins", "takes away the builtins that Python itself needs",
        f"{WRONG}import builtins\n"
        "for name in ('isinstance', 'type', 'float', 'len', 'Exception'):\n"
        "    setattr(builtins, name, lambda *_, **__: True)\n",
        (0, 0), "While the cell 'double' ran, the code ended Python itself (exit code 1)",
    ),
    Attack(
        "patched-math", "makes math.isclose true of everything",
        f"import math\nmath.isclose = lambda *_, **__: True\n{WRONG}", _ZERO, _SAID,
    ),
    Attack(
        "patched-numpy", "takes the assertions out of numpy.testing",
        "import numpy, numpy.testing\nnumpy.isclose = numpy.allclose = lambda *_, **__: True\n"
        "for name in dir(numpy.testing):\n    if name.startswith('assert'):\n"
        f"        setattr(numpy.testing, name, lambda *_, **__: None)\n{WRONG}",
        _ZERO, _SAID,
    ),
    Attack(
        "patched-pytest", "puts a pytest in place whose approx equals everything",
        "import sys, types\nclass Any:\n    def __init__(self, *_, **__): pass\n"
        "    def __eq__(self, other): return True\n"
        f"sys.modules['pytest'] = types.SimpleNamespace(approx=Any)\n{WRONG}",
        _ZERO, _SAID,
    ),
    Attack(
        "patched-checks", "makes every check of greenlib.checks do nothing",
        "from greenlib import checks, plain\n"
        "for name in dir(checks):\n    if callable(getattr(checks, name)):\n"
        "        setattr(checks, name, lambda *_, **__: None)\n"
        f"plain.difference = lambda *_: None\n{WRONG}",
        _ZERO, _SAID,
    ),
    Attack(
        "another-greenlib", "puts another greenlib in the place of the real one",
        "import sys, types\nfake = types.ModuleType('greenlib')\n"
        "fake.checks = types.SimpleNamespace(returns=lambda *_, **__: None)\n"
        f"sys.modules.update({{'greenlib': fake, 'greenlib.checks': fake.checks}})\n{WRONG}",
        _ZERO, _SAID,
    ),
    Attack(
        "redefined-names", "defines names that the tests use: checks, expected, CheckFailed, abs",
        "class checks:\n    returns = value = staticmethod(lambda *_, **__: None)\n"
        f"expected, CheckFailed, abs = 0, None, lambda number: 0\n{WRONG}",
        _ZERO, _SAID,
    ),
    Attack(
        "input-transformer", "has IPython turn every cell that comes into `pass`",
        f"{WRONG}get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])",
        (0, 0), "'total' is not defined",
    ),
    Attack(
        "ast-transformer", "has IPython take every call of a check out of the code",
        f"{WRONG}import ast\nclass NoChecks(ast.NodeTransformer):\n"
        "    def visit_Expr(self, node): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(NoChecks())",
        _ZERO, _SAID,
    ),
    Attack(
        "patched-run-cell", "makes run_cell report success without running anything",
        f"{WRONG}import types\nresult = types.SimpleNamespace(error_before_exec=None, "
        "error_in_exec=None, success=True)\n"
        "get_ipython().run_cell = lambda *_, **__: result",
        (0, 0), "'total' is not defined",
    ),
    Attack(
        "event-hooks", "changes the answer before and after each cell",
        f"{WRONG}def hook(*_): globals()['double'] = lambda number: 42\n"
        "for event in ('pre_execute', 'pre_run_cell', 'post_execute', 'post_run_cell'):\n"
        "    get_ipython().events.register(event, hook)",
        _ZERO, "double(-3.5) returned 42".replace("double", "<lambda>"),
    ),
    Attack(
        "trace-function", "looks with a trace function for the expected value of each call",
        "import sys\nseen = {}\ndef trace(frame, event, argument):\n"
        "    seen.update(frame.f_locals)\n    return trace\nsys.settrace(trace)\n"
        "def double(number):\n    return seen.get('expected', 0)",
        _ZERO, _SAID,
    ),
    Attack(
        "frame-walking", "walks up the frames to the caller's expected value and hidden source",
        "import sys\ndef double(number):\n    frame, found = sys._getframe(), 0\n"
        "    while frame:\n        found = frame.f_locals.get('expected', found)\n"
        "        frame = frame.f_back\n    return found",
        _ZERO, _SAID,
    ),
    Attack(
        "gc-walking", "searches every object in memory for the text of hidden tests",
        "import gc\nwanted = 'HIDDEN' + ' TESTS'\n"
        "found = [o for holder in gc.get_objects() for o in gc.get_referents(holder)\n"
        "         if isinstance(o, str) and '###' + ' BEGIN ' + wanted in o]\n"
        f"print(len(found), 'texts found')\n{WRONG}",
        _ZERO, _SAID, "0 texts found",
    ),
    Attack(
        "nameless-exception", "raises an exception without a name, which looked like none at all",
        "def double(number):\n    raise type('', (BaseException,), {})()",
        _ZERO, "The test stopped with BaseException",
    ),
    Attack(
        "claims-to-be-a-check", "raises a BaseException named CheckFailed with the words of a pass",
        "class CheckFailed(BaseException): pass\n"
        "def double(number):\n    raise CheckFailed('All tests passed. Score: 2/2')",
        _ZERO, "The test stopped with BaseException: All tests passed",
    ),
    Attack(
        "raises-our-own", "raises greenlib's own CheckFailed with the words of a pass",
        "from greenlib.checks import CheckFailed\n"
        "def double(number):\n    raise CheckFailed('All tests passed. Score: 2/2')",
        _ZERO, "double(21) raised CheckFailed: All tests passed",
    ),
    Attack(
        "system-exit", "leaves the test with SystemExit(0)",
        "def double(number):\n    raise SystemExit(0)", _ZERO, "SystemExit: 0",
    ),
    Attack(
        "keyboard-interrupt", "claims that somebody pressed Ctrl-C",
        "def double(number):\n    raise KeyboardInterrupt", _ZERO, "KeyboardInterrupt",
    ),
    Attack(
        "generator-exit", "leaves the test with GeneratorExit",
        "def double(number):\n    raise GeneratorExit('2/2')", _ZERO, "GeneratorExit: 2/2",
    ),
    Attack(
        "memory-error", "claims that the memory is full",
        "def double(number):\n    raise MemoryError('2/2')", _ZERO, "raised MemoryError: 2/2",
    ),
    Attack(
        "group-of-exceptions", "raises a group of exceptions",
        "def double(number):\n    raise BaseExceptionGroup('2/2', [KeyboardInterrupt()])",
        _ZERO, "2/2 (1 sub-exception)",
    ),
    Attack(
        "forged-score", "prints scores in every form that a grader might read",
        f"{WRONG}import json, sys\nprint(json.dumps({{'score': 2, 'max_score': 2, 'points': 2}}))\n"
        "print('test_double PASSED [100%]', file=sys.stderr)\nprint('<score>2</score>')\n2.0",
        _ZERO, _SAID, "test_double PASSED",
    ),
    Attack(
        "answers-early", "sends the judge an answer before it is asked for",
        f"{_TALK}{RIGHT}say({{'value': 42.0}})",
        (0, 0), "'double' is not defined",
    ),
    Attack(
        "answers-twice", "sends two answers to each call, so that they are one apart",
        f"{_TALK}def double(number):\n    say({{'value': 42.0}})\n    return -7.0",
        (0, 0), "double(21) returned 42, and -7 when called again",
    ),
    Attack(
        "no-message", "sends the judge bytes that are no JSON",
        f"{_TALK}def double(number):\n    say(b'{{{{{{')\n",
        (0, 0), "While double ran, the code sent what is no message to the grader",
    ),
    Attack(
        "deep-message", "sends the judge JSON nested 1,000,000 deep",
        f"{_TALK}def double(number):\n    say(b'[' * 10**6)\n",
        (0, 0), "While double ran, the code sent what is no message to the grader",
    ),
    Attack(
        "huge-message", "announces a message of 4 GB to the judge",
        f"{_TALK}def double(number):\n    send(b'\\xff' * 64)\n",
        (0, 0), "the code sent a message of 4,294,967,295 bytes to the grader and was stopped",
    ),
    Attack(
        "message-by-drops", "sends a message byte after byte, slowly",
        f"{_TALK}import time\ndef double(number):\n    send(b'\\0\\0\\xff\\xff')\n"
        "    while True:\n        try: send(b' '); time.sleep(0.2)\n"
        "        except BaseException: pass\n",
        (0, 0), "double did not come to an end within 2 s",
    ),
    Attack(
        "no-answer", "sends the judge JSON that is no answer",
        f"{_TALK}def double(number):\n    say([float('nan'), None, 42])\n",
        (0, 0), "While double ran, the code sent what is no answer to the grader",
    ),
    Attack(
        "hangs-up", "closes the socket to the judge",
        f"{_TALK}def double(number):\n    os.closerange(3, 64)\n    while True: pass\n",
        (0, 0), "hung up on the grader",
    ),
    Attack(
        "names-a-class", "names a class for the judge to make its value of",
        _forge("{'ours': ['subprocess', 'Popen', {'args': 'true'}]}"),
        _ZERO, "subprocess.Popen is no value type of greenlib",
    ),
    Attack(
        "names-a-class-of-ours", "names a class of the grader that is no value",
        _forge("{'ours': ['greenlib.classroom.engine.runner', 'Engine', {}]}"),
        _ZERO, "Engine is no value type of greenlib",
    ),
    Attack(
        "names-a-module", "sends a module of the judge's in place of a number",
        _forge("{'module': 'builtins'}"), _ZERO, "which is a module",
    ),
    Attack(
        "pickled-payload", "sends a pickle that would run a command where it is read",
        _forge("{'pickle': 'Y29zCnN5c3RlbQooUyd0cnVlJwp0Ui4='}"),
        _ZERO, "What came of double could not be read",
    ),
    Attack(
        "object-array", "sends an array of addresses in memory",
        _forge("{'array': ['|O', [1], 'AAAAAAAAAAA=']}"),
        _ZERO, "What came of double could not be read: an array of object",
    ),
    Attack(
        "negative-shape", "sends an array of a negative shape",
        _forge("{'array': ['<f8', [-1, 10**9], '']}"),
        _ZERO, "What came of double could not be read: an array of the shape",
    ),
    Attack(
        "hostile-dtype", "sends an array of a type that is a program of NumPy's type language",
        _forge("{'array': ['(1000000,1000000)f8,' * 1000, [1], '']}"),
        _ZERO, "What came of double could not be read",
    ),
    Attack(
        "forged-infinity", "sends numbers that JSON does not have",
        _forge("float('inf')"), _ZERO, "is not a finite number",
    ),
    Attack(
        "forged-function", "sends a function, by a number that nobody knows",
        _forge("{'object': ['function', 'f', 10**12, 'f']}"), _ZERO, "which is a function",
    ),
    Attack(
        "forged-change", "claims to have changed its arguments into what they cannot be",
        "import greenlib.classroom.engine.student as process\n"
        "changed = {'0': {'dict': 7}, 'expected': [[[]]], '__builtins__': None}\n"
        "process._Student._answer = lambda self, answer: self._wire.send(\n"
        "    {**answer, 'changed': changed})\n" + WRONG,
        (0, 0), "What came of double could not be read",
    ),
    Attack(
        "points-in-metadata", "sets the points of the test to 1000",
        WRONG, _ZERO, _SAID, change=_in_metadata("test_double", points=1000),
    ),
    Attack(
        "no-test-in-metadata", "turns the test into an answer that a person marks",
        WRONG, _ZERO, _SAID, change=_in_metadata("test_double", solution=True, locked=False),
    ),
    Attack(
        "locked-cell-changed", "writes `pass` into the locked test",
        WRONG, _ZERO, _SAID, change=_in_source("test_double", "pass"),
    ),
    Attack(
        "tests-deleted", "hands in the notebook without its tests",
        WRONG, _ZERO, _SAID, change=_without_tests,
    ),
    Attack(
        "test-three-times", "hands the test in three more times, emptied",
        WRONG, _ZERO, _SAID, change=_twice,
    ),
    Attack(
        "graded-cell-added", "adds a test of its own, worth 100 points",
        WRONG, _ZERO, _SAID, change=_graded_cell,
    ),
    Attack(
        "outputs-handed-in", "hands in the test with the output of a pass",
        WRONG, _ZERO, _SAID, change=_outputs,
    ),
    Attack(
        "another-kernel", "names another kernel, which would run the cells",
        WRONG, _ZERO, _SAID, change=_kernel,
    ),
]  # fmt: skip
