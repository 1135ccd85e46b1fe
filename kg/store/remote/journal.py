"""The file with the commit that is under way: written before it is sent, removed when the server has it.

Whoever finds it there after a kill sends it again. An update of data alone changes nothing the second time.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import StoreError


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit: the store's key, its version before, the articles that it changes, and its update."""

    store: str
    batch: str
    base: int
    articles: tuple[str, ...]
    update: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal in a folder; one store has one."""

    folder: Path

    @property
    def _file(self) -> Path:
        return self.folder / "commit.json"

    def write(self, entry: Entry) -> None:
        """Keep a commit, safe from a loss of power; StoreError if the folder cannot be written to."""
        draft = self._file.with_suffix(".new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with draft.open("w", encoding="utf-8") as file:
                json.dump(asdict(entry), file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._file)
            _sync(self.folder)
        except OSError as error:
            raise StoreError(
                f"The commit cannot be noted in {self.folder}: {error}.",
                hint="Nothing of it was sent. Name another folder with KG_NOTES, or make room.",
            ) from error

    def read(self) -> Entry | None:
        """The commit that was under way; None if there is none."""
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return Entry(found["store"], found["batch"], found["base"], tuple(found["articles"]), found["update"])

    def clear(self) -> None:
        """The commit is done, or never will be."""
        self._file.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
