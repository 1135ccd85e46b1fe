"""Whether the link that the gazetteer gave a place can be believed.

The gazetteer knows a name by its letters alone. "Salvador" may be the city in Brazil or a part of a person's name, and
of several cities of a name it knows the greatest. Such a link needs the country in the article.
"""

from __future__ import annotations

from kg.lang.tr.gazetteer import load_given_names, load_surnames
from kg.link.context import Context
from kg.model import Entity, EntityKind
from kg.ports import EntityIndex

GREATER = 10.0
"""Times that a place is more populous than its namesakes when its name alone means it."""


def doubt(entity: Entity, context: Context, index: EntityIndex) -> str | None:
    """Why a place's given link cannot be believed, None if it can; links of other kinds can."""
    if entity.kind is not EntityKind.PLACE or entity.link is None:
        return None
    item = index.item(entity.link.qid)
    country = (item.country if item else "") or entity.country or ""
    if not country or country in context.countries or country == context.home:
        return None
    if entity.name in load_given_names() or entity.name in load_surnames():
        return f"{entity.name} is a personal name too, and {country} is not in the article"
    others = [
        match.item
        for match in index.find(entity.name, entity.kind)
        if match.item.qid != entity.link.qid and match.item.country != country
    ]
    rival = max((other.popularity for other in others), default=0.0)
    if item is not None and rival * GREATER > item.popularity:
        return f"there is another {entity.name}, and {country} is not in the article"
    return None
