"""Time expressions: the cases of times_cases.toml, and what holds for any tokens."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lang.tr.times import TimeExpression, context_after, find_times
from kg.lang.tr.tokenizer import Token, tokenize
from kg.model.edtf import Edtf

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("times_cases.toml").read_text(encoding="utf-8")
)["case"]


def _tokens(text: str) -> list[Token]:
    return tokenize(text, 0, len(text))


def _told(text: str, tokens: list[Token], found: TimeExpression) -> str:
    words = text[tokens[found.begin].begin : tokens[found.end - 1].end]
    return f"{words} → {found.value or 'none'}{' *' if found.modifies_noun else ''}"


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text']} ({case.get('published')})" for case in CASES])
def test_a_sentence_tells_these_times(case: dict[str, Any]) -> None:
    text: str = case["text"]
    context = Edtf(case["context"]) if "context" in case else None
    tokens = _tokens(text)
    found = find_times(tokens, case.get("published"), context)
    assert [_told(text, tokens, time) for time in found] == case["times"]


WORDS = (
    "dün bugün yarın bu geçen gelecek önümüzdeki aynı o ertesi önceki her son ilk 3 15 31 45 1999 "
    "2024 2030 1990'lı 90'larda 15.03.2024 31.02.2024 14.30 14.30'da 2,5 2.500 iki on beş birkaç bin "
    "yarım Mart Mart'ta martta Şubat'ın ocak Ekim aralıkta Ocak-Mart 3-5 Pazar pazartesi Cuma'ya "
    "salıya gün günü günden gündür hafta haftanın ay ayı ayında ayın yıl yılı yılında yıllarda saat "
    "saatte sabah akşamı gece yaz baharında yarısında başında sonuna ortası tarihinde tarihli "
    "dönemde önce sonra sonraki kadar beri yana itibaren içinde arasında bağlayan ve ile ya da veya "
    "- – / . , ( ) bundan yaklaşık için yüzyıl geldi yapılacak yapılması planlanıyor olan seçim "
    "saldırı 2013'ten 2015'e 7 Ekim'den 3'ünde öncesinde doğru ta 'te muhtemelen yarısı çeyreğinde "
    "aylarda sonu ikinci 1. M.Ö. 12:45 2013-14 Cumartesi-Pazar bugünkü dünkü evvelsi"
).split()
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
CONTEXTS = st.none() | st.sampled_from(
    ["2012", "2012-05", "2012-05-31", "2012~", "2011/2012", "[..2013]", "../2012"]
).map(Edtf)


@given(SENTENCES, st.none() | DAYS, CONTEXTS)
def test_expressions_of_any_words_are_in_order_and_within_the_sentence(
    text: str, published: date | None, context: Edtf | None
) -> None:
    tokens = _tokens(text)
    end = 0
    for found in find_times(tokens, published, context):
        assert end <= found.begin < found.end <= len(tokens)
        assert found.rule.startswith("tr/time-")
        end = found.end


@given(st.text(max_size=60), st.none() | DAYS)
def test_any_text_is_read_without_an_error(text: str, published: date | None) -> None:
    find_times(_tokens(text), published)


@given(SENTENCES, st.sampled_from([date.min, date(999, 5, 5), date(2300, 5, 5), date.max]))
def test_an_article_that_is_not_of_our_age_counts_as_undated(text: str, published: date) -> None:
    tokens = _tokens(text)
    assert find_times(tokens, published) == find_times(tokens, None)


@given(SENTENCES, DAYS, DAYS)
def test_without_a_date_only_what_no_date_changes_has_a_value(text: str, one: date, other: date) -> None:
    """What an undated article tells, it tells on any day; all else hangs on the day and is open without it."""
    tokens = _tokens(text)
    undated = {
        (found.begin, found.end): found.value for found in find_times(tokens, None) if found.value is not None
    }
    for published in (one, other):
        dated = {(found.begin, found.end): found.value for found in find_times(tokens, published)}
        assert undated.items() <= dated.items()


@given(SENTENCES, DAYS)
def test_the_same_words_are_time_expressions_with_and_without_a_date(text: str, published: date) -> None:
    tokens = _tokens(text)
    dated, undated = find_times(tokens, published), find_times(tokens, None)
    assert [(found.begin, found.end) for found in dated] == [(found.begin, found.end) for found in undated]


@given(DAYS, st.integers(min_value=1, max_value=400))
def test_so_many_days_ago_is_that_day(published: date, days: int) -> None:
    found = find_times(_tokens(f"{days} gün önce geldi."), published)
    assert [time.value for time in found] == [Edtf.day(published - timedelta(days))]


@given(DAYS, st.sampled_from("Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar".split()))
def test_a_weekday_is_at_most_six_days_off_and_has_the_name(published: date, name: str) -> None:
    names = "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar".split()
    for sentence, sign in ((f"{name} günü geldi.", -1), (f"{name} günü gelecek.", 1)):
        (found,) = find_times(_tokens(sentence), published)
        day = found.value.exact_day if found.value is not None else None
        assert day is not None
        assert names[day.weekday()] == name
        assert 0 <= (day - published).days * sign <= 6


@given(DAYS, DAYS)
def test_a_day_without_its_year_lies_within_a_year_before(published: date, day: date) -> None:
    month = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()[
        day.month - 1
    ]
    (found,) = find_times(_tokens(f"{day.day} {month} tarihinde görüştüler."), published)
    if found.value is None:  # a day of history, or one that comes every four years only
        return
    told = found.value.exact_day
    assert told is not None
    assert (told.month, told.day) == (day.month, day.day)
    assert 0 <= (published - told).days <= 366 * (8 if (day.month, day.day) == (2, 29) else 1)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("3 Mart 2012'de gözaltına alındı.", "2012-03-03"),
        ("Duruşma 5 Mart 2012'ye ertelendi, iki saat içinde bitti.", "2012-03-05"),
        ("2013'ten önce elçiydi.", "2013"),
        ("Her yıl saat 10.00'da toplanıyorlar.", "2009-04-26"),
        ("Gazze'de üç gün boyunca görev yaptı.", "2009-04-26"),
        ("3 Mart 2012'de geldi, birkaç gün önce gitmişti.", None),
        ("2013-2015 yıllarında elçiydi.", None),
        ("Dün geldi.", None),
    ],
)
def test_later_sentences_count_from_the_last_time_named_if_it_is_known(
    text: str, context: str | None
) -> None:
    before = Edtf("2009-04-26")
    after = context_after(find_times(_tokens(text), None, before), before)
    assert after == (Edtf(context) if context is not None else None)
