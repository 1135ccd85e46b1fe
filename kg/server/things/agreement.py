"""The page of an agreement: its parties, its dates, the events that concern it, and who says so."""

from __future__ import annotations

import asyncio

from kg.server import ask
from kg.server.things import metadata, titles
from kg.server.things.agreements import accords
from kg.server.things.asked import Asked, Page
from kg.server.things.disagreement import differences
from kg.server.things.happening import iris_of
from kg.server.things.names import Names
from kg.server.things.occurrence import support
from kg.server.things.related import around
from kg.server.things.sources import sources

_LABELS = "SELECT DISTINCT ?name {{ {iri} rdfs:label|skos:altLabel ?name }} ORDER BY ?name LIMIT 60"


async def page(asked: Asked) -> Page | None:
    """Everything about it; None if the merged graph has no such agreement."""
    pool, iri = asked.pool, asked.iri
    (one,), told, near, labels = await asyncio.gather(
        accords(pool, [iri]),
        sources(pool, iri),
        around(pool, iri),
        ask.select(pool, _LABELS.format(iri=ask.iri(iri))),
    )
    if not one.kinds and not told.articles:
        return None
    nodes = {iri, *one.kinds, *one.parties, *told.iris(), *iris_of(near.all)}
    names = await Names.of(pool, asked.language, nodes)
    label = names.text(iri)
    title = titles.of_agreement(label, one.parties, names)
    quotes = [sentence.quote for article in told.articles for sentence in article.sentences]
    return Page(
        "agreement.html",
        {
            "title": title,
            "description": " ".join([f"{title}.", *quotes[:1]]),
            "jsonld": metadata.of_agreement(one, title, names),
            "names": names,
            "one": one,
            "others": [row["name"]["value"] for row in labels if row["name"]["value"] != label],
            "support": support(told),
            "told": told,
            "differences": differences(told.articles, {}),
            "near": near,
            "happening_title": titles.of_happening,
            "article_title": titles.of_source,
        },
    )
