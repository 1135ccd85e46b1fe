"""Who is meant by a title, a description or a bare noun."""

from __future__ import annotations

import pytest

from tests.extract.reading import called, events, read

KOVANLI = "Fiji Başbakanı Nadir Kovanlı geldi. "
SAVALI = "Kuzey Kore lideri Kim Savali konuştu. "
TWO = "Fiji Başbakanı Nadir Kovanlı ile Malta Başbakanı Selim Taşören geldi. "

MEANT = {
    "office alone": (KOVANLI + "Başbakan, Tonga'yı kınadı.", ["Nadir Kovanlı"]),
    "family name of two": (
        "Fiji Başbakanı Nadir Kovanlı konuştu. Kovanlı, eşi Sevim Kovanlı ile geldi. Kovanlı, Tonga'yı kınadı.",
        ["Nadir Kovanlı"],
    ),
    "office with its country": (TWO + "Malta Başbakanı, Tonga'yı kınadı.", ["Selim Taşören"]),
    "minister": (
        "Fiji Dışişleri Bakanı Nadir Kovanlı geldi. Bakan, Tonga'yı kınadı.",
        ["Nadir Kovanlı"],
    ),
    "leader of a country": (
        "Fiji Devlet Başkanı Nadir Kovanlı geldi. Fijili lider, Tonga'yı kınadı.",
        ["Nadir Kovanlı"],
    ),
    "leader with an adjective": (SAVALI + "Genç lider, Tonga'yı kınadı.", ["Kim Savali"]),
    "the only leader": (SAVALI + "Dün konuşan lider, Tonga'yı kınadı.", ["Kim Savali"]),
    "court": (
        "Zanlı, Suva Ceza Mahkemesi önünde bekledi. Mahkeme, Selim Taşören'i hapis cezasına çarptırdı.",
        ["Suva Ceza Mahkemesi"],
    ),
    "ministry": (
        "Fiji Savunma Bakanlığı toplandı. Bakanlık, Tonga'yı kınadı.",
        ["Fiji Savunma Bakanlığı"],
    ),
    "company": ("Google toplandı. Şirket, Tonga'yı kınadı.", ["Google"]),
    "ministry without its country": (
        "Fiji Savunma Bakanlığı toplandı. Savunma Bakanlığı, Tonga'yı kınadı.",
        ["Fiji Savunma Bakanlığı"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MEANT.values(), ids=MEANT.keys())
def test_a_description_means_the_one_named_before(text: str, expected: list[str]) -> None:
    analysis = read(text)
    assert [name for event in analysis.occurrences for name in called(analysis, event.actors)] == expected


NOT_MEANT = {
    "of another body": KOVANLI + "Birçok ülkenin başbakanı, Tonga'yı kınadı.",
    "an indefinite one": SAVALI + "Bir lider, Tonga'yı kınadı.",
    "a queen is no president": "Fiji Devlet Başkanı Nadir Kovanlı geldi. Kraliçe, Tonga'yı kınadı.",
    "a former one": KOVANLI + "Eski Başbakan, Tonga'yı kınadı.",
    "two leaders": SAVALI + "Fiji lideri Selim Taşören geldi. Dün konuşan lider, Tonga'yı kınadı.",
    "two courts": (
        "Suva Ceza Mahkemesi ve Nadi Ceza Mahkemesi toplandı. Mahkeme, Tonga'yı kınadı."
    ),
    "any court": "Suva Ceza Mahkemesi toplandı. Bir mahkeme, Tonga'yı kınadı.",
}  # fmt: skip


@pytest.mark.parametrize("text", NOT_MEANT.values(), ids=NOT_MEANT.keys())
def test_a_description_that_fits_none_or_several_means_nobody(text: str) -> None:
    analysis = read(text)
    assert [name for event in analysis.occurrences for name in called(analysis, event.actors)] == []


OTHERS = {
    "sides": (
        "Fiji hükümeti ile Taliban arasında ateşkes sağlandı. Selim Taşören, tarafları itidale çağırdı.",
        "request",
        ["FJ", "Taliban"],
    ),
    "two countries are no country and a band": (
        "Fiji hükümeti ile Taliban arasında ateşkes sağlandı. Selim Taşören, iki ülkeyi itidale çağırdı.",
        "request",
        [],
    ),
    "our country in a quotation": (
        KOVANLI + 'Fiji Başbakanı Nadir Kovanlı, "Tonga ülkemize saldırdı" dedi.',
        "assault",
        ["FJ"],
    ),
    "our country of nobody": ("Tonga ülkemize saldırdı.", "assault", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "recipients"), OTHERS.values(), ids=OTHERS.keys())
def test_a_word_for_others_means_those_told_before(text: str, kind: str, recipients: list[str]) -> None:
    analysis = read(text)
    assert [called(analysis, event.recipients) for event in events(analysis, kind)] == [recipients]
