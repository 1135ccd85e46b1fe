"""From sources into a store.

Nothing grows with the number of articles: issues and outcomes go into the run log, things are counted by a sketch, and
whether an article is in the store, or came before in the run, is looked up.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from kg.errors import KgError, StoreError
from kg.model import Article, Issue, Severity
from kg.pipeline.findings import Findings, Tally
from kg.pipeline.nearness import Nearness
from kg.pipeline.noticing import Noticed
from kg.pipeline.parallel import Crew
from kg.pipeline.quarantine import apart, put_aside, release, violation
from kg.pipeline.recording import Recorder, Written
from kg.pipeline.runlog import Outcome, RunState
from kg.pipeline.watching import Watch
from kg.pipeline.workshop import Processed, StageSeconds
from kg.rdf import ArticleGraph, iris
from kg.rdf.vocabulary import ARTICLE
from kg.validate import Gate

MANY_TRIPLES = 200_000
"""A batch is committed when it has so many, however few articles they are of."""

NO_GRAPH = frozenset({"failed", "process-died", "too-slow", "unknown-language"})
"""Kinds of issues of articles that gave no graph."""


class Shelf(Protocol):
    """What ingestion needs of a store: any `QuadStore` will do."""

    @property
    def path(self) -> Path:
        """The folder for what belongs to the store and is no graph."""
        ...

    def replace(self, graphs: Iterable[ArticleGraph]) -> frozenset[str]:
        """Put the graphs in place, all or nothing; gives the articles that changed."""
        ...

    @property
    def version(self) -> int:
        """A number that grows with each commit."""
        ...

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles."""
        ...

    def has(self, article_iri: str) -> bool:
        """Whether the article is there."""
        ...

    def article_graph(self, iri: str) -> ArticleGraph | None:
        """All that one article says; None if the article is not there."""
        ...


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a run's articles. `read` is the sum of the five counts after it.

    `stored` are new or changed, `unchanged` were in the store with the same graph, `skipped` were not looked at,
    `quarantined` broke a shape, `failed` gave no graph. `findings` counts what is in the graphs stored or unchanged.
    `issues` are the first few of each kind; `issues_by_kind` counts all. `run` is the run's number in the run log.
    `repeated` of those stored or unchanged are near-duplicates.
    """

    run: int
    read: int
    stored: int
    unchanged: int
    skipped: int
    quarantined: int
    failed: int
    findings: Findings
    issues: tuple[Issue, ...]
    issues_by_kind: tuple[tuple[str, int], ...]
    interrupted: bool
    times: Times
    repeated: int = 0


@dataclass(slots=True)
class Times:
    """Where the time of a run went, in seconds: of the stages in all processes, of the rest in the one that stores."""

    extraction: float = 0.0
    linking: float = 0.0
    mapping: float = 0.0
    validation: float = 0.0
    comparing: float = 0.0
    storing: float = 0.0
    logging: float = 0.0

    def add(self, seconds: StageSeconds) -> None:
        """Add those of one article."""
        self.extraction += seconds.extraction
        self.linking += seconds.linking
        self.mapping += seconds.mapping
        self.validation += seconds.validation


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """`batch` articles go in one transaction; with `skip_known` those that the store has are left alone.

    Reading ends after `limit` articles (None: never). With `since` articles that were published before that day, or
    without a date, are left alone. `arguments` and `expected` (how many articles there will be, None if nobody knows)
    go into the run log. With `dry` nothing is written: no graph, no quarantine, no run. Without `near_duplicates`
    they are not looked for.
    """

    batch: int = 200
    skip_known: bool = False
    limit: int | None = None
    since: date | None = None
    arguments: str = ""
    expected: int | None = None
    dry: bool = False
    near_duplicates: bool = True


def ingest(
    items: Iterable[Article | Issue],
    store: Shelf,
    crew: Crew,
    options: IngestOptions | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Bring the store up to date with the articles, batch by batch; running it again changes nothing.

    What becomes of each article goes into the run log in the store's folder. An article whose graph breaks a shape goes
    into the folder's `quarantine`, and the run goes on. When the watch stops the run, what is under way is
    stored. A `StoreError` says in a note how many articles were stored before.
    """
    options = options or IngestOptions()
    recorder = Recorder.begin(
        store.path, arguments=options.arguments, expected=options.expected, landed=lambda b: landed(store, b)
    )
    run = _Run(store, recorder, options, watch or Watch())
    state = RunState.FAILED
    try:
        if options.near_duplicates:
            run.nearness = Nearness.open(store, Gate.load())
        for outcome in crew.process(run.wanted(items), recorder.beat):
            run.take(outcome)
        run.commit()
        state = RunState.INTERRUPTED if run.watch.stopped else RunState.DONE
    except StoreError as error:
        error.add_note(f"{recorder.counts['stored']} articles were stored before; they stay.")
        raise
    except KeyboardInterrupt:
        state = RunState.INTERRUPTED
        raise
    finally:
        run.end(state)
    return run.summary()


def quarantine_of(store: Shelf) -> Path:
    """The folder of articles that broke a shape."""
    return store.path / "quarantine"


def outcome_of(issue: Issue) -> Outcome:
    """What became of the record or article that an issue tells of."""
    if issue.kind in NO_GRAPH:
        return Outcome.FAILED
    return Outcome.LEFT_OUT if issue.severity is Severity.ERROR else Outcome.NOTED


def landed(store: Shelf, batch: Sequence[Written]) -> bool:
    """Whether the store has a batch that a run was about to commit when it was killed."""
    for one in batch:
        graph = store.article_graph(ARTICLE(one.article).value)
        if graph is None or graph.digest != one.digest:
            return False
    return True


