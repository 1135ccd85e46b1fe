"""A local copy of the items that a graph is linked to, so that queries can join with Wikidata offline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Triple

from kg.link.client import Client
from kg.link.statements import item_triples, mentioned_items, name_triples
from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import WIKIDATA

NAMED = frozenset({"P17", "P27", "P31", "P39", "P69", "P102", "P106", "P1001", "P463"})
"""Properties whose values get their labels copied: country, citizenship, kind, offices, schools, party, occupation."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A graph named `kg.rdf.vocabulary.WIKIDATA`; of how many items in full, of how many the names; requests made."""

    graph: ArticleGraph
    items: int
    named: int
    requests: int


def copy(qids: Iterable[str], client: Client) -> Copied:
    """Ask for the items in full, and for the names of the items that they mention in `NAMED`.

    An item that was merged into another comes under its new identifier.
    """
    entities = list(client.entities(qids))
    own = {str(entity["id"]) for entity in entities}
    others = sorted({qid for entity in entities for qid in mentioned_items(entity, NAMED)} - own)
    names = list(client.entities(others))
    graph = ArticleGraph.of(WIKIDATA.value, _triples(entities, names))
    return Copied(graph, len(entities), len(names), client.asked)


def _triples(entities: list[Mapping[str, Any]], names: list[Mapping[str, Any]]) -> Iterator[Triple]:
    for entity in entities:
        yield from item_triples(entity)
    for entity in names:
        yield from name_triples(entity)
