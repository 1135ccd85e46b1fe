"""Which of our entities a name may mean: the heart of the reconciliation service."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from kg.rdf.vocabulary import BASE, KG
from kg.server.refusal import Refused
from kg.server.texts import Texts
from kg.server.textsearch import Found

TYPES = ("Person", "Country", "Organization", "Place", "Agreement", "Event")
MOST_QUERIES = 100
SURE_SCORE = 95.0
MARGIN = 10.0
"""A candidate is a match if it is this sure, and this far ahead of the next."""


class Wanted(BaseModel):
    """One query of a batch."""

    query: str = Field(min_length=1, max_length=500)
    type: str | list[str] | None = None
    limit: int = Field(default=10, ge=1, le=50)


_BATCH = TypeAdapter(dict[str, Wanted])


def batch(queries: str) -> dict[str, Wanted]:
    """The queries of a request; raises Refused (400, 413)."""
    try:
        found = _BATCH.validate_json(queries)
    except ValidationError as error:
        raise Refused(400, f"The queries are not those of the Reconciliation API: {error}") from None
    if len(found) > MOST_QUERIES:
        raise Refused(413, f"Send at most {MOST_QUERIES} queries at a time.")
    return found


async def candidates(texts: Texts, wanted: Wanted) -> list[dict[str, Any]]:
    """Entities that the name may mean, the likeliest first, as the API describes them."""
    kinds = [wanted.type] if isinstance(wanted.type, str) else wanted.type or [""]
    found: list[Found] = []
    for kind in kinds:
        name = kind.rsplit("#", 1)[-1].removeprefix("kg:")
        found += await texts.search(wanted.query, f"{KG.iri}{name}" if name else "", wanted.limit)
    things = entities(found)
    things.sort(key=lambda one: (-one.score, one.iri))
    ahead = len(things) < 2 or things[0].score - things[1].score >= MARGIN
    return [
        described(one) | {"score": one.score, "match": place == 0 and ahead and one.score >= SURE_SCORE}
        for place, one in enumerate(things[: wanted.limit])
    ]


def entities(found: list[Found]) -> list[Found]:
    """Those that can be reconciled with."""
    return [one for one in found if one.kind.removeprefix(KG.iri) in TYPES]


def identifier(iri: str) -> str:
    """What stands for an entity in the API: its IRI after the base.

    >>> identifier("https://w3id.org/news-kg/person/vladimir-putin")
    'person/vladimir-putin'
    """
    return iri.removeprefix(BASE)


def described(one: Found) -> dict[str, Any]:
    """An entity as the API describes it."""
    return {"id": identifier(one.iri), "name": one.text, "type": [type_named(one.kind.removeprefix(KG.iri))]}


def type_named(name: str) -> dict[str, str]:
    """A type as the API describes it."""
    return {"id": f"kg:{name}", "name": name}
