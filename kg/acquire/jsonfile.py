"""Reads JSON files: a list of articles, one article, or several one after the other; one at a time is in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import ijson

from kg.acquire.input import TOO_LARGE_HINT, Input, too_large
from kg.acquire.nesting import Nesting
from kg.acquire.options import ReadOptions
from kg.acquire.records import Record, read_records
from kg.errors import EmptyInput, InputError, NoArticle, UnreadableInput
from kg.model import Article, Issue

_PIECE = 1 << 16
_DEEPEST = 200
_SPACE = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


def read_json(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of a file in their order, and an issue for each record that is none."""
    with given.open() as file:
        yield from read_records(_records(file, given.name, options), given, options)


def _records(file: BinaryIO, name: str, options: ReadOptions) -> Iterator[tuple[str, Record | InputError]]:
    start = file.read(len(_BOM)).removeprefix(_BOM)
    while start and not start.strip(_SPACE):
        start = file.read(_PIECE)
    if not start:
        raise EmptyInput(name, "the file is empty.")
    metered = _Metered(start.lstrip(_SPACE), file, name, options.max_bytes)
    path = options.fields.records
    listed = path is not None or start.lstrip(_SPACE).startswith(b"[")
    prefix = (f"{path}.item" if path else "item") if listed else ""
    number = 0
    try:
        for number, record in enumerate(
            ijson.items(metered, prefix, use_float=True, multiple_values=True, buf_size=_PIECE), 1
        ):
            metered.begin()
            source = f"{name}:{number}" if listed or number > 1 else name
            yield source, _checked(record, source, options)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise UnreadableInput(
            name,
            f"is no sound JSON after {number} records ({' '.join(str(error).split())}).",
            hint="What comes before is read. JSON is written in UTF-8.",
        ) from error
    if path is not None and not number:
        raise NoArticle(
            name,
            f"has no list at {path!r}.",
            hint="--records names the list of articles: --records data.items.",
        )


def _checked(record: Any, source: str, options: ReadOptions) -> Record | InputError:
    if not isinstance(record, Mapping):
        return UnreadableInput(source, "is no article: a JSON object is needed.")
    lists = [
        key
        for key, value in record.items()
        if isinstance(value, list) and any(isinstance(part, dict) for part in value)
    ]
    if lists and not options.fields.has(record, "text"):
        return NoArticle(
            source, "has no text, but a list.", hint=f"If the articles are in the list: --records {lists[0]}."
        )
    return record


class _Metered:
    """A file that is read so far only as one record may go."""

    def __init__(self, start: bytes, file: BinaryIO, name: str, limit: int) -> None:
        self._start = start
        self._file = file
        self._name = name
        self._limit = limit + 2 * _PIECE
        self._read = 0
        self._nesting = Nesting()

    def begin(self) -> None:
        """Here ends a record."""
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; `UnreadableInput` if they are too many for one record."""
        if not size:
            return b""
        data, self._start = self._start or self._file.read(size), b""
        self._read += len(data)
        if self._nesting.follow(data) > _DEEPEST:
            raise UnreadableInput(self._name, f"is nested more than {_DEEPEST} deep.")
        if self._read > self._limit:
            raise UnreadableInput(
                self._name,
                f"has a record that {too_large(None, self._limit - 2 * _PIECE)} The rest is not read.",
                hint=f"If its articles are in a list further in: --records NAME. {TOO_LARGE_HINT}",
            )
        return data
