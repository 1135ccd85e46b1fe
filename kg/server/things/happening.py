"""Events and prospects as they stand in lists: when, what, who, whom, where, and whether they took place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Edtf
from kg.rdf.vocabulary import KG, MO
from kg.server import ask
from kg.server.pool import Pool
from kg.server.roleindex import ROLES
from kg.server.things.kinds import Side, side_of_all

ACTING = ROLES[:3]
"""Those of whoever takes part."""
_UNDATED = "0000"

_ABOUT = "SELECT ?s ?p ?o {{ VALUES ?s {{ {iris} }} ?s ?p ?o }}"
_TOLD = """SELECT ?s (COUNT(DISTINCT ?article) AS ?articles)
  (GROUP_CONCAT(DISTINCT COALESCE(STR(?day), ""); separator=" ") AS ?days) {{
  VALUES ?s {{ {iris} }} ?report kg:reports ?s ; kg:inArticle ?article OPTIONAL {{ ?article dcterms:issued ?day }}
}} GROUP BY ?s"""


@dataclass(frozen=True, slots=True)
class Happening:
    """One occurrence. Everything is an IRI but the dates (EDTF) and the days on which articles told it (ISO)."""

    iri: str
    kinds: tuple[str, ...]
    modalities: tuple[str, ...]
    whens: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    articles: int
    first_told: str
    last_told: str

    @property
    def happened(self) -> bool:
        """Whether an article presents it as having happened."""
        return MO.actual.value in self.modalities

    @property
    def doubts(self) -> tuple[str, ...]:
        """The modalities other than actual."""
        return tuple(each for each in self.modalities if each != MO.actual.value)

    @property
    def disputed(self) -> bool:
        """Whether one article presents it as having happened and another denies it. A plan may have come true."""
        return self.happened and MO.denied.value in self.modalities

    @property
    def side(self) -> Side:
        """Cooperation, conflict or neither."""
        return side_of_all(self.kinds)

    @property
    def day(self) -> str:
        """What it is sorted by: the first day that its date can mean; undated ones come last."""
        return min((first_day(when) for when in self.whens), default=_UNDATED)

    @property
    def year(self) -> str:
        """The year of that day; empty if it has no date."""
        return "" if self.day == _UNDATED else self.day[:4]

    def people(self) -> tuple[str, ...]:
        """Whoever takes part, each once."""
        return tuple(dict.fromkeys(iri for role in ACTING for iri in self.roles.get(role, ())))

    def iris(self) -> set[str]:
        """Everything in it that has a name."""
        return {iri for group in self.roles.values() for iri in group} | {*self.kinds, *self.modalities}


def first_day(when: str) -> str:
    """The first day of an EDTF value, in ISO form, the last one where the first is open."""
    try:
        first, last = Edtf(when).bounds()
    except ValueError:
        return _UNDATED
    known = first or last
    return known.isoformat() if known else _UNDATED


async def happenings(pool: Pool, iris: Sequence[str]) -> list[Happening]:
    """These occurrences, in the order given; raises Refused."""
    if not iris:
        return []
    written = " ".join(ask.iri(iri) for iri in iris)
    about, told = await asyncio.gather(
        ask.select(pool, _ABOUT.format(iris=written)), ask.select(pool, _TOLD.format(iris=written))
    )
    statements: dict[str, list[tuple[str, str]]] = {iri: [] for iri in iris}
    for row in about:
        statements[row["s"]["value"]].append((row["p"]["value"], row["o"]["value"]))
    reported = {row["s"]["value"]: row for row in told}
    return [_happening(iri, sorted(set(statements[iri])), reported.get(iri, {})) for iri in iris]


def _happening(iri: str, statements: Sequence[tuple[str, str]], told: ask.Row) -> Happening:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for predicate, value in statements if predicate == f"{KG.iri}{name}")

    days = sorted(told.get("days", {}).get("value", "").split())
    return Happening(
        iri,
        values("eventType"),
        values("modality"),
        values("when"),
        {role: values(role) for role in ROLES if values(role)},
        int(told.get("articles", {}).get("value", "0")),
        days[0] if days else "",
        days[-1] if days else "",
    )


def iris_of(all_of_them: Iterable[Happening]) -> set[str]:
    """Everything in these occurrences that has a name."""
    return {iri for each in all_of_them for iri in each.iris()}
