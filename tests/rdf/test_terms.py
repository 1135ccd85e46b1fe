from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import Edtf
from kg.rdf import terms

NODE = NamedNode("https://example.org/n")


def stored(term: Literal) -> Literal:
    store = Store()
    store.add(Quad(NODE, NODE, term))
    (quad,) = store
    assert isinstance(quad.object, Literal)
    return quad.object


CASES = [
    terms.share(1.0),
    terms.share(0.0),
    terms.share(0.5),
    terms.share(0.95),
    terms.share(1 / 3),
    terms.share(0.00004),
    terms.integer(0),
    terms.integer(10_000_000),
    terms.day(date(2025, 1, 2)),
    terms.edtf(Edtf("[..2025-12-12]")),
    terms.text("Türkiye", "tr-TR"),
    terms.text("中国", "zh-Hans"),
    terms.string("tr/consult-phone@1"),
]


@pytest.mark.parametrize("term", CASES, ids=str)
def test_the_store_keeps_literals_as_they_are_minted(term: Literal) -> None:
    assert stored(term) == term
    assert str(stored(term)) == str(term)


@given(st.floats(0, 1))
def test_any_share_is_canonical_and_near_its_value(value: float) -> None:
    term = terms.share(value)
    assert str(stored(term)) == str(term)
    assert abs(float(term.value) - value) <= 0.00005000001


ADDRESSES = {
    "https://ornek.example/haber?id=1#a": "https://ornek.example/haber?id=1#a",
    " https://ornek.example/a b ": "https://ornek.example/a%20b",
    "https://ornek.example/ş?q={x}|y": "https://ornek.example/ş?q=%7Bx%7D%7Cy",
    "https://ornek.example/%C3%BC": "https://ornek.example/%C3%BC",
    "https://ornek.example/%100%zz": "https://ornek.example/%100%25zz",
    'https://ornek.example/"<>': "https://ornek.example/%22%3C%3E",
}


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.items(), ids=ADDRESSES)
def test_what_an_iri_may_not_hold_is_encoded(url: str, expected: str) -> None:
    assert terms.web_address(url) == NamedNode(expected)


@pytest.mark.parametrize("url", ["", "ornek.example/a", "/a", "https:", "http://[", "http://a:port/"])
def test_what_is_no_absolute_address_is_none(url: str) -> None:
    assert terms.web_address(url) is None


@given(st.text())
def test_no_text_breaks_an_address(text: str) -> None:
    node = terms.web_address(f"https://ornek.example/{text}")
    assert node is None or stored_iri(node) == node


def stored_iri(node: NamedNode) -> NamedNode:
    store = Store()
    store.update(f"INSERT DATA {{ {node} {NODE} {NODE} }}")
    (quad,) = store
    assert isinstance(quad.subject, NamedNode)
    return quad.subject
