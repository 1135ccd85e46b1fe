"""The order in which canonical Turtle shows subjects and predicates."""

from __future__ import annotations

import re

from kg.rdf.graph import SPAN_FRAGMENT
from kg.rdf.vocabulary import DCTERMS, KG, OWL, RDF, RDFS, SCHEMA, SKOS

_OFFSETS = re.compile(r"([0-9]{1,9}),([0-9]{1,9})")
_CLASSES = (
    KG.Article,
    KG.Country,
    KG.Person,
    KG.Organization,
    KG.Place,
    SKOS.Concept,
    KG.Agreement,
    KG.Event,
    KG.Prospect,
    KG.Position,
    KG.Report,
    KG.Passage,
    KG.Mention,
)
_PREDICATES = (
    RDF.type,
    RDFS.label,
    SKOS.prefLabel,
    SKOS.altLabel,
    KG.iso2,
    KG.eventType,
    KG.agreementKind,
    KG.modality,
    KG.actor,
    KG.recipient,
    KG.participant,
    KG.party,
    KG.place,
    KG.origin,
    KG.when,
    KG.earliest,
    KG.latest,
    KG.signed,
    KG.inForce,
    KG.concerns,
    KG.subEventOf,
    KG.holder,
    KG.office,
    KG.country,
    KG.asOf,
    KG.represents,
    SKOS.broader,
    SCHEMA.sameAs,
    KG.linkConfidence,
    KG.linkMethod,
    DCTERMS.title,
    DCTERMS.issued,
    DCTERMS.language,
    DCTERMS.publisher,
    SCHEMA.author,
    SCHEMA.url,
    SCHEMA.sha256,
    KG.nearDuplicateOf,
    KG.reports,
    KG.within,
    KG.inArticle,
    KG.begin,
    KG.end,
    KG.quote,
    KG.refersTo,
    KG.evidence,
    KG.attributedTo,
    KG.extractedBy,
    KG.confidence,
)
_CLASS_RANK = {node.value: rank for rank, node in enumerate((OWL.Ontology, *_CLASSES))}
_PREDICATE_RANK = {node.value: rank for rank, node in enumerate(_PREDICATES)}
LAST = 1000
"""Rank of what is not listed: after everything that is, by IRI."""


def class_rank(iri: str) -> int:
    """Where the subjects of a class stand."""
    return _CLASS_RANK.get(iri, LAST)


def predicate_order(iri: str) -> tuple[int, str]:
    """Sort key of a predicate."""
    return _PREDICATE_RANK.get(iri, LAST), iri


def subject_order(iri: str) -> tuple[str, int, int, str]:
    """Sort key of a subject: by IRI, passages and mentions in the order of their text."""
    article, _, offsets = iri.partition(SPAN_FRAGMENT)
    match = _OFFSETS.fullmatch(offsets)
    if match is None:
        return iri, 0, 0, iri
    return article, int(match[1]), int(match[2]), iri
