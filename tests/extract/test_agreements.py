"""Agreements: what they are called, their kind, parties and dates."""

from __future__ import annotations

import pytest

from kg.model import Agreement
from tests.extract.reading import called, read

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
    pytest.param(
        "Fiji ve Tonga, 9 Mart 2024'te enerji anlaşması imzaladı.",
        "2024-03-09",
        None,
        marks=pytest.mark.xfail(reason="the date goes to a false second event of the noun", strict=True),
    ),
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


@pytest.mark.xfail(reason="the subject is taken for a modifier of the noun", strict=True)
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
        pytest.param(
            "Fiji ile Tonga arasında enerji anlaşması imzalandı.",
            marks=pytest.mark.xfail(reason="the noun is read as a verb and hides the signing", strict=True),
        ),
    ],
)
def test_the_signing_concerns_the_agreement(text: str) -> None:
    analysis = read(text)
    (signing,) = [event for event in analysis.occurrences if "sign-agreement" in event.types]
    assert signing.concerns == (analysis.agreements[0].key,)
