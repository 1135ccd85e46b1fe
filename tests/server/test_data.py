"""Search, JSON and reconciliation: for those who do not write SPARQL."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.server import magic
from kg.server.textindex import build, fold
from kg.server.textsearch import search
from tests.server.sample import ARTICLE, BASE, TEXT
from tests.server.serving import Served, serving

PERSON = f"{BASE}person/ayse-yilmaz"
EVENT = f"{BASE}event/20250301-public-appearance-ayse-yilmaz"


@pytest.mark.parametrize("words", ["Ayşe Yılmaz", "ayse yilmaz", "AYŞE", "yıl", "yil ay", "YILMAZ"])
def test_a_person_is_found_however_it_is_typed(sample: Served, words: str) -> None:
    found = sample.client.get("/api/search", params={"q": words, "kind": "Person"}).json()
    assert [hit["iri"] for hit in found] == [PERSON]


def test_passages_are_found_by_their_text(sample: Served) -> None:
    found = sample.client.get("/api/search", params={"q": "ankara konuştu"}).json()
    assert [(hit["kind"], hit["name"]) for hit in found] == [("kg:Passage", TEXT)]


@pytest.mark.parametrize("words", ['"', "*", "OR", "a AND (", "' OR 1=1 --", "NEAR(x)", "ı" * 200])
def test_words_that_mean_something_to_the_index_are_only_words(sample: Served, words: str) -> None:
    assert sample.client.get("/api/search", params={"q": words}).status_code == 200


def test_the_very_name_comes_first(tmp_path: Path) -> None:
    store = ox.Store()
    kind, label = f"{BASE}ns#Person", "http://www.w3.org/2000/01/rdf-schema#label"
    for slug, name in (("a", "Ali Veli Can"), ("b", "Ali Veli"), ("c", "Can Ali Veli Han")):
        store.update(f'INSERT DATA {{ <{BASE}person/{slug}> a <{kind}> ; <{label}> "{name}"@tr }}')
    assert build(store, tmp_path / "index") == 3
    found = search(tmp_path / "index", "ali veli")
    assert [one.iri[-1] for one in found] == ["b", "a", "c"]
    assert found[0].score == 100


def test_folding_makes_both_keyboards_one() -> None:
    assert fold("İSTANBUL Işık") == fold("istanbul ışık") == "istanbul isik"


def test_text_search_is_part_of_sparql(sample: Served) -> None:
    text = 'SELECT ?who ?name { ?who kg:textMatch "yilmaz" ; a kg:Person . ?who rdfs:label ?name }'
    assert sample.rows(text.replace(" ; a kg:Person", " . ?who a kg:Person")) == [
        {"who": PERSON, "name": "Ayşe Yılmaz"}
    ]


@pytest.mark.parametrize(
    "text",
    ["SELECT * { ?s ?p '?x kg:textMatch \"a\" .' }", 'SELECT * { ?s ?p ?o } # ?x kg:textMatch "a"'],
)
def test_what_only_looks_like_a_search_is_left_alone(text: str) -> None:
    assert magic.expand(text, lambda _: ["urn:wrong"]) == text


def test_things_events_and_articles_are_json(sample: Served) -> None:
    get = sample.client.get
    person = get("/api/entity/person/ayse-yilmaz").json()
    assert person["properties"]["rdfs:label"] == ["Ayşe Yılmaz"]
    event = {
        "iri": EVENT,
        "name": "Ayşe Yılmaz'ın açıklaması",
        "types": ["et:public-appearance"],
        "when": "2025-03-01",
        "participants": [PERSON],
    }
    assert get("/api/events").json() == [event]
    assert get("/api/events", params={"participant": PERSON, "since": "2025-03-01"}).json() == [event]
    assert get("/api/events", params={"since": "2025-03-02"}).json() == []
    article = get(f"/api/article/{ARTICLE.rsplit('/', 1)[1]}").json()
    assert article["issued"] == "2025-03-02"
    assert TEXT in [sentence["quote"] for sentence in article["sentences"]]


@pytest.mark.parametrize("path", ["/api/entity/person/nobody", "/api/article/0"])
def test_what_is_not_there_is_said(sample: Served, path: str) -> None:
    assert sample.client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/search", 400, "q: Field required"),
        ("/api/search?q=a&limit=0", 400, "limit: "),
        ("/api/search?q=a&kind=Ship", 400, "kinds are Person"),
        ("/api/events?since=tomorrow", 400, "since: "),
        ("/nothing", 404, "no such page"),
        ("/api/entity/a", 404, "no such page"),
    ],
)
def test_every_refusal_says_why_in_the_same_form(sample: Served, path: str, status: int, words: str) -> None:
    found = sample.client.get(path)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert found.json()["status"] == status
    assert words in found.json()["detail"]


def test_everything_that_is_not_sparql_is_described(sample: Served) -> None:
    paths = sample.client.get("/openapi.json").json()["paths"]
    expected = """/api/search /api/events /api/entity/{kind}/{name} /api/article/{name} /health /ready /metrics
        /reconcile /reconcile/suggest/entity /reconcile/suggest/type /reconcile/suggest/property /reconcile/preview"""
    assert set(expected.split()) <= set(paths)
    for path, methods in paths.items():
        for method in methods.values():
            assert "4XX" in method["responses"], path
            assert "422" not in method["responses"], path


def test_an_openrefine_session(sample: Served) -> None:
    manifest = sample.client.get("/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    queries = {
        "q0": {"query": "Ayse Yilmaz", "type": "kg:Person"},
        "q1": {"query": "Türkiye", "type": "kg:Country", "limit": 3},
        "q2": {"query": "nobody of this name"},
    }
    found = sample.client.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    assert found["q0"]["result"][0] == {
        "id": "person/ayse-yilmaz", "name": "Ayşe Yılmaz", "type": [{"id": "kg:Person", "name": "Person"}],
        "score": 100.0, "match": True,
    }  # fmt: skip
    assert found["q1"]["result"][0]["id"] == "country/TR"
    assert found["q2"]["result"] == []
    assert sample.client.get("/reconcile", params={"queries": json.dumps(queries)}).json() == found
    suggest = manifest["suggest"]["entity"]
    found = sample.client.get(
        suggest["service_url"] + suggest["service_path"], params={"prefix": "ay"}
    ).json()
    assert "person/ayse-yilmaz" in [one["id"] for one in found["result"]]
    page = sample.client.get(manifest["preview"]["url"].replace("{{id}}", "person/ayse-yilmaz"))
    assert "Ayşe Yılmaz" in page.text
    view = manifest["view"]["url"].replace("{{id}}", "person/ayse-yilmaz")
    assert sample.client.get(view, headers={"accept": "text/html"}).status_code == 200


@pytest.mark.parametrize("queries", ["", "[]", '{"q0": {}}', '{"q0": {"query": ""}}'])
def test_broken_queries_are_told(sample: Served, queries: str) -> None:
    assert sample.client.post("/reconcile", data={"queries": queries}).status_code == 400


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a few names, some of them other names of the same."""
    store = ox.Store()
    rdfs, skos = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel"
    for slug, name in NAMES.items():
        store.update(f'INSERT DATA {{ <{BASE}{slug}> a <{BASE}ns#Person> ; <{rdfs}> "{name}"@tr }}')
    store.update(f'INSERT DATA {{ <{BASE}person/xi> <{skos}> "Xi Jinping"@tr }}')
    target = tmp_path_factory.mktemp("named") / "index"
    build(store, target)
    return target


