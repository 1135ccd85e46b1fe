"""Inputs that fuzzing found, each of which went wrong once."""

from __future__ import annotations

import pytest

from kg.lang.tr.tokenizer import sentences
from kg.model import Edtf

OTHER_DIGITS = ("٢٠٢٤", "2024-٠٢", "２０２４-01-02", "2024/٢٠٢٥", "[..٢٠٢٤]")


@pytest.mark.parametrize("value", OTHER_DIGITS)
def test_digits_of_other_scripts_make_no_edtf(value: str) -> None:
    """They were taken, and then refused by the shape of kg:when, which cost the article."""
    with pytest.raises(ValueError, match="not an EDTF value"):
        Edtf(value)


def test_a_closing_quote_before_a_new_paragraph_belongs_to_its_sentence() -> None:
    """It belonged to none, so that quoted speech was quoted without its end."""
    text = "“Gelecekler.”\n\nAnkara bekliyor."
    assert [text[begin:end] for begin, end in sentences(text)] == ["“Gelecekler.”", "Ankara bekliyor."]
