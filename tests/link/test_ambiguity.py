"""Names that stand for several: read, linked with the shipped index, right or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract import extractor
from kg.link import linker, shipped_index
from kg.model import Article, EntityKind


def linked(text: str, day: date | None = None) -> dict[tuple[str, str], str | None]:
    """The English name of the item of each entity, None without a link, by kind and name in the text."""
    found = linker().link(extractor("tr").extract(Article(text, published=day)))
    items = {(one.kind.value, one.name): one.link for one in found.entities}
    names = {key: shipped_index().item(link.qid) if link else None for key, link in items.items()}
    return {key: item.name if item else None for key, item in names.items()}


@pytest.mark.parametrize(
    ("text", "day", "name", "label"),
    [
        ("ABD Başkanı Bush, Irak'ta konuştu.", date(2005, 3, 1), "Bush", "George W. Bush"),
        ("ABD Başkanı Bush, Irak'ta konuştu.", date(1990, 9, 1), "Bush", None),
        ("ABD Başkanı Clinton, Beyaz Saray'da konuştu.", date(2000, 3, 1), "Clinton", "Bill Clinton"),
        ("ABD Dışişleri Bakanı Clinton, Ankara'ya geldi.", date(2011, 3, 1), "Clinton", "Hillary Clinton"),
    ],
)
def test_one_surname_and_two_offices(text: str, day: date, name: str, label: str) -> None:
    assert linked(text, day)["person", name] == label


@pytest.mark.parametrize(
    ("day", "allowed"),
    [(date(2010, 5, 1), "Abdullah Gül"), (date(2015, 5, 1), None)],
    ids=["while in office", "after it"],
)
def test_a_president_by_surname_is_linked_in_office_only(day: date, allowed: str | None) -> None:
    found = linked("Cumhurbaşkanı Gül, Ankara'da büyükelçileri kabul etti.", day)
    assert found["person", "Gül"] == allowed


def test_a_namesake_who_is_a_footballer_is_not_the_minister() -> None:
    text = "Futbolcu İsmet Yılmaz, Türkiye Kupası maçında iki gol attı. İsmet Yılmaz sakatlandı."
    assert linked(text, date(2013, 5, 1)).get(("person", "İsmet Yılmaz")) is None
    minister = "Milli Savunma Bakanı İsmet Yılmaz, Ankara'da açıklama yaptı."
    assert linked(minister, date(2012, 5, 1))["person", "İsmet Yılmaz"] == "İsmet Yılmaz"


@pytest.mark.parametrize(
    ("text", "country", "person"),
    [
        ("Çad ordusu, Mali'ye asker gönderdi. Avukat Mehmet Çad davayı izledi.", "Çad", "Mehmet Çad"),
        ("Ürdün hükümeti sınırı kapattı. Öğretmen Ayşe Ürdün yaralandı.", "Ürdün", "Ayşe Ürdün"),
    ],
)
def test_a_country_and_a_person_of_one_name_are_two(text: str, country: str, person: str) -> None:
    found = linked(text)
    assert found["country", country] is not None
    assert found.get(("person", person)) is None


def test_a_city_and_a_surname_are_two() -> None:
    found = linked("Almanya'nın başkenti Berlin'de toplantı yapıldı. Yazar Isaiah Berlin kitabını imzaladı.")
    assert found["place", "Berlin"] == "Berlin"
    assert found.get(("person", "Isaiah Berlin")) is None


def test_a_seat_of_government_is_the_country_and_no_town() -> None:
    found = linked("Moskova, anlaşmayı doğruladı. Washington yeni yaptırım açıkladı.")
    assert {kind for kind, _ in found} == {EntityKind.COUNTRY.value}
