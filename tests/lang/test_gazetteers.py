from __future__ import annotations

import re

import pytest

from kg.lang.tr.gazetteer import (
    load_countries,
    load_given_names,
    load_historical,
    load_metonyms,
    load_organizations,
    load_places,
    load_surnames,
)

PLACE_KINDS = set(
    "city region province district sea continent building mountain river island strait camp area".split()
)
ORGANIZATION_KINDS = set("international bloc court party armed agency media company ngo body sport".split())
QID = re.compile(r"Q[1-9]\d*")

BY_NAME = {form: row for row in load_countries() for form in (row.name, *row.aliases)}
BY_DEMONYM = {form: row.iso2 for row in load_countries() for form in row.demonyms}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ABD", "US"),
        ("Amerika Birleşik Devletleri", "US"),
        ("BAE", "AE"),
        ("Birleşik Arap Emirlikleri", "AE"),
        ("İngiltere", "GB"),
        ("Birleşik Krallık", "GB"),
        ("Rusya Federasyonu", "RU"),
        ("Çin Halk Cumhuriyeti", "CN"),
        ("Tayvan", "TW"),
        ("KKTC", "CY-N"),
        ("GKRY", "CY"),
        ("Makedonya", "MK"),
        ("Venezüella", "VE"),
        ("Bosna-Hersek", "BA"),
        ("Çek Cumhuriyeti", "CZ"),
        ("Fildişi Sahili", "CI"),
        ("Filistin", "PS"),
        ("Kosova", "XK"),
        ("Batı Sahra", "EH"),
        ("Suudi Arabistan", "SA"),
    ],
)
def test_a_news_name_is_known_as_its_country(name: str, code: str) -> None:
    assert BY_NAME[name].iso2 == code


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Rus", "RU"),
        ("Alman", "DE"),
        ("Amerikalı", "US"),
        ("İsrailli", "IL"),
        ("Yunan", "GR"),
        ("Yunanlı", "GR"),
        ("Iraklı", "IQ"),
        ("Katarlı", "QA"),
        ("Kongolu", "CD"),
        ("Güney Koreli", "KR"),
        ("Fransız", "FR"),
        ("Ürdünlü", "JO"),
    ],
)
def test_a_word_for_the_people_is_known_as_its_country(form: str, code: str) -> None:
    assert BY_DEMONYM[form] == code


@pytest.mark.parametrize("form", ["Gazze", "Arakan", "Arap", "Kürt", "Kore", "Osmanlı", "SSCB", "Yugoslavya"])
def test_what_is_no_country_of_today_is_not_among_them(form: str) -> None:
    assert form not in BY_NAME
    assert form not in BY_DEMONYM


@pytest.mark.parametrize(
    ("code", "form"),
    [("ML", "Mali"), ("CD", "Kongo"), ("CZ", "Çek"), ("KZ", "Kazak"), ("CY", "Kıbrıs"), ("BJ", "Benin")],
)
def test_forms_with_another_sense_are_ambiguous(code: str, form: str) -> None:
    row = next(row for row in load_countries() if row.iso2 == code)
    assert form in row.ambiguous


def test_every_country_has_a_code_of_its_own_an_identifier_and_an_english_name() -> None:
    rows = load_countries()
    codes = [row.iso2 for row in rows]
    assert len(codes) == len(set(codes)) == 251
    assert all(re.fullmatch(r"[A-Z]{2}|CY-N", code) for code in codes)
    assert [row.iso2 for row in rows if not (QID.fullmatch(row.qid) and row.name_en and row.name)] == []


def test_no_unambiguous_form_names_two_countries() -> None:
    owners: dict[str, set[str]] = {}
    for row in load_countries():
        for form in {row.name, *row.aliases, *row.demonyms} - row.ambiguous:
            owners.setdefault(form, set()).add(row.iso2)
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


def test_ambiguous_forms_are_forms_of_their_row() -> None:
    for country in load_countries():
        assert country.ambiguous <= {country.name, *country.aliases, *country.demonyms}, country.iso2
    for body in load_organizations():
        assert body.ambiguous <= {body.name, *body.aliases}, body.name


