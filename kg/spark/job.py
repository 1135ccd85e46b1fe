"""The job: from articles, read anywhere, to the parts of a bundle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.acquire import ReadOptions
from kg.errors import SettingsError
from kg.model import Article, Issue, Severity
from kg.pipeline.bundle import Manifest, Part, PartWriter, Versions
from kg.pipeline.bundle.entries import clear_entries, finished_part, keep_entry
from kg.pipeline.parallel import portions
from kg.pipeline.pool import limit_of, process_died
from kg.pipeline.workshop import PORTION, Processed, Tools, Workshop
from kg.spark.crumbs import Crumbs
from kg.spark.inputs import Inputs
from kg.spark.reading import read

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

BYTES_PER_PART = 16 << 20
"""Of input, where the number of parts is not given: one to three minutes of work."""

MOST_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class JobOptions:
    """`parts` is their number, 0 for one to each 16 MiB of input. `make` gives a process its workshop.

    `index` and `judgements` are files here; they are sent to the executors. `article_seconds` are those of the
    setting of that name.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    parts: int = 0
    index: Path | None = None
    judgements: Path | None = None
    article_seconds: float = 60.0
    make: Callable[[], Workshop] | None = None


def make_bundle(inputs: Inputs, folder: Path, options: JobOptions, spark: SparkSession) -> Manifest:
    """Extract all articles into a bundle in `folder`, which all machines must see by that path.

    The same articles give the same bytes, however many machines there are and however often a task is tried. A run
    that was broken off goes on with the parts that it has if it is started again. An article that fails is an issue.
    `SettingsError` if there is a finished bundle in the folder.
    """
    if Manifest.is_in(folder):
        raise SettingsError(
            f"{folder} has a finished bundle already.", hint="Load it with `kg load`, or name another folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    parts = options.parts or min(MOST_PARTS, -(-inputs.size // BYTES_PER_PART)) or 1
    work = _Work(
        folder.resolve(),
        _run(inputs, options, parts),
        _maker(options, spark.sparkContext),
        options.article_seconds,
    )
    keyed = read(inputs, options.read, parts, spark)
    sorted_parts = keyed.repartitionAndSortWithinPartitions(parts, _part)
    entries = sorted_parts.mapPartitionsWithIndex(work.make_part).collect()
    manifest = Manifest(Versions.here(), tuple(sorted(entries, key=lambda part: part.number)))
    clear_entries(folder, manifest)
    manifest.write(folder)
    return manifest


@dataclass(frozen=True, slots=True)
class _Shipped:
    """Makes a workshop of files that Spark has sent along, known by their names."""

    index: str = ""
    judgements: str = ""

    def __call__(self) -> Workshop:
        from pyspark import SparkFiles  # noqa: PLC0415  an optional part

        index, judgements = (
            Path(SparkFiles.get(name)) if name else None for name in (self.index, self.judgements)
        )
        return Tools(index, judgements)()


@dataclass(frozen=True, slots=True)
class _Work:
    """What an executor does with a part. `run` names the run, for what an earlier try has left."""

    folder: Path
    run: str
    make: Callable[[], Workshop]
    article_seconds: float

    def make_part(self, number: int, records: Iterable[tuple[object, Article | Issue]]) -> Iterator[Part]:
        """Write the part, unless the same run has done so before; its entry of the manifest."""
        done = finished_part(self.folder, self.run, number)
        if done is None:
            items = without_repeats(item for _, item in records)
            done = PartWriter(self.folder, number).write(self._process(number, items))
            keep_entry(self.folder, self.run, done)
        yield done

    def _process(self, number: int, items: Iterable[Article | Issue]) -> Iterator[Processed | Issue]:
        workshop = _workshop(self.make)
        crumbs = Crumbs(self.folder, self.run, number)
        deadly = crumbs.deadly()
        size = 1 if crumbs.are_left() else PORTION
        with crumbs.dropping() as crumb:
            for portion in portions(items, size):
                spared = [
                    process_died(item) if isinstance(item, Article) and item.id in deadly else item
                    for item in portion
                ]
                articles = [item for item in spared if isinstance(item, Article)]
                seconds = sum(limit_of(article, self.article_seconds) for article in articles)
                with crumb.at(articles, seconds):
                    outcomes = workshop.process_each(spared)
                yield from outcomes


def without_repeats(items: Iterable[Article | Issue]) -> Iterator[Article | Issue]:
    """The items; of same articles, which are neighbours, the first, and an issue for each other."""
    first: Article | None = None
    for item in items:
        if isinstance(item, Article):
            if first is not None and first.id == item.id:
                message = f"is the same article as {first.source}."
                yield Issue(item.source, "duplicate", message, Severity.WARNING)
                continue
            first = item
        yield item


@cache
def _workshop(make: Callable[[], Workshop]) -> Workshop:
    """The workshop, loaded once in a Python process of an executor, which does many parts."""
    return make()


def _part(key: tuple[int, ...]) -> int:
    return key[0]


def _maker(options: JobOptions, context: SparkContext) -> Callable[[], Workshop]:
    if options.make:
        return options.make
    Tools(options.index, options.judgements).check()
    names = []
    for path in (options.index, options.judgements):
        there = path is not None and path.exists()
        if there:
            context.addFile(str(path))
        names.append(path.name if path is not None and there else "")
    return _Shipped(*names)


def _run(inputs: Inputs, options: JobOptions, parts: int) -> str:
    """Names a run: all that its parts hang on."""
    files = [_digest(path) for path in (options.index, options.judgements)]
    told = [inputs.digest, asdict(options.read), parts, files, asdict(Versions.here())]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def _digest(path: Path | None) -> str:
    if path is None or not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
