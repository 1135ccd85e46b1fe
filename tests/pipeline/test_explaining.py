from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.model import Article
from kg.pipeline.counting import Count, stats
from kg.pipeline.explaining import Fact, Naming, Passage, Role, explain
from kg.pipeline.ingesting import ingest
from kg.pipeline.naming import expand
from kg.pipeline.parallel import Crew
from kg.rdf import iris
from kg.store import Store
from tests.pipeline.fakes import RULE, QuoteGate, workshop

FIRST = Article(
    "Kremlin: Putin ile Şi telefonda görüştü. Putin memnun.",
    published=date(2025, 12, 12),
    publisher="Örnek Ajansı",
    url="https://ornek.example/1",
)
SECOND = Article("Putin ile Şi Cinping telefon görüşmesi yaptı.", published=date(2025, 12, 12))
CALL = "event:20251212-consult-phone-si-cinping-vladimir-putin"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        ingest([FIRST, SECOND], opened, Crew(workshop, jobs=1))
        yield opened


def test_an_event_is_explained_by_articles_sentences_sources_and_rules(store: Store) -> None:
    found = explain(store, expand(CALL), QuoteGate())
    assert found is not None
    assert found.label == "telefon görüşmesi"
    assert Fact("kg:participant", "person:vladimir-putin", "Vladimir Putin", 2) in found.facts
    reasons = {reason.article: reason for reason in found.reasons}
    assert set(reasons) == {iris.article(FIRST).value, iris.article(SECOND).value}
    first = reasons[iris.article(FIRST).value]
    assert first.passages == (Passage(0, 40, "Kremlin: Putin ile Şi telefonda görüştü."),)
    assert (first.rule, first.confidence, first.attributed_to) == (RULE, "0.9", ("Kremlin",))
    assert (first.issued, first.publisher, first.url) == (
        "2025-12-12",
        "Örnek Ajansı",
        "https://ornek.example/1",
    )
    assert first.conforms is True
    assert reasons[iris.article(SECOND).value].attributed_to == ()


def test_a_person_is_explained_by_what_it_takes_part_in_and_how_it_is_named(store: Store) -> None:
    found = explain(store, expand("person:vladimir-putin"))
    assert found is not None
    assert found.roles == (Role(CALL, "telefon görüşmesi", "kg:participant", "2025-12-12"),)
    assert found.namings == (Naming("Putin", 3, 2),)


def test_without_a_gate_nothing_is_said_of_conformance(store: Store) -> None:
    found = explain(store, expand(CALL))
    assert found is not None
    assert {reason.conforms for reason in found.reasons} == {None}


def test_the_store_is_the_only_source(store: Store) -> None:
    store.forget(iris.article(FIRST).value)
    found = explain(store, expand(CALL))
    assert found is not None
    assert [reason.article for reason in found.reasons] == [iris.article(SECOND).value]
    store.forget(iris.article(SECOND).value)
    assert explain(store, expand(CALL)) is None


def test_a_term_of_the_ontology_is_explained_too(store: Store) -> None:
    found = explain(store, expand("et:consult-phone"))
    assert found is not None
    assert found.facts


def test_a_store_is_counted(store: Store) -> None:
    found = stats(store)
    assert (found.articles, found.first, found.last) == (2, "2025-12-12", "2025-12-12")
    assert (found.findings["Person"], found.findings["Event"], found.findings["Organization"]) == (2, 1, 2)
    assert found.event_types == (Count("et:consult-phone", 1),)
    assert found.most_named == (Count("Şi Cinping", 2), Count("Vladimir Putin", 2), Count("Kremlin", 1))
    assert 0 < found.triples < found.quads


def test_an_empty_store_is_counted(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty") as opened:
        found = stats(opened)
    assert (found.articles, found.first, found.event_types) == (0, "", ())
