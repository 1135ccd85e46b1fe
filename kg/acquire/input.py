"""Something with bytes to read: a file, a download, standard input, unpacked where it was packed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kg.acquire.options import MEGABYTE
from kg.acquire.unpack import SUFFIXES, unpacked
from kg.errors import EmptyInput, UnreadableInput

TOO_LARGE_HINT = "Give one article a file; or allow larger ones: KG_MAX_INPUT_MB=20."


@dataclass(frozen=True, slots=True)
class Told:
    """What is known about an article from elsewhere than itself, such as from the feed that names it."""

    day: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: object = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to read. `name` is what messages call them; `opening` gives them from the beginning.

    `suffix` tells the format, in lower case and without that of compression. `path` is where the bytes lie as they
    are, None if they lie nowhere or are packed there. `named` is False for what was only come across in a folder,
    feed or archive: there it is no mistake of the user's if it is no article. `charset` is an encoding that was told
    with the bytes, which need not be true.
    """

    name: str
    opening: Callable[[], BinaryIO]
    suffix: str = ""
    path: Path | None = None
    named: bool = True
    charset: str | None = None
    told: Told = field(default_factory=Told)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, from the beginning; what the system says against it is `UnreadableInput`."""
        try:
            with self.opening() as file:
                yield file
        except OSError as error:
            raise UnreadableInput(self.name, f"cannot be read ({error.strerror or error}).") from error

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The bytes in a file in which one can go back, for formats with their contents at the end."""
        with self.open() as file:
            if file.seekable():
                yield file
                return
            with tempfile.TemporaryFile() as copy:
                shutil.copyfileobj(file, copy, 1 << 20)
                copy.seek(0)
                yield copy

    def whole(self, limit: int) -> bytes:
        """All bytes; `UnreadableInput` if they are more than `limit`, `EmptyInput` if there are none."""
        with self.open() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            size = self.path.stat().st_size if self.path else None
            raise UnreadableInput(self.name, too_large(size, limit), hint=TOO_LARGE_HINT)
        if not data:
            raise EmptyInput(self.name, "the file is empty.")
        return data


def of_file(path: Path, *, named: bool = True) -> Input:
    """A file, which is unpacked on the way if its name says that it is packed."""
    coding = SUFFIXES.get(path.suffix.lower())
    if coding is None:
        return Input(str(path), lambda: path.open("rb"), path.suffix.lower(), path, named)
    return Input(
        str(path), lambda: unpacked(path.open("rb"), coding, str(path)), path.with_suffix("").suffix.lower(),
        named=named,
    )  # fmt: skip


def of_stream(name: str, stream: BinaryIO, suffix: str) -> Input:
    """Bytes that can be read once, and are not packed."""
    return Input(name, lambda: stream, suffix)


def too_large(size: int | None, limit: int) -> str:
    """The words for an article of `size` bytes (None: unknown) where `limit` are allowed."""
    most = f"{limit / MEGABYTE:g} MB"
    if size is None:
        return f"is larger than {most}, which is the limit."
    return f"is too large: {size / MEGABYTE:.1f} MB, and {most} is the limit."
