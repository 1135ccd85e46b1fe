"""What lies in the folder of a store.

kg-store.json       which format, mapping and ontology it was made with
version             a number that grows with each commit
committing          there while a commit runs; left behind by a process that was killed in one
writer.pid          the process that has it open for writing
quads/              the engine's files, which are its own business
readers/            checkpoints of processes that read just now; serving/ those of servers
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from kg import __version__
from kg.errors import StoreError, StoreMissing, StoreOutdated

FORMAT = 2
"""Number of this layout: 2 says since when which kg wrote the store, 1 did not.

A store of a higher number is refused: only a newer kg can read it. One of a lower number can be read; to be written to
it wants `kg migrate`.
"""


@dataclass(frozen=True, slots=True)
class Marker:
    """What a store was made with: layout, version of the mapping, digest of the ontology it holds, version of kg."""

    format: int
    mapping: int
    ontology: str
    release: str = __version__


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths in a store's folder, and the small files beside the engine's."""

    root: Path

    @property
    def quads(self) -> Path:
        """The engine's folder."""
        return self.root / "quads"

    @property
    def readers(self) -> Path:
        """Where readers keep the checkpoints that they read from."""
        return self.root / "readers"

    @property
    def _marker(self) -> Path:
        return self.root / "kg-store.json"

    @property
    def _version(self) -> Path:
        return self.root / "version"

    @property
    def _committing(self) -> Path:
        return self.root / "committing"

    @property
    def _owner(self) -> Path:
        return self.root / "writer.pid"

    def exists(self) -> bool:
        """Whether there is a store here."""
        return self._marker.is_file()

    def is_free(self) -> bool:
        """Whether a store can be made here: nothing is there, or an empty folder."""
        return not self.root.exists() or (self.root.is_dir() and not any(self.root.iterdir()))

    def read_marker(self) -> Marker:
        """What the store was made with; StoreMissing if there is none, StoreError if it is too new."""
        try:
            found = json.loads(self._marker.read_text(encoding="utf-8"))
            release = str(found.get("release", ""))  # not there before format 2
            marker = Marker(int(found["format"]), int(found["mapping"]), str(found["ontology"]), release)
        except FileNotFoundError:
            raise StoreMissing(
                f"There is no store at {self.root}.",
                hint="Make one with `kg ingest`, or name another with --store or KG_STORE.",
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(
                f"{self._marker} is damaged: {error}.", hint="Restore the store from a backup."
            ) from error
        if marker.format > FORMAT:
            raise StoreError(
                f"The store at {self.root} was made by a newer kg ({marker.release or 'of unknown version'}, format "
                f"{marker.format}; this one reads {FORMAT}).",
                hint="Install the newer kg.",
            )
        return marker

    def check_format(self, marker: Marker) -> None:
        """StoreOutdated if the store is of an older format, which is not written to."""
        if marker.format < FORMAT:
            raise outdated(str(self.root), marker)

    def write_marker(self, marker: Marker) -> None:
        """Say what the store is made with."""
        _replace(self._marker, json.dumps(asdict(marker), indent=2) + "\n")

    def read_version(self) -> int:
        """The number of commits so far, or more."""
        try:
            return int(self._version.read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0

    def write_version(self, version: int) -> None:
        """Set the number of commits."""
        _replace(self._version, f"{version}\n")

    def begin_commit(self) -> None:
        """Note that a commit runs, so that a kill in the middle of it is seen later."""
        self._committing.touch()

    def end_commit(self) -> None:
        """Give what was committed a new version."""
        self.write_version(self.read_version() + 1)
        self.cancel_commit()

    def cancel_commit(self) -> None:
        """Note that the commit changed nothing."""
        self._committing.unlink(missing_ok=True)

    def finish_interrupted_commit(self) -> None:
        """After a kill nobody knows whether the commit came through: then the version changes."""
        if self._committing.exists():
            self.end_commit()

    def claim(self) -> None:
        """Say which process writes here. The lock itself is the engine's; this is for messages."""
        _replace(self._owner, f"{os.getpid()}\n")

    def release(self) -> None:
        """Say that nobody writes here any more."""
        self._owner.unlink(missing_ok=True)

    def owner(self) -> int | None:
        """The process that said it writes here, None if none did."""
        try:
            return int(self._owner.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None


def outdated(name: str, marker: Marker) -> StoreOutdated:
    """What there is to say of a store of an older format."""
    return StoreOutdated(
        f"The store at {name} was made by an older kg (format {marker.format}, this one writes {FORMAT}).",
        hint=f"Take a backup, then run `kg migrate --store {name}`. It can be read as it is.",
    )


def _replace(path: Path, text: str) -> None:
    """Write a file so that a reader sees the former content or the new one, never a part."""
    draft = path.with_name(path.name + ".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
