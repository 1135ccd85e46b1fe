"""The date that an event gets at last: its time expression against its modality and the article's day."""

from __future__ import annotations

from datetime import date

from kg.model import Modality
from kg.model.edtf import Edtf

_MONTH_LENGTH = len("2025-05")


def settled(value: Edtf | None, modality: Modality, published: date | None) -> Edtf | None:
    """When an event happened or will; `published` is the article's day.

    What is told as having happened is never later than the article: a month without a year that lies ahead is that
    of the year before. What is planned "by today" is planned for today.

    >>> str(settled(Edtf("2025-11"), Modality.ACTUAL, date(2025, 3, 1)))
    '2024-11'
    >>> str(settled(Edtf("../2025-03-01"), Modality.PLANNED, date(2025, 3, 1)))
    '2025-03-01'
    """
    if value is None or published is None:
        return value
    first, last = value.bounds()
    if modality is not Modality.ACTUAL:
        by_today = first is None and last == published and value.value.startswith("../")
        return Edtf.day(published) if by_today else value
    if first is None or first <= published:
        return value
    if len(value.value) == _MONTH_LENGTH:
        return Edtf(f"{first.year - 1}-{first.month:02d}")
    return None
