"""Attacks on what is secret and on what must stay as it is: nothing is read, written or reached.

Every attack prints what it came to, and then answers well: what must be shown proves that it ran.
"""

import platform

from greenlib.classroom.engine import seccomp

from .attack import RIGHT, Attack

_TRY = """
import os
def attempt(what, act):
    try: print(what, "->", str(act())[:200])
    except OSError as error: print(what, "->", error.strerror or error)
    except Exception as error: print(what, "->", type(error).__name__, error)

def content(path):
    with open(path, "rb") as file: return file.read(10**6)

def changed(path):
    with open(path, "ab") as file: return file.write(b"changed")
"""
_NOT_THERE = "No such file or directory"


def _reads(*paths: str) -> str:
    return f"{_TRY}for path in {paths!r}: attempt(path, lambda: content(path))\n{RIGHT}"


def _writes(*paths: str) -> str:
    return f"{_TRY}for path in {paths!r}: attempt(path, lambda: changed(path))\n{RIGHT}"


def _calls(**arguments: str) -> str:
    """Make these system calls, and say how each ended."""
    numbers = {**seccomp._REFUSED, "clone": (56, 220), "clone3": (435, 435), "chroot": (161, 51)}
    column = 1 if platform.machine() == "aarch64" else 0
    calls = "".join(
        f"result = libc.syscall({numbers[name][column]}, {given})\n"
        f"print({name!r}, result, os.strerror(ctypes.get_errno()))\n"
        for name, given in arguments.items()
    )
    return f"{_TRY}import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n{calls}{RIGHT}"


