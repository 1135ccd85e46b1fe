from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.errors import SettingsError
from kg.pipeline.asking import ask, find_query
from kg.queries import CompetencyQuery, load_queries
from kg.store import Store

LOCAL = [query for query in load_queries() if query.params and not query.federated]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("asking") / "store") as store:
        yield store


def test_queries_are_found_by_name() -> None:
    assert [find_query(query.id) for query in load_queries()] == list(load_queries())
    assert find_query("nothing") is None


def query(values: str, *params: str) -> CompetencyQuery:
    return CompetencyQuery("q", {}, f"SELECT * WHERE {{ {values} ?s ?p ?o }}", params)


CASES = {
    "an IRI": (
        query("VALUES ?a { country:VE }", "a"),
        {"a": "country:TR"},
        "VALUES (?a) { (<https://w3id.org/news-kg/country/TR>) }",
    ),
    "one of two": (
        query("VALUES (?a ?b) { (country:RU country:VE) }", "a", "b"),
        {"b": "<http://x.example/>"},
        "VALUES (?a ?b) { (country:RU <http://x.example/>) }",
    ),
    "typed": (
        query('VALUES (?a ?b) { ("2025-01-01"^^xsd:date "2025-02-01"^^xsd:date) }', "a", "b"),
        {"a": "2024-01-01", "b": '"x\\'},
        'VALUES (?a ?b) { ("2024-01-01"^^xsd:date "\\"x\\\\"^^xsd:date) }',
    ),
    "a number": (query("VALUES ?a { 0.7 }", "a"), {"a": "0.5"}, "VALUES (?a) { (0.5) }"),
    "tagged": (query('VALUES ?a { "su"@tr }', "a"), {"a": "un"}, 'VALUES (?a) { ("un"@tr) }'),
    "several examples": (
        query("VALUES ?a { wd:Q1 wd:Q2 }", "a"),
        {"a": "<http://x/>"},
        "VALUES (?a) { (<http://x/>) }",
    ),
    "no values": (query("VALUES ?a { wd:Q1 }", "a"), {}, "VALUES ?a { wd:Q1 }"),
}


@pytest.mark.parametrize(("asked", "values", "block"), CASES.values(), ids=CASES)
def test_values_take_the_place_of_the_example(
    asked: CompetencyQuery, values: dict[str, str], block: str
) -> None:
    assert ask(asked, values) == f"SELECT * WHERE {{ {block} ?s ?p ?o }}"


@pytest.mark.parametrize("known", LOCAL, ids=lambda known: known.id)
def test_every_parameter_of_every_ready_query_can_be_set(known: CompetencyQuery, empty: Store) -> None:
    for name in known.params:
        for value in ("2025-01-01", "0.5", "country:TR"):
            try:
                text = ask(known, {name: value})
            except SettingsError:
                continue
            list(empty.query(text))
            assert text != known.text
            break
        else:
            pytest.fail(f"no value fits {name}")


def test_what_is_asked_wrongly_is_refused() -> None:
    with pytest.raises(SettingsError, match="no parameter 'c'"):
        ask(query("VALUES ?a { wd:Q1 }", "a"), {"c": "x"})
    with pytest.raises(SettingsError, match="must be a number"):
        ask(query("VALUES ?a { 1 }", "a"), {"a": "x"})
    with pytest.raises(SettingsError, match="is no IRI"):
        ask(query("VALUES ?a { wd:Q1 }", "a"), {"a": "x> } #"})
