"""The index that comes with the package, and the linker over it."""

from __future__ import annotations

import time
from datetime import date

import pytest

from kg.lang.tr.gazetteer import load_countries
from kg.link import linker, shipped_index
from kg.link.index import shipped_path
from kg.model import Entity, EntityKind
from kg.ports import Linker
from tests.link.conftest import analysis, country, holds, someone

RUSSIA = country("RU", "Rusya")


def test_it_has_every_country_and_territory_of_the_language_pack() -> None:
    index = shipped_index()
    items = {row.name: index.item(row.qid) for row in load_countries() if row.qid}
    missing = [name for name, item in items.items() if item is None or item.kind is not EntityKind.COUNTRY]
    assert missing == []


def test_towns_have_coordinates_and_turkish_names() -> None:
    (match,) = shipped_index().find("Prag", EntityKind.PLACE)
    assert (match.item.name, match.item.country) == ("Prague", "CZ")
    assert (round(match.item.latitude or 0), round(match.item.longitude or 0)) == (50, 14)


@pytest.mark.parametrize(
    ("kind", "country", "item"),
    [
        ("head-of-state", "RU", "Q218295"),
        ("head-of-government", "DE", "Q4970706"),
        ("foreign-minister", "TR", "Q20988486"),
        ("head-of-state", "IR", None),
        ("head-of-state", "CH", None),
        ("minister", "RU", None),
    ],
)
def test_an_office_of_which_a_country_has_one_has_an_item(kind: str, country: str, item: str | None) -> None:
    assert shipped_index().office(kind, country) == item


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("Adalet ve Kalkınma Partisi", EntityKind.ORGANIZATION, "Justice and Development Party"),
        ("NATO", EntityKind.ORGANIZATION, "NATO"),
        ("Uluslararası Ceza Mahkemesi", EntityKind.ORGANIZATION, "International Criminal Court"),
        ("Muhammed Mursi", EntityKind.PERSON, "Mohamed Morsi"),
        ("Boyko Borisov", EntityKind.PERSON, "Boyko Borisov"),
    ],
)
def test_well_known_names_are_found(name: str, kind: EntityKind, label: str) -> None:
    best = shipped_index().find(name, kind)[0]
    assert best.item.name == label


@pytest.mark.parametrize(
    ("name", "iso2"),
    [
        ("BAE", "AE"),
        ("Güney Kore", "KR"),
        ("Rusya Federasyonu", "RU"),
        ("Çad", "TD"),
        ("Ürdün", "JO"),
        ("France", "FR"),
    ],
)
def test_countries_are_found_by_turkish_english_and_other_names(name: str, iso2: str) -> None:
    found = shipped_index().find(name, EntityKind.COUNTRY)
    assert [match.item.country for match in found] == [iso2]


