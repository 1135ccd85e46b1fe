"""From a bundle into a store: part by part, each whole or not at all."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import zstandard
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import KgError, UnreadableInput
from kg.model import Issue, Severity
from kg.pipeline.bundle.manifest import File, Manifest, Part, Versions
from kg.pipeline.ingesting import landed, outcome_of, quarantine_of
from kg.pipeline.nearness import Nearness
from kg.pipeline.noticing import Noticed
from kg.pipeline.quarantine import apart, keep_files, release
from kg.pipeline.recording import Recorder
from kg.pipeline.runlog import Outcome, RunState
from kg.pipeline.watching import Watch
from kg.pipeline.writing import write_atomically
from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import ARTICLE
from kg.store import Store
from kg.validate import Gate

PROGRESS = "loading.json"
"""In the store's folder while a bundle is being loaded: which one, and which parts are in."""


BATCH = 200
"""Articles that are compared with the store, or replaced in it, at once."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `parts` are those loaded now, `skipped` those that an earlier, broken-off load had done.

    `articles` were put in, `unchanged` were there with the same graph; `quads` counts the graphs of the former.
    `repeated` are near-duplicates, if they were looked for.
    `errors` are what the bundle left out, `issues` the first few of each kind.
    """

    parts: int
    skipped: int
    articles: int
    unchanged: int
    quads: int
    repeated: int
    quarantined: int
    errors: int
    issues: tuple[Issue, ...]
    issues_by_kind: tuple[tuple[str, int], ...]
    interrupted: bool


