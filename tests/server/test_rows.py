"""Rows are counted right, however the answer is cut into pieces and whatever its values hold."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.server.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.server.rows import counter

VALUES = st.text(alphabet='{}[],:"\\\r\n .<result>x', max_size=12)


def counted(name: str, body: bytes, sizes: list[int]) -> int:
    found = counter(name)
    assert found is not None
    file = io.BytesIO(body)
    for size in sizes:
        found.feed(file.read(size))
    found.feed(file.read())
    return max(0, found.rows)


def store(values: list[str]) -> ox.Store:
    filled = ox.Store()
    for number, value in enumerate(values):
        subject, predicate = ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p")
        filled.add(ox.Quad(subject, predicate, ox.Literal(value)))
    return filled


@pytest.mark.parametrize("name", list(RESULT_FORMATS))
@given(values=st.lists(VALUES, max_size=6), sizes=st.lists(st.integers(0, 9), max_size=40))
def test_rows_of_results(name: str, values: list[str], sizes: list[int]) -> None:
    found = store(values).query("SELECT ?o ?s { ?s ?p ?o }")
    assert isinstance(found, ox.QuerySolutions)
    body = found.serialize(format=RESULT_FORMATS[name])
    assert body is not None
    assert counted(name, body, sizes) == len(values)


@pytest.mark.parametrize("name", ["ntriples", "nquads"])
@given(values=st.lists(VALUES, max_size=6), sizes=st.lists(st.integers(0, 9), max_size=40))
def test_triples_of_graphs(name: str, values: list[str], sizes: list[int]) -> None:
    body = store(values).dump(format=GRAPH_FORMATS[name], from_graph=ox.DefaultGraph())
    assert body is not None
    assert counted(name, body, sizes) == len(values)


@pytest.mark.parametrize("value", ["}},{", "},{", '{"', '"}},{"', '"', "a\r\nb", '"\r\n"'])
@pytest.mark.parametrize("name", list(RESULT_FORMATS))
def test_values_that_look_like_the_end_of_a_row(name: str, value: str) -> None:
    found = store([value] * 3).query("SELECT ?o { ?s ?p ?o }")
    assert isinstance(found, ox.QuerySolutions)
    body = found.serialize(format=RESULT_FORMATS[name])
    assert body is not None
    for size in range(1, len(body)):
        assert counted(name, body, [size]) == 3


def test_formats_without_a_mark_are_not_counted() -> None:
    assert counter("turtle") is None
