"""Which snapshot queries run on, and the watch for commits of any process."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.server.refusal import Refused
from kg.store import checkpoint
from kg.store.homes import Home

ATTEMPTS = 5
FRESH_SECONDS = 0.7
"""A request waits for a look at the store if the last one was longer ago: so no answer is a second behind."""

Trial = Callable[[str], Awaitable[None]]
"""Opens a snapshot in a worker; raises Refused if it cannot be opened."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A frozen state of the store. `stamp` names it, `changed` is when it was last written (seconds).

    `alone` is whether no other state of the store that was served is of the same second.
    """

    path: str
    stamp: str
    changed: float
    alone: bool = True


class Snapshots:
    """Takes snapshots of one store and removes those that nobody uses any more."""

    def __init__(self, store: Path, where: Path, trial: Trial) -> None:
        self._store = store
        self._trial = trial
        self._where = where
        self._home: Home | None = None
        self._count = 0
        self._used: Counter[str] = Counter()
        self._busy = asyncio.Lock()
        self.current: Snapshot | None = None
        self._confirmed = 0.0
        """When the current snapshot was last known to be the store as it is."""

    def open(self) -> None:
        """Make the directory, and remove what servers that are gone have left."""
        try:
            self._home = Home(self._where, "server-")
        except OSError:
            self._home = Home(Path(tempfile.mkdtemp(prefix="kg-snapshots-")), "server-")

    def may_be_stale(self) -> bool:
        """Whether a commit that the current snapshot lacks may be older than FRESH_SECONDS."""
        return time.monotonic() - self._confirmed > FRESH_SECONDS

    async def refresh(self) -> Snapshot:
        """The snapshot of the store as it is now; a new one is taken only if there was a commit."""
        asked = time.monotonic()
        async with self._busy:
            if self.current is not None and self._confirmed >= asked:
                return self.current  # another one asked later, and has been answered
            looked = time.monotonic()
            if self.current is not None and checkpoint.look(self._store).stamp == self.current.stamp:
                self._confirmed = looked
                return self.current
            for attempt in range(ATTEMPTS):
                looked = time.monotonic()
                snapshot = await self._take()
                if snapshot is not None:
                    former, self.current = self.current, snapshot
                    self._confirmed = looked
                    self.use("", snapshot.path)  # it is held as the current one from now on
                    if former is not None:
                        self._drop_if_unused(former.path)
                    return snapshot
                await asyncio.sleep(0.05 * (attempt + 1))
            raise StoreError("The store cannot be opened.", hint="See `kg validate`, or restore a backup.")

    async def _take(self) -> Snapshot | None:
        """A new snapshot that a worker could open, in use once, so that nothing removes it; None if none could."""
        self._count += 1
        path = str(self.home / str(self._count))
        state = await asyncio.to_thread(checkpoint.take, self._store, Path(path))
        self.use(path, "")
        try:
            await self._trial(path)
        except Refused:
            self.use("", path)
            return None
        alone = self.current is None or int(self.current.changed) != int(state.changed)
        return Snapshot(path, state.stamp, state.changed, alone)

    @property
    def home(self) -> Path:
        """Folder of this server's own, removed when it ends."""
        if self._home is None:
            raise StoreError("The snapshots have been closed.")
        return self._home.path

    def use(self, path: str, former: str) -> None:
        """A worker goes over from one snapshot to another (either may be empty for none)."""
        if path == former:
            return
        if path:
            self._used[path] += 1
        if former:
            self._used[former] -= 1
            self._drop_if_unused(former)

    def _drop_if_unused(self, path: str) -> None:
        if self._used[path] <= 0 and (self.current is None or self.current.path != path):
            del self._used[path]
            asyncio.get_running_loop().run_in_executor(None, shutil.rmtree, path, True)

    def close(self) -> None:
        """Remove everything."""
        if self._home is not None:
            self._home.close()
            self._home = None