def load(folder: Path, store: Store, watch: Watch | None = None, *, near_duplicates: bool = False) -> Loaded:
    """Put all articles of a bundle into the store, which is then what ingesting them would have made of it.

    Each part is one commit, past the engine's log. With `near_duplicates` articles are compared and stored batch by
    batch, as ingestion does, in the order of their identifiers; without, near-duplicates stand by themselves. After
    a kill, the same call goes on where the last one was. What was left out or noted goes into the run log.
    `UnreadableInput` if the bundle is not whole or was made by another version of mapping or ontology; parts that
    were loaded before stay.
    """
    manifest = Manifest.read(folder)
    _refuse_others(folder, manifest)
    recorder = Recorder.begin(
        store.path,
        arguments=f"load {folder}",
        expected=sum(manifest.total(name) for name in ("articles", "quarantined", "failed")),
        landed=lambda batch: landed(store, batch),
    )
    watch = watch or Watch()
    run = _Run(folder, store, recorder, _done(store, manifest))
    state = RunState.FAILED
    try:
        if near_duplicates:
            run.nearness = Nearness.open(store, Gate.load())
        for part in watch.until_stopped(manifest.parts):
            run.take(part)
            _note(store, manifest, run.done)
            recorder.beat()
            watch.done()
        state = RunState.INTERRUPTED if watch.stopped else RunState.DONE
    except KgError as error:
        error.add_note(f"{run.counts['parts']} parts were loaded before; they stay.")
        raise
    except KeyboardInterrupt:
        state = RunState.INTERRUPTED
        raise
    finally:
        recorder.end(state)
        if run.nearness is not None:
            run.nearness.close()
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

    def __init__(self, folder: Path, store: Store, recorder: Recorder, done: set[int]) -> None:
        self.done = set(done)
        self.counts: Counter[str] = Counter()
        self._folder = folder
        self._store = store
        self._recorder = recorder
        self.nearness: Nearness | None = None
        self._noticed = Noticed()
        self._was_empty = not done and next(iter(store.articles()), None) is None

    def take(self, part: Part) -> None:
        """Load the part, unless that was done before."""
        if part.number in self.done:
            self.counts["skipped"] += 1
            return
        if part.graphs:
            self._load(part, _unpacked(part.graphs.check(self._folder)))
        for record in self._records(part.quarantine):
            article = str(record["article"])
            issue = keep_files(quarantine_of(self._store) / article, record["source"], record["files"])
            self._note(Outcome.QUARANTINED, issue, article)
        for record in self._records(part.issues):
            issue = Issue(**{**record, "severity": Severity(record["severity"])})
            self._note(outcome_of(issue), issue)
        self._count(part)
        self.done.add(part.number)

    def _count(self, part: Part) -> None:
        self.counts["parts"] += 1
        self.counts["quarantined"] += part.quarantined
        self.counts["errors"] += part.errors
        told = self._recorder.counts
        told["read"] += part.articles + part.quarantined + part.failed
        told["stored"], told["unchanged"] = self.counts["articles"], self.counts["unchanged"]
        told["quarantined"] = self.counts["quarantined"]
        told["failed"] += part.failed

    def _load(self, part: Part, quads: bytes) -> None:
        """The part's articles into the store."""
        if self.nearness is not None:
            for batch in _batches(_graphs(quads, part.quads)):
                self._compare(batch, self.nearness)
        else:
            self._load_as_it_is(part, quads)
        kept = quarantine_of(self._store)
        if kept.is_dir():
            for iri, _ in _by_graph(quads, part.quads):
                article = iri.removeprefix(ARTICLE.iri)
                if (kept / article).exists():
                    release(kept / article)
                    self._recorder.note(Outcome.STORED, str(self._folder), article)

    def _load_as_it_is(self, part: Part, quads: bytes) -> None:
        """What is new in one go, after what takes the place of former graphs."""
        known: Counter[str] = Counter()
        if not self._was_empty:
            graphs = (graph for graph in _graphs(quads, part.quads) if self._is_known(graph.iri))
            for batch in _batches(graphs):
                known["articles"] += len(batch)
                known["quads"] += sum(map(len, batch))
                self._replace(batch)
        if known["articles"] < part.articles:
            self._store.load(quads, part.quads + part.merged)
        self.counts["articles"] += part.articles - known["articles"]
        self.counts["quads"] += part.quads - known["quads"]

    def _compare(self, batch: list[ArticleGraph], nearness: Nearness) -> None:
        """A batch into the store, near-duplicates brought together with what they repeat."""
        settled = nearness.settle_each(batch)
        for one in settled:
            if one.trouble:
                self._note(Outcome.NOTED, apart(one.graph.iri, one.trouble))
            self.counts["repeated"] += one.repeats is not None
        self._replace([one.graph for one in settled])
        nearness.commit()

    def _replace(self, graphs: list[ArticleGraph]) -> None:
        changed = self._store.replace(graphs)
        self.counts["articles"] += len(changed)
        self.counts["unchanged"] += len(graphs) - len(changed)
        self.counts["quads"] += sum(len(graph) for graph in graphs if graph.iri in changed)

    def _is_known(self, iri: str) -> bool:
        return self._store.raw.contains_named_graph(NamedNode(iri))

    def _records(self, file: File | None) -> Iterator[dict[str, Any]]:
        if file:
            for line in io.BytesIO(_unpacked(file.check(self._folder))):
                yield json.loads(line)

    def _note(self, outcome: Outcome, issue: Issue, article: str = "") -> None:
        self._noticed.add(issue)
        self._recorder.note(outcome, issue.source, article, issue)

    def summary(self, *, interrupted: bool) -> Loaded:
        """The counts so far."""
        names = ("parts", "skipped", "articles", "unchanged", "quads", "repeated", "quarantined", "errors")
        counts = {name: self.counts[name] for name in names}
        noticed = self._noticed
        return Loaded(**counts, issues=noticed.first, issues_by_kind=noticed.by_kind, interrupted=interrupted)


def _unpacked(packed: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)


def _graphs(quads: bytes, named: int) -> Iterator[ArticleGraph]:
    """The graphs of a part's articles, read from its text."""
    for iri, lines in _by_graph(quads, named):
        found = parse(b"".join(lines), format=RdfFormat.N_QUADS)
        yield ArticleGraph.of(iri, (quad.triple for quad in found))


def _batches(graphs: Iterator[ArticleGraph]) -> Iterator[list[ArticleGraph]]:
    while batch := list(islice(graphs, BATCH)):
        yield batch


def _by_graph(quads: bytes, named: int) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The lines of each article's graph; the first `named` lines are in graphs, neighbours in the same one."""
    lines = islice(io.BytesIO(quads), named)
    for name, group in groupby(lines, key=lambda line: line.rsplit(b" ", 2)[1]):
        yield name[1:-1].decode("ascii"), group
