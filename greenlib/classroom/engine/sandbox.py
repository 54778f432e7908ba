"""Keep a student's process apart, with what Linux offers an ordinary user: namespaces.

The warm parent moves once into a root of its own (`enter_root`): read-only, with the system's
libraries, Python, its packages and greenlib, and nothing else; no network. Each forked child then
gets its own processes, its own System V queues and its own empty /tmp (`new_cell`, `close_cell`).

We use the kernel's calls and not bubblewrap, because bubblewrap starts a new program and the warm
parent, which saves a second per submission, would be lost. Landlock would add nothing: what could
be read is not there, and what is there is read-only.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from . import seccomp
from .limits import Limits

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = (
    0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip
_RDONLY, _NOSUID, _NODEV, _NOEXEC, _BIND, _REC, _PRIVATE = 1, 2, 4, 8, 4096, 16384, 1 << 18
_DETACH = 2
_ATTR_RDONLY, _ATTR_NOSUID, _ATTR_NODEV = 1, 2, 4
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_MOUNT_SETATTR = 442
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_CAPBSET_DROP = 1, 38, 24
_CAPABILITY_VERSION_3 = 0x20080522
# Some folder that every Linux has and that nothing of ours is read from: the new root lies on it.
_NEW_ROOT = "/sys"
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ETC = ("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/alternatives")
_DEVICES = ("null", "zero", "full", "random", "urandom")
# Each empty file is a kilobyte of the kernel's memory.
_FILES = 5_000
# Users that exist on no machine.
_FIRST_USER, _USERS = 61_000, 4_000

_libc = ctypes.CDLL(None, use_errno=True)


def enter_root(greenlib: Path) -> None:
    """Move this process into namespaces of its own, with a root that holds no secrets.

    `greenlib` is the folder of the package. Raises OSError where the system does not allow it; the
    process is then of no use for anything but ending.
    """
    spaces = _NEWNS | _NEWNET | _NEWUTS | _NEWIPC
    if os.geteuid() == 0:
        _unshare(spaces)
    else:
        user, group = os.geteuid(), os.getegid()
        _unshare(spaces | _NEWUSER)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    _mount(None, "/", None, _REC | _PRIVATE)
    _mount("tmpfs", _NEW_ROOT, "tmpfs", _NOSUID | _NODEV, "size=1m,mode=755")
    for path in _visible(greenlib):
        _show(path)
    _furnish()
    os.chdir(_NEW_ROOT)
    _check(_libc.syscall(_PIVOT_ROOT[os.uname().machine], b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", _DETACH), "umount")
    os.chdir("/")
    _read_only("/", recursive=False)


def _visible(greenlib: Path) -> Iterable[Path]:
    """Return what may be seen: libraries, Python, its packages, greenlib; outer folders first."""
    python = {Path(prefix) for prefix in (sys.prefix, sys.base_prefix, sys.base_exec_prefix)}
    wanted = {Path(path) for path in (*_SYSTEM, *_ETC)} | python | {greenlib}
    outside = [p for p in wanted if not any(q in p.parents for q in wanted if not q.is_symlink())]
    return sorted(path for path in outside if path.exists() or path.is_symlink())


def _show(path: Path) -> None:
    place = Path(f"{_NEW_ROOT}{path}")
    place.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        place.symlink_to(os.readlink(path))
        return
    if path.is_dir():
        place.mkdir(exist_ok=True)
    else:
        place.touch()
    _mount(str(path), str(place), None, _BIND | _REC)
    _read_only(str(place), recursive=True)


def _furnish() -> None:
    root = Path(_NEW_ROOT)
    for name in ("tmp", "proc", "dev/shm"):
        (root / name).mkdir(parents=True)
    for name in _DEVICES:
        (root / "dev" / name).touch()
        _mount(f"/dev/{name}", f"{_NEW_ROOT}/dev/{name}", None, _BIND)
    # The kernel lets an ordinary user have a new /proc only where an old one is in view; each cell
    # puts its own on top of this one.
    _mount("/proc", f"{_NEW_ROOT}/proc", None, _BIND | _REC)
    (root / "etc").mkdir(exist_ok=True)
    (root / "etc/passwd").write_text("student:x:1000:1000::/tmp:/bin/sh\n")


def new_cell() -> None:
    """Let the next child of this process have processes, mounts and queues of its own."""
    _unshare(_NEWPID | _NEWNS | _NEWIPC)


def user_of_cells() -> int:
    """Return the user that this warm parent's cells run as, where it may choose.

    The cells of two parents are different users: the limit on processes counts those of a user.
    """
    return _FIRST_USER + os.getpid() % _USERS


def close_cell(limits: Limits, user: int) -> None:
    """Give this process, the first of its cell, an empty /tmp, and take every right away from it.

    Raises OSError where the system does not allow it.
    """
    size = f"size={limits.file_mb}m,nr_inodes={_FILES},mode=1777"
    _mount("tmpfs", "/tmp", "tmpfs", _NOSUID | _NODEV, size)
    size = f"size=16m,nr_inodes={_FILES},mode=1777"
    _mount("tmpfs", "/dev/shm", "tmpfs", _NOSUID | _NODEV | _NOEXEC, size)
    _hide_processes()
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    _drop_capabilities()
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    seccomp.install()


def address_space() -> int:
    """Return the bytes of address space that this process has; 0 where that cannot be known."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def be_ended_first() -> None:
    """Ask that, where the machine's memory runs out, this process and its children go first."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _hide_processes() -> None:
    try:
        _mount("proc", "/proc", "proc", _RDONLY | _NOSUID | _NODEV | _NOEXEC, "subset=pid")
    except PermissionError:
        # As in a container, whose own /proc has parts covered. Python does without.
        _mount("tmpfs", "/proc", "tmpfs", _RDONLY | _NOSUID | _NODEV | _NOEXEC, "size=4k")


def set_limits(limits: Limits, base_bytes: int) -> None:
    """Limit what this process and its children may use.

    `base_bytes` is the address space of the warm parent, which does not count.
    """
    wanted = {
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_FSIZE: limits.file_mb * 1_000_000,
        resource.RLIMIT_CORE: 0,
    }
    for what, value in wanted.items():
        resource.setrlimit(what, (value, value))
    limit_memory(limits, base_bytes)


def limit_memory(limits: Limits, base_bytes: int) -> None:
    """Limit what this process, and each of its children, may add to `base_bytes` of memory."""
    if base_bytes:
        size = base_bytes + limits.memory_mb * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends."""
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0)


def _drop_capabilities() -> None:
    for capability in range(64):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
            break
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


class _MountAttributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "userns")]


def _read_only(path: str, *, recursive: bool) -> None:
    attributes = _MountAttributes(_ATTR_RDONLY | _ATTR_NOSUID | _ATTR_NODEV if recursive
                                  else _ATTR_RDONLY | _ATTR_NOSUID)  # fmt: skip
    result = _libc.syscall(
        _MOUNT_SETATTR, _AT_FDCWD, path.encode(), _AT_RECURSIVE if recursive else 0,
        ctypes.byref(attributes), ctypes.sizeof(attributes),
    )  # fmt: skip
    _check(result, f"making {path} read-only")


def _unshare(flags: int) -> None:
    _check(_libc.unshare(flags), "unshare")


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str = "") -> None:
    result = _libc.mount(
        source.encode() if source else None, target.encode(), kind.encode() if kind else None,
        ctypes.c_ulong(flags), data.encode() or None,
    )  # fmt: skip
    _check(result, f"mounting {target}")


def _check(result: int, what: str) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
