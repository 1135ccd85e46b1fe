"""Inflection of known nouns, and the case that an unknown noun seems to be in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lang.tr.morphology import Case
from kg.lang.tr.nouns import Noun, guess_case, inflection, noun_of

STEMS = frozenset(("anlaşma", "seçim", "görüşme", "saldırı", "bakan", "başbakan", "grev"))

FORMS = [
    ("anlaşma", Noun("anlaşma")),
    ("anlaşmaya", Noun("anlaşma", case=Case.DAT)),
    ("anlaşmayı", Noun("anlaşma", case=Case.ACC)),
    ("anlaşmanın", Noun("anlaşma", case=Case.GEN)),
    ("anlaşmada", Noun("anlaşma", case=Case.LOC)),
    ("anlaşmadan", Noun("anlaşma", case=Case.ABL)),
    ("anlaşmayla", Noun("anlaşma", case=Case.INS)),
    ("anlaşmalar", Noun("anlaşma", plural=True)),
    ("anlaşması", Noun("anlaşma", possessed=True)),
    ("anlaşmasını", Noun("anlaşma", possessed=True, case=Case.ACC)),
    ("anlaşmasına", Noun("anlaşma", possessed=True, case=Case.DAT)),
    ("anlaşmasındaki", Noun("anlaşma", possessed=True, case=Case.LOC)),
    ("anlaşmasıyla", Noun("anlaşma", possessed=True, case=Case.INS)),
    ("anlaşmalarının", Noun("anlaşma", plural=True, possessed=True, case=Case.GEN)),
    ("anlaşmamız", Noun("anlaşma", possessed=True)),
    ("seçimi", Noun("seçim", possessed=True, ambiguous=True)),
    ("seçimleri", Noun("seçim", plural=True, possessed=True, ambiguous=True)),
    ("seçimden", Noun("seçim", case=Case.ABL)),
    ("seçimde", Noun("seçim", case=Case.LOC)),
    ("grevle", Noun("grev", case=Case.INS)),
    ("saldırısından", Noun("saldırı", possessed=True, case=Case.ABL)),
    ("başbakanı", Noun("başbakan", possessed=True, ambiguous=True)),
]  # fmt: skip


@pytest.mark.parametrize(("word", "noun"), FORMS, ids=[word for word, _ in FORMS])
def test_a_form_of_a_known_noun_is_read(word: str, noun: Noun) -> None:
    assert noun_of(word, STEMS) == noun


@pytest.mark.parametrize("word", ["bakanlık", "seçimsiz", "grevci", "anlaş", "se", "", "masa"])
def test_a_derived_or_other_word_is_no_form_of_the_noun(word: str) -> None:
    assert noun_of(word, STEMS) is None


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("masaya", Case.DAT),
        ("kadınlara", Case.DAT),
        ("çocuklarını", Case.ACC),
        ("evlerinin", Case.GEN),
        ("kitabından", Case.ABL),
        ("hükümetten", Case.ABL),
        ("görüşmede", Case.LOC),
        ("anlaşmasıyla", Case.INS),
        ("kitap", Case.NOM),
        ("ada", Case.NOM),
    ],
)
def test_the_ending_of_an_unknown_noun_tells_its_case(word: str, case: Case) -> None:
    assert guess_case(word) is case


@given(st.text("adeıilmnrsuüyz", max_size=10))
def test_what_follows_a_stem_makes_the_noun_exactly_when_it_is_an_inflection(rest: str) -> None:
    found = inflection(rest)
    assert (noun_of(f"qx{rest}", frozenset({"qx"})) is None) == (found is None)
