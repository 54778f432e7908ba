"""Attacks on time, memory, processes and files: the run must end, and the next cells still run."""

from .attack import RIGHT, Attack

_GUARD = """
import os, signal
# Where nothing is kept apart this would end processes that are not ours.
assert os.getpid() == 1, "not contained"
"""

ATTACKS = [
    Attack(
        "endless-loop", "a function that never returns",
        "def double(number):\n    while True: pass",
        (0, 3), "double did not come to an end within 2 s and was stopped",
    ),
    Attack(
        "sleep", "a function that sleeps for a week",
        "import time\ndef double(number):\n    time.sleep(7 * 86_400)",
        (0, 3), "double did not come to an end within 2 s and was stopped",
    ),
    Attack(
        "endless-cell", "a cell that never ends, before the function is defined",
        f"while True: pass\n{RIGHT}",
        (0, 3), "the cell 'double' did not come to an end within 2 s",
    ),
    Attack(
        "ignores-interrupts", "a loop that catches the interrupt and goes on",
        "def double(number):\n    while True:\n        try:\n"
        "            while True: sum(range(1000))\n        except BaseException: pass",
        (0, 0), "double did not come to an end within 2 s and was stopped. Look for a loop that "
        "never stops. What follows it could not be run.",
    ),
    Attack(
        "no-signals", "blocks every signal, then loops",
        "import signal\ndef double(number):\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\n"
        "    while True: pass",
        (0, 0), "What follows it could not be run.",
    ),
    Attack(
        "one-long-instruction", "an instruction of C that takes for ever, deaf to the interrupt",
        "def double(number):\n    return sum(range(10**15))",
        (0, 0), "double did not come to an end within 2 s and was stopped",
    ),
    Attack(
        "memory-at-once", "asks for 4 GB",
        "def double(number):\n    return bytearray(4 * 10**9)",
        (0, 3), "double(21) raised MemoryError",
    ),
    Attack(
        "memory-by-and-by", "takes more and more, without an end",
        f"taken = []\nwhile True: taken.append(bytearray(5 * 10**7))\n{RIGHT}",
        (0, 3), "'double' is not defined", "MemoryError",
    ),
    Attack(
        "memory-by-many", "starts processes, each of which takes as much memory as it may",
        "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n"
        "        taken = bytearray(os.urandom(1000)) * 300_000\n        time.sleep(600)\n"
        f"time.sleep(600)\n{RIGHT}",
        (0, 0), "took more than 600 MB of memory together and was stopped",
    ),
    Attack(
        "memory-uncounted", "takes memory that is charged to no process: memfd, System V segments",
        "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "for name, ask in {'memfd': lambda: libc.memfd_create(b'', 0),\n"
        "                  'segment': lambda: libc.shmget(0, 10**9, 0o1600)}.items():\n"
        f"    print(name, ask(), os.strerror(ctypes.get_errno()))\n{RIGHT}",
        shows="segment -1 Operation not permitted",
    ),
    Attack(
        "fork-bomb", "forks in every process for ever",
        "import os\nwhile True:\n    try:\n        while True: os.fork()\n"
        f"    except BaseException: pass\n{RIGHT}",
        (0, 0), "the cell 'double' did not come to an end within 2 s",
    ),
    Attack(
        "thread-bomb", "starts threads until no more can be started",
        "import threading, time\ntry:\n    while True:\n"
        "        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
        f"except RuntimeError as error: print(error)\n{RIGHT}",
        shows="can't start new thread",
    ),
    Attack(
        "output-flood", "prints 200 MB",
        f"for _ in range(200): print('x' * 10**6)\n{RIGHT}",
        shows="[the rest of the output is left out]",
    ),
    Attack(
        "display-flood", "shows 1,500 values",
        f"from IPython.display import display\nfor n in range(1500): display(n)\n{RIGHT}",
        shows="[the rest of the output is left out]",
    ),
    Attack(
        "stderr-flood", "fills the real stdout and stderr, below Python",
        "import os\nfor n in (1, 2):\n    for _ in range(50): os.write(n, b'x' * 10**6)\n"
        f"print('written')\n{RIGHT}",
        shows="written",
    ),
    Attack(
        "recursion", "a function that calls itself for ever",
        "def double(number):\n    return double(number)",
        (0, 3), "double(21) raised RecursionError",
    ),
    Attack(
        "crash", "reads at address 0",
        "import ctypes\ndef double(number):\n    return ctypes.string_at(0)",
        (0, 0), "While double ran, the code crashed Python (SIGSEGV). What follows it could not",
    ),
    Attack(
        "os-exit", "ends Python itself with the exit code of success",
        f"{RIGHT}import os\nos._exit(0)",
        (0, 0), "While the cell 'double' ran, the code ended Python itself (exit code 0)",
    ),
    Attack(
        "kills-itself", "sends SIGKILL and SIGSTOP to itself, to which it is deaf",
        f"{_GUARD}os.kill(os.getpid(), signal.SIGKILL)\nos.kill(os.getpid(), signal.SIGSTOP)\n"
        f"print('still here')\n{RIGHT}",
        shows="still here",
    ),
    Attack(
        "kills-the-grader", "sends SIGKILL to its parent, its group and every process in reach",
        f"{_GUARD}for number in (os.getppid(), 0, -1):\n"
        "    try: os.kill(number, signal.SIGKILL)\n"
        "    except OSError as error: print(number, error.strerror)\n"
        f"print('still here')\n{RIGHT}",
        shows="still here",
    ),
    Attack(
        "stops-the-grader", "sends SIGSTOP to its parent, its group and every process in reach",
        f"{_GUARD}for number in (os.getppid(), 0, -1):\n"
        "    try: os.kill(number, signal.SIGSTOP)\n"
        "    except OSError as error: print(number, error.strerror)\n"
        f"print('still here')\n{RIGHT}",
        shows="still here",
    ),
    Attack(
        "fills-the-disk", "writes to /tmp and /dev/shm until nothing more goes in",
        "for place in ('/tmp', '/dev/shm'):\n"
        "    number = 0\n    try:\n"
        "        while True:\n            number += 1\n"
        "            with open(f'{place}/{number}', 'wb') as file: file.write(bytes(10**6))\n"
        "    except OSError as error: print(place, error.strerror)\n"
        f"{RIGHT}",
        shows="/dev/shm No space left on device",
    ),
    Attack(
        "fills-one-file", "writes one file without an end",
        "try:\n    with open('/tmp/one', 'wb') as file:\n"
        "        while True: file.write(bytes(10**6))\n"
        f"except OSError as error: print(error.strerror)\n{RIGHT}",
        shows="File too large",
    ),
    Attack(
        "fills-the-inodes", "makes empty files until no more can be made",
        "try:\n    for number in range(10**6): open(f'/tmp/{number}', 'w').close()\n"
        f"except OSError as error: print(error.strerror)\n{RIGHT}",
        shows="No space left on device",
    ),
    Attack(
        "opens-all-files", "opens files until no more can be opened, and keeps them",
        "kept = []\ntry:\n    while True: kept.append(open('/dev/null'))\n"
        f"except OSError as error: print(error.strerror)\n{RIGHT}",
        shows="Too many open files",
    ),
    Attack(
        "raises-its-limits", "asks for the limits to be lifted",
        "import resource\nfor what in (resource.RLIMIT_AS, resource.RLIMIT_NPROC):\n"
        "    try: resource.setrlimit(what, (resource.RLIM_INFINITY,) * 2)\n"
        f"    except ValueError as error: print(error)\n{RIGHT}",
        shows="not allowed to raise maximum limit",
    ),
    Attack(
        "works-on-afterwards", "leaves processes in sessions of their own that act later",
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        while True: time.sleep(1)\n    os._exit(0)\n" + RIGHT,
    ),
    Attack(
        "thread-that-acts-later", "a thread that waits for the next question and then breaks it",
        "import threading, time\ndef later():\n"
        "    while 'total' not in globals(): time.sleep(0.001)\n"
        "    while True: globals()['total'] = lambda numbers: None\n"
        f"threading.Thread(target=later, daemon=True).start()\n{RIGHT}",
        (2, 0), "returned None",
    ),
    Attack(
        "huge-list", "returns a list of 10**8 numbers",
        "def double(number):\n    return [number] * 10**8",
        (0, 3), "double(21) raised MemoryError",
    ),
    Attack(
        "long-list", "returns a list of 10**7 numbers",
        "def double(number):\n    return [number] * 10**7",
        (0, 3), "double(21) returned a list of 10,000,000 items",
    ),
    Attack(
        "lazily-huge", "returns a range of 10**15 numbers, which is small until it is read",
        "def double(number):\n    return range(10**15)",
        (0, 3), "double(21) returned range(0, 1000000000000000)",
    ),
    Attack(
        "empty-but-huge", "returns an array of 10**9 empty rows",
        "import numpy\ndef double(number):\n    return numpy.zeros((10**9, 0))",
        (0, 3), "What came of double could not be read: an array of the shape",
    ),
    Attack(
        "endless-generator", "returns a generator without an end",
        "def double(number):\n    return iter(int, 1)",
        (0, 3), "which is a callable_iterator",
    ),
    Attack(
        "deep-list", "returns 100,000 lists, each in the next",
        "def double(number):\n    nested = []\n"
        "    for _ in range(10**5): nested = [nested]\n    return nested",
        (0, 3), "which is a list",
    ),
    Attack(
        "endless-number", "returns an integer of 100,000 digits",
        "def double(number):\n    return 10**100_000",
        (0, 3), "which is a int",
    ),
]  # fmt: skip
