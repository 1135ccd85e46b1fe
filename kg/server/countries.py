"""Countries by their codes, with their names in the reader's language."""

from __future__ import annotations

from kg.server import ask
from kg.server.eventindex import code
from kg.server.names import chosen
from kg.server.pool import Pool
from kg.server.summaries import Summaries

_NAMES = "SELECT ?country ?name { ?country a kg:Country ; rdfs:label ?name }"

MOST = 60
"""Code points of a name that are shown; the country's page has all of it."""


async def country_names(summaries: Summaries, pool: Pool, language: str) -> dict[str, str]:
    """Names by code, in the order of the names; one longer than MOST is cut."""

    async def ordered() -> dict[str, str]:
        rows = await ask.select(pool, _NAMES)
        called = {code(iri): _cut(name) for iri, name in chosen(rows, "country", language).items()}
        return dict(sorted(called.items(), key=lambda one: (_in_order(one[1]), one[0])))

    return await summaries.get(("countries", language), ordered)


def _cut(name: str) -> str:
    return name if len(name) <= MOST else f"{name[:MOST]}…"


_LETTERS = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"


def _in_order(name: str) -> list[int]:
    """Turkish alphabetical order; it serves English names as well."""
    lowered = name.replace("İ", "i").replace("I", "ı").lower()
    return [_LETTERS.find(letter) for letter in lowered]
