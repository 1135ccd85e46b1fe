"""The copy of linked items: the shape that Wikidata's own RDF has, in a graph apart from the articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, QuerySolutions
from pyoxigraph import Store as Quads

from kg.link.client import Client, ClientOptions
from kg.link.copying import copy
from kg.link.statements import item_triples
from kg.queries import load_queries
from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import WIKIDATA
from kg.store import Store
from tests.link.serving import Answer, Server

PREFIXES = """
PREFIX wd: <http://www.wikidata.org/entity/> PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/> PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/> PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX wikibase: <http://wikiba.se/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX wdno: <http://www.wikidata.org/prop/novalue/>
"""


def snak(value: object, datatype: str = "wikibase-item", prop: str = "P1") -> dict[str, Any]:
    return {"snaktype": "value", "property": prop, "datatype": datatype, "datavalue": {"value": value}}


def statement(
    number: int, main: dict[str, Any], rank: str = "normal", **qualifiers: dict[str, Any]
) -> dict[str, Any]:
    made: dict[str, Any] = {"id": f"Q1$A{number}", "mainsnak": main, "rank": rank, "type": "statement"}
    return made | ({"qualifiers": {name: [one] for name, one in qualifiers.items()}} if qualifiers else {})


def moment(text: str, precision: int) -> dict[str, object]:
    return {"time": text, "precision": precision, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}


def item(qid: str) -> dict[str, str]:
    return {"entity-type": "item", "id": qid}


PERSON: dict[str, Any] = {
    "type": "item",
    "id": "Q1",
    "labels": {"tr": {"language": "tr", "value": "Ayla Demirkan"}, "ja": {"language": "ja", "value": "アイラ"}},
    "descriptions": {"en": {"language": "en", "value": "politician"}},
    "aliases": {"tr": [{"language": "tr", "value": "A. Demirkan"}]},
    "claims": {
        "P39": [
            statement(1, snak(item("Q10")), P580=snak(moment("+2001-00-00T00:00:00Z", 9), "time"),
                      P582=snak(moment("+2005-03-00T00:00:00Z", 10), "time")),
            statement(2, snak(item("Q11")), "preferred", P580=snak(moment("+2020-05-06T00:00:00Z", 11), "time")),
            statement(3, snak(item("Q12")), "deprecated"),
        ],
        "P102": [statement(4, snak(item("Q20")))],
        "P569": [statement(5, snak(moment("+1960-00-00T00:00:00Z", 9), "time"))],
        "P625": [statement(6, snak({"latitude": 39.9, "longitude": 32.8, "precision": 0.1}, "globe-coordinate"))],
        "P1082": [statement(7, snak({"amount": "+120", "unit": "1"}, "quantity"))],
        "P856": [statement(8, snak("https://example.org/a", "url"))],
        "P1559": [statement(9, snak({"text": "Ayla", "language": "tr"}, "monolingualtext"))],
        "P40": [statement(10, {"snaktype": "novalue", "property": "P40"})],
        "P20": [statement(11, {"snaktype": "somevalue", "property": "P20"})],
        "P214": [statement(12, snak("123", "external-id"))],
    },
}  # fmt: skip
PARTY = {"id": "Q20", "labels": {"tr": {"language": "tr", "value": "Deniz Partisi"}}}


@pytest.fixture
def copied() -> Quads:
    quads = Quads()
    quads.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in item_triples(PERSON))
    return quads


def ask(quads: Quads, where: str) -> bool:
    return bool(quads.query(f"{PREFIXES} ASK {{ {where} }}"))


@pytest.mark.parametrize(
    "where",
    [
        'wd:Q1 rdfs:label "Ayla Demirkan"@tr',
        "wd:Q1 p:P39 ?s . ?s ps:P39 wd:Q10 ; wikibase:rank wikibase:NormalRank ; pq:P580 ?from ; pq:P582 ?to",
        "wd:Q1 p:P39 ?s . ?s ps:P39 wd:Q12 ; wikibase:rank wikibase:DeprecatedRank",
        "wd:Q1 p:P39 ?s . ?s ps:P39 wd:Q11 ; a wikibase:BestRank . wd:Q1 wdt:P39 wd:Q11",
        "wd:Q1 p:P569/psv:P569 ?v . ?v wikibase:timePrecision 9 ; wikibase:timeValue ?t FILTER(YEAR(?t) = 1960)",
        "wd:Q1 wdt:P625 ?point FILTER(CONTAINS(STR(?point), 'Point(32.8 39.9)'))",
        "wd:Q1 wdt:P1082 ?n FILTER(?n = 120)",
        "wd:Q1 wdt:P856 <https://example.org/a>",
        'wd:Q1 wdt:P1559 "Ayla"@tr',
        "wd:Q1 p:P40 ?s . ?s a wdno:P40",
        "wd:Q1 wdt:P20 ?unknown FILTER(CONTAINS(STR(?unknown), 'genid'))",
    ],
)
def test_every_rank_kind_of_value_and_qualifier_is_there(copied: Quads, where: str) -> None:
    assert ask(copied, where)


@pytest.mark.parametrize(
    "where",
    [
        "wd:Q1 wdt:P39 wd:Q10",
        "wd:Q1 wdt:P39 wd:Q12",
        "wd:Q1 p:P214 ?s",
        "wd:Q1 rdfs:label ?l FILTER(LANG(?l) = 'ja')",
    ],
)
def test_what_is_not_the_best_or_not_copied_is_not_there(copied: Quads, where: str) -> None:
    assert not ask(copied, where)


def test_linked_items_are_copied_with_the_names_of_what_they_mention(server: Server) -> None:
    known = {"Q1": PERSON, "Q20": PARTY}

    def answer(asked: dict[str, str]) -> Answer:
        ids = asked["ids"].split("|")
        return Answer({"entities": {qid: known.get(qid, {"id": qid, "missing": ""}) for qid in ids}})

    server.answer = answer
    asking = Client(ClientOptions("me@example.org", server.address, pause=0.0))
    found = copy(["Q1"], asking)
    assert [one["ids"] for one in server.asked] == ["Q1", "Q10|Q11|Q12|Q20"]
    assert (found.items, found.named, found.graph.iri) == (1, 1, WIKIDATA.value)


class TestInTheStore:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        opened = Store.open(tmp_path / "store")
        opened.keep_items(ArticleGraph.of(WIKIDATA.value, item_triples(PERSON)))
        return opened

    def test_it_is_no_article_and_is_not_merged(self, store: Store) -> None:
        with store:
            assert store.articles() == ()
            assert not store.query(f"{PREFIXES} ASK {{ wd:Q1 ?p ?o }}")
            assert store.query(f"{PREFIXES} ASK {{ GRAPH {WIKIDATA} {{ wd:Q1 ?p ?o }} }}")

    def test_rebuilding_leaves_it_apart(self, store: Store) -> None:
        with store:
            report = store.rebuild()
            assert (report.was_right, report.articles) == (True, 0)

    def test_it_cannot_be_forgotten_as_an_article_is(self, store: Store) -> None:
        with store:
            assert not store.forget(WIKIDATA.value)

    def test_a_new_copy_takes_the_place_of_the_former(self, store: Store) -> None:
        with store:
            store.keep_items(ArticleGraph.of(WIKIDATA.value, item_triples({"id": "Q2"})))
            rows = store.query(f"SELECT ?s {{ GRAPH {WIKIDATA} {{ ?s ?p ?o }} }}")
            assert isinstance(rows, QuerySolutions)
            assert [row["s"].value for row in rows] == ["http://www.wikidata.org/entity/Q2"]


def test_the_questions_on_the_copy_name_its_graph() -> None:
    asking = {query.id for query in load_queries() if f"GRAPH <{WIKIDATA.value}>" in query.text}
    assert asking == {"parties-and-births", "offices-in-wikidata"}
