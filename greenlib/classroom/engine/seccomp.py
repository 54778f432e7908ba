"""A filter for system calls that no course needs: what would open up the kernel or the namespaces.

The namespaces and the empty root decide what can be seen; this only narrows the kernel's surface.
Unknown machines get no filter, and `install` says so.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_NR, _ARCH, _FIRST_ARGUMENT = 0, 4, 16
# CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
_NEW_NAMESPACES = 0x7E020000
_UNIX, _INET, _INET6 = 1, 2, 10  # others, such as vsock, are not kept apart by a namespace
_X32 = 0x40000000

# name: (x86_64, aarch64), from the kernel's unistd tables.
_REFUSED = {
    "ptrace": (101, 117), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280), "add_key": (248, 217),
    "request_key": (249, 218), "keyctl": (250, 219), "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425), "userfaultfd": (323, 282), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "open_by_handle_at": (304, 265), "kexec_load": (246, 104),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89),
    "quotactl": (179, 60), "open_tree": (428, 428), "move_mount": (429, 429),
    # Memory that no limit of a process counts.
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194),
    "msgget": (68, 186), "semget": (64, 190), "pidfd_getfd": (438, 438),
    "fsopen": (430, 430), "fsmount": (432, 432), "mount_setattr": (442, 442),
}  # fmt: skip
_CLONE, _CLONE3, _SOCKET = (56, 220), (435, 435), (41, 198)
_AUDIT_ARCH = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def install() -> bool:
    """Filter this process and its children from now on; False where the machine is not known.

    The process must have given up gaining privileges (PR_SET_NO_NEW_PRIVS). Raises OSError if the
    kernel takes no filter.
    """
    if platform.machine() not in _AUDIT_ARCH:
        return False
    arch, column = _AUDIT_ARCH[platform.machine()]
    steps = b"".join(struct.pack("HBBI", *step) for step in _steps(arch, column))
    buffer = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel takes no seccomp filter")
    return True


def _steps(arch: int, column: int) -> list[tuple[int, int, int, int]]:
    """Return the filter: (operation, steps to skip if true, if false, operand)."""
    refuse = (_RETURN, 0, 0, _ERROR | errno.EPERM)
    steps = [
        (_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, arch), refuse,
        (_LOAD, 0, 0, _NR), (_AT_LEAST, 0, 1, _X32), refuse,
    ]  # fmt: skip
    for numbers in _REFUSED.values():
        steps += [(_EQUAL, 0, 1, numbers[column]), refuse]
    # The C library falls back from clone3, whose flags a filter cannot read, to clone.
    steps += [(_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _ERROR | errno.ENOSYS)]
    steps += [
        (_EQUAL, 0, 4, _CLONE[column]), (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_BIT, 0, 1, _NEW_NAMESPACES), refuse, (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 0, 5, _SOCKET[column]), (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 3, 0, _UNIX), (_EQUAL, 2, 0, _INET), (_EQUAL, 1, 0, _INET6),
        (_RETURN, 0, 0, _ERROR | errno.EAFNOSUPPORT),
        (_RETURN, 0, 0, _ALLOW),
    ]  # fmt: skip
    return steps
