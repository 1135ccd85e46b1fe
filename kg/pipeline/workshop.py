"""What one article goes through before it is stored: extraction, linking, mapping, validation."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import UnknownTerm
from kg.extract import extractor
from kg.link import linker
from kg.model import Article, Issue
from kg.ports import Extractor, Linker, Validator
from kg.rdf import ArticleGraph, article_graph
from kg.validate import AuditedGate, Gate, ValidationReport


@dataclass(frozen=True, slots=True)
class Processed:
    """An article with its graph and what the gate says of it."""

    article: Article
    graph: ArticleGraph
    verdict: ValidationReport


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
        graph = self._graph(article)
        if isinstance(graph, Issue):
            return graph
        try:
            return Processed(article, graph, self.gate.validate(graph))
        except Exception as error:  # noqa: BLE001  the outermost handler of one article
            return _failed(article, error)

    def process_each(self, items: Sequence[Article | Issue]) -> list[Processed | Issue]:
        """What `process` gives for each article, in order, and the issues in their places.

        The graphs are validated together, which costs far less than one by one.
        """
        outcomes: list[Processed | Issue] = []
        made = [(item, item if isinstance(item, Issue) else self._graph(item)) for item in items]
        try:
            verdicts = iter(
                self.gate.validate_each([graph for _, graph in made if isinstance(graph, ArticleGraph)])
            )
        except Exception:  # noqa: BLE001  the outermost handler; alone, it costs only the article that it comes from
            return [item if isinstance(item, Issue) else self.process(item) for item in items]
        for item, graph in made:
            if isinstance(item, Article) and isinstance(graph, ArticleGraph):
                outcomes.append(Processed(item, graph, next(verdicts)))
            elif isinstance(graph, Issue):
                outcomes.append(graph)
        return outcomes

    def _graph(self, article: Article) -> ArticleGraph | Issue:
        try:
            extractor = self.extractor_of(article.language)
        except UnknownTerm as error:
            return Issue(article.source, "unknown-language", error.message, hint=error.hint)
        try:
            analysis = extractor.extract(article)
            return article_graph(self.linker.link(analysis) if self.linker else analysis)
        except Exception as error:  # noqa: BLE001  the outermost handler of one article
            return _failed(article, error)


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
