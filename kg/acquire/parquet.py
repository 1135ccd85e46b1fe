"""Reads Parquet files, some rows at a time; needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.acquire.fields import NAMES, Fields
from kg.acquire.input import TOO_LARGE_HINT, Input, too_large
from kg.acquire.options import ReadOptions
from kg.acquire.records import Record, read_records, without_text
from kg.errors import InputError, MissingExtra, UnreadableInput
from kg.model import Article, Issue

_ROWS = 64
_BUFFER = 1 << 20


def read_parquet(given: Input, options: ReadOptions) -> Iterator[Article | Issue]:
    """The articles of the rows, and an issue for each row that is none; `MissingExtra` without pyarrow."""
    try:
        import pyarrow as pa  # noqa: PLC0415  an optional and large library
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra(
            "Parquet files need pyarrow, which is not installed.", hint="pip install 'news-kg[parquet]'"
        ) from error
    with given.seekable() as file:
        try:
            yield from read_records(_rows(parquet, file, given, options), given, options)
        except (pa.ArrowException, OSError) as error:
            raise UnreadableInput(
                given.name,
                f"is no sound Parquet file ({error}).",
                hint="What comes before the damage is read.",
            ) from error


def _rows(
    parquet: Any, file: BinaryIO, given: Input, options: ReadOptions
) -> Iterator[tuple[str, Record | InputError]]:
    table = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
    columns: list[str] = table.schema_arrow.names
    wanted = wanted_columns(given.name, columns, options.fields)
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield f"{given.name}:{number}", _checked(row, f"{given.name}:{number}", options)


def _checked(row: Record, source: str, options: ReadOptions) -> Record | InputError:
    text = row.get(options.fields.place("text"))
    if isinstance(text, str) and len(text) > options.max_bytes:
        return UnreadableInput(source, too_large(None, options.max_bytes), hint=TOO_LARGE_HINT)
    return row


def wanted_columns(source: str, columns: list[str], fields: Fields) -> list[str]:
    """The columns of a table that say something of an article; `InputError` if none of them has the text."""
    if not any(_column(path, columns) for path in fields.paths("text")):
        raise without_text(source, columns, fields)
    paths = (path for name in NAMES for path in fields.paths(name))
    return list(dict.fromkeys(column for path in paths if (column := _column(path, columns))))


def _column(path: str, columns: list[str]) -> str | None:
    """The column in which a path begins."""
    return path if path in columns else next((name for name in columns if path.startswith(f"{name}.")), None)
