"""Persons, countries, organisations and places that an article names, and who is who in it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import EntityKind
from tests.extract.reading import called, persons, read, told

ENTITIES = {
    "title before a person": ("Fiji Başbakanı Selim Taşören konuştu.", ["country FJ", "person Selim Taşören"]),
    "two persons with titles": (
        "Fiji Dışişleri Bakanı Selim Taşören ve Malta Başbakanı Nadir Kovanlı geldi.",
        ["country FJ", "country MT", "person Nadir Kovanlı", "person Selim Taşören"],
    ),
    "office without a country": ("Şansölye Leyla Aksoylu geldi.", ["person Leyla Aksoylu"]),
    "capital for its government": ("Moskova, Londra'yı kınadı.", ["country GB", "country RU"]),
    "capital as a place": ("Başkent Moskova'da yangın çıktı.", ["place Moskova"]),
    "person in a capital": ("Londra'da konuşan Selim Taşören geldi.", ["person Selim Taşören", "place Londra"]),
    "demonym that is a name, before a name": (
        "Dün mevkidaşı Kırgız Selim Taşören geldi.",
        ["country KG", "person Selim Taşören"],
    ),
    "adjective that is a country too": ("Dün Mali İşler müdürü geldi.", []),
    "country and adjective": ("Dün Mali Başbakanı Selim Taşören geldi.", ["country ML", "person Selim Taşören"]),
    "word that begins like a capital": ("Sanayi Bakanı Selim Taşören geldi.", ["person Selim Taşören"]),
    "word that is a capital too": ("Sana söylüyorum.", []),
    "capital that is a word too": ("Sana yönetimi, Fiji'yi kınadı.", ["country FJ", "country YE"]),
    "direction after a surname": (
        "Fiji Başbakanı Selim Taşören konuştu. Taşören Doğu ve Güneydoğulu vekillerle görüştü.",
        ["country FJ", "person Selim Taşören"],
    ),
    "hyphenated pair": ("Türk-Yunan sınırı kapandı.", ["country GR", "country TR"]),
    "hyphenated pair of countries": ("Fiji-Tonga arasında gerilim var.", ["country FJ", "country TO"]),
    "abbreviation in brackets": (
        "Dünya Sağlık Örgütü (DSÖ) toplandı. DSÖ, Fiji'yi uyardı.",
        ["country FJ", "organization Dünya Sağlık Örgütü"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENTITIES.values(), ids=ENTITIES.keys())
def test_a_text_names_these_entities(text: str, expected: list[str]) -> None:
    analysis = read(text)
    assert sorted(f"{one.kind} {one.iso2 or one.name}" for one in analysis.entities) == expected


COREFERENCE = {
    "surname": "Fiji Başbakanı Nadir Kovanlı konuştu. Kovanlı, Tonga'yı kınadı.",
    "surname with a suffix": "Fiji Başbakanı Nadir Kovanlı konuştu. Kovanlı'in sözleri yankı buldu.",
    "title again": "Fiji Başbakanı Nadir Kovanlı konuştu. Başbakan Kovanlı, Tonga'yı kınadı.",
    "surname before the full name": "Kovanlı geldi. Fiji Başbakanı Nadir Kovanlı konuştu.",
}


WITHOUT_APOSTROPHE = "Fiji Başbakanı Nadir Kovanlı konuştu. Kovanlının sözleri yankı buldu."


def test_a_surname_with_a_suffix_and_no_apostrophe_is_a_mention() -> None:
    assert len(read(WITHOUT_APOSTROPHE).mentions) == 3


@pytest.mark.parametrize("text", COREFERENCE.values(), ids=COREFERENCE.keys())
def test_the_same_person_is_one_entity(text: str) -> None:
    analysis = read(text)
    assert persons(analysis) == ["Nadir Kovanlı"]
    assert len([mention for mention in analysis.mentions if "kovanlı" in mention.entity]) == 2


def test_a_surname_alone_acts_for_the_person() -> None:
    analysis = read("Fiji Başbakanı Nadir Kovanlı konuştu. Kovanlı, Tonga'yı kınadı.")
    assert [called(analysis, event.actors) for event in analysis.occurrences] == [["Nadir Kovanlı"]]


def test_a_surname_before_a_comma_is_a_mention() -> None:
    text = "Fiji Başbakanı Selim Taşören konuştu. Taşören, Tonga'yı kınadı."
    assert "Taşören" in [mention.span.of(text) for mention in read(text).mentions]


def test_two_persons_of_one_surname_stay_two() -> None:
    analysis = read("Selim Taşören ve Leyla Taşören Fiji'de konuştu.")
    assert sorted(persons(analysis)) == ["Leyla Taşören", "Selim Taşören"]


POSITIONS: list[Any] = [
    ("Fiji Başbakanı Selim Taşören geldi.", [("head-of-government", "FJ")]),
    ("Fiji Devlet Başkanı Selim Taşören geldi.", [("head-of-state", "FJ")]),
    ("Fiji Dışişleri Bakanı Selim Taşören geldi.", [("foreign-minister", "FJ")]),
    ("Fiji'nin eski Başbakanı Selim Taşören geldi.", []),
    ("Eski Fiji Başbakanı Selim Taşören geldi.", []),
    ("Fiji eski Başbakanı Selim Taşören geldi.", []),
    ("Devrik Fiji Devlet Başkanı Selim Taşören geldi.", []),
    ("Emekli General Selim Taşören geldi.", []),
    ("Fiji'nin Malta Büyükelçisi Selim Taşören geldi.", [("ambassador", "FJ")]),
    (
        "Fiji Dışişleri Bakanı Selim Taşören geldi. Dışişleri Bakanı Taşören konuştu.",
        [("foreign-minister", "FJ")],
    ),
    ("Selim Taşören'in kardeşi Nadir Kovanlı geldi.", []),
]


@pytest.mark.parametrize(("text", "expected"), POSITIONS)
def test_a_title_makes_a_position_unless_it_is_former(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(position.kind, position.country) for position in read(text).positions] == expected


def test_a_mention_leaves_out_the_suffix() -> None:
    text = "Fiji Başbakanı Selim Taşören'in uçağı Tonga'ya indi."
    analysis = read(text)
    assert [mention.span.of(text) for mention in analysis.mentions] == ["Fiji", "Selim Taşören", "Tonga"]


MEMBERS = {
    "member of a party": ("CHP'li Selim Taşören, Fiji'yi kınadı.", ["Selim Taşören"]),
    "someone of a country": ("ABD'li gazeteci Selim Taşören, Fiji'yi kınadı.", ["Selim Taşören"]),
    "officials of a country": ("ABD'li yetkililer Fiji'yi kınadı.", ["US"]),
    "members": ("CHP'liler Fiji'yi kınadı.", ["Cumhuriyet Halk Partisi"]),
}


@pytest.mark.parametrize(("text", "actors"), MEMBERS.values(), ids=MEMBERS.keys())
def test_who_belongs_to_a_country_or_party_acts_alone(text: str, actors: list[str]) -> None:
    analysis = read(text)
    assert [called(analysis, event.actors) for event in analysis.occurrences] == [actors]


def test_a_capital_acts_as_its_government() -> None:
    analysis = read("Moskova, Londra'yı kınadı.")
    assert EntityKind.PLACE not in {entity.kind for entity in analysis.entities}
    assert told(analysis) == ["accuse actual (['RU'], ['GB'], []) tr/accuse@1"]
