"""What a query costs is measured, pattern by pattern."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.pipeline.query_costs import query_costs
from kg.queries import load_queries
from kg.store import Store
from tests.store.graphs import article


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("costs") / "store"
    with Store.open(path) as opened:
        opened.replace([article("aaaa", 0, 1, 2), article("bbbb", 0, 1, 3)])
        yield opened


def test_each_pattern_is_counted_alone(store: Store) -> None:
    costs = query_costs(
        store, 'SELECT * { ?c a kg:Country ; rdfs:label "Turkey"@en . GRAPH ?g { ?c a kg:Country } }'
    )
    assert sorted((cost.text, cost.matches) for cost in costs.patterns) == [
        ("?c rdf:type kg:Country", 1),
        ('?c rdfs:label "Turkey"@en', 1),
        ("GRAPH ?g { ?c rdf:type kg:Country }", 2),
    ]
    assert (costs.rows, costs.groups, costs.unread) == (2, 1, "")
    assert 0 < costs.first_seconds <= costs.seconds


@pytest.mark.parametrize(
    ("body", "groups"),
    [
        ("?a a ?x . ?b a ?y", 2),
        ("?a a ?x . ?b a ?y . ?c a ?z", 3),
        ("?a a ?x . ?b a ?y FILTER(?x = ?y)", 1),
        ("?a a ?x . BIND(?x AS ?y) ?b a ?y", 1),
        ("VALUES (?a ?b) { (kg:A kg:B) } ?a a ?x . ?b a ?y", 1),
        ("?a a ?x OPTIONAL { ?b a ?y }", 2),
        ("?a a ?x OPTIONAL { ?b a ?y FILTER(?x = ?y) }", 1),
        ("[] rdfs:label ?x . [] rdfs:label ?y", 2),
        ("{ SELECT ?x { ?a a ?x } } ?b rdfs:range ?x", 1),
        ("", 1),
    ],
)
def test_parts_that_are_multiplied_are_seen(store: Store, body: str, groups: int) -> None:
    assert query_costs(store, f"SELECT * {{ {body} }} LIMIT 1").groups == groups


def test_paths_and_blank_nodes_are_patterns_too(store: Store) -> None:
    costs = query_costs(store, "SELECT * { ?c a/rdfs:label ?l . [] a ?k }")
    assert {cost.text for cost in costs.patterns} == {"?c rdf:type/rdfs:label ?l", "[] rdf:type ?k"}


def test_what_cannot_be_taken_apart_is_timed_all_the_same(store: Store) -> None:
    costs = query_costs(store, "SELECT * { << ?s ?p ?o >> ?q ?x }")
    assert costs.patterns == ()
    assert costs.unread
    assert costs.seconds > 0


def test_a_wrong_query_is_told(store: Store) -> None:
    with pytest.raises(QueryError, match="cannot be run"):
        query_costs(store, "SELECT")


@pytest.mark.parametrize("query", [q for q in load_queries() if not q.federated], ids=lambda q: q.id)
def test_every_ready_question_can_be_explained(store: Store, query: object) -> None:
    costs = query_costs(store, getattr(query, "text"))  # noqa: B009
    assert costs.patterns
    assert costs.groups == 1
