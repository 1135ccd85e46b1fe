"""What a Spark job reads: files here or on a shared disk, and addresses of a cluster's own file systems."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.acquire.article import issue_of
from kg.acquire.discover import check_path, find_files, format_of
from kg.acquire.read import READERS, SCHEMES, STDIN, scheme_of
from kg.errors import InputError, SettingsError, UnreadableInput
from kg.model import Issue

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PACKED = ("", ".gz", ".bz2", ".zst")
_TABLES = (".parquet",)
_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its `name` as issues show it, the `address` by which Spark finds it, its `state` (size and time).

    `named` says whether it was named by itself, not found in a folder.
    """

    name: str
    address: str
    size: int
    state: str
    named: bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files in the order in which they count: of two same articles the first is kept.

    `issues` are folders and files that cannot be read.
    """

    sources: tuple[Source, ...]
    issues: tuple[Issue, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(source.size for source in self.sources)

    @property
    def digest(self) -> str:
        """Names which files these are, in which state."""
        told = "\n".join(f"{source.name}\t{source.state}" for source in self.sources)
        return hashlib.sha256(told.encode()).hexdigest()

    @classmethod
    def find(cls, paths: Sequence[str | Path], spark: SparkSession) -> Inputs:
        """All files meant by paths and addresses.

        `UnreadableInput` if one does not exist, `SettingsError` if there is no file at all.
        """
        sources: list[Source] = []
        issues: list[Issue] = []
        suffixes = frozenset(READERS.names())
        for path in paths:
            scheme = scheme_of(path)
            if scheme in SCHEMES.names() or path == STDIN:
                raise SettingsError(
                    f"Spark cannot read {path}.", hint="It reads files: leave out --engine spark."
                )
            if scheme is not None:
                sources += _remote(str(path), suffixes, spark)
                continue
            check_path(Path(path))
            for file in find_files(Path(path), suffixes):
                if isinstance(file, InputError):
                    issues.append(issue_of(file))
                else:
                    sources.append(_local(file, named=file == Path(path)))
        if not sources:
            raise SettingsError("There is nothing to read.", hint="Name files or folders with articles.")
        return cls(tuple(sources), tuple(issues))


def is_table(source: Source) -> bool:
    """Whether Spark reads it as a table, in pieces."""
    return source.address.lower().endswith(_TABLES)


def is_lines(source: Source) -> bool:
    """Whether Spark reads it line by line, in pieces. It takes a name that begins with `_` for none of its business."""
    name = source.address.lower().rpartition("/")[2]
    endings = tuple(f"{lines}{packed}" for lines in _LINES for packed in _PACKED)
    return name.endswith(endings) and not name.startswith(("_", "."))


def _local(file: Path, *, named: bool) -> Source:
    status = file.stat()
    address = f"file:{os.path.abspath(file)}"  # noqa: PTH100  as Spark writes it: links are not followed
    return Source(str(file), address, status.st_size, f"{status.st_size} {status.st_mtime_ns}", named)


def _remote(address: str, suffixes: frozenset[str], spark: SparkSession) -> list[Source]:
    """The files at an address, below it if it is a folder, by Hadoop's file systems; sorted."""
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415  comes with pyspark

    java = spark.sparkContext._jvm  # noqa: SLF001  pyspark has no other way to a file system
    if java is None:
        raise SettingsError("Spark has no driver here.", hint="Spark Connect cannot be used.")
    try:
        path = java.org.apache.hadoop.fs.Path(address)
        system = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())  # noqa: SLF001
        named = system.isFile(path)
        files = system.listFiles(path, True)
        found = []
        while files.hasNext():
            status = files.next()
            where = str(status.getPath().toString())
            hidden = any(part.startswith(".") for part in where.removeprefix(address).split("/"))
            if named or (not hidden and format_of(Path(where)) in suffixes):
                size, when = int(status.getLen()), int(status.getModificationTime())
                found.append(Source(where, where, size, f"{size} {when}", named))
    except Py4JJavaError as error:
        cause = str(error.java_exception).splitlines()[0]
        raise UnreadableInput(address, f"cannot be read: {cause}", hint="Check the address.") from error
    return sorted(found, key=lambda source: source.name)
