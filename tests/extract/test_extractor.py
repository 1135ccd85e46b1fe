"""What holds for any text: no error, true offsets, the same result every time."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnknownTerm
from kg.extract import extractor
from kg.model import Analysis
from kg.rdf import article_graph
from tests.extract.reading import read

WORDS = st.sampled_from(
    "Fiji Tonga'ya Tonga'nın Moskova'da Selim Taşören Taşören'in Nadir Kovanlı ile ve , ; . \" “ ” ( ) - … : ? \n "
    "Başbakanı Devlet Başkanı Rus Türk-Yunan NATO hükümeti anlaşması anlaşmayı imzaladı imzalanan saldırdı saldırması "
    "saldırdığını saldırı görüştü görüşen görüşme telefonda arasında arasındaki tarafından göre söyledi dedi istedi "
    "bekleniyor yalanladı etti etmek el koydu gözaltına aldı seçim seçildi salı günü 2019'da 9 Mart yürürlüğe girdi "
    "iki ülke lider görüşmesinde halinde için yaptırım uygulamayı reddetti".split(" ")
)
NEWS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join).filter(lambda text: bool(text.strip()))
ANY = (
    st.text(min_size=1)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: bool(text.strip()))
)


def _offsets_hold(analysis: Analysis) -> None:
    text = analysis.article.text
    names = {entity.key: (entity.name, *entity.aliases) for entity in analysis.entities}
    assert all(span.end <= len(text) for span in analysis.sentences)
    for mention in analysis.mentions:
        assert mention.sentence in analysis.sentences
        surface = mention.span.of(text)
        assert surface == surface.strip() != ""
        assert names[mention.entity]
    for event in analysis.occurrences:
        assert event.trigger.of(text).strip()
        assert any(sentence.contains(event.trigger) for sentence in analysis.sentences)
        assert set(event.evidence.sentences) <= set(analysis.sentences)
    for agreement in analysis.agreements:
        assert all(
            any(sentence.contains(span) for sentence in analysis.sentences) for span in agreement.mentions
        )


@settings(max_examples=150)
@given(NEWS)
def test_words_of_news_in_any_order_give_an_analysis_with_true_offsets(text: str) -> None:
    analysis = read(text)
    _offsets_hold(analysis)
    assert article_graph(analysis).triples


@settings(max_examples=150)
@given(ANY)
def test_any_text_gives_an_analysis_with_true_offsets(text: str) -> None:
    _offsets_hold(read(text))


@settings(max_examples=50)
@given(NEWS)
def test_the_same_article_gives_an_equal_analysis(text: str) -> None:
    assert read(text) == read(text)


def test_the_surface_of_a_mention_is_the_name() -> None:
    text = "Şu Çarşı'da: Fiji Başbakanı Selim Taşören’in uçağı Tonga’ya indi."
    analysis = read(text)
    names = {entity.key: entity.name for entity in analysis.entities}
    assert {(mention.span.of(text), names[mention.entity]) for mention in analysis.mentions} >= {
        ("Fiji", "Fiji"), ("Selim Taşören", "Selim Taşören"), ("Tonga", "Tonga"),
    }  # fmt: skip


def test_the_date_of_the_article_dates_its_events() -> None:
    text = "Fiji, dün Tonga'ya saldırdı."
    assert [str(event.when) for event in read(text).occurrences] == ["2025-06-19"]
    assert [event.when for event in read(text, published=None).occurrences] == [None]


def test_a_language_without_an_extractor_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="'tr'"):
        extractor("fi")


def test_an_article_without_news_gives_nothing() -> None:
    analysis = read("Hava yarın güneşli olacak.")
    assert (analysis.entities, analysis.occurrences, analysis.agreements) == ((), (), ())
