"""Atom feeds (RFC 4287) of the newest events: of all, and of those in which one thing takes part."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.rdf.vocabulary import BASE
from kg.server import ask
from kg.server.asgi import SECURITY, in_text
from kg.server.dates import in_words
from kg.server.figures import Chosen
from kg.server.happenings import Happening, happenings
from kg.server.labels import label
from kg.server.links import WITH_FEED, local_path
from kg.server.names import names
from kg.server.origin import origin
from kg.server.refusal import Refused
from kg.server.rendering import Templates, language_of
from kg.server.words import Translator

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

ENTRIES = 50

_EVENTS = """SELECT ?e (MAX(?day) AS ?last) {{
  ?e kg:actor|kg:recipient|kg:participant|kg:place|kg:concerns {iri} ; a kg:Event .
  {{ ?e kg:latest ?day }} UNION {{ ?report kg:reports ?e ; kg:inArticle/dcterms:issued ?day }}
}} GROUP BY ?e ORDER BY DESC(?last) ?e LIMIT {limit}"""
_QUOTES = """SELECT ?e ?quote {{
  VALUES ?e {{ {events} }} ?report kg:reports ?e ; kg:evidence ?passage . GRAPH ?article {{ ?passage kg:quote ?quote }}
}} ORDER BY ?e ?passage"""
_EARLIEST = "1970-01-01"


def feed_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/feed.atom` and `/person/…/feed.atom` and the like; all need the scope `read`."""
    router = APIRouter(include_in_schema=False)

    async def answer(request: Request, iris: list[str], title: str, page: str) -> Response:
        language = language_of(request)
        words = templates.words(language)
        events, quotes = await asyncio.gather(happenings(server.pool, iris, language), _quotes(server, iris))
        feed = Feed(origin(request.scope, server.settings), request.url.path, page, title)
        text = atom(feed, events, quotes, words)
        headers = in_text(SECURITY) | {"vary": "Accept-Language, Cookie", "cache-control": "max-age=60"}
        return Response(text.encode("utf-8", "replace"), media_type="application/atom+xml", headers=headers)

    @router.get("/feed.atom")
    async def everything(request: Request) -> Response:
        """The newest events of all."""
        request.scope["kg.scopes"].need("read")
        if not await server.figures.ready():
            raise Refused(503, "The graph is being counted.", Retry_After="5")
        title = templates.words(language_of(request)).plain("base.feed_all")
        return await answer(request, await server.figures.events(Chosen(), ENTRIES), title, "/")

    async def one(request: Request, name: str) -> Response:
        """The newest events of one thing."""
        request.scope["kg.scopes"].need("read")
        kind = request.url.path.split("/")[1]
        iri, language = f"{BASE}{kind}/{name}", language_of(request)
        called, rows = await asyncio.gather(
            names(server.pool, [iri], language),
            ask.select(server.pool, _EVENTS.format(iri=ask.iri(iri), limit=ENTRIES)),
        )
        if not called and not rows:
            raise Refused(404, f"Nothing is known of {kind}/{name}.")
        title = templates.words(language).plain("base.feed_one", name=called.get(iri, name))
        return await answer(request, [row["e"]["value"] for row in rows], title, f"/{kind}/{name}")

    for kind in WITH_FEED:
        router.add_api_route(f"/{kind}/{{name}}/feed.atom", one, methods=["GET"], name=f"feed of {kind}")
    return router


async def _quotes(server: Dispatcher, iris: list[str]) -> dict[str, list[str]]:
    """The sentences that tell of each event."""
    quotes: dict[str, list[str]] = {}
    if iris:
        for row in await ask.select(server.pool, _QUOTES.format(events=" ".join(map(ask.iri, iris)))):
            told = quotes.setdefault(row["e"]["value"], [])
            if row["quote"]["value"] not in told:
                told.append(row["quote"]["value"])
    return quotes


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself: where it is (`origin` and `path`), the `page` it belongs to, its title."""

    origin: str
    path: str
    page: str
    title: str


def atom(
    feed: Feed, events: Sequence[Happening], quotes: Mapping[str, Sequence[str]], words: Translator
) -> str:
    """The feed as XML, the events in their order. What is not allowed in XML is left out."""
    updated = max((_day(event) for event in events), default=_EARLIEST)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{words.language}">',
        f"<id>{_text(feed.origin + feed.path)}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(feed.origin + feed.path)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(feed.origin + feed.page)}/>',
        "<author><name>kg</name></author>",
    ]
    for event in events:
        types = [label(one, words.language) for one in event.types]
        told = [in_words(event.when, words)] if event.when else []
        summary = " · ".join([*told, *types, *quotes.get(event.iri, [])[:3]])
        lines += [
            "<entry>",
            f"<id>{_text(event.iri)}</id>",
            f"<title>{_text(event.name or event.iri)}</title>",
            f"<updated>{_day(event)}T00:00:00Z</updated>",
            f"<link href={_attribute(feed.origin + local_path(event.iri))}/>",
            *(f"<category term={_attribute(one)}/>" for one in types),
            f"<summary>{_text(summary)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _day(event: Happening) -> str:
    """The day of the report, since that is when the entry came to be; else the event's own."""
    return event.reported or (event.when if len(event.when) == len(_EARLIEST) else _EARLIEST)


def _text(value: str) -> str:
    return escape("".join(c for c in value if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")))


def _attribute(value: str) -> str:
    return quoteattr(_text(value).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