NAMES = {
    "person/putin": "Vladimir Putin",
    "person/erdogan": "Recep Tayyip Erdoğan",
    "person/davutoglu": "Ahmet Davutoğlu",
    "person/xi": "Şi Cinping",
    "country/IR": "İran",
    "country/VE": "Venezuela",
}
MEANT = [
    ("putn", "person/putin"),
    ("Putın", "person/putin"),
    ("vladmir ptuin", "person/putin"),
    ("Putin'in", "person/putin"),
    ("Erdgoan", "person/erdogan"),
    ("ERDOGAN", "person/erdogan"),
    ("Ahmed Davutoglu", "person/davutoglu"),
    ("xi jinpng", "person/xi"),
    ("iarn", "country/IR"),
    ("IRAN", "country/IR"),
    ("venezuella", "country/VE"),
    ("venzu", "country/VE"),
]


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_what_is_typed_wrongly_finds_what_was_meant(named: Path, typed: str, meant: str) -> None:
    found = search(named, typed, forgiving=True)
    assert found
    assert found[0].iri == BASE + meant


@pytest.mark.parametrize("typed", ["zzzz", "ab", "trump", "moskova"])
def test_what_is_near_nothing_finds_nothing(named: Path, typed: str) -> None:
    assert search(named, typed, forgiving=True) == []


def test_a_guess_is_never_as_sure_as_the_name_itself(named: Path) -> None:
    assert search(named, "Vladimir Putin")[0].score == 100
    assert 0 < search(named, "Vladimir Putn", forgiving=True)[0].score < 95


def test_a_search_in_sparql_forgives_nothing(named: Path) -> None:
    assert search(named, "putn") == []


def test_linked_places_have_coordinates_and_others_none(tmp_path: Path) -> None:
    moscow, nowhere = f"{BASE}place/moskova", f"{BASE}place/nowhere"
    store = ox.Store(str(tmp_path / "store"))
    store.update(
        f"INSERT DATA {{ <{moscow}> <https://schema.org/sameAs> <http://www.wikidata.org/entity/Q649> }}"
    )
    store.flush()
    del store
    with serving(tmp_path / "store", raw_store=True) as server:
        found = server.client.get("/api/coordinates", params={"iri": [moscow, nowhere]}).json()
        assert [one["iri"] for one in found] == [moscow]
        assert (round(found[0]["latitude"]), round(found[0]["longitude"])) == (56, 38)
        many = [f"{BASE}place/{number}" for number in range(61)]
        assert server.client.get("/api/coordinates", params={"iri": many}).status_code == 400
