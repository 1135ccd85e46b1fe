"""Countries by their codes, with their names in the reader's language."""

from __future__ import annotations

from kg.rdf.vocabulary import COUNTRY
from kg.server import ask
from kg.server.happenings import in_language
from kg.server.pool import Pool

_NAMES = "SELECT ?country ?name { ?country a kg:Country ; rdfs:label ?name }"

MOST = 60
"""Code points of a name that are shown; the country's page has all of it."""


async def country_names(pool: Pool, language: str) -> dict[str, str]:
    """Names by code, in the order of the names; one longer than MOST is cut."""
    names: dict[str, list[tuple[str, str]]] = {}
    for row in await ask.select(pool, _NAMES):
        code = row["country"]["value"].removeprefix(COUNTRY.iri)
        names.setdefault(code, []).append((row["name"].get("xml:lang", ""), row["name"]["value"]))
    chosen = {code: _cut(in_language(sorted(given), language)) for code, given in names.items()}
    return dict(sorted(chosen.items(), key=lambda one: (_in_order(one[1]), one[0])))


def _cut(name: str) -> str:
    return name if len(name) <= MOST else f"{name[:MOST]}…"


_LETTERS = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"


def _in_order(name: str) -> list[int]:
    """Turkish alphabetical order; it serves English names as well."""
    lowered = name.replace("İ", "i").replace("I", "ı").lower()
    return [_LETTERS.find(letter) for letter in lowered]
