"""Whether a link of a place can be believed.

A gazetteer knows a name by its letters alone. "Salvador" may be the city in Brazil or a part of a person's name, and of
several towns of a name it knows the greatest. So the article has to use the name as a town's, and a town that is not
great has to lie in a country that the article names, unless the name can mean only one: a capital, or a Turkish name
of its own ("Cenevre").
"""

from __future__ import annotations

from functools import lru_cache

from kg.lang.tr.gazetteer import load_countries, load_given_names, load_surnames
from kg.link.context import Context
from kg.link.folding import fold
from kg.link.whereabouts import Use
from kg.model import Entity
from kg.model.indexed import IndexedItem
from kg.ports import EntityIndex

GREATER = 10.0
"""Times that a place is more populous than its namesakes when its name alone means it."""
GREAT = 0.05
"""Popularity of a city of a million."""
REGIONS_TOO = frozenset({"Gazze"})
"""Names of towns that newspapers use for the land around them: the Strip, not the city."""


def doubt(entity: Entity, item: IndexedItem, context: Context, index: EntityIndex) -> str | None:
    """Why the entity cannot be believed to be the place, None if it can."""
    if entity.name in REGIONS_TOO:
        return f"“{entity.name}” is more often the region than the town"
    if context.use is Use.OTHER:
        return f"the article uses “{entity.name}” for something other than a town"
    if item.country and (item.country in context.countries or item.country == context.home):
        return _doubt_at_home(entity, item, context)
    return _doubt_abroad(entity, item, index)


def _doubt_at_home(entity: Entity, item: IndexedItem, context: Context) -> str | None:
    """Doubt about a place in a country that the article names."""
    if item.popularity >= GREAT or context.use is Use.TOWN or not _personal(entity.name):
        return None
    if _only_one(entity.name, item):
        return None
    return f"{entity.name} is a personal name too, and nothing says that it is a town"


def _doubt_abroad(entity: Entity, item: IndexedItem, index: EntityIndex) -> str | None:
    missing = f"{item.country or 'its country'} is not in the article"
    if _personal(entity.name):
        return f"{entity.name} is a personal name too, and {missing}"
    if _only_one(entity.name, item):
        return None
    if item.popularity < GREAT:
        return f"a small place, and {missing}"
    others = (match.item for match in index.find(entity.name, entity.kind) if match.item.qid != item.qid)
    rival = max((other.popularity for other in others if other.country != item.country), default=0.0)
    return f"there is another {entity.name}, and {missing}" if rival * GREATER > item.popularity else None


def _personal(name: str) -> bool:
    return name in load_given_names() or name in load_surnames()


def _only_one(name: str, item: IndexedItem) -> bool:
    """Whether the Turkish name can mean only this place."""
    return name in _capitals() or fold(name) != fold(item.name)


@lru_cache(maxsize=1)
def _capitals() -> frozenset[str]:
    return frozenset(row.capital for row in load_countries() if row.capital)
