"""The page of an article: its sentences with what they name, the facts beside them, its Turtle, its validation."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.rdf import to_turtle
from kg.server.refusal import Refused
from kg.server.things import metadata, rdf, titles
from kg.server.things.asked import Asked, Page
from kg.server.things.happening import iris_of
from kg.server.things.names import Names
from kg.server.things.reading import Reading, Sentence
from kg.server.things.verdict import Verdict, verdict

LIMIT = 300
"""Sentences shown; the page says so when there are more."""
MOST_TURTLE = 200_000
"""Characters of Turtle shown; the download has all of it."""


async def page(asked: Asked) -> Page | None:
    """The article, or the Turtle of its graph (`?view=turtle`), or what the shapes say (`?view=report`)."""
    iri = asked.iri.partition("#")[0]
    triples = await rdf.article_graph(asked.pool, iri)
    if not triples:
        return None
    graph = [quad.triple for quad in ox.parse(triples, ox.RdfFormat.N_TRIPLES)]
    reading = Reading(iri, graph)
    sentences = reading.sentences()
    view = asked.parameter("view") if asked.parameter("view") in ("turtle", "report") else "sentences"
    if asked.iri != iri and not _known(asked.iri, sentences):
        raise Refused(404, f"Nothing is known of {asked.iri}.")
    names = await _names(asked, reading, sentences)
    title = titles.of_article(reading.facts, asked.t)
    things = _most_named(sentences)
    checked = await verdict(asked.pool, iri, asked.language) if view != "turtle" else None
    turtle = to_turtle(graph) if view == "turtle" else ""
    return Page(
        "article.html",
        {
            "iri": iri,
            "title": title,
            "description": sentences[0].quote if sentences else title,
            "jsonld": metadata.of_article(iri, title, reading, things, names),
            "og_type": "article",
            "names": names,
            "facts": reading.facts,
            "authors": reading.authors,
            "view": view,
            "marked": asked.iri if asked.iri != iri else "",
            "sentences": sentences[:LIMIT],
            "more": max(0, len(sentences) - LIMIT),
            "things_named": things,
            "verdict": checked or Verdict(True, (), (), ""),
            "turtle": turtle[:MOST_TURTLE],
            "turtle_cut": len(turtle) > MOST_TURTLE,
            "happening_title": titles.of_happening,
            "position": lambda fact: reading.kg(fact, "holder") + reading.kg(fact, "office"),
        },
    )


def _known(place: str, sentences: Sequence[Sentence]) -> bool:
    return any(place == each.iri or place in each.mentions for each in sentences)


async def _names(asked: Asked, reading: Reading, sentences: Sequence[Sentence]) -> Names:
    """Names from the merged graph, which may have more languages than the article's own."""
    happenings = [fact.happening for each in sentences for fact in each.reported if fact.happening]
    nodes = {piece.iri for each in sentences for piece in each.pieces if piece.iri} | iris_of(happenings)
    for each in sentences:
        for fact in each.reported:
            nodes |= {
                fact.iri,
                *fact.attributed_to,
                *reading.kg(fact.iri, "holder"),
                *reading.kg(fact.iri, "office"),
            }
    if publisher := reading.facts.get("publisher"):
        nodes.add(publisher)
    return await Names.of(asked.pool, asked.language, nodes)


def _most_named(sentences: Sequence[Sentence]) -> list[str]:
    """What the article names, the most frequent first."""
    counts: dict[str, int] = {}
    for each in sentences:
        for piece in each.pieces:
            if piece.role == "name":
                counts[piece.iri] = counts.get(piece.iri, 0) + 1
    return sorted(counts, key=lambda iri: (-counts[iri], iri))
