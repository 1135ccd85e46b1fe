"""The first page: what is in the graph, how it grew, what happened last, and how to ask it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kg.queries import load_queries
from kg.server.bars import Chart, chart
from kg.server.figures import Chosen
from kg.server.happenings import happenings
from kg.server.names import names
from kg.server.origin import origin
from kg.server.periods import period_of, through, unit_for
from kg.server.rendering import Templates, language_of

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

NEWEST = 10
BUSIEST = 14
_CHART_WIDTH, _CHART_HEIGHT = 460.0, 130.0


def home_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/`; needs the scope `read`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def home(request: Request) -> Response:
        """What is in the graph."""
        request.scope["kg.scopes"].need("read")
        language = language_of(request)
        questions = [
            (query.questions[language], f"/query#query={quote(query.text, safe='')}")
            for query in load_queries()
            if not query.federated
        ]
        ready = await server.figures.ready()
        shown = await _shown(server, language) if ready else {}
        here = origin(request.scope, server.settings)
        return templates.page(
            request, "home.html", ready=ready, questions=questions, jsonld=_linked_data(here), **shown
        )

    return router


def _linked_data(here: str) -> dict[str, object]:
    """What the site is, in the words of schema.org."""
    search = {
        "@type": "SearchAction",
        "target": f"{here}/search?q={{words}}",
        "query-input": "required name=words",
    }
    dump = {
        "@type": "DataDownload",
        "encodingFormat": "application/sparql-results+json",
        "contentUrl": f"{here}/sparql",
    }
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebSite",
                "@id": f"{here}/",
                "url": f"{here}/",
                "name": "kg",
                "potentialAction": search,
            },
            {
                "@type": "Dataset",
                "name": "kg",
                "url": f"{here}/",
                "distribution": dump,
                "inLanguage": ["tr", "en"],
            },
        ],
    }


async def _shown(server: Dispatcher, language: str) -> dict[str, object]:
    figures = server.figures
    counts, articles, newest, persons, countries = await asyncio.gather(
        figures.counts(),
        figures.articles(),
        figures.events(Chosen(), NEWEST),
        figures.busiest("person", BUSIEST),
        figures.busiest("country", BUSIEST),
    )
    called, events = await asyncio.gather(
        names(server.pool, [thing for thing, _ in (*persons, *countries)], language),
        happenings(server.pool, newest, language),
    )
    return {
        "counts": counts,
        "growth": growth(articles),
        "events": events,
        "persons": [(iri, called.get(iri, ""), n) for iri, n in persons],
        "countries": [(iri, called.get(iri, ""), n) for iri, n in countries],
    }


def growth(articles: list[tuple[str, int]]) -> Chart | None:
    """Articles by month or year; None if none has a date."""
    if not articles:
        return None
    unit = unit_for(month for month, _ in articles)
    counts: dict[str, dict[str, int]] = {
        period: {"articles": 0} for period in through(*(period_of(articles[at][0], unit) for at in (0, -1)))
    }
    for month, n in articles:
        counts[period_of(month, unit)]["articles"] += n
    return chart(counts, ["articles"], width=_CHART_WIDTH, height=_CHART_HEIGHT)
