"""A consistent copy of a store's directory, taken from outside while another process may be writing to it.

RocksDB never changes a table file once it is written, so tables are hard-linked; the manifest, which says
which tables count, and the write-ahead log are appended to and are copied. The copy holds together if neither
the manifest nor the list of logs changed meanwhile: a longer log only means that the copy ends at an earlier
commit, and the engine drops a record of which only a part was copied. Otherwise it is taken again.
https://github.com/facebook/rocksdb/wiki/Checkpoints does the same from inside.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError, StoreMissing

ATTEMPTS = 50
PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class State:
    """What distinguishes one state of a store from another: manifest and logs with their sizes."""

    manifest: tuple[str, int]
    logs: tuple[tuple[str, int], ...]
    changed: float
    """When the youngest of them was written, in seconds since 1970."""

    @property
    def stamp(self) -> str:
        """Short name of the state, the same in every process that looks at it."""
        return hashlib.sha256(repr((self.manifest, self.logs)).encode()).hexdigest()[:16]

    def held_while(self, later: State) -> bool:
        """Whether a copy made between this look and the later one is whole."""
        return self.manifest == later.manifest and [n for n, _ in self.logs] == [n for n, _ in later.logs]


Copy = Callable[[Path, Path, State], None]


def look(store: Path) -> State:
    """The state of a store now; raises StoreMissing if there is none."""
    for _ in range(ATTEMPTS):
        try:
            name = (store / "CURRENT").read_text("ascii").strip()
            manifest = (store / name).stat()
            logs = []
            changed = manifest.st_mtime
            with os.scandir(store) as entries:
                for entry in entries:
                    if entry.name.endswith(".log"):
                        status = entry.stat()
                        logs.append((entry.name, status.st_size))
                        changed = max(changed, status.st_mtime)
            return State((name, manifest.st_size), tuple(sorted(logs)), changed)
        except FileNotFoundError:
            if not (store / "CURRENT").exists() and not any(store.glob("MANIFEST-*")):
                raise StoreMissing(
                    f"There is no store at {store}.", hint="Make one with `kg ingest`."
                ) from None
            time.sleep(PAUSE_SECONDS)  # a log or manifest was replaced between two calls
    raise StoreError(f"The store at {store} changes too fast to be read.")


def take(store: Path, target: Path, copy: Copy | None = None) -> State:
    """Make `target` a snapshot of the store; gives the state that it shows (or one just before it).

    `target` must not exist; its parent must. `copy` stands in for `copy_files` in tests. Raises StoreError when
    the store does not hold still.
    """
    for attempt in range(ATTEMPTS):
        before = look(store)
        try:
            target.mkdir()
            (copy or copy_files)(store, target, before)
            if before.held_while(look(store)):
                return before
        except FileNotFoundError:
            pass  # a file went away: the store is being compacted
        shutil.rmtree(target, ignore_errors=True)
        time.sleep(PAUSE_SECONDS * min(attempt, 5))
    raise StoreError(f"No snapshot of {store} could be taken: it changes too fast.")


def copy_files(store: Path, target: Path, state: State) -> None:
    """Link or copy what belongs to a state; FileNotFoundError if a file has gone meanwhile."""
    shutil.copyfile(store / state.manifest[0], target / state.manifest[0])
    with os.scandir(store) as entries:
        names = sorted(entry.name for entry in entries if entry.is_file())
    for name in names:
        if name.startswith("bulk-"):
            continue  # a table that is not yet part of the store
        if name.endswith((".sst", ".blob")):
            _link(store / name, target / name)
        elif name.endswith(".log") or name.startswith(("OPTIONS-", "IDENTITY")):
            shutil.copyfile(store / name, target / name)
    (target / "CURRENT").write_text(state.manifest[0] + "\n", "ascii")


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except (PermissionError, OSError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        shutil.copyfile(source, target)