@pytest.mark.parametrize(
    ("name", "kind", "title", "iso2", "day", "label"),
    [
        ("Vladimir Putin", "head-of-state", "Devlet Başkanı", "RU", date(2025, 12, 12), "Vladimir Putin"),
        ("Şi Cinping", "head-of-state", "Devlet Başkanı", "CN", date(2023, 4, 26), "Xi Jinping"),
        (
            "Volodimir Zelenskiy",
            "head-of-state",
            "Devlet Başkanı",
            "UA",
            date(2023, 4, 26),
            "Volodymyr Zelenskyy",
        ),
        ("Gül", "head-of-state", "Cumhurbaşkanı", "TR", date(2010, 1, 1), "Abdullah Gül"),
        ("Erdoğan", "head-of-state", "Cumhurbaşkanı", "TR", date(2020, 1, 1), "Recep Tayyip Erdoğan"),
        ("Erdoğan", "head-of-government", "Başbakanı", "TR", date(2010, 1, 1), "Recep Tayyip Erdoğan"),
        ("Trump", "head-of-state", "Başkanı", "US", date(2018, 1, 1), "Donald Trump"),
        ("Obama", "head-of-state", "Başkanı", "US", date(2013, 1, 1), "Barack Obama"),
        ("Bush", "head-of-state", "Başkanı", "US", date(2005, 1, 1), "George W. Bush"),
        ("Beşşar Esed", "head-of-state", "Devlet Başkanı", "SY", date(2013, 1, 1), "Bashar al-Assad"),
        ("Hoşyar Zebari", "foreign-minister", "Dışişleri Bakanı", "IQ", date(2013, 1, 1), "Hoshyar Zebari"),
        ("Merkel", "head-of-government", "Başbakanı", "DE", date(2012, 1, 1), "Angela Merkel"),
        ("Kurz", "foreign-minister", "Dışişleri Bakanı", "AT", date(2015, 1, 1), "Sebastian Kurz"),
        ("Rasmussen", "head-of-government", "Başbakanı", "DK", date(2005, 1, 1), "Anders Fogh Rasmussen"),
        ("Rasmussen", "head-of-government", "Başbakanı", "DK", date(2010, 1, 1), "Lars Løkke Rasmussen"),
        ("Ömer el-Beşir", "head-of-state", "Devlet Başkanı", "SD", date(2013, 1, 1), "Omar al-Bashir"),
    ],
)
def test_well_known_people_are_linked(
    name: str, kind: str, title: str, iso2: str, day: date, label: str
) -> None:
    who = someone(name)
    found = linker().link(
        analysis(who, country(iso2, iso2), positions=(holds(who, kind, title, iso2),), day=day)
    )
    item = found.entities[0].link
    assert item is not None
    known = shipped_index().item(item.qid)
    assert known is not None
    assert known.name == label


@pytest.mark.parametrize(
    ("name", "kind", "title", "iso2", "day"),
    [
        ("Johnson", None, "", "GB", date(2020, 1, 1)),
        ("Trump", None, "", "US", date(2018, 1, 1)),
        ("Obama", "head-of-state", "Başkanı", "US", date(2018, 1, 1)),
        ("Merkel", "head-of-government", "Başbakanı", "DE", date(2022, 6, 1)),
        ("Maria Machado", None, "", "VE", date(2025, 12, 12)),
        ("Li Hui", "other", "özel temsilcisi", "CN", date(2023, 4, 26)),
        ("Ali Yılmaz", None, "", "TR", date(2020, 1, 1)),
        ("Mark Carney", "head-of-government", "Başbakanı", "CA", date(2025, 6, 15)),
    ],
)
def test_what_is_not_certain_stays_unlinked(
    name: str, kind: str | None, title: str, iso2: str, day: date
) -> None:
    who = someone(name)
    positions = (holds(who, kind, title, iso2),) if kind else ()
    found = linker().link(analysis(who, country(iso2, iso2), positions=positions, day=day))
    assert found.entities[0].link is None


def test_a_place_of_a_country_in_the_article_is_linked() -> None:
    place = Entity("place:paris", EntityKind.PLACE, "Paris", country="FR")
    found = linker().link(analysis(place, country("FR", "Fransa")))
    assert found.entities[0].link is not None


def test_a_small_place_is_not_taken_for_a_famous_one_of_its_name() -> None:
    place = Entity("place:manhattan", EntityKind.PLACE, "Manhattan", country="US")
    assert linker().link(analysis(place, country("US", "ABD"))).entities[0].link is None


def test_it_is_small_and_opens_at_once() -> None:
    from kg.link.index import SqliteIndex

    with shipped_path() as path:
        assert path.stat().st_size < 12_000_000
        began = time.perf_counter()
        SqliteIndex.open(path).close()
        assert time.perf_counter() - began < 0.25


def test_the_linker_is_what_the_pipeline_expects() -> None:
    made: Linker = linker()
    assert made.link(analysis(RUSSIA)) == analysis(RUSSIA)
