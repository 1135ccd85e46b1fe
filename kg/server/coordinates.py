"""Where the linked places lie: the coordinates of their Wikidata items, from the entity index of the package."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from kg.rdf.vocabulary import WD
from kg.server import ask
from kg.server.refusal import Refused

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

MOST = 60
"""Places in one request: their IRIs must fit into a URL."""


class Place(BaseModel):
    """A place, in degrees: north and east are positive."""

    iri: str
    latitude: float
    longitude: float


def coordinate_routes(server: Dispatcher) -> APIRouter:
    """`/api/coordinates`; needs the scope `read`."""
    router = APIRouter(prefix="/api", tags=["data"])

    @router.get("/coordinates")
    async def coordinates(
        request: Request, iri: Annotated[list[str], Query(description=f"IRIs of places, at most {MOST}.")]
    ) -> list[Place]:
        """Those of the places whose coordinates are known: they must be linked to Wikidata."""
        request.scope["kg.scopes"].need("read")
        if len(iri) > MOST:
            raise Refused(400, f"{MOST} places is the most for one request.")
        places = " ".join(ask.iri(one) for one in sorted(set(iri)))
        rows = await ask.select(
            server.pool,
            f"SELECT ?place ?item {{ VALUES ?place {{ {places} }} ?place schema:sameAs ?item }} ORDER BY ?place ?item",
        )
        items = {
            row["place"]["value"]: row["item"]["value"].removeprefix(WD.iri)
            for row in rows
            if row["item"]["value"].startswith(WD.iri)
        }
        found = await asyncio.to_thread(_where, items.values())
        return [
            Place(iri=place, latitude=found[item][0], longitude=found[item][1])
            for place, item in items.items()
            if item in found
        ]

    return router


def _where(qids: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude by item; the index is opened here, since it must not leave its thread."""
    from kg.link.index import SqliteIndex, shipped_path  # noqa: PLC0415 - few servers are ever asked

    found: dict[str, tuple[float, float]] = {}
    with shipped_path() as path:
        index = SqliteIndex.open(path)
        try:
            for qid in qids:
                item = index.item(qid)
                if item is not None and item.latitude is not None and item.longitude is not None:
                    found[qid] = (item.latitude, item.longitude)
        finally:
            index.close()
    return found