class _Run:
    """The open batch of one run, and what is to be told of it."""

    def __init__(self, store: Shelf, recorder: Recorder, options: IngestOptions, watch: Watch) -> None:
        self.watch = watch
        self.nearness: Nearness | None = None
        self.times = Times()
        self._store = store
        self._recorder = recorder
        self._options = options
        self._noticed = Noticed()
        self._tally = Tally()
        self._batch: list[Processed] = []
        self._triples = 0
        self._repeated = 0
        self._open: dict[str, str] = {}  # sources of the articles under way, by identifier

    def wanted(self, items: Iterable[Article | Issue]) -> Iterator[Article | Issue]:
        """The articles to work on, and the issues."""
        counts = self._recorder.counts
        for item in self.watch.until_stopped(items):
            if isinstance(item, Issue):
                yield item
            elif (first := self._open.get(item.id) or self._recorder.source_of(item.id)) is not None:
                message = f"is the same article as {first}."
                yield Issue(item.source, "duplicate", message, Severity.WARNING)
            else:
                counts["read"] += 1
                reason = self._reason_to_skip(item)
                if reason:
                    counts["skipped"] += 1
                    self._recorder.note(Outcome.SKIPPED, item.source, item.id, message=reason)
                    self.watch.done()
                else:
                    self._open[item.id] = item.source or item.id
                    yield item
            if counts["read"] == self._options.limit:
                return

    def _reason_to_skip(self, article: Article) -> str:
        """Why an article is not to be looked at; "" if it is."""
        since = self._options.since
        if since is not None and article.published is None:
            return "has no date"
        if since is not None and article.published is not None and article.published < since:
            return f"was published before {since}"
        if self._options.skip_known and self._store.has(iris.article(article).value):
            return "is in the store"
        return ""

    def take(self, outcome: Processed | Issue) -> None:
        """One article's graph into the batch, or where else it belongs."""
        if isinstance(outcome, Issue):
            self._take_issue(outcome)
        else:
            self.times.add(outcome.seconds)
            if outcome.verdict.conforms:
                self._put_into_batch(outcome)
            else:
                self._quarantine(outcome)
        self.watch.done()

    def _take_issue(self, issue: Issue) -> None:
        if issue.kind in NO_GRAPH:
            self._recorder.counts["failed"] += 1
            article = next((name for name, source in self._open.items() if source == issue.source), "")
            self._note(Outcome.FAILED, issue, article)
        else:
            self._note(outcome_of(issue), issue)

    def _quarantine(self, outcome: Processed) -> None:
        place = quarantine_of(self._store) / outcome.article.id
        issue = violation(place, outcome) if self._options.dry else put_aside(place, outcome)
        self._recorder.counts["quarantined"] += 1
        self._note(Outcome.QUARANTINED, issue, outcome.article.id)

    def _note(self, outcome: Outcome, issue: Issue, article: str = "") -> None:
        self._noticed.add(issue)
        self._recorder.note(outcome, issue.source, article, issue)
        self._open.pop(article, None)

    def _put_into_batch(self, outcome: Processed) -> None:
        self._batch.append(outcome)
        self._triples += len(outcome.graph)
        if len(self._batch) >= self._options.batch or self._triples >= MANY_TRIPLES:
            self.commit()

    def commit(self) -> None:
        """Store the batch in one transaction."""
        batch, self._batch, self._triples = self._batch, [], 0
        if not batch:
            return
        begin = time.perf_counter()
        batch = self._compared(batch)
        for one in batch:
            self._tally.add(one.graph)
        compared = time.perf_counter()
        self.times.comparing += compared - begin
        self._recorder.prepare([Written(one.article.source, one.article.id, one.digest) for one in batch])
        prepared = time.perf_counter()
        try:
            changed = self._store.replace(one.graph for one in batch)
        except KgError:
            self._recorder.abandon()
            raise
        stored = time.perf_counter()
        self._recorder.settle(frozenset(one.article.id for one in batch if one.graph.iri in changed))
        self.times.storing += stored - prepared
        self.times.logging += prepared - compared + time.perf_counter() - stored
        if self.nearness is not None:
            self.nearness.commit()
        for one in batch:
            self._open.pop(one.article.id, None)
            if not self._options.dry:
                release(quarantine_of(self._store) / one.article.id)

    def _compared(self, batch: list[Processed]) -> list[Processed]:
        """The batch, its near-duplicates brought together with what they repeat."""
        if self.nearness is None:
            return batch
        settled = self.nearness.settle_each([one.graph for one in batch])
        for one, found in zip(batch, settled, strict=True):
            if found.trouble:
                self._note(Outcome.NOTED, apart(one.article.source, found.trouble))
            self._repeated += found.repeats is not None
        return [
            replace(one, graph=found.graph, digest=found.graph.digest) if found.repeats else one
            for one, found in zip(batch, settled, strict=True)
        ]

    def end(self, state: RunState) -> None:
        """Close the run log and the index of near-duplicates."""
        self._recorder.end(state)
        if self.nearness is not None:
            self.nearness.close()

    def summary(self) -> Summary:
        """The counts of the run."""
        counts = self._recorder.counts
        return Summary(
            run=self._recorder.number,
            read=counts["read"],
            stored=counts["stored"],
            unchanged=counts["unchanged"],
            skipped=counts["skipped"],
            quarantined=counts["quarantined"],
            failed=counts["failed"],
            findings=self._tally.findings(),
            issues=self._noticed.first,
            issues_by_kind=self._noticed.by_kind,
            interrupted=self.watch.stopped,
            times=self.times,
            repeated=self._repeated,
        )
