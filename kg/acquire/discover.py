"""Which files are meant by the paths on a command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.acquire.unpack import SUFFIXES
from kg.errors import UnreadableInput


def check_path(path: Path) -> None:
    """Raises `UnreadableInput` for a path that does not exist."""
    if not path.exists():
        raise UnreadableInput(str(path), "there is no such file or folder.", hint="Check the path.")


def find_files(path: Path, suffixes: frozenset[str]) -> Iterator[Path | UnreadableInput]:
    """A file itself, whatever its name; of a folder all files below it with one of the suffixes, sorted.

    The suffix may be followed by one of compression. Hidden files and folders are left out, and so is a Markdown file
    beside a text of the same name: it is a note on that article. A folder that links lead back to is walked once. A
    folder that cannot be read is yielded as an error, and the walk goes on beside it.
    """
    if path.is_dir():
        yield from _walk(path, suffixes, set())
    else:
        yield path


def _walk(folder: Path, suffixes: frozenset[str], seen: set[Path]) -> Iterator[Path | UnreadableInput]:
    try:
        real = folder.resolve()
        if real in seen:
            return
        seen.add(real)
        entries = sorted(folder.iterdir())
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        yield UnreadableInput(str(folder), f"the folder cannot be read ({reason}).")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, suffixes, seen)
        elif format_of(entry) in suffixes and not _is_note(entry):
            yield entry


def _is_note(path: Path) -> bool:
    return path.suffix.lower() == ".md" and path.with_suffix(".txt").exists()


def format_of(path: Path) -> str:
    """The suffix that tells a file's format, in lower case.

    >>> format_of(Path("haber.JSONL.gz"))
    '.jsonl'
    """
    suffix = path.suffix.lower()
    return path.with_suffix("").suffix.lower() if suffix in SUFFIXES else suffix
