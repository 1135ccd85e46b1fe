"""What one article goes through before it is stored: extraction, linking, mapping, validation."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.errors import UnknownTerm
from kg.extract import extractor
from kg.link import linker
from kg.model import Article, Issue
from kg.ports import Extractor, Linker, Validator
from kg.rdf import ArticleGraph, article_graph
from kg.validate import AuditedGate, Gate, ValidationReport

PORTION = 16
"""Articles that are worked on together, since their graphs are validated together."""


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
        drawn = self._drawn(article)
        if isinstance(drawn, Issue):
            return drawn
        begin = time.perf_counter()
        try:
            verdict = self.gate.validate(drawn.graph)
        except Exception as error:  # noqa: BLE001  the outermost handler of one article
            return _failed(article, error)
        return drawn.judged(verdict, time.perf_counter() - begin)

    def process_each(self, items: Sequence[Article | Issue]) -> list[Processed | Issue]:
        """What `process` gives for each article, in order, and the issues in their places.

        The graphs are validated together, which costs far less than one by one.
        """
        made = [item if isinstance(item, Issue) else self._drawn(item) for item in items]
        drawn = [each for each in made if isinstance(each, _Drawn)]
        begin = time.perf_counter()
        try:
            verdicts = iter(self.gate.validate_each([each.graph for each in drawn]))
        except Exception:  # noqa: BLE001  the outermost handler; alone, it costs only the article that it comes from
            return [item if isinstance(item, Issue) else self.process(item) for item in items]
        share = (time.perf_counter() - begin) / max(len(drawn), 1)
        return [each if isinstance(each, Issue) else each.judged(next(verdicts), share) for each in made]

    def _drawn(self, article: Article) -> _Drawn | Issue:
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
            end = time.perf_counter()
        except Exception as error:  # noqa: BLE001  the outermost handler of one article
            return _failed(article, error)
        return _Drawn(article, graph, StageSeconds(extracted - begin, linked - extracted, end - linked))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An article with its graph, before the gate."""

    article: Article
    graph: ArticleGraph
    seconds: StageSeconds

    def judged(self, verdict: ValidationReport, seconds: float) -> Processed:
        """With what the gate said after so many seconds."""
        spent = replace(self.seconds, validation=seconds)
        return Processed(self.article, self.graph, verdict, spent, self.graph.digest)


def _failed(article: Article, error: Exception) -> Issue:
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

    `judgements` is a file with what people decided on links, which need not be there. `audit` is the share of articles
    that pySHACL validates too. `InputError` if a file cannot be used.
    """

    index: Path | None = None
    judgements: Path | None = None
    audit: float = 0.0

    def check(self) -> None:
        """Raise now what making a workshop would raise later, in another process."""
        linker(self.index, self.judgements)

    def __call__(self) -> Workshop:
        """The workshop, loaded once in a process."""
        gate: Validator[ArticleGraph, ValidationReport] = Gate.load()
        if self.audit:
            from kg.validate.reference import Reference  # noqa: PLC0415  pySHACL is slow to import

            gate = AuditedGate(Gate.load(), Reference.load(), self.audit)
        return Workshop(cache(extractor), gate, linker(self.index, self.judgements))


@cache
def default_workshop() -> Workshop:
    """The tools as installed, loaded once in a process."""
    return Tools()()
