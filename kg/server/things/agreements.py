"""Agreements as they stand in lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.server import ask
from kg.server.pool import Pool

LIMIT = 60

_OF_PARTY = """SELECT DISTINCT ?a ?date {{ ?a kg:party {iri} ; a kg:Agreement .
  OPTIONAL {{ ?a kg:inForce ?force }} OPTIONAL {{ ?a kg:signed ?signed }} BIND(STR(COALESCE(?force, ?signed)) AS ?date)
}} ORDER BY DESC(?date) ?a LIMIT {limit}"""
_ABOUT = "SELECT ?s ?p ?o {{ VALUES ?s {{ {iris} }} ?s ?p ?o }} ORDER BY ?s ?p ?o"


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement: its kinds and parties (IRIs) and dates (EDTF), several where articles differ."""

    iri: str
    kinds: tuple[str, ...]
    parties: tuple[str, ...]
    signed: tuple[str, ...]
    in_force: tuple[str, ...]


async def of_party(pool: Pool, thing: str) -> list[Accord]:
    """The agreements that a thing is a party of, the latest first; raises Refused."""
    rows = await ask.select(pool, _OF_PARTY.format(iri=ask.iri(thing), limit=LIMIT))
    return await accords(pool, ask.iris(rows, "a"))


async def accords(pool: Pool, found: Sequence[str]) -> list[Accord]:
    """These agreements, in the order given; raises Refused."""
    if not found:
        return []
    values: dict[tuple[str, str], list[str]] = {}
    for row in await ask.select(pool, _ABOUT.format(iris=" ".join(ask.iri(iri) for iri in found))):
        key = (row["s"]["value"], row["p"]["value"].rpartition("#")[2])
        values.setdefault(key, []).append(row["o"]["value"])

    def of(iri: str, name: str) -> tuple[str, ...]:
        return tuple(values.get((iri, name), ()))

    return [
        Accord(iri, of(iri, "agreementKind"), of(iri, "party"), of(iri, "signed"), of(iri, "inForce"))
        for iri in found
    ]


def iris(all_of_them: Sequence[Accord]) -> set[str]:
    """Everything in them that has a name."""
    return {iri for each in all_of_them for iri in (each.iri, *each.kinds, *each.parties)}
