"""Triples of what an article says: occurrences, agreements, positions, each with its report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import NamedNode, Triple

from kg.model import Agreement, Edtf, Modality, Occurrence, Position
from kg.rdf import iris, terms
from kg.rdf.naming import Names
from kg.rdf.reports import report_triples
from kg.rdf.vocabulary import AT, ET, KG, MO, OT, RDF, RDFS, SKOS

OFFICES_OF_STATE = frozenset(
    {"head-of-state", "head-of-government", "minister", "foreign-minister", "ambassador"}
)
"""Kinds of office whose holder acts for the country."""


def occurrence_triples(occurrences: Iterable[Occurrence], names: Names) -> Iterator[Triple]:
    """Events and prospects. Occurrences with one node are one, told several times."""
    same: defaultdict[NamedNode, list[Occurrence]] = defaultdict(list)
    for item in occurrences:
        same[names.occurrences[item.key]].append(item)
    for node, group in same.items():
        actual = group[0].modality is Modality.ACTUAL
        yield Triple(node, RDF.type, KG.Event if actual else KG.Prospect)
        yield from _labels(node, [item.label for item in group], names.language)
        for item in group:
            yield from _occurrence(node, item, names)
        yield from report_triples(node, [item.evidence for item in group], names)


def _occurrence(node: NamedNode, item: Occurrence, names: Names) -> Iterator[Triple]:
    yield Triple(node, KG.modality, MO(item.modality.value))
    for kind in item.types:
        yield Triple(node, KG.eventType, ET(kind))
    roles = ((KG.actor, item.actors), (KG.recipient, item.recipients), (KG.participant, item.participants))
    for role, keys in roles:
        for player in names.of_entities(keys):
            yield Triple(node, role, player)
    if item.place:
        yield Triple(node, KG.place, names.entities[item.place])
    if item.origin:
        yield Triple(node, KG.origin, names.entities[item.origin])
    for key in item.concerns:
        yield Triple(node, KG.concerns, names.agreements[key])
    if item.key in names.wholes:
        yield Triple(node, KG.subEventOf, names.wholes[item.key])
    if item.when:
        yield from _time(node, item.when)


def _time(node: NamedNode, when: Edtf) -> Iterator[Triple]:
    earliest, latest = when.bounds()
    yield Triple(node, KG.when, terms.edtf(when))
    if earliest:
        yield Triple(node, KG.earliest, terms.day(earliest))
    if latest:
        yield Triple(node, KG.latest, terms.day(latest))


def agreement_triples(agreements: Iterable[Agreement], names: Names) -> Iterator[Triple]:
    """Agreements. Those with one node are one, told several times."""
    same: defaultdict[NamedNode, list[Agreement]] = defaultdict(list)
    for item in agreements:
        same[names.agreements[item.key]].append(item)
    for node, group in same.items():
        yield Triple(node, RDF.type, KG.Agreement)
        yield from _labels(
            node,
            [*(item.label for item in group), *(alias for item in group for alias in item.aliases)],
            names.language,
        )
        for item in group:
            yield Triple(node, KG.agreementKind, AT(item.kind))
            for party in names.of_entities(item.parties):
                yield Triple(node, KG.party, party)
            if item.signed:
                yield Triple(node, KG.signed, terms.edtf(item.signed))
            if item.in_force:
                yield Triple(node, KG.inForce, terms.edtf(item.in_force))
        yield from report_triples(node, [item.evidence for item in group], names)


def position_triples(positions: Iterable[Position], names: Names, attested: date | None) -> Iterator[Triple]:
    """Persons in offices, as of the day the article is from, and the offices as concepts."""
    same: defaultdict[tuple[NamedNode, NamedNode], list[Position]] = defaultdict(list)
    titles: defaultdict[NamedNode, list[Position]] = defaultdict(list)
    for item in positions:
        office = _office(item, names)
        same[names.entities[item.holder], office].append(item)
        titles[office].append(item)
    for office, group in titles.items():
        yield from _office_triples(office, group, names)
    for (holder, office), group in same.items():
        node = iris.position(holder, office)
        yield Triple(node, RDF.type, KG.Position)
        yield Triple(node, KG.holder, holder)
        yield Triple(node, KG.office, office)
        if attested:
            yield Triple(node, KG.asOf, terms.day(attested))
        country = names.countries.get(group[0].country or "")
        if country:
            yield Triple(node, KG.country, country)
        yield from report_triples(node, [item.evidence for item in group], names)


def _office(item: Position, names: Names) -> NamedNode:
    body = iris.local(names.entities[item.body]) if item.body else None
    return iris.office(item.kind, item.title, item.country, body)


def _office_triples(office: NamedNode, group: list[Position], names: Names) -> Iterator[Triple]:
    yield Triple(office, RDF.type, SKOS.Concept)
    for item in group:
        yield Triple(office, SKOS.broader, OT(item.kind))
        country = names.countries.get(item.country or "")
        if country and item.kind in OFFICES_OF_STATE:
            yield Triple(office, KG.represents, country)
        if item.item:
            yield Triple(office, SKOS.exactMatch, iris.wikidata(item.item))
    yield from _labels(office, [item.title for item in group], names.language, SKOS.prefLabel)


def _labels(
    node: NamedNode, labels: list[str], language: str, preferred: NamedNode = RDFS.label
) -> Iterator[Triple]:
    """The first is the preferred label, the others are alternative ones."""
    first, *others = dict.fromkeys(labels)
    yield Triple(node, preferred, terms.text(first, language))
    for label in others:
        yield Triple(node, SKOS.altLabel, terms.text(label, language))
