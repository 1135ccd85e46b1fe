"""What is remembered of feeds between two looks at them.

A JSON file: {"sources": {address: {"etag": …, "modified": …, "wait_until": …, "entries": {key: tries}}}}

`etag` and `modified` are what the server said of its last answer, and are there only when all of that answer was
done. `entries` has an entry's key (see `Entry.key`) with 0 once it was done, else how often it failed. `wait_until`
(seconds since 1970) is when the server wants to be asked again. Without the file all is fetched again, which costs
time and changes nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import SettingsError

MOST_TRIES = 5
"""After so many failures an entry is left alone."""
KEPT = 2000
"""So many entries are remembered that a list does not name any more."""

DONE = 0


@dataclass(slots=True)
class SourceState:
    """What is remembered of one feed or sitemap."""

    etag: str | None = None
    modified: str | None = None
    wait_until: float = 0.0
    entries: dict[str, int] = field(default_factory=dict)

    def wants(self, key: str) -> bool:
        """Whether an entry is new, or failed and is worth another try."""
        tries = self.entries.get(key)
        return tries is None or DONE < tries < MOST_TRIES

    def done(self, key: str) -> None:
        """An entry needs no further look."""
        self.entries[key] = DONE

    def failed(self, key: str) -> None:
        """An entry could not be had this time."""
        self.entries[key] = self.entries.get(key, 0) + 1

    def forget_all_but(self, listed: Iterable[str]) -> None:
        """Drop the oldest entries that a list does not name any more, but for the last `KEPT`."""
        named = frozenset(listed)
        others = [key for key in self.entries if key not in named]
        for key in others[: max(0, len(others) - KEPT)]:
            del self.entries[key]

    def conditions(self) -> dict[str, str]:
        """The header fields that ask for what is new only."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


class PollState:
    """The states of all sources that are followed, kept in a file; without a `path` in memory only.

    Nothing is written but by `save`. Call it once all articles that were yielded so far are stored: then a program that
    is killed at any moment fetches some of them again, and loses none.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._sources: dict[str, SourceState] = _read(path) if path and path.exists() else {}

    def of(self, source: str) -> SourceState:
        """The state of one source, to be changed in place."""
        return self._sources.setdefault(source, SourceState())

    def save(self) -> None:
        """Write the file, in whole or not at all."""
        if self.path is None:
            return
        sources = {name: asdict(state) for name, state in sorted(self._sources.items())}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(self.path.name + ".draft")
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"sources": sources}, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)


def _read(path: Path) -> dict[str, SourceState]:
    try:
        read: Any = json.loads(path.read_text(encoding="utf-8"))
        return {name: SourceState(**state) for name, state in read["sources"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{path}: what was remembered of feeds cannot be read ({error}).",
            hint="Remove the file: then all is fetched again, which changes nothing in the store.",
        ) from error