def test_no_state_of_the_past_bears_the_name_of_a_country() -> None:
    past = {form for row in load_historical() for form in (row.name, *row.aliases)}
    assert "Sovyetler Birliği" in past
    assert past & BY_NAME.keys() == set()


def test_kinds_codes_and_identifiers_of_places_and_organizations_are_known_ones() -> None:
    codes = {row.iso2 for row in load_countries()} | {""}
    assert {row.kind for row in load_places()} <= PLACE_KINDS
    assert {row.kind for row in load_organizations()} <= ORGANIZATION_KINDS
    rows = (*load_places(), *load_organizations())
    assert [
        row.name for row in rows if row.iso2 not in codes or not (row.qid == "" or QID.fullmatch(row.qid))
    ] == []


@pytest.mark.parametrize(
    ("name", "kind", "code", "ambiguous"),
    [
        ("Moskova", "city", "RU", False),
        ("Gazze", "city", "PS", False),
        ("Batı Şeria", "region", "PS", False),
        ("Kudüs", "city", "", False),
        ("Kırım", "region", "UA", False),
        ("Karayipler", "area", "", False),
        ("Diyarbakır", "province", "TR", False),
        ("Van", "province", "TR", True),
        ("Ordu", "province", "TR", True),
        ("Batman", "province", "TR", True),
        ("Sur", "district", "TR", True),
    ],
)
def test_a_place_has_its_country_and_ambiguity(name: str, kind: str, code: str, ambiguous: bool) -> None:
    assert (kind, code, ambiguous) in {
        (row.kind, row.iso2, row.ambiguous) for row in load_places() if row.name == name
    }


def test_all_81_provinces_of_turkiye_are_there() -> None:
    assert len({row.name for row in load_places() if row.kind == "province" and row.iso2 == "TR"}) == 81


def test_places_of_one_name_in_two_countries_are_all_ambiguous() -> None:
    seen: dict[str, list[tuple[str, bool]]] = {}
    for row in load_places():
        seen.setdefault(row.name, []).append((row.iso2, row.ambiguous))
    sure = {
        name
        for name, rows in seen.items()
        if len({code for code, _ in rows}) > 1 and not all(ambiguous for _, ambiguous in rows)
    }
    assert sure == set()


@pytest.mark.parametrize(
    ("form", "codes"),
    [
        ("Kremlin", {"RU"}),
        ("Beyaz Saray", {"US"}),
        ("Ankara", {"TR"}),
        ("Brüksel", {"", "BE"}),
        ("Lefkoşa", {"CY", "CY-N"}),
    ],
)
def test_a_seat_stands_for_its_government(form: str, codes: set[str]) -> None:
    assert {row.iso2 for row in load_metonyms() if row.form == form} <= codes
    assert any(row.form == form for row in load_metonyms())


def test_a_capital_that_bears_the_name_of_its_country_is_no_metonym() -> None:
    assert {row.form for row in load_metonyms()} & BY_NAME.keys() == set()


@pytest.mark.parametrize(
    ("form", "ambiguous"),
    [("Deniz", True), ("Barış", True), ("Savaş", True), ("Mehmet", False), ("Vladimir", False)],
)
def test_given_names_that_are_words_are_ambiguous(form: str, ambiguous: bool) -> None:
    assert load_given_names()[form].ambiguous is ambiguous


@pytest.mark.parametrize("form", ["Erdoğan", "Zelenskiy", "Paşinyan", "Netanyahu", "Machado", "Miçotakis"])
def test_surnames_stand_in_the_spelling_of_turkish_newspapers(form: str) -> None:
    assert form in load_surnames()


@pytest.mark.parametrize("form", ["Bey", "Paşa", "Hanım", "Cumhurbaşkanı", "Başbakan", "Türkiye"])
def test_titles_are_no_names(form: str) -> None:
    assert form not in load_surnames()
    assert form not in load_given_names()


def test_tables_are_sorted_and_without_repetition() -> None:
    for names in ([row.iso2 for row in load_countries()], list(load_given_names()), list(load_surnames())):
        assert names == sorted(set(names))
    metonyms = [(row.form, row.iso2, row.kind) for row in load_metonyms()]
    assert metonyms == sorted(set(metonyms))
