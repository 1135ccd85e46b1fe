"""An extractor and a gate that are small enough to foretell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import UnknownTerm
from kg.model import (
    Analysis,
    Article,
    Edtf,
    Entity,
    EntityKind,
    Evidence,
    Label,
    Link,
    Mention,
    Modality,
    Occurrence,
    Span,
)
from kg.pipeline.workshop import Workshop
from kg.ports import Extractor
from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import KG, SH
from kg.validate import Severity, ValidationReport, Violation

RULE = "test/phone@1"

ENTITIES = (
    Entity("ru", EntityKind.COUNTRY, "Rusya", iso2="RU", link=Link("Q159", 1.0, "iso")),
    Entity("cn", EntityKind.COUNTRY, "Çin", iso2="CN", link=Link("Q148", 1.0, "iso")),
    Entity("putin", EntityKind.PERSON, "Vladimir Putin", aliases=("Putin",)),
    Entity("xi", EntityKind.PERSON, "Şi Cinping", aliases=("Şi",)),
    Entity("kremlin", EntityKind.ORGANIZATION, "Kremlin"),
)


@dataclass(frozen=True)
class NameFinder:
    """Knows five names; whoever is named in a sentence with "telefon" phones; "Kremlin" says it if named.

    An article with the word HATA brings its program mistake to light.
    """

    def extract(self, article: Article) -> Analysis:
        """All names, and the calls."""
        if "HATA" in article.text:
            raise IndexError("a mistake in a rule")
        text = article.text
        sentences = tuple(Span(*match.span()) for match in re.finditer(r"[^\s.][^.]*\.?", text))
        mentions = tuple(
            Mention(entity.key, Span(*match.span()), sentence, 1.0)
            for sentence in sentences
            for entity in ENTITIES
            for match in re.finditer("|".join((entity.name, *entity.aliases)), text)
            if sentence.contains(Span(*match.span()))
        )
        named = {mention.entity for mention in mentions}
        return Analysis(
            article,
            sentences,
            entities=tuple(entity for entity in ENTITIES if entity.key in named),
            mentions=mentions,
            occurrences=tuple(self._calls(article, sentences, mentions)),
        )

    def _calls(
        self, article: Article, sentences: tuple[Span, ...], mentions: tuple[Mention, ...]
    ) -> list[Occurrence]:
        calls = []
        for number, sentence in enumerate(sentences):
            match = re.search("telefon", sentence.of(article.text))
            who = tuple(dict.fromkeys(mention.entity for mention in mentions if mention.sentence == sentence))
            people = tuple(key for key in who if key in ("putin", "xi"))
            if match and people:
                begin = sentence.begin + match.start()
                calls.append(
                    Occurrence(
                        key=f"call{number}",
                        types=("consult-phone",),
                        modality=Modality.ACTUAL,
                        label="telefon görüşmesi",
                        trigger=Span(begin, begin + len(match[0])),
                        evidence=Evidence((sentence,), RULE, 0.9, ("kremlin",) if "kremlin" in who else ()),
                        participants=people,
                        when=Edtf.day(article.published) if article.published else None,
                    )
                )
        return calls


@dataclass(frozen=True)
class QuoteGate:
    """Refuses graphs that quote a sentence with the word BOZUK."""

    def validate(self, graph: ArticleGraph) -> ValidationReport:
        """The verdict."""
        broken = [triple for triple in graph.triples if "BOZUK" in str(triple.object)]
        return ValidationReport.of(
            Violation(
                severity=Severity.VIOLATION,
                focus=str(triple.subject),
                path=str(triple.predicate),
                value=str(triple.object),
                component=SH.PatternConstraintComponent.value,
                shape=KG.Passage.value,
                constraint="",
                messages=(Label("a broken sentence", "en"),),
            )
            for triple in broken
        )

    def validate_each(self, graphs: Sequence[ArticleGraph]) -> list[ValidationReport]:
        """The verdicts."""
        return [self.validate(graph) for graph in graphs]


def name_finder(language: str) -> Extractor:
    """The fake, for Turkish only."""
    if language != "tr":
        raise UnknownTerm(f"There is no language pack called {language!r}.", hint="Known are: tr.")
    return NameFinder()


def workshop() -> Workshop:
    """A workshop of fakes; worker processes import it by name."""
    return Workshop(name_finder, QuoteGate())
