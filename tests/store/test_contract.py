"""What every store promises, whether it lies in a folder or on a server."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from kg.errors import QueryError, StoreLocked
from kg.rdf import ArticleGraph, article_graph, is_merged
from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import ARTICLE, EDTF, KG, ONTOLOGY, WIKIDATA, XSD
from kg.store import AnyStore, Store
from tests.rdf.analyses import sample
from tests.store.conftest import Opener
from tests.store.graphs import ARTICLES, POOL, article, graph

GRAPHS = st.builds(
    graph, st.sampled_from(ARTICLES), st.lists(st.sampled_from(POOL), max_size=5, unique_by=str)
)
STEPS = st.lists(st.lists(GRAPHS, min_size=1, max_size=4) | st.sampled_from(ARTICLES), max_size=5)
LABELS = "SELECT ?label WHERE { ?c a kg:Country ; rdfs:label ?label } ORDER BY ?label"
ONTOLOGY_FACTS = frozenset(str(triple) for triple in ontology_triples())


@pytest.fixture
def store(opener: Opener) -> AnyStore:
    return opener()


def facts(store: AnyStore) -> set[str]:
    """What the store itself takes for merged, asked in SPARQL; the ontology's are left out."""
    found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(!STRSTARTS(STR(?s), STR(kg:))) }")
    return {str(triple) for triple in found} - ONTOLOGY_FACTS


def expected(graphs: dict[str, ArticleGraph]) -> set[str]:
    """What must be merged, worked out from the definition."""
    return {str(triple) for each in graphs.values() for triple in each.triples if is_merged(triple)}


def check(store: AnyStore, model: dict[str, ArticleGraph]) -> None:
    """The store is what the definition says that it is with these articles."""
    assert store.articles() == tuple(sorted(model))
    assert {iri: store.article_graph(iri) for iri in model} == model
    assert facts(store) == expected(model)
    assert {str(triple) for triple in store.merged()} == expected(model) | ONTOLOGY_FACTS
    assert store.rebuild().was_right


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_writes_equals_the_definition_and_a_rebuild(
    store: AnyStore, steps: list[list[ArticleGraph] | str]
) -> None:
    for iri in store.articles():
        store.forget(iri)
    model: dict[str, ArticleGraph] = {}
    for step in steps:
        if isinstance(step, str):
            assert store.forget(step) == (model.pop(step, None) is not None)
        else:
            wanted = {each.iri: each for each in step}
            before = dict(model)
            changed = store.replace(step)
            model = {iri: each for iri, each in (model | wanted).items() if each.triples}
            assert changed == {iri for iri in wanted if before.get(iri) != model.get(iri)}
    check(store, model)


def test_a_fact_stays_as_long_as_one_article_says_it(store: AnyStore) -> None:
    store.replace([article("a", 0, 1), article("b", 0)])
    assert store.forget(article("a").iri)
    assert str(POOL[0]) in facts(store)
    assert str(POOL[1]) not in facts(store)
    assert store.forget(article("b").iri)
    assert facts(store) == set()


def test_a_fact_that_moves_from_one_article_to_another_in_one_batch_stays(store: AnyStore) -> None:
    store.replace([article("a", 0), article("b", 3)])
    store.replace([article("a", 3), article("b", 0)])
    assert {str(POOL[0]), str(POOL[3])} <= facts(store)


def test_several_articles_can_lose_words_and_values_in_one_batch(store: AnyStore) -> None:
    store.replace([article("a", 0, 1, 2, 5), article("b", 1, 4, 5, 7), article("c", 2, 3, 6)])
    batch = [article("a", 0), article("b", 7), article("c", 6)]
    store.replace(batch)
    check(store, {each.iri: each for each in batch})


def test_each_fact_is_counted_once_however_many_articles_say_it(store: AnyStore) -> None:
    store.replace(article(name, 3) for name in "abc")
    (row,) = store.query("SELECT (COUNT(?p) AS ?n) WHERE { ?p a kg:Person }")  # type: ignore[misc]
    assert row["n"].value == "1"


def test_a_named_graph_is_an_article_and_says_what_only_it_says(store: AnyStore) -> None:
    store.replace([article("a", 3, 6, 7), article("b", 3)])
    found = store.query("SELECT ?g WHERE { GRAPH ?g { ?p a kg:Person } } ORDER BY ?g")
    assert [row["g"].value for row in found] == [article("a").iri, article("b").iri]  # type: ignore[union-attr]
    for name, there in (("article:a", True), (f"<{article('b').iri}>", True), ("article:none", False)):
        assert bool(store.query(f"ASK {{ GRAPH {name} {{ ?p a kg:Person }} }}")) is there
    assert str(POOL[6]) not in facts(store)
    assert store.article_graph(article("a").iri) == article("a", 3, 6, 7)


