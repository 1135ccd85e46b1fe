"""The date that an event gets at last: its time expression against its modality and the article's day."""

from __future__ import annotations

from datetime import date, timedelta

from kg.lang.tr.times import WEEKDAY, TimeExpression
from kg.model import Modality
from kg.model.edtf import Edtf

_WEEK = timedelta(7)
_MONTH_LENGTH = len("2025-05")


def settled(time: TimeExpression | None, modality: Modality, published: date | None) -> Edtf | None:
    """When an event happened or will; `published` is the article's day.

    What is told as having happened is never later than the article: a weekday or a month without a year that lies
    ahead is that of the week or the year before, and other days ahead are none. What is planned "by today" is planned
    for today.
    """
    value = time.value if time is not None else None
    if time is None or value is None or published is None:
        return value
    first, last = value.bounds()
    if modality is not Modality.ACTUAL:
        by_today = first is None and last == published and value.value.startswith("../")
        return Edtf.day(published) if by_today else value
    if first is None or first <= published:
        return value
    if time.rule == WEEKDAY and value.exact_day is not None:
        return Edtf.day(value.exact_day - _WEEK)
    if len(value.value) == _MONTH_LENGTH:
        return Edtf(f"{first.year - 1}-{first.month:02d}")
    return None
