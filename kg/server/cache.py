"""Answers kept until the store changes, bounded in bytes, the least recently used leaving first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from kg.server.asgi import Headers

_OVERHEAD_BYTES = 1024
"""What an entry takes besides its body: key, headers, dictionary slots."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A response ready to be sent again."""

    headers: Headers
    body: bytes
    etag: bytes
    rows: int = 0


class Cache:
    """Maps a prepared request to its response for one state of the store."""

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        self._entries: OrderedDict[bytes, Kept] = OrderedDict()
        self._stamp = ""
        self.size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: bytes, stamp: str) -> Kept | None:
        """The response kept for a key, if it was made in the state `stamp` of the store."""
        if stamp != self._stamp:
            self.clear()
            self._stamp = stamp
        kept = self._entries.get(key)
        if kept is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return kept

    def put(self, key: bytes, stamp: str, kept: Kept) -> None:
        """Keep a response, unless the store has changed since."""
        size = len(kept.body) + len(key) + _OVERHEAD_BYTES
        if stamp != self._stamp or key in self._entries or size > self.maximum:
            return
        self._entries[key] = kept
        self.size += size
        while self.size > self.maximum:
            old_key, old = self._entries.popitem(last=False)
            self.size -= len(old.body) + len(old_key) + _OVERHEAD_BYTES

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self.size = 0

    def __len__(self) -> int:
        return len(self._entries)
