"""What things are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from kg.server import ask
from kg.server.pool import Pool

_LABELS = "SELECT ?s ?name {{ VALUES ?s {{ {things} }} ?s rdfs:label ?name }}"


async def names(pool: Pool, iris: Sequence[str], language: str) -> dict[str, str]:
    """Names by IRI, of those that have one."""
    if not iris:
        return {}
    return chosen(await ask.select(pool, _LABELS.format(things=" ".join(map(ask.iri, iris)))), "s", language)


def chosen(rows: Sequence[ask.Row], of: str, language: str) -> dict[str, str]:
    """Of rows with a thing in the variable `of` and one of its names in `name`, a name for each thing."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row[of]["value"], []).append((row["name"].get("xml:lang", ""), row["name"]["value"]))
    return {iri: in_language(sorted(given), language) for iri, given in found.items()}


def in_language(names: Sequence[tuple[str, str]], language: str) -> str:
    """Of names as pairs of language and text, the one in that language, else a Turkish, else any; empty of none.

    >>> in_language([("en", "Turkey"), ("tr", "Türkiye")], "de")
    'Türkiye'
    """
    for wanted in (language, "tr"):
        for tag, text in names:
            if tag == wanted:
                return text
    return names[0][1] if names else ""
