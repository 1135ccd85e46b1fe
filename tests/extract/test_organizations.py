"""Organisations: what they are called, of which country they are, and what is none."""

from __future__ import annotations

import pytest

from kg.model import EntityKind
from tests.extract.reading import read


def bodies(text: str) -> list[str]:
    return sorted(one.name for one in read(text).entities if one.kind is EntityKind.ORGANIZATION)


NAMED = {
    "ministry of a country": ("Fiji Savunma Bakanlığı toplandı.", ["Fiji Savunma Bakanlığı"]),
    "ministry that opens the sentence": ("Savunma Bakanlığı toplandı.", ["Savunma Bakanlığı"]),
    "ve inside the name": ("Fiji Kültür ve Turizm Bakanlığı kapandı.", ["Fiji Kültür ve Turizm Bakanlığı"]),
    "after a person": (
        "Eski bakan Selim Taşören Kültür ve Turizm Bakanlığı görevinden ayrıldı.",
        ["Kültür ve Turizm Bakanlığı"],
    ),
    "after a title and ve": (
        "Eski Dışişleri Bakanı ve Miras Partisi lideri Selim Taşören geldi.",
        ["Miras Partisi"],
    ),
    "plural body": ("Fiji Hava Kuvvetleri tatbikat yaptı.", ["Fiji Hava Kuvvetleri"]),
    "longer than a known party": ("Dün Anayasal Demokrat Parti kuruldu.", ["Anayasal Demokrat Parti"]),
    "namesake of a known party": ("Dün ABD Demokrat Parti kazandı.", ["ABD Demokrat Parti"]),
    "case written close": ("Açıklama Fiji Savunma Bakanlığından geldi.", ["Fiji Savunma Bakanlığı"]),
    "abbreviation before a title": ("Kapatılan FKS'nin lideri Selim Taşören geldi.", ["FKS"]),
    "abbreviation in capitals": ("Haberi SANA duyurdu.", ["SANA"]),
    "party members": ("Dün Cumhuriyetçilerin tasarısı reddedildi.", ["Cumhuriyetçi Parti"]),
    "company": ("Fiji, Airbus ile Tüpraş'ı konuştu.", ["Airbus", "Tüpraş"]),
    "noun before the name": ("Lübnan gazetesi El Kovan, haberi yalanladı.", ["El Kovan"]),
    "noun after the name": ("Aşırı sağcı Pro Savali partisi kapandı.", ["Pro Savali"]),
    "after adlı": ("Dün Savalvision adlı bir televizyon kapandı.", ["Savalvision"]),
    "company that is a word, before its head": ("Tesla CEO'su Selim Taşören geldi.", ["Tesla"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED.keys())
def test_these_organisations_are_named(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


NONE = {
    "city that spells like an abbreviation": "Fiji uçağı Sana'dan kalktı.",
    "given name that begins like one": "Bakan Sanae Taşören geldi.",
    "family name that heads bodies": "Murat Kurum geldi.",
    "time": "Maç TSİ 20.00'de başladı.",
    "operation": "Ordu, Çöl Kalkanı Operasyonu'nu bitirdi.",
    "state of the past": "Sovyetler Birliği dağıldı.",
    "ordinary word before a noun": "Terör örgütünün silah bırakacağı söylendi.",
    "part of a country": "Çatışmalar Kuzey Irak'ta sürdü.",
}  # fmt: skip


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_no_organisation_is_named(text: str) -> None:
    assert bodies(text) == []


def test_a_body_has_the_country_that_its_name_or_owner_tells() -> None:
    analysis = read("Fiji Savunma Bakanlığı toplandı. Tonga'nın Sağlık Bakanlığı kapandı.")
    assert {one.name: one.country for one in analysis.entities if one.kind is EntityKind.ORGANIZATION} == {
        "Fiji Savunma Bakanlığı": "FJ",
        "Sağlık Bakanlığı": "TO",
    }


def test_one_body_with_and_without_its_country_is_one() -> None:
    assert bodies("Fiji Savunma Bakanlığı toplandı. Savunma Bakanlığı açıklama yaptı.") == [
        "Fiji Savunma Bakanlığı"
    ]


def test_without_its_country_a_body_of_two_stays_open() -> None:
    text = (
        "Fiji Savunma Bakanlığı toplandı. Tonga Savunma Bakanlığı kapandı. Savunma Bakanlığı açıklama yaptı."
    )
    assert len(bodies(text)) == 3


def test_who_leads_a_company_holds_no_office_of_its_country() -> None:
    (position,) = read("Dün Airbus CEO'su Selim Taşören geldi.").positions
    assert position.country is None


def test_a_building_of_government_is_a_body_of_its_country() -> None:
    analysis = read("Kremlin, Fiji'yi kınadı. Beyaz Saray Sözcüsü Leyla Aksoylu konuştu.")
    assert [one.name for one in analysis.entities if one.kind is EntityKind.ORGANIZATION] == [
        "Kremlin",
        "Beyaz Saray",
    ]
    assert [position.country for position in analysis.positions] == ["US"]
