"""Folders for the checkpoints that one process reads from, removed with it or, if it was killed, by the next one."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import weakref
from pathlib import Path

_ATTEMPTS = 5


class Home:
    """A folder of a process's own in `where`, locked as long as it is used; OSError if it cannot be made.

    What processes that are gone have left in `where` is removed.
    """

    def __init__(self, where: Path, prefix: str) -> None:
        self.path = _make(where, prefix)
        lock = os.open(self.path / "new", os.O_CREAT | os.O_RDWR)
        fcntl.flock(lock, fcntl.LOCK_EX)
        (self.path / "new").rename(self.path / "lock")  # nobody sees it unlocked
        self._end = weakref.finalize(self, _remove, self.path, lock, os.getpid())
        for other in sorted(where.glob(f"{prefix}*")):
            if other != self.path:
                _remove_if_left(other)

    def close(self) -> None:
        """Remove the folder, and the one around it if it is empty."""
        self._end()


def _make(where: Path, prefix: str) -> Path:
    for _ in range(_ATTEMPTS):
        where.mkdir(parents=True, exist_ok=True)
        try:
            return Path(tempfile.mkdtemp(prefix=prefix, dir=where))
        except FileNotFoundError:  # who used it last has just removed it
            continue
    raise FileNotFoundError(where)


def _remove(path: Path, lock: int, owner: int) -> None:
    if os.getpid() != owner:
        return  # a forked child that ends is not the one who reads
    shutil.rmtree(path, ignore_errors=True)
    os.close(lock)
    with contextlib.suppress(OSError):  # others may use it
        path.parent.rmdir()


def _remove_if_left(home: Path) -> None:
    try:
        lock = os.open(home / "lock", os.O_RDWR)
    except OSError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        shutil.rmtree(home, ignore_errors=True)
    finally:
        os.close(lock)
