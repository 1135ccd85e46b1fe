"""Sentences and tokens: where they begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lang.tr.tokenizer import LONGEST, quoted_from, sentences, tokenize

# Sentences stand one under the other; joined by a space (or by nothing, where a line begins with +) they are the text.
SPLITS = {
    "titles and abbreviations": ["Prof. Dr. Selim Taşören geldi.", "Sonra gitti."],
    "no space after the full stop": ["Bakan konuştu.", "+Ardından salondan ayrıldı."],
    "ordinal": ["2. Dünya Savaşı bitti.", "Barış geldi."],
    "ordinal before a small letter": ["Cumhuriyetin 100. yılı kutlandı.", "Tören bitti."],
    "initial": ["A. Taşören geldi."],
    "decimal point": ["Ülke 12.5 milyon dolar verdi.", "Sonra sustu."],
    "clock": ["Bakan saat 14.30'da geldi.", "Sonra gitti."],
    "other ends": ["Neden?", "Çünkü öyle!", "Evet…"],
    "small abbreviation": ["Balıkçılar vb. kişiler geldi."],
    "letters with full stops": ["A.B.D. heyeti geldi.", "Sonra gitti."],
    "quotation within": ['Bakan, "Geldik" dedi.', "Salon sustu."],
    "closing quote": ['Bakan, "Geldik."', "Salon sustu."],
    "date": ["Tarih 12.12.2025.", "Yer Malta."],
}


@pytest.mark.parametrize("expected", SPLITS.values(), ids=SPLITS.keys())
def test_a_text_splits_into_its_sentences(expected: list[str]) -> None:
    text = " ".join(expected).replace(" +", "")
    assert [text[begin:end] for begin, end in sentences(text)] == [part.lstrip("+") for part in expected]


def test_a_new_line_ends_a_sentence() -> None:
    text = "Başlık\n\n  İlk cümle burada\n"
    assert [text[begin:end] for begin, end in sentences(text)] == ["Başlık", "İlk cümle burada"]


TOKENS = {
    "apostrophes of both kinds": ("Putin’in Ankara'daki", ["putin|in", "ankara|daki"]),
    "number with suffix": ("14.30'da 3,5", ["14.30|da", "3,5|"]),
    "letters with full stops": ("A.B.D.'ye", ["a.b.d.|ye"]),
    "pair of names": ("Türk-Yunan sınırı", ["türk|", "-|", "yunan|", "sınırı|"]),
    "pair with a suffix": ("Türk-Yunan'ın", ["türk|", "-|", "yunan|ın"]),
    "hyphen inside a word": ("kültürel-insani", ["kültürel-insani|"]),
    "hyphen of one name": ("Türk-İş", ["türk-iş|"]),
    "capital I": ("Irak İran", ["ırak|", "iran|"]),
    "punctuation": ("(evet)…", ["(|", "evet|", ")|", "…|"]),
}


@pytest.mark.parametrize(("text", "expected"), TOKENS.values(), ids=TOKENS.keys())
def test_tokens_split_at_apostrophes_and_between_names(text: str, expected: list[str]) -> None:
    tokens = tokenize(text, 0, len(text), lambda part: part in ("türk", "yunan"))
    assert [f"{token.stem}|{token.suffix}" for token in tokens] == expected


@pytest.mark.parametrize(
    "text", ['Bakan, "Evet geldik" dedi', "Bakan, “Evet geldik” dedi", "Bakan, «Evet geldik» dedi"]
)
def test_words_between_quotation_marks_are_quoted(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    assert [token.text for token in tokens if token.quoted and token.is_word] == ["Evet", "geldik"]


def test_what_has_no_end_is_cut_between_words() -> None:
    text = "Ali geldi. " + "Suva, " * 2000 + "Nadi.\nSon " + "ğ" * (2 * LONGEST) + " söz."
    parts = [text[begin:end] for begin, end in sentences(text)]
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.endswith((",", "Nadi.")) for part in parts[1:6])
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert parts[0] == "Ali geldi."


@given(st.text(st.sampled_from("ab. \n"), min_size=20))
def test_cuts_leave_out_nothing_but_space(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.lang.tr.tokenizer.LONGEST", 7)
        spans = sentences(text)
    assert all(0 < end - begin <= 7 and not text[begin].isspace() for begin, end in spans)
    assert "".join("".join(text[begin:end] for begin, end in spans).split()) == "".join(text.split())


@given(st.text())
def test_sentences_are_in_order_trimmed_and_leave_out_nothing_but_space(text: str) -> None:
    spans = sentences(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert all(text[begin:end] and text[begin:end] == text[begin:end].strip() for begin, end in spans)
    assert "".join(text[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True)).strip() == ""


@given(st.text(st.sampled_from("aİı'’-–.,\"“”0 1Bç…(\n_")))
def test_tokens_hold_the_words_of_the_text_in_order(text: str) -> None:
    tokens = tokenize(text, 0, len(text), bool)
    assert [token.text for token in tokens] == [text[token.begin : token.end] for token in tokens]
    assert [token.index for token in tokens] == list(range(len(tokens)))
    assert "".join(token.text for token in tokens) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('Ali "Geldik" dedi.', ["Geldik"]),
        ('Geldik" dedi.', ["Geldik"]),
        ('Ali, "Geldik.', ["Geldik"]),
        ("Ali “Geldik” dedi.", ["Geldik"]),
        ('Geldik" dedi Ali, "Gittik" dedi Veli.', ["Geldik", "Gittik"]),
    ],
)
def test_a_straight_mark_opens_or_closes_by_the_space_around_it(text: str, quoted: list[str]) -> None:
    assert [token.text for token in tokenize(text, 0, len(text)) if token.quoted and token.is_word] == quoted


def test_a_quotation_goes_on_over_the_sentences_of_its_paragraph() -> None:
    text = 'Ali "Geldik. Gördük. Gittik" dedi.\nVeli sustu.'
    assert quoted_from(text, sentences(text)) == [False, True, True, False]