def test_a_batch_that_changes_nothing_is_no_commit(opener: Opener) -> None:
    store = opener()
    versions = [store.version]
    answers = []
    for batch in ([article("a", 0)], [article("a", 0)], [article("a", 1), article("b", 0)], []):
        answers.append(store.replace(batch))
        versions.append(store.version)
    a, b = article("a").iri, article("b").iri
    assert answers == [{a}, frozenset(), {a, b}, frozenset()]
    assert [after - before for before, after in pairwise(versions)] == [1, 0, 1, 0]
    store.close()
    again = opener()
    assert again.version == versions[-1]
    assert again.replace([article("a", 1)]) == frozenset()


def test_what_was_written_is_there_after_opening_again(opener: Opener) -> None:
    real = article_graph(sample())
    with opener() as store:
        store.replace([real])
    check(opener(), {real.iri: real})


def test_a_real_article_is_replaced_and_forgotten(store: AnyStore) -> None:
    real = article_graph(sample())
    shorter = ArticleGraph.of(real.iri, real.triples[::3])
    for wanted in (real, shorter, real):
        assert store.replace([wanted]) == {real.iri}
        check(store, {real.iri: wanted})
    assert store.forget(real.iri)
    check(store, {})


TEXTS = {
    "quotes": "he said \"no\" and 'yes' \\ with a \\u0041 backslash",
    "lines": "one\ntwo\r\nthree\ttab",
    "turkish": "İĞÜŞÖÇ ığüşöç â î û",
    "astral": "🇹🇷 𝒳 \u200d",
    "sparql": '} . GRAPH <urn:x> { <urn:a> <urn:b> "c" } # ; DROP ALL',
    "empty": "",
    "long": "uzun " * 4000,
    "blank ends": "  spaces  ",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_words_come_back_as_they_were(store: AnyStore, text: str) -> None:
    node = NamedNode(f"{ARTICLES[0]}#char=0,9")
    said = graph(
        ARTICLES[0],
        [
            Triple(node, KG.quote, Literal(text)),
            Triple(node, KG.quote, Literal(text, language="tr")),
            Triple(NamedNode(ARTICLES[0]), KG.quote, Literal(text, language="tr")),
        ],
    )
    store.replace([said])
    assert store.article_graph(said.iri) == said
    assert facts(store) == expected({said.iri: said})
    assert store.replace([said]) == frozenset()
    assert store.forget(said.iri)
    assert facts(store) == set()


VALUES = {
    "date": Literal("2025-12-12", datatype=XSD.date),
    "integer": Literal("-12", datatype=XSD.integer),
    "decimal": Literal("0.85", datatype=XSD.decimal),
    "boolean": Literal("true", datatype=XSD.boolean),
    "edtf": Literal("2025-12/..", datatype=EDTF("EDTF")),
    "uri": Literal("https://example.org/a?b=c&d=%20", datatype=XSD.anyURI),
    "iri": NamedNode("https://example.org/İstanbul?q=a&b=(c)'d"),
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_values_come_back_as_they_were(store: AnyStore, value: Literal | NamedNode) -> None:
    said = graph(ARTICLES[0], [Triple(NamedNode(ARTICLES[0]), KG.when, value)])
    store.replace([said, graph(ARTICLES[1], said.triples)])
    assert store.article_graph(said.iri) == said
    assert store.forget(said.iri)
    assert facts(store) == expected({said.iri: said})
    assert store.forget(ARTICLES[1])
    assert facts(store) == set()


def test_an_article_may_be_large(store: AnyStore) -> None:
    many = graph(
        ARTICLES[0], [Triple(NamedNode(ARTICLES[0]), KG.quote, Literal(f"söz {n}")) for n in range(8_000)]
    )
    store.replace([many])
    assert store.article_graph(many.iri) == many
    assert store.rebuild().was_right


def test_a_batch_may_be_large(store: AnyStore) -> None:
    many = [
        graph(
            f"{ARTICLE.iri}{n:04}",
            [Triple(NamedNode("urn:s"), KG.quote, Literal(f"{n} {m} " + "söz " * 30)) for m in range(900)],
        )
        for n in range(60)
    ]
    assert len(store.replace(many)) == 60
    assert store.articles() == tuple(each.iri for each in many)
    assert store.check_merged().was_right


def test_the_ontology_is_there_and_no_article(store: AnyStore) -> None:
    assert store.query("ASK { kg:Event a owl:Class }")
    assert not store.forget(ONTOLOGY.value)
    assert store.articles() == ()


def test_the_copy_of_wikidata_is_not_merged(store: AnyStore) -> None:
    item = Triple(NamedNode("http://www.wikidata.org/entity/Q1"), KG.when, Literal("x"))
    store.keep_items(ArticleGraph.of(WIKIDATA.value, [item]))
    assert store.query(f"ASK {{ GRAPH {WIKIDATA} {{ ?s ?p ?o }} }}")
    assert facts(store) == set()
    assert store.articles() == ()
    assert store.rebuild().was_right
    store.keep_items(ArticleGraph.of(WIKIDATA.value, []))
    assert not store.query(f"ASK {{ GRAPH {WIKIDATA} {{ ?s ?p ?o }} }}")


def test_queries_know_the_prefixes(store: AnyStore) -> None:
    store.replace([article("a", 0, 1, 2)])
    assert [row["label"].value for row in store.query(LABELS)] == ["Turkey", "Türkiye"]  # type: ignore[union-attr]


def test_yes_is_yes_and_no_is_no(store: AnyStore) -> None:
    assert bool(store.query("ASK { kg:Event a owl:Class }")) is True
    assert bool(store.query("PREFIX x: <urn:#x> # SELECT\nASK { x:none a owl:Class }")) is False


FORMATS = {
    "json": (LABELS, QueryResultsFormat.JSON, b'"xml:lang":"tr"'),
    "csv": (LABELS, QueryResultsFormat.CSV, "label\r\nTurkey\r\nTürkiye\r\n".encode()),
    "truth": ("ASK { ?c a kg:Country }", QueryResultsFormat.JSON, b'"boolean":true'),
    "triples": ("DESCRIBE country:TR", RdfFormat.N_TRIPLES, '"Türkiye"@tr'.encode()),
}


@pytest.mark.parametrize(("text", "form", "found"), FORMATS.values(), ids=FORMATS)
def test_results_have_a_format(
    store: AnyStore, text: str, form: QueryResultsFormat | RdfFormat, found: bytes
) -> None:
    store.replace([article("a", 0, 1, 2)])
    assert found in store.query_bytes(text, form)


@pytest.mark.parametrize("text", ["SELECT * {", "SELECT nonsense", "CLEAR ALL", "DELETE WHERE { ?s ?p ?o }"])
def test_a_query_that_cannot_be_run_is_refused(store: AnyStore, text: str) -> None:
    with pytest.raises(QueryError):
        store.query(text)


def test_the_second_writer_is_refused_and_the_next_one_is_not(opener: Opener) -> None:
    first = opener()
    first.replace([article("a", 0)])
    with pytest.raises(StoreLocked):
        opener()
    first.close()
    assert opener().articles() == (article("a").iri,)


def test_a_rebuild_repairs_what_somebody_else_broke(store: AnyStore) -> None:
    store.replace([article("a", 0, 1, 6), article("b", 0, 3)])
    before = facts(store)
    break_merged(store)
    assert facts(store) != before
    report = store.rebuild()
    assert (report.articles, report.missing, report.surplus) == (2, 2, 2)
    assert facts(store) == before
    assert store.rebuild().was_right


def break_merged(store: AnyStore) -> None:
    """Take two triples out of the merged graph and put two others in."""
    lost = ("DELETE", POOL[0:2])
    stray = ("INSERT", [Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal(text)) for text in "xy"])
    for verb, triples in (lost, stray):
        data = " ".join(f"{triple} ." for triple in triples)
        if isinstance(store, Store):
            store.raw.update(f"{verb} DATA {{ {data} }}")
        else:
            merged = store._state.merged
            store._client.update(f"{verb} DATA {{ {f'GRAPH {merged} {{ {data} }}' if merged else data} }}")


def test_sizes_are_counted(store: AnyStore) -> None:
    empty = store.size()
    store.replace([article("a", 0, 6)])
    assert store.size() == empty + 3 + 2


def test_the_merged_graph_takes_no_other_data(store: AnyStore) -> None:
    assert f"{ARTICLE.iri}" not in "".join(facts(store))
