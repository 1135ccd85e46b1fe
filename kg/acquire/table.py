"""Reads tables as text: CSV with commas or semicolons, TSV; the first row has the names of the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from kg.acquire.encoding import NotText, text_stream
from kg.acquire.input import TOO_LARGE_HINT, Input, too_large
from kg.acquire.options import ReadOptions
from kg.acquire.records import Record, read_records, without_text
from kg.errors import EmptyInput, InputError, UnreadableInput
from kg.model import Article, Issue

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 1 << 18


def read_csv(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of the rows, and an issue for each row that is none."""
    with given.open() as file:
        try:
            text = text_stream(file)
        except NotText as error:
            raise UnreadableInput(
                given.name, f"is not text: {error}.", hint="Save it as CSV in UTF-8."
            ) from error
        table = _Table(text, given.name, options.max_bytes)
        columns = table.columns()
        if not options.fields.has(dict.fromkeys(columns), "text"):
            raise without_text(given.name, columns, options.fields)
        yield from read_records(table.rows(columns), given, options)


class _TooLong(Exception):
    """A line that is longer than an article may be."""


class _Table:
    """Rows of a text, its delimiter told by the first line; iterated, it gives the lines."""

    def __init__(self, text: io.TextIOBase, name: str, limit: int) -> None:
        self._text = text
        self._name = name
        self._limit = limit
        self._number = 0
        # the module has one limit for all readers; a lower one would make theirs fail
        csv.field_size_limit(max(csv.field_size_limit(), limit))
        first = self._line()
        if not first.strip():
            raise EmptyInput(name, "the file is empty.")
        self._first: str | None = first
        self._reader = csv.reader(self, delimiter=max(_DELIMITERS, key=first.count), strict=True)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line."""
        # no generator does this: it would be over after a line that is too long
        line, self._first = self._line() if self._first is None else self._first, None
        if not line:
            raise StopIteration
        return line

    def columns(self) -> list[str]:
        """The names of the columns."""
        try:
            return [name.strip() for name in next(self._reader)]
        except (csv.Error, _TooLong, StopIteration) as error:
            raise UnreadableInput(self._name, f"its first row cannot be read ({error}).") from error

    def rows(self, columns: list[str]) -> Iterator[tuple[str, Record | InputError]]:
        """Each row with its source, which has the number of the line that it begins in."""
        while True:
            source = f"{self._name}:{self._number + 1}"
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except _TooLong:
                yield source, UnreadableInput(source, too_large(None, self._limit), hint=TOO_LARGE_HINT)
                continue
            except csv.Error as error:
                yield source, UnreadableInput(source, f"is no sound row ({error}).", hint=_QUOTES)
                continue
            if len(cells) > len(columns):
                yield (
                    source,
                    UnreadableInput(
                        source, f"has {len(cells)} cells, and there are {len(columns)} columns.", hint=_QUOTES
                    ),
                )
            elif any(cells):
                yield source, dict(zip(columns, cells, strict=False))

    def _line(self) -> str:
        line = self._text.readline(self._limit + 1)
        self._number += 1
        if len(line) > self._limit:
            rest = line
            while rest and not rest.endswith("\n"):
                rest = self._text.readline(_SAMPLE)
            raise _TooLong
        return line


_QUOTES = (
    'Cells with a comma, a quote or a line end in them stand in quotes, and quotes in them are doubled: "".'
)
