"""Which files are meant by the paths on a command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import UnreadableInput


def check_paths(paths: Sequence[Path]) -> None:
    """Raises `UnreadableInput` for the first path that does not exist, before anything is read."""
    for path in paths:
        if not path.exists():
            raise UnreadableInput(str(path), "there is no such file or folder.", hint="Check the path.")


def find_files(path: Path, suffixes: frozenset[str]) -> Iterator[Path | UnreadableInput]:
    """A file itself, whatever its name; of a folder all files below it with one of the suffixes, sorted.

    Hidden files and folders are left out, and a folder that links lead back to is walked once. A folder that
    cannot be read is yielded as an error, and the walk goes on beside it.
    """
    if path.is_dir():
        yield from _walk(path, suffixes, set())
    else:
        yield path


def _walk(folder: Path, suffixes: frozenset[str], seen: set[Path]) -> Iterator[Path | UnreadableInput]:
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield UnreadableInput(str(folder), f"the folder cannot be read ({error.strerror}).")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, suffixes, seen)
        elif entry.suffix.lower() in suffixes:
            yield entry
