"""What the ontology says of kinds of events: which of them draw actors together and which set them apart."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from pyoxigraph import NamedNode

from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import ET, SKOS

_COOPERATION = (ET("verbal-cooperation").value, ET("material-cooperation").value)
_CONFLICT = (ET("verbal-conflict").value, ET("material-conflict").value)


class Side(StrEnum):
    """Whether an event has actors with each other, against each other, or neither."""

    WITH = "with"
    AGAINST = "against"
    OTHER = "other"


@cache
def side_of(kind: str) -> Side:
    """The side of one kind of event (an IRI): that of the quadrant of its topmost broader kind."""
    broader, quadrant = _tables()
    seen: set[str] = set()
    while kind in broader and kind not in seen:
        seen.add(kind)
        kind = broader[kind]
    found = quadrant.get(kind, "")
    if found in _COOPERATION:
        return Side.WITH
    return Side.AGAINST if found in _CONFLICT else Side.OTHER


def side_of_all(kinds: Iterable[str]) -> Side:
    """The side of an event with these kinds: conflict if any is, since that is what must not be overlooked."""
    sides = {side_of(kind) for kind in kinds}
    return next((side for side in (Side.AGAINST, Side.WITH) if side in sides), Side.OTHER)


@cache
def kinds_of(side: Side) -> tuple[str, ...]:
    """All kinds of events of a side, sorted."""
    every = {subject for subject, _, _ in _statements()}
    return tuple(sorted(kind for kind in every if side_of(kind) is side))


@cache
def _statements() -> tuple[tuple[str, NamedNode, str], ...]:
    """What the ontology says of the scheme of event types, as far as it is about nodes."""
    return tuple(
        (triple.subject.value, triple.predicate, triple.object.value)
        for triple in ontology_triples()
        if isinstance(triple.subject, NamedNode)
        and triple.subject.value in ET
        and isinstance(triple.object, NamedNode)
    )


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Each kind's broader kind, and each topmost kind's quadrant."""
    broader: dict[str, str] = {}
    quadrant: dict[str, str] = {}
    for subject, predicate, value in _statements():
        if predicate == SKOS.broader:
            broader[subject] = value
        elif predicate == SKOS.member:
            quadrant[value] = subject
    return broader, quadrant
