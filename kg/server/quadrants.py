"""The four kinds of events between actors, in words and in deeds, together and against each other; and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import ET, SKOS

COOPERATION = ("material-cooperation", "verbal-cooperation")
CONFLICT = ("verbal-conflict", "material-conflict")
REST = "other-kinds"
QUADRANTS = (*COOPERATION, *CONFLICT, REST)
"""In the order in which charts stack them."""


def quadrant(event_type: str) -> str:
    """The kind that an event type (IRI) belongs to.

    >>> quadrant("https://w3id.org/news-kg/type/event/consult-phone")
    'verbal-cooperation'
    >>> quadrant("https://w3id.org/news-kg/type/event/disaster")
    'other-kinds'
    """
    return _quadrants().get(event_type, REST)


def types_in(kind: str) -> tuple[str, ...]:
    """The event types (IRIs) of a kind, by name.

    >>> len(types_in("material-cooperation")) > 3
    True
    """
    return tuple(sorted(one for one in event_types() if quadrant(one) == kind))


@cache
def event_types() -> tuple[str, ...]:
    """All event types (IRIs), by name."""
    return tuple(
        sorted(
            triple.subject.value
            for triple in ontology_triples()
            if triple.predicate == SKOS.inScheme
            and triple.object == ET("scheme")
            and isinstance(triple.subject, ox.NamedNode)
        )
    )


@cache
def _quadrants() -> Mapping[str, str]:
    broader: dict[str, str] = {}
    member: dict[str, str] = {}
    for triple in ontology_triples():
        if not isinstance(triple.subject, ox.NamedNode) or not isinstance(triple.object, ox.NamedNode):
            continue
        if triple.predicate == SKOS.broader:
            broader[triple.subject.value] = triple.object.value
        elif triple.predicate == SKOS.member:
            member[triple.object.value] = triple.subject.value.removeprefix(ET.iri)
    found = {}
    for one in event_types():
        top = one
        while top not in member and top in broader:
            top = broader[top]
        if member.get(top) in QUADRANTS:
            found[one] = member[top]
    return found
