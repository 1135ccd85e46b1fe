"""The page of an event or prospect: who, whom, where, when, whether it took place, and who says so."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from kg.server import ask
from kg.server.pool import Pool
from kg.server.roleindex import ROLES
from kg.server.things import metadata, titles
from kg.server.things.asked import Asked, Page
from kg.server.things.disagreement import differences
from kg.server.things.happening import Happening, happenings, iris_of
from kg.server.things.marks import own_words
from kg.server.things.names import Names
from kg.server.things.related import NEAR_DAYS, alike, around
from kg.server.things.sources import Sources, sources

_COUNTRIES = "SELECT ?place ?country {{ VALUES ?place {{ {iris} }} ?place kg:country ?country }}"


async def page(asked: Asked) -> Page | None:
    """Everything about it; None if the merged graph has no such occurrence."""
    pool = asked.pool
    (one,), told = await asyncio.gather(happenings(pool, [asked.iri]), sources(pool, asked.iri))
    if not one.kinds and not one.roles and not told.articles:
        return None
    near, others, wider = await asyncio.gather(around(pool, one.iri), alike(pool, one), _wider(pool, one))
    nodes = {one.iri, *one.iris(), *told.iris(), *iris_of([*near.all, *others])}
    names = await Names.of(pool, asked.language, nodes)
    title = titles.of_happening(one, names)
    return Page(
        "event.html",
        {
            "title": title,
            "description": _description(title, told),
            "jsonld": metadata.of_happening(one, title, names, told),
            "names": names,
            "one": one,
            "own_words": own_words(names.text(one.iri)),
            "roles": [(role, one.roles[role]) for role in ROLES if role in one.roles],
            "support": support(told),
            "told": told,
            "differences": differences(told.articles, wider),
            "near": near,
            "alike": others,
            "near_days": NEAR_DAYS,
            "happening_title": titles.of_happening,
            "article_title": titles.of_source,
        },
    )


def support(told: Sources) -> Mapping[tuple[str, str], int]:
    """In how many of the articles that are shown a property has a value."""
    found: dict[tuple[str, str], int] = {}
    for article in told.articles:
        for name, values in article.said.items():
            for value in values:
                found[name, value] = found.get((name, value), 0) + 1
    return found


def _description(title: str, told: Sources) -> str:
    quotes = [sentence.quote for article in told.articles for sentence in article.sentences]
    return f"{title}. {quotes[0]}" if quotes else title


async def _wider(pool: Pool, one: Happening) -> dict[str, str]:
    """The countries of the places, where several are given."""
    places = [place for place in one.roles.get("place", ()) if ask.is_iri(place)]
    if len(places) < 2:
        return {}
    rows = await ask.select(pool, _COUNTRIES.format(iris=" ".join(ask.iri(place) for place in places)))
    return {row["place"]["value"]: row["country"]["value"] for row in rows}
