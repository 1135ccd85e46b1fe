"""What one article goes through before it is stored: extraction, linking, mapping, validation."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import UnknownTerm
from kg.extract import extractor
from kg.link import linker
from kg.model import Article, Issue
from kg.ports import Extractor, Linker, Validator
from kg.rdf import ArticleGraph, article_graph
from kg.validate import Gate, ValidationReport


@dataclass(frozen=True, slots=True)
class StageSeconds:
    """How long the stages took for one article, in seconds on the clock."""

    extraction: float = 0.0
    linking: float = 0.0
    mapping: float = 0.0
    validation: float = 0.0


@dataclass(frozen=True, slots=True)
class Processed:
    """An article with its graph, what the gate says of it, and the digest of the graph."""

    article: Article
    graph: ArticleGraph
    verdict: ValidationReport
    seconds: StageSeconds
    digest: str


@dataclass(frozen=True, slots=True)
class Workshop:
    """The tools of one process. `extractor_of` takes a language (BCP 47); `UnknownTerm` if there is none.

    Without a linker, entities keep the links that extraction gave them.
    """

    extractor_of: Callable[[str], Extractor]
    gate: Validator[ArticleGraph, ValidationReport]
    linker: Linker | None = None

    def process(self, article: Article) -> Processed | Issue:
        """The article's graph and verdict, or the issue that there is none.

        A mistake in the program that one article brings to light is an issue too: it must not cost the
        user the thousands of articles that come after it.
        """
        try:
            extractor = self.extractor_of(article.language)
        except UnknownTerm as error:
            return Issue(article.source, "unknown-language", error.message, hint=error.hint)
        try:
            begin = time.perf_counter()
            analysis = extractor.extract(article)
            extracted = time.perf_counter()
            linked_analysis = self.linker.link(analysis) if self.linker else analysis
            linked = time.perf_counter()
            graph = article_graph(linked_analysis)
            mapped = time.perf_counter()
            verdict = self.gate.validate(graph)
            end = time.perf_counter()
            seconds = StageSeconds(extracted - begin, linked - extracted, mapped - linked, end - mapped)
            return Processed(article, graph, verdict, seconds, graph.digest)
        except Exception as error:  # noqa: BLE001  the outermost handler of one article
            return Issue(
                article.source,
                "failed",
                f"{type(error).__name__} {_place(error)}: {error}",
                hint="This is a mistake in kg. Please report it with the article.",
            )


def _place(error: Exception) -> str:
    """Where in the program it happened."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"in {frames[-1].name}, line {frames[-1].lineno} of {frames[-1].filename}"


@dataclass(frozen=True, slots=True)
class Tools:
    """Makes the workshop of a process. `index` is an entity index, None for the one that comes with kg.

    `judgements` is a file with what people decided on links, which need not be there. `InputError` if a file cannot
    be used.
    """

    index: Path | None = None
    judgements: Path | None = None

    def check(self) -> None:
        """Raise now what making a workshop would raise later, in another process."""
        linker(self.index, self.judgements)

    def __call__(self) -> Workshop:
        """The workshop, loaded once in a process."""
        return Workshop(cache(extractor), Gate.load(), linker(self.index, self.judgements))


@cache
def default_workshop() -> Workshop:
    """The tools as installed, loaded once in a process."""
    return Tools()()
