from __future__ import annotations

import pytest

from kg.link.folding import fold
from kg.link.index import SqliteIndex
from kg.link.sounds import consonants, sound_in_english, sound_in_turkish
from kg.model import EntityKind
from kg.model.indexed import NameMatch

SAME_SOUND = (
    ("Şi Cinping", "Xi Jinping", "CN"),
    ("Vang Yi", "Wang Yi", "CN"),
    ("Volodimir Zelenskiy", "Volodymyr Zelenskyy", "UA"),
    ("Volodimir Zelenski", "Volodymyr Zelensky", "UA"),
    ("Sergey Şoygu", "Sergei Shoigu", "RU"),
    ("Dmitriy Peskov", "Dmitry Peskov", "RU"),
    ("Rosen Jelyazkov", "Rosen Zhelyazkov", "BG"),
    ("İşiba Şigeru", "Shigeru Ishiba", "JP"),
    ("Hoşyar Zebari", "Hoshyar Zebari", "IQ"),
    ("Nikol Paşinyan", "Nikol Pashinyan", "AM"),
)
SAME_CONSONANTS = (
    ("Beşşar Esed", "Bashar al-Assad", "SY"),
    ("Muhammed Mursi", "Mohamed Morsi", "EG"),
    ("Berhem Salih", "Barham Salih", "IQ"),
)


@pytest.mark.parametrize(("turkish", "english", "country"), SAME_SOUND)
def test_turkish_and_english_spellings_sound_alike(turkish: str, english: str, country: str) -> None:
    assert sound_in_turkish(turkish) == sound_in_english(english, country)


@pytest.mark.parametrize(("turkish", "english", "country"), SAME_CONSONANTS)
def test_spellings_that_differ_in_vowels_share_their_consonants(
    turkish: str, english: str, country: str
) -> None:
    assert consonants(sound_in_turkish(turkish)) == consonants(sound_in_english(english, country)) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vladimir Putin", "Vladimir Putilin"), ("Şi Cinping", "Li Cinping"), ("Sergey Lavrov", "Sergey Larov")],
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound_in_turkish(one) != sound_in_turkish(other)


@pytest.mark.parametrize("name", ["Li Hui", "Ali Ay"])
def test_a_short_name_has_no_consonants_to_go_by(name: str) -> None:
    assert consonants(sound_in_turkish(name)) == ""


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("İLHAM ƏLİYEV", "ilham eliyev"),
        ("ILGAZ", "ilgaz"),
        ("ığdır", "igdir"),
        ("Jean‑Yves Le Drian", "jean yves le drian"),
        ("O’Brien", "obrien"),
        ("Łukasz  Ødegård", "lukasz odegard"),
        ("…", ""),
    ],
)
def test_folding_joins_spellings_of_one_name(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_the_surest_match_of_an_item_is_given_once(index: SqliteIndex) -> None:
    found = index.find("Pavel Vorontsov", EntityKind.PERSON)
    assert [(match.item.qid, match.how) for match in found] == [("Q2", NameMatch.LABEL)]


def test_a_full_name_is_not_looked_up_as_a_surname(index: SqliteIndex) -> None:
    assert index.find("Boris Vorontsov", EntityKind.PERSON) == ()