ATTACKS = [
    Attack(
        "reads-the-master", "opens the master, the solutions and the marks by their paths",
        _reads("@COURSE@/source/01-footprint/01-footprint.py",
               "@COURSE@/solutions/01-footprint/secret.txt"),
        shows=_NOT_THERE,
    ),
    Attack(
        "reads-the-gradebook", "opens the gradebook, directly and through SQLite",
        _reads("@COURSE@/gradebook.db").replace(
            RIGHT, "import sqlite3\nattempt('sqlite', lambda: sqlite3.connect("
            f"'file:@COURSE@/gradebook.db?mode=ro', uri=True).execute('select * from student')"
            f".fetchall())\n{RIGHT}"),
        shows="sqlite -> OperationalError unable to open database file",
    ),
    Attack(
        "reads-other-submissions", "opens what another student handed in, and got",
        _reads("@COURSE@/submitted/honest-right/01-footprint/01-footprint.ipynb",
               "@COURSE@/autograded/honest-right/01-footprint/graded.json"),
        shows=_NOT_THERE,
    ),
    Attack(
        "goes-up", "climbs out of its folder with .. and looks around",
        _reads("../" * 20 + "@COURSE@/gradebook.db", "/tmp/../../../@COURSE@/gradebook.db")
        .replace(RIGHT, "attempt('the outermost folder', lambda: sorted(os.listdir('../' * 20)))\n"
                 f"attempt('the course', lambda: os.listdir('@COURSE@'))\n{RIGHT}"),
        shows="the course -> No such file or directory",
    ),
    Attack(
        "links-to-secrets", "makes links to the master in its own folder and reads through them",
        f"{_TRY}os.symlink('@COURSE@/gradebook.db', 'a')\n"
        "attempt('symlink', lambda: content('a'))\n"
        f"attempt('hard link', lambda: os.link('@COURSE@/gradebook.db', 'b'))\n{RIGHT}",
        shows="hard link -> No such file or directory",
    ),
    Attack(
        "through-proc", "looks through /proc at the roots, folders and files of other processes",
        f"{_TRY}import glob\nfor kind in ('root@COURSE@', 'cwd/gradebook.db', 'fd/*', 'maps'):\n"
        "    for path in glob.glob(f'/proc/[0-9]*/{kind}'):\n"
        "        if '/1/' not in path: attempt(path, lambda: content(path))\n"
        "attempt('root', lambda: content('/proc/1/root@COURSE@/gradebook.db'))\n"
        "attempt('processes', lambda: [n for n in os.listdir('/proc') if n.isdigit()])\n"
        f"attempt('keys', lambda: content('/proc/keys'))\n{RIGHT}",
        shows="root -> No such file or directory",
    ),
    Attack(
        "reads-the-environment", "prints its environment and that of the processes it can see",
        f"{_TRY}import glob\nprint(dict(os.environ))\nprint(os.environb)\n"
        "for path in glob.glob('/proc/*/environ'): attempt(path, lambda: content(path))\n"
        f"attempt('the secret', lambda: os.environ['GREENLIB_TEST_SECRET'])\n{RIGHT}",
        shows="the secret -> KeyError",
    ),
    Attack(
        "reads-the-home-folder", "opens files in the grader's home folder, and the password file",
        _reads("@HOME@/secret.txt", "/etc/shadow").replace(
            RIGHT, f"attempt('home', lambda: os.listdir(os.path.expanduser('~')))\n{RIGHT}"),
        shows=_NOT_THERE,
    ),
    Attack(
        "looks-at-devices", "opens the machine's disks and memory, and makes a device of its own",
        _reads("/dev/mem", "/dev/vda", "/dev/sda", "/dev/kmsg", "/dev/tty").replace(
            RIGHT, "attempt('mknod', lambda: os.mknod('disk', 0o60600, os.makedev(8, 0)))\n"
            f"print(sorted(os.listdir('/dev')))\n{RIGHT}"),
        shows="mknod -> Operation not permitted",
    ),
    Attack(
        "reads-other-memory", "reads the memory of other processes",
        _calls(ptrace="16, 2, 0, 0", process_vm_readv="2, 0, 0, 0, 0, 0", pidfd_getfd="3, 3, 0")
        .replace(RIGHT, f"attempt('memory', lambda: content('/proc/2/mem'))\n{RIGHT}"),
        shows="process_vm_readv -1 Operation not permitted",
    ),
    Attack(
        "new-namespaces", "makes itself administrator in namespaces of its own",
        _calls(unshare="0x10000000", setns="3, 0", clone="0x10020011, 0, 0, 0, 0", clone3="0, 0"),
        shows="clone -1 Operation not permitted",
    ),
    Attack(
        "mounts", "mounts something else in the place of its root",
        _calls(mount="0, 0, 0, 0, 0", umount2="b'/tmp', 2", pivot_root="0, 0",
               open_tree="0, 0, 0", chroot="b'/tmp'"),
        shows="umount2 -1 Operation not permitted",
    ),
    Attack(
        "deep-kernel", "asks for the parts of the kernel where faults are found",
        _calls(bpf="0, 0, 0", keyctl="0, 0", userfaultfd="0", perf_event_open="0, 0, 0, 0, 0",
               init_module="0, 0, 0", io_uring_setup="1, 0"),
        shows="io_uring_setup -1 Operation not permitted",
    ),
    Attack(
        "old-system-calls", "makes the same calls through the numbers of another kind of program",
        f"{_TRY}import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        f"print('mount', libc.syscall(0x40000000 | 165, 0, 0, 0, 0, 0))\n{RIGHT}",
        shows="mount -1",
    ),
    Attack(
        "becomes-root", "changes its user, through calls and through programs that are allowed to",
        f"{_TRY}import subprocess\nattempt('setuid', lambda: os.setuid(0))\n"
        "attempt('su', lambda: subprocess.run(['su', '-c', 'id'], capture_output=True).stderr)\n"
        f"print('user 0:', os.getuid() == 0 and os.access('/etc/passwd', os.W_OK))\n{RIGHT}",
        shows="user 0: False",
    ),
    Attack(
        "network-out", "sends what it knows to a server, over TCP and UDP",
        f"{_TRY}import socket\n"
        "attempt('tcp', lambda: socket.create_connection(('127.0.0.1', @PORT@), 1).send(b'x'))\n"
        "udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
        "attempt('udp', lambda: udp.sendto(b'x', ('127.0.0.1', @PORT@)))\n"
        f"attempt('name', lambda: socket.getaddrinfo('example.org', 80))\n{RIGHT}",
        shows="tcp -> Network is unreachable",
    ),
    Attack(
        "network-in", "listens for somebody to come and fetch the answers",
        f"{_TRY}import socket\nserver = socket.socket()\nserver.bind(('0.0.0.0', 0))\n"
        "server.listen()\nserver.settimeout(0.5)\nattempt('listening', server.accept)\n"
        f"attempt('itself', lambda: socket.create_connection(server.getsockname(), 0.5))\n{RIGHT}",
        shows="listening -> timed out",
    ),
    Attack(
        "unix-sockets", "reaches for sockets of the machine: abstract ones, and those in files",
        f"{_TRY}import socket\n"
        "for address in ('\\0@SOCKET@', '@HOME@/socket', '/var/run/docker.sock', '/dev/log'):\n"
        "    unix = socket.socket(socket.AF_UNIX)\n"
        f"    attempt(repr(address), lambda: unix.connect(address))\nprint('done')\n{RIGHT}",
        shows="Connection refused",
    ),
    Attack(
        "other-sockets", "opens sockets that no network namespace holds: to the host, the kernel",
        f"{_TRY}import socket\nfor family in (40, 16, 17, 38):\n"
        "    attempt(family, lambda: socket.socket(family, socket.SOCK_DGRAM))\n" + RIGHT,
        shows="40 -> Address family not supported by protocol",
    ),
    Attack(
        "writes-to-the-course", "writes into the gradebook, the master and another submission",
        _writes("@COURSE@/gradebook.db", "@COURSE@/source/01-footprint/01-footprint.py",
                "@COURSE@/submitted/honest-right/01-footprint/01-footprint.ipynb"),
        shows=_NOT_THERE,
    ),
    Attack(
        "writes-to-greenlib", "changes greenlib's own files, and their compiled forms",
        f"{_TRY}import greenlib.checks as checks\n"
        "for path in (checks.__file__, checks.__cached__):\n"
        "    attempt('a file', lambda: changed(path))\n"
        "attempt('a new one', lambda: changed(os.path.dirname(checks.__file__) + '/new.py'))\n"
        "attempt('its rights', lambda: os.chmod(checks.__file__, 0o666))\n" + RIGHT,
        shows="a new one -> Read-only file system",
    ),
    Attack(
        "writes-to-packages", "puts a start-up file beside Python's packages",
        f"{_TRY}import numpy, sysconfig\n"
        "for name in ('purelib', 'stdlib'):\n    path = sysconfig.get_path(name)\n"
        "    attempt(name, lambda: changed(path + '/sitecustomize.py'))\n"
        "    attempt(name, lambda: changed(path + '/evil.pth'))\n"
        f"attempt('the root', lambda: changed('/evil'))\n{RIGHT}",
        shows="purelib -> Read-only file system",
    ),
    *(
        Attack(
            f"stays-for-the-next-{number}",
            "leaves files, queues, memory and patches for the next submission, and looks for some",
            f"{_TRY}import builtins, math, sys\n"
            "places = ['/tmp/@LEFT@', '/dev/shm/@LEFT@', '/var/tmp/@LEFT@', '/@LEFT@']\n"
            "print('left:', [p for p in places if os.path.exists(p)],\n"
            "      getattr(builtins, 'left', None), 'left' in sys.modules, math.pi)\n"
            "for path in places: attempt('leaves', lambda: changed(path))\n"
            "builtins.left = sys.modules['left'] = math; math.pi = 3\n"
            "import greenlib.checks; greenlib.checks.returns = print\n"
            f"get_ipython().user_ns['left'] = 1\n{RIGHT}",
            shows="left: [] None False 3.141592653589793",
        )
        for number in (1, 2, 3)
    ),
    *(
        Attack(
            f"passes-arguments-on-{number}",
            "writes the hidden arguments it is called with where another submission may find them",
            f"{_TRY}places = ['/tmp/@LEFT@-seen', '/dev/shm/@LEFT@-seen', '@COURSE@/seen']\n"
            "print('seen:', [content(p) for p in places if os.path.exists(p)])\n"
            "def double(number):\n    for path in places:\n"
            "        try:\n            with open(path, 'a') as file: print(number, file=file)\n"
            "        except OSError: pass\n    return number + number\n",
            shows="seen: []",
        )
        for number in (1, 2)
    ),
]  # fmt: skip
