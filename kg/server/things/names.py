"""Names of what a page is about, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.rdf.vocabulary import BASE, POSITION
from kg.server import ask, labels
from kg.server.links import short
from kg.server.pool import Pool
from kg.server.things.shown import Shown, page_of

_BATCH = 400
"""Names asked for in one query."""
_ASKED = """SELECT ?s ?name {{ VALUES ?s {{ {iris} }} ?s rdfs:label|skos:prefLabel|dcterms:title ?name }}"""
_POSITIONS = """SELECT ?s ?holder ?office {{ VALUES ?s {{ {iris} }}
  ?s kg:holder/rdfs:label ?holder ; kg:office/skos:prefLabel ?office FILTER(LANG(?holder) = LANG(?office))
}} ORDER BY DESC(?holder) DESC(?office)"""
_FALLBACK = ("tr", "", "en")
_TERMS = (f"{BASE}type/", f"{BASE}ns#")


async def _of_positions(pool: Pool, positions: Sequence[str]) -> dict[str, dict[str, str]]:
    """Positions have no labels: they are called after holder and office."""
    if not positions:
        return {}
    text = _POSITIONS.format(iris=" ".join(ask.iri(iri) for iri in positions[:_BATCH]))
    found: dict[str, dict[str, str]] = {}
    for row in await ask.select(pool, text):
        tag = row["office"].get("xml:lang", "")
        found.setdefault(row["s"]["value"], {})[tag] = f"{row['holder']['value']}: {row['office']['value']}"
    return found


class Names:
    """Names in one language: those of the ontology's terms, and those that the graph gives its things."""

    def __init__(self, language: str, found: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self._found = found

    @classmethod
    async def of(cls, pool: Pool, language: str, iris: Iterable[str]) -> Names:
        """The names of all these things, in as few queries as can be; raises Refused."""
        wanted = sorted(
            {iri for iri in iris if iri.startswith(BASE) and not iri.startswith(_TERMS) and ask.is_iri(iri)}
        )
        found: dict[str, dict[str, str]] = {}
        for start in range(0, len(wanted), _BATCH):
            batch = " ".join(ask.iri(iri) for iri in wanted[start : start + _BATCH])
            for row in await ask.select(pool, _ASKED.format(iris=batch)):
                names = found.setdefault(row["s"]["value"], {})
                tag, text = row["name"].get("xml:lang", ""), row["name"]["value"]
                names[tag] = min(text, names.get(tag, text))
        return cls(language, found | await _of_positions(pool, [iri for iri in wanted if iri in POSITION]))

    def text(self, iri: str) -> str:
        """The name in the page's language, else in another, else the IRI with its prefix."""
        return self._best(iri)[0]

    def shown(self, iri: str) -> Shown:
        """The thing as a page shows it."""
        text, language = self._best(iri)
        return Shown(text, page_of(iri), short(iri), language if language != self.language else "")

    def sorted(self, iris: Iterable[str]) -> list[str]:
        """Things in the order of their names."""
        return sorted(iris, key=lambda iri: (self.text(iri).casefold(), iri))

    def _best(self, iri: str) -> tuple[str, str]:
        names = self._found.get(iri)
        if names is None:
            return labels.label(iri, self.language), self.language
        tag = next((tag for tag in (self.language, *_FALLBACK) if names.get(tag)), min(names))
        return names[tag] or short(iri), tag
