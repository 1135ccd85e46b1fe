"""Articles out of files, on the executors, each with the key that says where it belongs."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg.acquire import ReadOptions
from kg.acquire.fields import Fields
from kg.acquire.input import of_file
from kg.acquire.jsonl import read_line
from kg.acquire.parquet import wanted_columns
from kg.acquire.read import read_input
from kg.model import Article, Issue
from kg.spark.inputs import Inputs, Source, is_lines, is_table

if TYPE_CHECKING:
    from pyspark import RDD, Broadcast
    from pyspark.sql import DataFrame, Row, SparkSession

Key = tuple[int, str, int, int, int]
"""Part; identifier of the article; number of the file, byte where Spark began to read it, number of the record.

Sorted by it, the same articles come together, the first one first.
"""

Keyed = tuple[Key, Article | Issue]
Keying = Callable[[Article | Issue, tuple[int, int, int]], Keyed]

_GLOB = re.compile(r"[\[\]{}*?\\]")


@dataclass(frozen=True, slots=True)
class Names:
    """From the address of a file, as Spark gives it with a row, to the file and its number."""

    known: dict[str, tuple[int, Source]]

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Names:
        """Those of all sources."""
        return cls({_plain(source.address): (number, source) for number, source in enumerate(sources)})

    def find(self, address: str) -> tuple[int, Source]:
        """Number and file."""
        return self.known[_plain(unquote(address))]


def read(inputs: Inputs, options: ReadOptions, parts: int, spark: SparkSession) -> RDD[Keyed]:
    """All articles and issues of the inputs, keyed; they are read when they are needed."""
    context = spark.sparkContext
    names = context.broadcast(Names.of(inputs.sources))
    keyed = partial(_key, parts)
    split = [source for source in inputs.sources if not (source.named and options.format)]
    lines = [source for source in split if is_lines(source)]
    tables = [source for source in split if is_table(source)]
    pieces = {*lines, *tables}
    others = [(number, source) for number, source in enumerate(inputs.sources) if source not in pieces]
    frames = []
    if lines:
        frames.append(_lines(spark, lines, options.max_bytes + 1))
    if tables:
        frames.append(_rows(spark, tables, options.fields))
    found = [frame.rdd.mapPartitions(partial(_from_lines, names, options, keyed)) for frame in frames]
    if others:
        found.append(context.parallelize(others, len(others)).flatMap(partial(_from_file, options, keyed)))
    if inputs.issues:
        early = [keyed(issue, (-1, 0, number)) for number, issue in enumerate(inputs.issues)]
        found.append(context.parallelize(early, 1))
    return context.union(found)


def part_of(article: str, parts: int) -> int:
    """The part of an article's identifier: parts hold successive ranges of identifiers.

    >>> [part_of(name, 4) for name in ("0000000000000000", "7fffffffffffffff", "ffffffffffffffff")]
    [0, 1, 3]
    """
    return int(article[:12], 16) * parts >> 48


def _key(parts: int, item: Article | Issue, place: tuple[int, int, int]) -> Keyed:
    """Issues go where chance, which is the same on every run, puts them."""
    name = item.id if isinstance(item, Article) else hashlib.sha256(item.source.encode()).hexdigest()[:16]
    return (part_of(name, parts), name, *place), item


def _lines(spark: SparkSession, sources: Sequence[Source], limit: int) -> DataFrame:
    """Rows with the bytes of each line, and where it stands.

    Of a long line there is only so much as shows that it is too long.
    """
    text = spark.read.option("lineSep", "\n").text([_escaped(source.address) for source in sources])
    return text.selectExpr(
        f"substring(CAST(value AS BINARY), 1, {limit}) AS line",
        "_metadata.file_path AS path",
        "_metadata.file_block_start AS begin",
        "CAST(NULL AS BIGINT) AS row",
    )


def _rows(spark: SparkSession, sources: Sequence[Source], fields: Fields) -> DataFrame:
    """The same of tables: each row as the line of JSON that says the same."""
    table = spark.read.option("mergeSchema", True).parquet(*(_escaped(source.address) for source in sources))
    columns = wanted_columns(sources[0].name, table.columns, fields)
    record = f"struct({', '.join(map(_quoted, columns))})"
    return table.selectExpr(
        f"CAST(to_json({record}, map('ignoreNullFields', 'false')) AS BINARY) AS line",
        "_metadata.file_path AS path",
        "CAST(0 AS BIGINT) AS begin",
        "_metadata.row_index AS row",
    )


def _from_lines(
    names: Broadcast[Names], options: ReadOptions, keyed: Keying, rows: Iterable[Row]
) -> Iterator[Keyed]:
    """The articles and issues of lines; each line has its number in the file, or from where Spark began to read."""
    passed: Counter[tuple[int, int]] = Counter()
    for row in rows:
        number, file = names.value.find(row.path)
        passed[number, row.begin] += 1
        count = passed[number, row.begin] if row.row is None else row.row + 1
        source = f"{file.name}:{count}" if row.begin == 0 else f"{file.name}, from byte {row.begin}:{count}"
        if row.line.strip():
            for item in read_line(bytes(row.line) + b"\n", source, options, named=file.named):
                yield keyed(item, (number, row.begin, count))


def _from_file(options: ReadOptions, keyed: Keying, numbered: tuple[int, Source]) -> Iterator[Keyed]:
    """The articles and issues of a file that one reader reads from beginning to end."""
    number, source = numbered
    given = of_file(Path(source.name), named=source.named)
    if source.named and options.format:
        given = replace(given, suffix=options.format)
    for count, item in enumerate(read_input(given, options)):
        yield keyed(item, (number, 0, count))


def _plain(address: str) -> str:
    """An address without the slashes of an empty host, which are written or not."""
    return re.sub(r"^file:/+", "/", address)


def _quoted(column: str) -> str:
    """A column's name as SQL has it."""
    return f"`{column.replace('`', '``')}`"


def _escaped(address: str) -> str:
    """An address in which no character stands for others."""
    return _GLOB.sub(r"\\\g<0>", address)
