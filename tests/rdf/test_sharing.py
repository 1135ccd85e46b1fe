"""Near-duplicates brought together: the copy says the same as before, under the original's names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from pyoxigraph import NamedNode, Triple

from kg.model import Analysis
from kg.rdf import article_graph
from kg.rdf.likeness import Likeness, words
from kg.rdf.sharing import repeats, shared
from kg.rdf.vocabulary import EVENT, KG, REPORT
from kg.validate import Gate
from tests.rdf.analyses import sample
from tests.rdf.strategies import analyses

GATE = Gate.load()


def without_names(triple: Triple) -> tuple[str, ...]:
    """A triple with events and reports left unnamed."""
    terms = (triple.subject, triple.predicate, triple.object)
    return tuple(
        "*" if isinstance(term, NamedNode) and (term.value in EVENT or term.value in REPORT) else str(term)
        for term in terms
    )


@settings(max_examples=40)
@given(one=analyses(dated=False), other=analyses(dated=False))
def test_a_copy_says_all_that_it_said_and_conforms(one: Analysis, other: Analysis) -> None:
    graph, original = article_graph(one), article_graph(other)
    made = shared(graph, original)
    said = [triple for triple in made.triples if triple.predicate != KG.nearDuplicateOf]
    assert sorted(map(without_names, said)) == sorted(map(without_names, graph.triples))
    assert repeats(made) == original.iri
    assert GATE.validate(made).conforms


def test_an_article_is_like_itself() -> None:
    likeness = Likeness.of(article_graph(sample()))
    assert likeness.shingles
    assert likeness.resemblance(likeness) == likeness.agreement(likeness) == 1.0
    assert list(likeness.sketch) == sorted(likeness.sketch)


SAME_WORDS = {
    "apostrophes": ("Erdoğan'ın sözü", "Erdoğan’ın sözü"),
    "quotes and commas": ("“Gel”, dedi.", "'Gel' dedi"),
    "case": ("İSTANBUL IŞIK", "istanbul ışık"),
}


@pytest.mark.parametrize(("one", "other"), SAME_WORDS.values(), ids=SAME_WORDS)
def test_what_papers_change_when_they_copy_does_not_count(one: str, other: str) -> None:
    assert words(one) == words(other)
