"""Names of things in the language of a page, the ontology's terms among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal

from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import BASE, RDFS, SKOS
from kg.server import ask
from kg.server.links import short
from kg.server.pool import Pool
from kg.server.things.shown import Shown, page_of

_NAMING = {RDFS.label.value, SKOS.prefLabel.value}
_BATCH = 400
"""Names asked for in one query."""
_ASKED = """SELECT ?s ?name {{ VALUES ?s {{ {iris} }} ?s rdfs:label|skos:prefLabel|dcterms:title ?name }}"""
_FALLBACK = ("tr", "", "en")


@cache
def term_names() -> Mapping[str, Mapping[str, str]]:
    """What the ontology calls its terms: IRI to language to name."""
    found: dict[str, dict[str, str]] = {}
    for triple in ontology_triples():
        name = triple.object
        if triple.predicate.value in _NAMING and isinstance(name, Literal):
            found.setdefault(str(getattr(triple.subject, "value", "")), {})[name.language or ""] = name.value
    return MappingProxyType(found)


class Names:
    """Names of what a page is about, in its language."""

    def __init__(self, language: str, found: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self._found = found

    @classmethod
    async def of(cls, pool: Pool, language: str, iris: Iterable[str]) -> Names:
        """The names of all these things, in as few queries as can be; raises Refused."""
        terms = term_names()
        wanted = sorted({iri for iri in iris if iri.startswith(BASE) and iri not in terms})
        found: dict[str, dict[str, str]] = {}
        for start in range(0, len(wanted), _BATCH):
            batch = " ".join(ask.iri(iri) for iri in wanted[start : start + _BATCH])
            for row in await ask.select(pool, _ASKED.format(iris=batch)):
                names = found.setdefault(row["s"]["value"], {})
                tag, text = row["name"].get("xml:lang", ""), row["name"]["value"]
                names[tag] = min(text, names.get(tag, text))
        return cls(language, found)

    def known(self, iri: str) -> bool:
        """Whether the thing has a name at all."""
        return bool(self._found.get(iri) or term_names().get(iri))

    def text(self, iri: str) -> str:
        """The name in the page's language, else in another, else the IRI with its prefix."""
        return self._best(iri)[0]

    def shown(self, iri: str) -> Shown:
        """The thing as a page shows it."""
        text, language = self._best(iri)
        return Shown(text, page_of(iri), short(iri), language)

    def _best(self, iri: str) -> tuple[str, str]:
        names = self._found.get(iri) or term_names().get(iri) or {}
        for tag in (self.language, *_FALLBACK, *sorted(names)):
            if names.get(tag):
                return names[tag], tag
        return short(iri), ""
