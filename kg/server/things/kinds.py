"""Which kinds of events draw actors together and which set them apart."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kg.server.quadrants import CONFLICT, COOPERATION, quadrant, types_in


class Side(StrEnum):
    """Whether an event has actors with each other, against each other, or neither."""

    WITH = "with"
    AGAINST = "against"
    OTHER = "other"


_QUADRANTS = {Side.WITH: COOPERATION, Side.AGAINST: CONFLICT}


def side_of(kind: str) -> Side:
    """The side of one kind of event (an IRI): that of its quadrant."""
    found = quadrant(kind)
    return next((side for side, quadrants in _QUADRANTS.items() if found in quadrants), Side.OTHER)


def side_of_all(kinds: Iterable[str]) -> Side:
    """The side of an event with these kinds: conflict if any is, since that is what must not be overlooked."""
    sides = {side_of(kind) for kind in kinds}
    return next((side for side in (Side.AGAINST, Side.WITH) if side in sides), Side.OTHER)


def kinds_of(side: Side) -> tuple[str, ...]:
    """All kinds of events of cooperation or conflict, sorted."""
    return tuple(sorted(kind for found in _QUADRANTS[side] for kind in types_in(found)))
