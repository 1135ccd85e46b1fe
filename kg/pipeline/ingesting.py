"""From sources into a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.model import Article, Issue
from kg.pipeline.findings import Findings, Tally
from kg.pipeline.parallel import Crew
from kg.pipeline.quarantine import put_aside, release
from kg.pipeline.watching import Watch
from kg.pipeline.workshop import Processed
from kg.rdf import ArticleGraph, iris
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a run's articles. `read` is the sum of the four counts after it and of `failed`.

    `stored` are new or changed, `unchanged` were in the store with the same graph, `skipped` were not
    looked at since the store has them, `quarantined` broke a shape, `failed` gave no graph. `findings`
    counts what is in the graphs stored or unchanged.
    """

    read: int
    stored: int
    unchanged: int
    skipped: int
    quarantined: int
    failed: int
    findings: Findings
    issues: tuple[Issue, ...]
    interrupted: bool

    @property
    def issues_by_kind(self) -> tuple[tuple[str, int], ...]:
        """How many issues of each kind, by name."""
        return tuple(sorted(Counter(issue.kind for issue in self.issues).items()))


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """`batch` articles go in one transaction; with `skip_known` those that the store has are left alone."""

    batch: int = 200
    skip_known: bool = False


def ingest(
    items: Iterable[Article | Issue],
    store: Store,
    crew: Crew,
    options: IngestOptions | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Bring the store up to date with the articles, batch by batch; running it again changes nothing.

    An article whose graph breaks a shape goes into the store folder's `quarantine`, and the run goes on.
    When the watch stops the run, what has been extracted is stored. A `StoreError` says in a note how
    many articles were stored before.
    """
    run = _Run(store, options or IngestOptions(), watch or Watch())
    try:
        for outcome in crew.process(run.wanted(items)):
            run.take(outcome)
        run.commit()
    except StoreError as error:
        error.add_note(f"{run.stored} articles were stored before; they stay.")
        raise
    return run.summary()


def quarantine_of(store: Store) -> Path:
    """The folder of articles that broke a shape."""
    return store.path / "quarantine"


class _Run:
    """The counts and the open batch of one run."""

    def __init__(self, store: Store, options: IngestOptions, watch: Watch) -> None:
        self.stored = 0
        self._store = store
        self._options = options
        self._watch = watch
        self._known = frozenset(store.articles()) if options.skip_known else frozenset()
        self._counts: Counter[str] = Counter()
        self._issues: list[Issue] = []
        self._tally = Tally()
        self._batch: list[ArticleGraph] = []

    def wanted(self, items: Iterable[Article | Issue]) -> Iterable[Article | Issue]:
        """The articles to work on, and the issues."""
        for item in self._watch.until_stopped(items):
            if isinstance(item, Article):
                self._counts["read"] += 1
                if self._known and iris.article(item).value in self._known:
                    self._counts["skipped"] += 1
                    self._watch.done()
                    continue
            yield item

    def take(self, outcome: Processed | Issue) -> None:
        """One article's graph into the batch, or where else it belongs."""
        if isinstance(outcome, Issue):
            self._issues.append(outcome)
            self._counts["failed"] += outcome.kind in ("failed", "unknown-language")
        else:
            self._take(outcome)
        self._watch.done()

    def _take(self, outcome: Processed) -> None:
        place = quarantine_of(self._store) / outcome.article.id
        if not outcome.verdict.conforms:
            self._issues.append(put_aside(place, outcome))
            self._counts["quarantined"] += 1
            return
        release(place)
        self._tally.add(outcome.graph)
        if self._store.article_graph(outcome.graph.iri) == outcome.graph:
            self._counts["unchanged"] += 1
            return
        self._batch.append(outcome.graph)
        if len(self._batch) >= self._options.batch:
            self.commit()

    def commit(self) -> None:
        """Store the batch in one transaction."""
        if self._batch:
            self._store.replace(self._batch)
            self.stored += len(self._batch)
            self._batch = []

    def summary(self) -> Summary:
        """The counts of the run."""
        return Summary(
            read=self._counts["read"],
            stored=self.stored,
            unchanged=self._counts["unchanged"],
            skipped=self._counts["skipped"],
            quarantined=self._counts["quarantined"],
            failed=self._counts["failed"],
            findings=self._tally.findings(),
            issues=tuple(self._issues),
            interrupted=self._watch.stopped,
        )
