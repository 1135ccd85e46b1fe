"""Triples of the things an article names: persons, countries, organisations, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.model import Entity, EntityKind
from kg.rdf import iris, terms
from kg.rdf.naming import Names
from kg.rdf.vocabulary import KG, RDF, RDFS, SCHEMA, SKOS

_CLASSES = {
    EntityKind.PERSON: KG.Person,
    EntityKind.COUNTRY: KG.Country,
    EntityKind.ORGANIZATION: KG.Organization,
    EntityKind.PLACE: KG.Place,
}


def entity_triples(entities: Iterable[Entity], names: Names) -> Iterator[Triple]:
    """All entities; those with one node give it one label per language and the surest link."""
    same: defaultdict[NamedNode, list[Entity]] = defaultdict(list)
    for item in entities:
        same[names.entities[item.key]].append(item)
    for node, group in same.items():
        yield Triple(node, RDF.type, _CLASSES[group[0].kind])
        yield from _labels(node, group, names.language)
        yield from _link(node, group)
        yield from _place_in_the_world(node, group, names)


def _labels(node: NamedNode, group: list[Entity], language: str) -> Iterator[Triple]:
    """One label in each language: in the article's the known one if there is one, else the fullest of the text."""
    known = (terms.text(label.text, label.language) for item in group for label in item.labels)
    own = terms.text(group[0].name, language)
    labels = {own.language: next((one for one in known if one.language == own.language), own)}
    others = [terms.text(item.name, language) for item in group]
    for item in group:
        others += [terms.text(alias, language) for alias in item.aliases]
        for label in item.labels:
            literal = terms.text(label.text, label.language)
            if labels.setdefault(literal.language, literal) != literal:
                others.append(literal)
    for literal in labels.values():
        yield Triple(node, RDFS.label, literal)
    for literal in others:
        if literal != labels[literal.language]:
            yield Triple(node, SKOS.altLabel, literal)


def _link(node: NamedNode, group: list[Entity]) -> Iterator[Triple]:
    links = [item.link for item in group if item.link]
    if not links:
        return
    link = max(links, key=lambda each: each.confidence)
    yield Triple(node, SCHEMA.sameAs, iris.wikidata(link.qid))
    yield Triple(node, KG.linkConfidence, terms.share(link.confidence))
    yield Triple(node, KG.linkMethod, terms.string(link.method))


def _place_in_the_world(node: NamedNode, group: list[Entity], names: Names) -> Iterator[Triple]:
    """ISO code of a country; country of an organisation or place if the analysis has that country."""
    for item in group:
        if item.iso2:
            yield Triple(node, KG.iso2, terms.string(item.iso2))
    countries = (names.countries.get(item.country) for item in group if item.country)
    country = next((found for found in countries if found), None)
    if country:
        yield Triple(node, KG.country, country)
