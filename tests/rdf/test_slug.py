import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.slug import MAX_SLUG, bounded, slug

CASES = {
    "Recep Tayyip Erdoğan": "recep-tayyip-erdogan",
    "ŞÜKRÜ SARAÇOĞLU": "sukru-saracoglu",
    "İstanbul": "istanbul",
    "ISPARTA": "isparta",
    "ısparta": "isparta",
    "Iğdır": "igdir",
    "İlham Əliyev": "ilham-eliyev",
    "Nicolás Maduro": "nicolas-maduro",
    "Lech Wałęsa": "lech-walesa",
    "Søren Kierkegård": "soren-kierkegard",
    "Weißrussland": "weissrussland",
    "Þórsmörk": "thorsmork",
    "Jon Ǿrn": "jon-orn",
    unicodedata.normalize("NFD", "Ǽsir"): "aesir",
    "Ǽsa": "aesa",
    "O’Brien": "obrien",
    "BM'nin": "bmnin",
    "  AK Parti / MHP – ittifakı ": "ak-parti-mhp-ittifaki",
    "5+1 Grubu": "5-1-grubu",
    "Hâkim": "hakim",
}


@pytest.mark.parametrize(("name", "expected"), CASES.items(), ids=CASES.values())
def test_names_become_readable_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["!?", "", "’", " — "])
def test_a_name_without_letters_still_gets_a_slug(name: str) -> None:
    assert re.fullmatch(r"x[0-9a-f]{8}", slug(name))


@pytest.mark.parametrize(
    ("one", "other"), [("毛泽东", "周恩来"), ("Владимир Putin", "Putin"), ("Владимир Putin", "Дмитрий Putin")]
)
def test_letters_without_an_ascii_form_keep_names_apart(one: str, other: str) -> None:
    assert slug(one) != slug(other)


def test_long_names_that_differ_only_at_the_end_stay_apart() -> None:
    stem = "uzun bir kurum adi " * 6
    one, other = slug(stem + "a"), slug(stem + "b")
    assert one != other
    assert len(one) == len(other) == MAX_SLUG


@given(st.text())
def test_every_slug_is_a_plain_bounded_name(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= MAX_SLUG


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@given(st.text())
def test_the_unicode_form_of_a_name_does_not_matter(text: str) -> None:
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=string.ascii_letters + "çğıöşüÇĞİÖŞÜâîû '-."))
def test_the_case_of_a_turkish_name_does_not_matter(text: str) -> None:
    turkish_upper = text.replace("i", "İ").replace("ı", "I").upper()
    assert slug(turkish_upper) == slug(text)


def test_bounded_leaves_short_names_alone() -> None:
    assert bounded("kisa", 20) == "kisa"
