from __future__ import annotations

from datetime import date

import pytest

from kg.acquire.metadata import Dated, split_date

DAY = date(2025, 12, 12)
LINES = {
    "own line": ("date 2025-12-12\n\nMetin.", Dated("Metin.", DAY, "2025-12-12")),
    "same line": (" date 2025-12-12 ABD'nin kararı", Dated("ABD'nin kararı", DAY, "2025-12-12")),
    "unknown": ("date unknown\n\nMetin.", Dated("Metin.", None, "unknown")),
    "capitals": ("Date 2025-12-12\nMetin.", Dated("Metin.", DAY, "2025-12-12")),
    "no such day": ("date 2025-02-30\nMetin.", Dated("Metin.", None, "2025-02-30")),
    "nothing after it": ("date 2025-12-12", Dated("", DAY, "2025-12-12")),
    "no date": ("Metin.", Dated("Metin.")),
    "a word that begins so": ("date 2025-12-123 Metin", Dated("date 2025-12-123 Metin")),
    "further down": ("Metin.\ndate 2025-12-12", Dated("Metin.\ndate 2025-12-12")),
}


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_the_leading_date_is_metadata_and_not_text(text: str, expected: Dated) -> None:
    assert split_date(text) == expected


def test_a_day_that_does_not_exist_is_told_from_no_day() -> None:
    assert split_date("date 2025-02-30\nMetin.").impossible
    assert not split_date("date unknown\nMetin.").impossible
    assert not split_date("Metin.").impossible
