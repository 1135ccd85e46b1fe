"""From a bundle into a store: part by part, each whole or not at all."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import zstandard
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import KgError, UnreadableInput
from kg.model import Issue, Severity
from kg.pipeline.bundle.manifest import File, Manifest, Part, Versions
from kg.pipeline.ingesting import quarantine_of
from kg.pipeline.quarantine import keep_files, release
from kg.pipeline.watching import Watch
from kg.pipeline.writing import write_atomically
from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import ARTICLE
from kg.store import Store

PROGRESS = "loading.json"
"""In the store's folder while a bundle is being loaded: which one, and which parts are in."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `parts` are those loaded now, `skipped` those that an earlier, broken-off load had done.

    `articles` were put in, `unchanged` were there with the same graph; `quads` counts the graphs of the former.
    `errors` are what the bundle left out.
    """

    parts: int
    skipped: int
    articles: int
    unchanged: int
    quads: int
    quarantined: int
    errors: int
    issues_by_kind: tuple[tuple[str, int], ...]
    interrupted: bool


Tell = Callable[[Issue], None]


def load(folder: Path, store: Store, tell: Tell, watch: Watch | None = None) -> Loaded:
    """Put all articles of a bundle into the store, which is then what `kg ingest` of them would have made of it.

    Each part is one commit. After a kill, the same call goes on where the last one was. `tell` is given each issue.
    `UnreadableInput` if the bundle is not whole or was made by another version of mapping or ontology; parts that
    were loaded before stay.
    """
    manifest = Manifest.read(folder)
    _refuse_others(folder, manifest)
    run = _Run(folder, store, tell, _done(store, manifest))
    watch = watch or Watch()
    try:
        for part in watch.until_stopped(manifest.parts):
            run.take(part)
            _note(store, manifest, run.done)
            watch.done()
    except KgError as error:
        error.add_note(f"{run.counts['parts']} parts were loaded before; they stay.")
        raise
    if len(run.done) == len(manifest.parts):
        (store.path / PROGRESS).unlink(missing_ok=True)
    return run.summary(interrupted=watch.stopped)


def check(folder: Path) -> int:
    """How many files the bundle has, all as the manifest says; `UnreadableInput` otherwise. Reads them all."""
    manifest = Manifest.read(folder)
    _refuse_others(folder, manifest)
    files = [file for part in manifest.parts for file in part.files]
    for file in files:
        file.check(folder)
    return len(files)


def _refuse_others(folder: Path, manifest: Manifest) -> None:
    """Refuse early what cannot be loaded to the end."""
    here, made = Versions.here(), manifest.versions
    if (made.mapping, made.ontology) != (here.mapping, here.ontology):
        raise UnreadableInput(
            str(folder),
            f"was made by kg {made.kg} with another mapping or ontology (mapping {made.mapping}, here "
            f"{here.mapping}).",
            hint=f"Make it anew with this kg, or load it with kg {made.kg}.",
        )
    for part in manifest.parts:
        for file in part.files:
            path = folder / file.name
            if not path.is_file() or path.stat().st_size != file.size:
                raise UnreadableInput(
                    str(path), "is missing or not of the size that the manifest says.", hint="Copy it again."
                )


def _done(store: Store, manifest: Manifest) -> set[int]:
    """The parts that a broken-off load of this bundle has put in."""
    try:
        found = json.loads((store.path / PROGRESS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return set(found["parts"]) if found["bundle"] == manifest.digest else set()


def _note(store: Store, manifest: Manifest, done: set[int]) -> None:
    write_atomically(store.path / PROGRESS, json.dumps({"bundle": manifest.digest, "parts": sorted(done)}))


class _Run:
    """The counts of one load, and what it does with a part."""

    def __init__(self, folder: Path, store: Store, tell: Tell, done: set[int]) -> None:
        self.done = set(done)
        self.counts: Counter[str] = Counter()
        self._folder = folder
        self._store = store
        self._tell = tell
        self._kinds: Counter[str] = Counter()
        self._was_empty = not done and next(iter(store.articles()), None) is None

    def take(self, part: Part) -> None:
        """Load the part, unless that was done before."""
        if part.number in self.done:
            self.counts["skipped"] += 1
            return
        if part.graphs:
            self._load(part, _unpacked(part.graphs.check(self._folder)))
        for record in self._records(part.quarantine):
            place = quarantine_of(self._store) / str(record["article"])
            self._say(keep_files(place, record["source"], record["files"]))
        for record in self._records(part.issues):
            self._say(Issue(**{**record, "severity": Severity(record["severity"])}))
        self.counts["parts"] += 1
        self.counts["quarantined"] += part.quarantined
        self.counts["errors"] += part.errors
        self.done.add(part.number)

    def _load(self, part: Part, quads: bytes) -> None:
        """The part's articles into the store: what is new in one go, in the place of former graphs if there are any."""
        known = (
            []
            if self._was_empty
            else [graph for graph in _graphs(quads, part.quads) if self._is_known(graph.iri)]
        )
        changed = [graph for graph in known if self._store.article_graph(graph.iri) != graph]
        self.counts["unchanged"] += len(known) - len(changed)
        if changed:
            self._store.replace(changed)
        if len(known) < part.articles:
            self._store.load(quads, part.quads + part.merged)
        self.counts["articles"] += part.articles - len(known) + len(changed)
        self.counts["quads"] += part.quads - sum(map(len, known)) + sum(map(len, changed))
        kept = quarantine_of(self._store)
        if kept.is_dir():
            for iri, _ in _by_graph(quads, part.quads):
                release(kept / iri.removeprefix(ARTICLE.iri))

    def _is_known(self, iri: str) -> bool:
        return self._store.raw.contains_named_graph(NamedNode(iri))

    def _records(self, file: File | None) -> Iterator[dict[str, Any]]:
        if file:
            for line in io.BytesIO(_unpacked(file.check(self._folder))):
                yield json.loads(line)

    def _say(self, issue: Issue) -> None:
        self._kinds[issue.kind] += 1
        self._tell(issue)

    def summary(self, *, interrupted: bool) -> Loaded:
        """The counts so far."""
        names = ("parts", "skipped", "articles", "unchanged", "quads", "quarantined", "errors")
        counts = {name: self.counts[name] for name in names}
        return Loaded(**counts, issues_by_kind=tuple(sorted(self._kinds.items())), interrupted=interrupted)


def _unpacked(packed: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)


def _graphs(quads: bytes, named: int) -> Iterator[ArticleGraph]:
    """The graphs of a part's articles, read from its text."""
    for iri, lines in _by_graph(quads, named):
        found = parse(b"".join(lines), format=RdfFormat.N_QUADS)
        yield ArticleGraph.of(iri, (quad.triple for quad in found))


def _by_graph(quads: bytes, named: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The lines of each article's graph; the first `named` lines are in graphs, neighbours in the same one."""
    lines = islice(io.BytesIO(quads), named)
    for name, group in groupby(lines, key=lambda line: line.rsplit(b" ", 2)[1]):
        yield name[1:-1].decode("ascii"), group
