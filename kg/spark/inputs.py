"""What a Spark job reads: files here or on a shared disk, and addresses of a cluster's own file systems."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.acquire.discover import check_paths, find_files
from kg.acquire.read import READERS
from kg.errors import InputError, SettingsError, UnreadableInput
from kg.model import Issue

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):/+(?P<rest>.+)")
_PACKED = (".gz", ".bz2", ".zst")
_TABLES = (".parquet",)
_LINES = (".jsonl",)


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its `name` as issues show it, the `address` by which Spark finds it, its `state` (size and time)."""

    name: str
    address: str
    size: int
    state: str


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
        suffixes = frozenset({*READERS.names(), *_TABLES})
        for path in paths:
            match = _ADDRESS.fullmatch(str(path))
            if match and match["scheme"] != "file":
                sources += _remote(f"{match['scheme']}://{match['rest']}", suffixes, spark)
                continue
            local = Path(f"/{match['rest']}") if match else Path(path)
            check_paths([local])
            for file in find_files(local, suffixes):
                if isinstance(file, InputError):
                    issues.append(Issue(file.source, "unreadable", file.message, hint=file.hint))
                else:
                    sources.append(_local(file))
        if not sources:
            raise SettingsError("There is nothing to read.", hint="Name files or folders with articles.")
        return cls(tuple(sources), tuple(issues))


def is_table(source: Source) -> bool:
    """Whether Spark reads it as a table, in pieces."""
    return source.address.lower().endswith(_TABLES)


def is_lines(source: Source) -> bool:
    """Whether Spark reads it line by line, in pieces. It takes a name that begins with `_` for none of its business."""
    name = source.address.lower().rpartition("/")[2]
    for suffix in _PACKED:
        name = name.removesuffix(suffix)
    return name.endswith(_LINES) and not name.startswith(("_", "."))


def _local(file: Path) -> Source:
    status = file.stat()
    address = f"file:{os.path.abspath(file)}"  # noqa: PTH100  as Spark writes it: links are not followed
    return Source(str(file), address, status.st_size, f"{status.st_size} {status.st_mtime_ns}")


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
            if named or (not hidden and _suffix(where) in suffixes):
                size, when = int(status.getLen()), int(status.getModificationTime())
                found.append(Source(where, where, size, f"{size} {when}"))
    except Py4JJavaError as error:
        cause = str(error.java_exception).splitlines()[0]
        raise UnreadableInput(address, f"cannot be read: {cause}", hint="Check the address.") from error
    return sorted(found, key=lambda source: source.name)


def _suffix(address: str) -> str:
    name = address.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return Path(name).suffix
