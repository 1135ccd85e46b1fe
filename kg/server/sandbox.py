"""What a query process may not do: open a socket, start a program, take more than its memory.

The engine has SERVICE and LOAD compiled in and no switch for them, so the kernel says no: a seccomp filter
(https://docs.kernel.org/userspace-api/seccomp_filter.html) makes the system calls fail with EPERM. It must be
set while the process has one thread, before a store is opened. Where the platform has no seccomp, only the
check of the query text remains (`kg.server.scan`), and `confine` says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import sys
from dataclasses import dataclass

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_FILTER_MODE = 2
_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE = 0, 4


@dataclass(frozen=True, slots=True)
class _Machine:
    """Audit number of an architecture and the numbers of the calls that are refused on it."""

    audit: int
    refused: tuple[int, ...]
    foreign_from: int
    """Calls from this number on belong to another calling convention (x32) and are refused; 0: none."""


# socket, connect, bind, listen, accept, socketpair, accept4, execve, execveat, ptrace, process_vm_readv and
# process_vm_writev, io_uring_setup (it can open sockets by itself), pidfd_getfd
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E, (41, 42, 49, 50, 43, 53, 288, 59, 322, 101, 310, 311, 425, 438), 0x40000000
    ),
    "aarch64": _Machine(
        0xC00000B7, (198, 203, 200, 201, 202, 199, 242, 221, 281, 117, 270, 271, 425, 438), 0
    ),
}


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort), ("true", ctypes.c_ubyte), ("false", ctypes.c_ubyte), ("k", ctypes.c_uint)
    )  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction)))


def _program(machine: _Machine) -> list[_Instruction]:
    refuse = _Instruction(_RETURN, 0, 0, _ERRNO | errno.EPERM)
    tests = list(machine.refused)
    body = [_Instruction(_LOAD, 0, 0, _OFFSET_NUMBER)]
    if machine.foreign_from:
        body.append(_Instruction(_JUMP_GREATER_EQUAL, len(tests) + 1, 0, machine.foreign_from))
    for position, number in enumerate(tests):
        body.append(_Instruction(_JUMP_EQUAL, len(tests) - position, 0, number))
    return [
        _Instruction(_LOAD, 0, 0, _OFFSET_ARCHITECTURE),
        _Instruction(_JUMP_EQUAL, 1, 0, machine.audit),
        _Instruction(_RETURN, 0, 0, _KILL),
        *body,
        _Instruction(_RETURN, 0, 0, _ALLOW),
        refuse,
    ]


def can_confine_network() -> bool:
    """Whether this platform has the filter."""
    return sys.platform == "linux" and platform.machine() in _MACHINES


def no_network() -> bool:
    """Take sockets and new programs from this process for good; False where the platform cannot."""
    if not can_confine_network():
        return False
    program = _program(_MACHINES[platform.machine()])
    instructions = (_Instruction * len(program))(*program)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    pointer = _Program(len(program), instructions)
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(pointer), 0, 0) == 0)


def limit_memory(maximum: int) -> None:
    """Private memory in bytes, and no core dumps. Address space is left four GiB more, for file mappings."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (maximum, maximum))
    space = maximum + (4 << 30)
    resource.setrlimit(resource.RLIMIT_AS, (space, space))


def die_with_parent(parent: int | None = None) -> None:
    """Have the kernel end this process when the one that started it ends, however that happens.

    `parent` is the number of that process, so that it is noticed if it has ended already; it is the present
    parent if none is given.
    """
    if sys.platform == "linux":
        parent = parent or os.getppid()
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
