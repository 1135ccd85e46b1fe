"""Inputs that fuzzing found, each of which went wrong once."""

from __future__ import annotations

import pytest

from kg.model import Edtf

OTHER_DIGITS = ("٢٠٢٤", "2024-٠٢", "２０２４-01-02", "2024/٢٠٢٥", "[..٢٠٢٤]")


@pytest.mark.parametrize("value", OTHER_DIGITS)
def test_digits_of_other_scripts_make_no_edtf(value: str) -> None:
    """They were taken, and then refused by the shape of kg:when, which cost the article."""
    with pytest.raises(ValueError, match="not an EDTF value"):
        Edtf(value)
