"""A small index whose items are told in the tests, and articles made of their parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.link.index import SqliteIndex
from kg.link.writer import new_index
from kg.model import Analysis, Article, Entity, EntityKind, Evidence, Label, Link, Position, Span
from kg.model.indexed import IndexedItem, Term
from tests.link.serving import Server, serving


def person(
    qid: int, name: str, country: str, *terms: Term, popularity: float = 0.9, born: str = "", died: str = ""
) -> IndexedItem:
    return IndexedItem(f"Q{qid}", EntityKind.PERSON, name, "", popularity, country, born, died, terms=terms)


def head(country: str, start: str, end: str = "") -> Term:
    return Term("head-of-state", "President", country, start, end)


ITEMS: tuple[tuple[IndexedItem, tuple[str, ...]], ...] = (
    (person(1, "Aleksey Vorontsov", "RU", head("RU", "2001-05-07", "2008-05-07"), popularity=1.0), ()),
    (person(2, "Pavel Vorontsov", "RU", head("RU", "2012-05-07"), popularity=1.0), ()),
    (person(3, "Anna Vorontsova", "RU", Term("minister", "Minister of Health", "RU", "2012-05-21"),
            popularity=0.6), ()),
    (person(4, "Volodymyr Shevchuk", "UA", head("UA", "2019-05-20"), popularity=1.0), ()),
    (person(5, "Xu Jianping", "CN", head("CN", "2013-03-14"), popularity=1.0), ()),
    (person(6, "Bashir al-Rassad", "SY", head("SY", "2000-07-17")), ()),
    (person(7, "Michael Carter", "US", Term("legislator", "United States senator", "US", "2010"), popularity=0.2), ()),
    (person(8, "Michael Carter", "GB", Term("minister", "Secretary of State for Defence", "GB", "2015", "2019"),
            popularity=0.6, born="1961-02-03"), ()),
    (person(9, "Ahmet Taşçı", "TR", head("TR", "2014-08-28"), popularity=1.0), ()),
    (person(10, "Lars Berg", "DK", Term("head-of-government", "Prime Minister of Denmark", "DK", "2019-06-27")), ()),
    (person(11, "Erik Solberg", "NO", Term("other", "Secretary-General of the United Nations", "", "2017-01-01")), ()),
    (person(12, "Ada Lovell", "GB", head("GB", "1830", "1850"), born="1815", died="1852"), ()),
    (IndexedItem("Q20", EntityKind.ORGANIZATION, "United Nations", popularity=1.0,
                 labels=(Label("Birleşmiş Milletler", "tr"),)), ("BM",)),
    (IndexedItem("Q21", EntityKind.COUNTRY, "Chad", popularity=1.0, country="TD", labels=(Label("Çad", "tr"),)), ()),
    (IndexedItem("Q22", EntityKind.COUNTRY, "Jordan", popularity=1.0, country="JO",
                 labels=(Label("Ürdün", "tr"),)), ()),
    (IndexedItem("Q23", EntityKind.PLACE, "Berlin", "city", 0.2, "DE"), ()),
    (IndexedItem("Q24", EntityKind.PLACE, "Springfield", "city", 0.02, "US"), ()),
)  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqliteIndex]:
    path = tmp_path / "index.sqlite"
    with new_index(path, horizon="2023-01-15") as writer:
        for item, names in ITEMS:
            writer.add(item, names)
    opened = SqliteIndex.open(path)
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def country(iso2: str, name: str) -> Entity:
    return Entity(f"country:{iso2}", EntityKind.COUNTRY, name, iso2=iso2, link=Link("Q1", 1.0, "iso-3166"))


def someone(name: str, *aliases: str) -> Entity:
    return Entity(f"person:{name}", EntityKind.PERSON, name, aliases=aliases)


SENTENCE = Span(0, 6)


def holds(who: Entity, kind: str, title: str, of: str | None = None, body: str | None = None) -> Position:
    return Position(who.key, kind, title, Evidence((SENTENCE,), "tr/title@1", 0.9), of, body)


def analysis(*entities: Entity, positions: tuple[Position, ...] = (), day: date | None = None) -> Analysis:
    return Analysis(Article("Haber.", published=day), (SENTENCE,), entities, positions=positions)
