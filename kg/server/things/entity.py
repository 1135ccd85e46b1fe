"""The page of a person, country, organisation or place: what it does, with whom, and where it is named."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from kg.rdf.vocabulary import BASE, WD
from kg.server import ask
from kg.server.links import short
from kg.server.things import agreements, calendar, mentions, metadata, neighbour_graph, offices, titles
from kg.server.things.asked import Asked, Page
from kg.server.things.happening import iris_of
from kg.server.things.names import Names
from kg.server.things.neighbours import Neighbour
from kg.server.things.timeline import UNDATED, Timeline, Wanted, timeline

_ABOUT = "SELECT DISTINCT ?p ?o {{ {iri} ?p ?o }} ORDER BY ?p ?o LIMIT 2000"
_SOURCE_OF = "SELECT (COUNT(DISTINCT ?fact) AS ?n) {{ ?report kg:attributedTo {iri} ; kg:reports ?fact }}"
TABLE = 100
"""Neighbours in the table; the RDF and the endpoint have all."""
NAMES_SHOWN = 40
KEPT = 300
"""Articles that name a thing of which the newest are kept in memory, until the store changes."""


async def page(asked: Asked) -> Page | None:
    """Everything about it, a block a query; blocks that need the whole graph are kept until it changes."""
    pool, iri = asked.pool, asked.iri
    about = await ask.select(pool, _ABOUT.format(iri=ask.iri(iri)))
    if not about:
        return None
    wanted = _wanted(asked)
    kept = asked.server.summaries.get
    ties = asked.server.ties
    (every, around, forms, (named_in, articles)), (held, signed, told) = await asyncio.gather(
        asyncio.gather(
            ties.events(iri, wanted.other),
            ties.neighbours(iri),
            kept(("forms", iri), lambda: mentions.forms(pool, iri)),
            _articles(asked),
        ),
        asyncio.gather(
            offices.of(pool, iri),
            agreements.of_party(pool, iri),
            ask.count(pool, _SOURCE_OF.format(iri=ask.iri(iri))),
        ),
    )
    place = asked.page_number("mentions")
    start = mentions.PAGE * (place - 1)
    events, namings = await asyncio.gather(
        timeline(pool, every, wanted),
        mentions.namings(pool, iri, named_in[start : start + mentions.PAGE]),
    )
    facts = _facts(about)
    nodes = {iri, wanted.other, *iris_of(events.shown), *offices.iris(held), *agreements.iris(signed)}
    nodes |= {each.iri for each in around[:TABLE]} | {node for values in facts.values() for node in values}
    names = await Names.of(pool, asked.language, nodes - {""})
    title = names.text(iri)
    labels = [(row["o"]["value"], row["o"].get("xml:lang", "")) for row in about if _named(row)]
    others = [label for label in labels if label[0] != title]
    return Page(
        "entity.html",
        {
            "title": title,
            "description": _description(asked, title, events, namings),
            "jsonld": metadata.of_entity(iri, facts, names, [text for text, _ in others]),
            "feed": f"{asked.request.url.path}/feed.atom",
            "og_type": "profile" if f"{BASE}person/" in iri else "website",
            "names": names,
            "facts": facts,
            "others": others[:NAMES_SHOWN],
            "links": [link for link in facts.get("schema:sameAs", ()) if link.startswith(WD.iri)],
            "offices": held,
            "holder": f"{BASE}person/" in iri,
            "agreements": signed,
            "timeline": events,
            "calendar": calendar.rows(events.months),
            "undated": events.months.get(UNDATED, 0),
            "wanted": wanted,
            "neighbours": around[:TABLE],
            "more_neighbours": max(0, len(around) - TABLE),
            "graph": _graph(title, around, names),
            "forms": forms[: mentions.FORMS],
            "more_forms": len(forms) > mentions.FORMS,
            "counted": mentions.COUNTED if sum(form.times for form in forms) >= mentions.COUNTED else 0,
            "namings": namings,
            "naming_articles": articles,
            "more_namings": articles > start + mentions.PAGE,
            "mentions_page": place,
            "source_of": told,
            "happening_title": titles.of_happening,
        },
    )


async def _articles(asked: Asked) -> tuple[list[tuple[str, str]], int]:
    """The articles that name the thing, as far as the page asked for needs them, and their number."""

    async def newest() -> tuple[list[tuple[str, str]], int]:
        every = await mentions.articles(asked.pool, asked.iri)
        return every[:KEPT], len(every)

    found, total = await asked.server.summaries.get(("articles", asked.iri), newest)
    if len(found) < min(total, mentions.PAGE * asked.page_number("mentions")):
        found = await mentions.articles(asked.pool, asked.iri)
    return found, total


def _wanted(asked: Asked) -> Wanted:
    month = asked.parameter("month")
    known = month == UNDATED or calendar.is_period(month)
    other = asked.parameter("with")
    return Wanted(month if known else "", f"{BASE}{other}" if other else "", asked.page_number("page"))


def _facts(about: Sequence[ask.Row]) -> dict[str, list[str]]:
    """Values by property with its prefix."""
    found: dict[str, list[str]] = {}
    for row in about:
        found.setdefault(short(row["p"]["value"]), []).append(row["o"]["value"])
    return found


def _named(row: Mapping[str, Mapping[str, str]]) -> bool:
    return short(row["p"]["value"]) in ("rdfs:label", "skos:altLabel")


def _graph(title: str, around: Sequence[Neighbour], names: Names) -> neighbour_graph.Graph | None:
    found = [(each, names.shown(each.iri)) for each in around[:TABLE]]
    return neighbour_graph.graph(title, found, len(around)) if found else None


def _description(asked: Asked, title: str, events: Timeline, namings: Sequence[mentions.Naming]) -> str:
    """What a search engine or a messenger shows of the page."""
    counted = asked.t.plain("entity.description", name=title[:100], count=sum(events.months.values()))
    quotes = [passage.quote for naming in namings for passage in naming.passages]
    return f"{counted} {quotes[0]}" if quotes else counted
