"""Opening the engine, and its errors put into words."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph

from kg.errors import StoreError, StoreFull, StoreLocked
from kg.store import checkpoint
from kg.store.homes import Home
from kg.store.layout import Layout

RESERVE = 32 * 2**20
"""Bytes of disk that a commit leaves free, whatever its size."""

BYTES_PER_TRIPLE = 1_000
"""More than what one triple of a commit takes on disk, in all indexes, before compaction."""

ONE_LOAD = 500_000
"""Quads that the engine's bulk load takes in one step; of a million and more a kill may leave a part."""

_UNFINISHED = "bulk-*.sst"
"""Tables of a bulk load that are not yet part of the store."""

_FULL = ("No space left on device", "Disk quota exceeded", "File too large")
_LOCKED = ("/LOCK", "lock hold by current process")


def open_for_writing(layout: Layout) -> pyoxigraph.Store:
    """The engine with its lock held; StoreLocked if another process, or this one, holds it."""
    with in_words(layout):
        engine = pyoxigraph.Store(layout.quads)
        _drop_unfinished(layout)
        return engine


@contextmanager
def past_the_log(layout: Layout) -> Iterator[None]:
    """A bulk load: nothing of it is left behind if it fails."""
    try:
        yield
    except BaseException:
        _drop_unfinished(layout)
        raise


def _drop_unfinished(layout: Layout) -> None:
    for table in layout.quads.glob(_UNFINISHED):
        table.unlink(missing_ok=True)


def open_for_reading(layout: Layout) -> tuple[pyoxigraph.Store, Home | None]:
    """What the engine's files hold now, frozen, without a lock; with the folder to close when it is not read any more.

    The engine opens tables when it needs them, and fails over those that a writer has replaced meanwhile (in an
    aggregate it may even try without end). So it reads from a checkpoint of its own: hard links in the store's folder.
    Where that cannot be made, as on a medium that is read-only, the files are read where they lie.
    """
    with in_words(layout):
        home = _checkpointed(layout)
        if home is None:
            return pyoxigraph.Store.read_only(str(layout.quads)), None
        try:
            return pyoxigraph.Store.read_only(str(home.path / "quads")), home
        except BaseException:
            home.close()
            raise


def _checkpointed(layout: Layout) -> Home | None:
    """A folder with a checkpoint; None if none can be made, also of a damaged store: the engine says what it has."""
    try:
        home = Home(layout.readers, "reader-")
    except OSError:
        return None
    try:
        checkpoint.take(layout.quads, home.path / "quads")
    except (OSError, StoreError):
        home.close()
        return None
    return home


def check_room(layout: Layout, triples: int) -> None:
    """StoreFull if the disk has no room for so many triples, and for opening the store again.

    The engine turns its log into tables when it opens, and needs the log's size for that.
    """
    with in_words(layout):
        free = shutil.disk_usage(layout.root).free
        log = sum(path.stat().st_size for path in layout.quads.glob("*.log"))
    needed = RESERVE + log + triples * BYTES_PER_TRIPLE
    if free < needed:
        raise StoreFull(
            f"The disk with {layout.root} is full: {_mebibytes(free)} free, {_mebibytes(needed)} needed.",
            hint="Nothing of this batch was written. Free some space and run it again.",
        )


@contextmanager
def in_words(layout: Layout) -> Iterator[None]:
    """The engine's errors as errors of `kg`."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        message = str(error)
        if getattr(error, "errno", None) == errno.ENOSPC or any(sign in message for sign in _FULL):
            raise StoreFull(
                f"The disk with {layout.root} is full.",
                hint="Nothing of this batch was written. Free some space and run it again.",
            ) from error
        if any(sign in message for sign in _LOCKED):
            raise _locked(layout) from error
        raise StoreError(
            f"The store at {layout.root} cannot be used: {message}.",
            hint="See who owns its files and whether the disk works; else restore it from a backup.",
        ) from error


def _locked(layout: Layout) -> StoreLocked:
    pid = layout.owner()
    who = f"process {pid}" if pid is not None else "another process"
    stop = f"stop it (kill {pid})" if pid is not None else "stop it"
    return StoreLocked(
        f"The store at {layout.root} is open for writing in {who}.",
        hint=f"Wait for it or {stop}; a query needs no lock: open the store read-only.",
    )


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.0f} MiB"
