"""The terms that queries are written with: the ontology's, and those of other vocabularies that the data uses."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
from pydantic import BaseModel

from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import BASE, KG, OWL, RDF, SKOS
from kg.server.labels import explanation, label
from kg.server.links import short
from kg.server.words import LANGUAGES

_KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    SKOS.Concept: "concept",
}
_SCHEME_OF = {"eventType": "et:", "modality": "mo:", "agreementKind": "at:"}
"""Of which concepts a property takes its values: they share a prefix."""
_OTHERS = (
    ("rdf:type", "türü", "type", "Bir şeyin sınıfı; sorguda a.", "The class of a thing; in a query also: a."),
    ("rdfs:label", "adı", "name", "Bir şeyin dil etiketli adı.", "The name of a thing, with its language."),
    ("skos:altLabel", "öbür adı", "other name", "Metinlerde geçen başka bir ad.", "Another name, as in a text."),
    ("skos:prefLabel", "kavramın adı", "name of a concept", "Bir kavramın adı.", "The name of a concept."),
    ("skos:broader", "üst kavram", "broader concept", "Bir kavramın daha geneli.", "A concept that is wider."),
    ("schema:sameAs", "Wikidata'da", "in Wikidata", "Aynı şeyin Wikidata öğesi.", "The item of the same thing."),
    ("schema:url", "adresi", "address", "Haberin yayımlandığı adres.", "Where the article was published."),
    ("dcterms:issued", "yayım günü", "published on", "Haberin yayımlandığı gün.", "The day of an article."),
    ("dcterms:publisher", "yayımcı", "publisher", "Haberi yayımlayan.", "Who published an article."),
    ("schema:author", "yazarı", "author", "Haberin imzasındaki ad.", "A name in the byline of an article."),
    ("dcterms:title", "başlık", "title", "Haberin başlığı.", "The headline of an article."),
    ("dcterms:isPartOf", "parçası olduğu", "part of", "Bir parçanın bütünü.", "The whole of a part."),
    ("kg:textMatch", "sözcük araması", "search for words",
     'Adında ya da metninde bu sözcükler geçen şeyler: ?kim kg:textMatch "erdo".',
     'Things whose name or text has these words: ?who kg:textMatch "erdo".'),
)  # fmt: skip
"""Terms of others, and one that only the endpoint knows: short name, labels and comments in Turkish and English."""


class Term(BaseModel):
    """A class, property or concept. `values` begins the names of the concepts that a property takes, if it does."""

    name: str
    kind: str
    label: str
    comment: str
    values: str = ""


@cache
def terms(language: str) -> list[Term]:
    """All terms with labels and comments in a language, in the order of their names."""
    found: list[Term] = []
    for triple in ontology_triples():
        kind = _KINDS.get(triple.object) if isinstance(triple.object, ox.NamedNode) else None
        subject = triple.subject
        if kind is None or triple.predicate != RDF.type or not isinstance(subject, ox.NamedNode):
            continue
        if subject.value.startswith(BASE):
            found.append(
                Term(
                    name=short(subject.value), kind=kind, label=label(subject.value, language),
                    comment=explanation(subject.value, language), values=_values(subject),
                )
            )  # fmt: skip
    at = LANGUAGES.index(language)
    found += [
        Term(name=name, kind="property", label=texts[at], comment=texts[len(LANGUAGES) + at])
        for name, *texts in _OTHERS
    ]
    return sorted(found, key=lambda one: one.name)


def _values(subject: ox.NamedNode) -> str:
    return _SCHEME_OF.get(subject.value.removeprefix(KG.iri), "") if subject.value in KG else ""
