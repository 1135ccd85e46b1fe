"""An article as its graph tells it: sentences, what they name, and the facts that rest on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Triple

from kg.rdf.vocabulary import DCTERMS, KG, RDF, RDFS, SCHEMA, SKOS
from kg.server.roleindex import ROLES
from kg.server.things.happening import Happening
from kg.server.things.marks import Mark, Piece, Role, pieces, trigger

_META = {
    "title": DCTERMS.title, "issued": DCTERMS.issued, "language": DCTERMS.language, "publisher": DCTERMS.publisher,
    "url": SCHEMA.url, "sha256": SCHEMA.sha256,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reported:
    """A fact that rests on a sentence: an occurrence, agreement or position (an IRI), in whose words, how surely."""

    iri: str
    report: str
    confidence: str
    attributed_to: tuple[str, ...]
    happening: Happening | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article with its offsets in the text, its pieces, and the facts that rest on it."""

    iri: str
    begin: int
    end: int
    quote: str
    pieces: Sequence[Piece]
    reported: Sequence[Reported]
    mentions: Sequence[str]


class Reading:
    """The graph of one article, looked up by subject."""

    def __init__(self, iri: str, triples: Iterable[Triple]) -> None:
        self.iri = iri
        self._values: dict[str, dict[str, list[str]]] = {}
        for triple in triples:
            subject, predicate, value = (str(getattr(term, "value", term)) for term in triple)
            self._values.setdefault(subject, {}).setdefault(predicate, []).append(value)

    @property
    def facts(self) -> dict[str, str]:
        """Title, day, language, publisher, address and digest, each empty if it is not known."""
        return {name: next(iter(self.of(self.iri, node.value)), "") for name, node in _META.items()}

    @property
    def authors(self) -> list[str]:
        """The names in the byline."""
        return self.of(self.iri, SCHEMA.author.value)

    def of(self, subject: str, predicate: str) -> list[str]:
        """Values in their order."""
        return self._values.get(subject, {}).get(predicate, [])

    def kg(self, subject: str, name: str) -> tuple[str, ...]:
        """Values of a property of the ontology, by its local name."""
        return tuple(self.of(subject, f"{KG.iri}{name}"))

    def subjects(self, kind: str) -> list[str]:
        """The things of a class of the ontology, by its local name."""
        return [s for s, about in self._values.items() if f"{KG.iri}{kind}" in about.get(RDF.type.value, ())]

    def sentences(self) -> list[Sentence]:
        """The stored sentences in the order of the text."""
        mentions: dict[str, list[str]] = {}
        for mention in self.subjects("Mention"):
            for passage in self.kg(mention, "within"):
                mentions.setdefault(passage, []).append(mention)
        reports: dict[str, list[str]] = {}
        for report in self.subjects("Report"):
            for passage in self.kg(report, "evidence"):
                reports.setdefault(passage, []).append(report)
        found = [
            self._sentence(iri, mentions.get(iri, []), sorted(reports.get(iri, [])))
            for iri in self.subjects("Passage")
            if self.kg(iri, "quote") and self._offset(iri, "begin") >= 0
        ]
        return sorted(found, key=lambda each: (each.begin, each.end, each.iri))

    def happening(self, iri: str) -> Happening | None:
        """The occurrence as this article tells it; None if it is none."""
        if not self.kg(iri, "eventType"):
            return None
        roles = {role: self.kg(iri, role) for role in ROLES if self.kg(iri, role)}
        day = self.facts.get("issued", "")
        return Happening(
            iri, self.kg(iri, "eventType"), self.kg(iri, "modality"), self.kg(iri, "when"), roles, 1, day, day
        )

    def _sentence(self, iri: str, mentions: Sequence[str], reports: Sequence[str]) -> Sentence:
        begin, quote = self._offset(iri, "begin"), self.kg(iri, "quote")[0]
        reported = [self._reported(report) for report in reports if self.kg(report, "reports")]
        marks = [
            Mark(self._offset(each, "begin") - begin, self._offset(each, "end") - begin, Role.NAME, thing)
            for each in mentions
            for thing in self.kg(each, "refersTo")
        ]
        marks += [
            Mark(*span, Role.TRIGGER, each.iri)
            for each in reported
            if each.happening and (span := trigger(quote, self._labels(each.iri)))
        ]
        reported.sort(key=lambda each: (each.happening is None, each.iri))
        return Sentence(
            iri, begin, self._offset(iri, "end"), quote, pieces(quote, marks), reported, tuple(mentions)
        )

    def _reported(self, report: str) -> Reported:
        iri = self.kg(report, "reports")[0]
        confidence = next(iter(self.kg(report, "confidence")), "")
        return Reported(iri, report, confidence, self.kg(report, "attributedTo"), self.happening(iri))

    def _labels(self, iri: str) -> list[str]:
        return [*self.of(iri, RDFS.label.value), *self.of(iri, SKOS.altLabel.value)]

    def _offset(self, iri: str, name: str) -> int:
        given = next(iter(self.kg(iri, name)), "")
        return int(given) if given.isdecimal() else -1
