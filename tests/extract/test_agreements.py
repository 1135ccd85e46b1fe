"""Agreements: what they are called, their kind, parties and dates, and the events that make them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.model import Agreement
from tests.extract.reading import called, read, told

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("agreement_cases.toml").read_text(encoding="utf-8")
)["case"]
DEALS = ("sign-agreement", "agree")

KINDS = {
    "Fiji ile Tonga arasındaki serbest ticaret anlaşması yürürlüğe girdi.": (
        "serbest ticaret anlaşması",
        "trade",
    ),
    "Fiji ile Tonga arasındaki ortak savunma anlaşması yürürlüğe girdi.": (
        "ortak savunma anlaşması",
        "defence",
    ),
    "Fiji ile Tonga arasındaki doğal gaz anlaşması yürürlüğe girdi.": ("doğal gaz anlaşması", "energy"),
    "Fiji ile Tonga arasındaki mutabakat zaptı yürürlüğe girdi.": ("mutabakat zaptı", "memorandum"),
    "Fiji ile Tonga arasında barış anlaşması imzalandı.": ("barış anlaşması", "peace"),
    "Fiji ile Tonga arasında stratejik ortaklık anlaşması imzalandı.": (
        "stratejik ortaklık anlaşması",
        "strategic-partnership",
    ),
    "Fiji ile Tonga arasında sınır antlaşması imzalandı.": ("sınır antlaşması", "treaty"),
    "Fiji ile Tonga arasında ateşkes anlaşması imzalandı.": ("ateşkes anlaşması", "ceasefire"),
    "Fiji ile Tonga arasında kültür anlaşması imzalandı.": ("kültür anlaşması", "other"),
}


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_text_tells_of_these_agreements_and_of_no_others(case: dict[str, Any]) -> None:
    analysis = read(case["text"])
    found = [[a.label, a.kind, sorted(called(analysis, a.parties))] for a in analysis.agreements]
    assert sorted(found) == sorted(case["agreements"])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in CASES if "events" in case])
def test_the_text_tells_of_these_signings_and_understandings(case: dict[str, Any]) -> None:
    analysis = read(case["text"])
    found = [
        [
            event.types[0],
            sorted(called(analysis, event.actors)),
            sorted(called(analysis, event.recipients)),
        ]
        for event in analysis.occurrences
        if event.types[0] in DEALS and event.modality != "denied"
    ]
    assert sorted(found) == sorted(case["events"]), told(analysis)


def _only(text: str) -> Agreement:
    (agreement,) = read(text).agreements
    return agreement


@pytest.mark.parametrize(("text", "expected"), KINDS.items(), ids=[kind for _, kind in KINDS.values()])
def test_the_words_before_the_noun_tell_name_and_kind(text: str, expected: tuple[str, str]) -> None:
    agreement = _only(text)
    assert (agreement.label, agreement.kind) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fiji ve Tonga enerji anlaşması imzaladı.",
        "Fiji ile Tonga arasındaki enerji anlaşması yürürlüğe girdi.",
        "Fiji-Tonga enerji anlaşması yürürlüğe girdi.",
        "Fiji, Tonga ile enerji anlaşması imzaladı.",
        "Fiji Başbakanı Selim Taşören, Tonga ile enerji anlaşması imzaladı.",
    ],
)
def test_the_parties_are_the_countries_that_sign(text: str) -> None:
    analysis = read(text)
    (agreement,) = analysis.agreements
    assert sorted(called(analysis, agreement.parties)) == ["FJ", "TO"]


DATES = [
    ("Fiji ile Tonga arasında 2019'da imzalanan enerji anlaşması bitti.", "2019", None),
    ("Fiji ile Tonga arasındaki enerji anlaşması 1 Haziran'da yürürlüğe girdi.", None, "2025-06-01"),
    (
        "Fiji ile Tonga arasında 2019'da imzalanan enerji anlaşması 1 Ocak 2020'de yürürlüğe girdi.",
        "2019",
        "2020-01-01",
    ),
    ("Fiji ile Tonga arasında mart ayında yürürlüğe giren enerji anlaşması bitti.", None, "2025-03"),
    ("Fiji ile Tonga arasındaki enerji anlaşması imzalandı.", None, None),
    ("Fiji ve Tonga, 9 Mart 2024'te enerji anlaşması imzaladı.", "2024-03-09", None),
    ("Fiji ile Tonga'nın 1998 tarihli enerji anlaşması bitti.", "1998", None),
    ("Fiji, 1998'deki Suva Anlaşması ile bağımsız oldu.", "1998", None),
    ("Fiji ve Tonga 9 Temmuz'da enerji anlaşması imzalamayacak.", None, None),
]


@pytest.mark.parametrize(("text", "signed", "in_force"), DATES)
def test_the_day_of_signing_is_not_the_day_of_force(
    text: str, signed: str | None, in_force: str | None
) -> None:
    agreement = _only(text)
    assert tuple(None if day is None else str(day) for day in (agreement.signed, agreement.in_force)) == (
        signed,
        in_force,
    )


def test_the_name_leaves_out_the_subject() -> None:
    assert _only("Fiji ve Tonga enerji anlaşması imzaladı.").label == "enerji anlaşması"


def test_a_bare_noun_goes_back_to_the_agreement_before() -> None:
    text = "Fiji ile Tonga arasında imzalanan savunma anlaşması yürürlüğe girdi. Anlaşma, gemileri kapsıyor."
    assert [span.of(text) for span in _only(text).mentions] == ["savunma anlaşması", "Anlaşma"]


@pytest.mark.parametrize(
    "text",
    [
        "Fiji ve Tonga enerji anlaşması imzaladı.",
        "Fiji ile Tonga arasında mutabakat zaptı imzalandı.",
        "Fiji ile Tonga arasında enerji anlaşması imzalandı.",
        "Fiji ile Tonga arasında imzalanan enerji anlaşması mecliste.",
        "Fiji ile Tonga arasında görüşülen enerji anlaşması bugün imzalandı.",
    ],
)
def test_the_signing_concerns_the_agreement(text: str) -> None:
    analysis = read(text)
    (signing,) = [event for event in analysis.occurrences if "sign-agreement" in event.types]
    assert signing.concerns == (analysis.agreements[0].key,)


def test_one_agreement_may_bear_several_names() -> None:
    text = (
        "Fiji ile Tonga arasında enerji alanında iş birliği mutabakatı imzalandı. "
        "Enerji alanındaki anlaşma on yıl sürecek. Fiji-Tonga mutabakatı mecliste oylanacak."
    )
    agreement = _only(text)
    assert agreement.label == "enerji alanında iş birliği mutabakatı"
    assert len(agreement.mentions) == 3


def test_agreements_of_the_same_kind_with_other_parties_are_two() -> None:
    text = (
        "Fiji ile Tonga arasındaki barış anlaşması bitti. Peru ile Şili arasındaki barış anlaşması sürüyor."
    )
    analysis = read(text)
    assert sorted(sorted(called(analysis, a.parties)) for a in analysis.agreements) == [
        ["CL", "PE"],
        ["FJ", "TO"],
    ]


def test_agreements_listed_after_a_signing_have_its_parties() -> None:
    text = (
        "Fiji ile Tonga arasında iki anlaşma imzalandı. "
        "Bunlar arasında; deniz taşımacılığı anlaşması, turizm iş birliği protokolü yer aldı."
    )
    analysis = read(text)
    assert {a.label: sorted(called(analysis, a.parties)) for a in analysis.agreements} == {
        "deniz taşımacılığı anlaşması": ["FJ", "TO"],
        "turizm iş birliği protokolü": ["FJ", "TO"],
    }


def test_a_signing_that_names_nobody_is_of_the_parties_of_its_agreement() -> None:
    text = "Fiji ile Tonga arasındaki enerji anlaşması tartışılıyor. Enerji anlaşması 2019'da imzalanmıştı."
    analysis = read(text)
    (signing,) = [event for event in analysis.occurrences if "sign-agreement" in event.types]
    assert sorted(called(analysis, signing.actors)) == ["FJ", "TO"]


def test_a_short_form_in_brackets_is_another_name() -> None:
    agreement = _only("Fiji, Birleşmiş Milletler Deniz Hukuku Sözleşmesi'ne (UNCLOS) taraf oldu.")
    assert agreement.label == "Birleşmiş Milletler Deniz Hukuku Sözleşmesi"
    assert agreement.aliases == ("UNCLOS",)


def test_confidence_falls_with_what_the_text_leaves_open() -> None:
    named = _only("Fiji ile Tonga arasında enerji anlaşması imzalandı.")
    alone = _only("Enerji anlaşması mecliste görüşüldü.")
    bare = _only("Fiji, Tonga ile anlaşma imzaladı.")
    assert named.evidence.confidence > alone.evidence.confidence
    assert named.evidence.confidence > bare.evidence.confidence


def test_two_owners_of_an_agreement_are_its_parties_also_before_a_clause() -> None:
    analysis = read(
        "Selim Taşören ve Nadir Kovanlı, Fiji ve Tonga'nın kasımda yürürlüğe giren savunma anlaşması uyarınca görüştü."
    )
    (agreement,) = analysis.agreements
    assert sorted(called(analysis, agreement.parties)) == ["FJ", "TO"]
    assert agreement.label == "savunma anlaşması"
