"""All articles of a store ingested again, after the mapping has changed in a way that its graphs do not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Article, Issue
from kg.pipeline.ingesting import IngestOptions, Summary, ingest
from kg.pipeline.watching import Watch
from kg.rdf import MAPPING_VERSION, iris

if TYPE_CHECKING:
    from kg.pipeline.parallel import Crew
    from kg.store import AnyStore


@dataclass(frozen=True, slots=True)
class Renewal:
    """What became of the sources' articles, and which articles of the store were not among them."""

    summary: Summary
    left: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every article of the store is of this version of the mapping now."""
        return not (self.left or self.summary.interrupted or self.summary.failed or self.summary.quarantined)


def renew(
    items: Iterable[Article | Issue],
    store: AnyStore,
    crew: Crew,
    options: IngestOptions | None = None,
    watch: Watch | None = None,
) -> Renewal:
    """Ingest the articles; if these were all that the store has, it is of this version of the mapping from now on."""
    seen: set[str] = set()

    def noted() -> Iterator[Article | Issue]:
        for item in items:
            if isinstance(item, Article):
                seen.add(iris.article(item).value)
            yield item

    summary = ingest(noted(), store, crew, options, watch)
    renewal = Renewal(summary, tuple(iri for iri in store.articles() if iri not in seen))
    if renewal.is_whole:
        store.mark(MAPPING_VERSION)
    return renewal
