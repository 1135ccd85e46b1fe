"""What `kg link` reads from a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from kg.model import EntityKind
    from kg.store import Store

DOUBTFUL = 0.95
"""Confidence below which a link is shown for review."""

_ITEMS = """
PREFIX kg: <https://w3id.org/news-kg/ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?item WHERE {
  { ?entity schema:sameAs ?item } UNION { ?position kg:office/skos:exactMatch ?item }
  FILTER(STRSTARTS(STR(?item), "http://www.wikidata.org/entity/Q"))
}
ORDER BY ?item
"""

_ENTITIES = """
PREFIX kg: <https://w3id.org/news-kg/ns#>
PREFIX schema: <https://schema.org/>
SELECT ?entity ?class ?item ?confidence (COUNT(DISTINCT ?mention) AS ?mentions)
WHERE {
  VALUES ?class { kg:Person kg:Organization kg:Place }
  ?entity a ?class .
  OPTIONAL { ?entity schema:sameAs ?item }
  OPTIONAL { ?entity kg:linkConfidence ?confidence }
  OPTIONAL { GRAPH ?article { ?mention kg:refersTo ?entity } }
}
GROUP BY ?entity ?class ?item ?confidence
ORDER BY DESC(?mentions) ?entity
"""

_NAMES = """
PREFIX kg: <https://w3id.org/news-kg/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?entity ?name
WHERE {
  VALUES ?class { kg:Person kg:Organization kg:Place }
  ?entity a ?class ; rdfs:label|skos:altLabel ?name .
  FILTER(LANG(?name) != "en")
}
ORDER BY ?entity ?name
"""


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """An entity as the store has it; `qid` and `confidence` are None without a link.

    `name` is the one that its IRI is made of, `qualifier` what keeps it apart from a namesake.
    """

    iri: str
    kind: EntityKind
    name: str
    qualifier: str
    mentions: int
    qid: str | None
    confidence: float | None

    @property
    def doubtful(self) -> bool:
        """Whether a person should look: no link, or one that is not sure."""
        return self.qid is None or (self.confidence or 0.0) < DOUBTFUL


def stored_entities(store: Store) -> list[StoredEntity]:
    """Persons, organisations and places, the most mentioned first, each once."""
    from kg.model import EntityKind

    names: dict[str, list[str]] = {}
    for row in rows_of(store, _NAMES):
        names.setdefault(row["entity"].value, []).append(row["name"].value)
    found: dict[str, StoredEntity] = {}
    for row in rows_of(store, _ENTITIES):
        iri = row["entity"].value
        item, confidence = row["item"], row["confidence"]
        found.setdefault(
            iri,
            StoredEntity(
                iri,
                EntityKind(row["class"].value.rpartition("#")[2].lower()),
                *named_after(iri, names.get(iri, [])),
                int(row["mentions"].value),
                item.value.rpartition("/")[2] if item else None,
                float(confidence.value) if confidence else None,
            ),
        )
    return list(found.values())


def named_after(iri: str, names: list[str]) -> tuple[str, str]:
    """The name that an entity's IRI is made of, and the qualifier that follows it there.

    The label may be another: the index's, while the IRI keeps the name of the text.
    """
    from kg.rdf.slug import slug

    local = iri.rpartition("/")[2]
    fitting = [name for name in names if local == slug(name) or local.startswith(f"{slug(name)}-")]
    name = max(fitting, key=lambda one: len(slug(one)), default=names[0] if names else local)
    return name, local.removeprefix(slug(name)).lstrip("-") if fitting else ""


def linked_items(store: Store) -> list[str]:
    """Identifiers of all items that entities and offices of the store are linked to, by number."""
    found = {row["item"].value.rpartition("/")[2] for row in rows_of(store, _ITEMS)}
    return sorted(found, key=lambda qid: int(qid[1:]))


def rows_of(store: Store, query: str) -> QuerySolutions:
    """The rows of a SELECT query."""
    from pyoxigraph import QuerySolutions

    found = store.query(query)
    if not isinstance(found, QuerySolutions):
        raise TypeError("a SELECT gives rows")
    return found
