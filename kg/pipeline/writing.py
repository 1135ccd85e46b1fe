"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import KgError, SettingsError, StoreFull


def write_atomically(path: Path, text: str) -> None:
    """Put a UTF-8 file in place, whole or not at all; folders are made.

    Raises `StoreFull` on a full disk and `SettingsError` where nothing may be written.
    """
    with open_atomically(path) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def open_atomically(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes its name at the end of the block, and goes if the block fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _in_words(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(draft).chmod(0o666 & ~_umask())
        Path(draft).replace(path)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise _in_words(path, error) from error
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's mask, which only setting it tells."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _in_words(path: Path, error: OSError) -> KgError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(
            f"The disk is full: {path} was not written.", hint="Free some space and run it again."
        )
    return SettingsError(
        f"{path} cannot be written ({error.strerror}).", hint="Name another place, or change its permissions."
    )
