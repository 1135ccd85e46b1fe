from __future__ import annotations

from datetime import date

import pytest

from kg.acquire.dates import parse_day

DAY = date(2025, 12, 12)
WRITTEN = {
    "a day": ("2025-12-12", DAY),
    "a time without a zone": ("2025-12-12 23:30", DAY),
    "a time of the writer's zone": ("2025-12-12T23:30:00-05:00", DAY),
    "an instant by day": ("2025-12-12T08:30:00Z", DAY),
    "an instant that is tomorrow for the readers": ("2025-12-11T22:30:00.123Z", DAY),
    "an instant before Turkey left winter time": ("2012-12-11T21:30:00Z", date(2012, 12, 11)),
    "of a feed": ("Fri, 12 Dec 2025 22:30:00 +0300", DAY),
    "of a feed in UTC": ("Thu, 11 Dec 2025 22:30:00 GMT", DAY),
    "seconds": ("1765490400", DAY),
    "milliseconds": ("1765490400000", DAY),
    "the day first": ("12.12.2025 14:30", DAY),
    "in words": ("12 Aralık 2025", DAY),
    "in words with the day of the week": ("Cuma, 12 ARALIK 2025", DAY),
    "in words without Turkish letters": ("3 subat 2024 10:00", date(2024, 2, 3)),
    "without marks": ("20251212", DAY),
    "ambiguous": ("12/11/2025", None),
    "no such day": ("2025-02-30", None),
    "no such day in points": ("31.02.2025", None),
    "a day with more digits": ("2025-12-123", None),
    "a month that is none": ("12 Foo 2025", None),
    "nothing": ("", None),
    "words": ("dün akşam", None),
    "far off": ("99999999999999", None),
}


@pytest.mark.parametrize(("written", "day"), WRITTEN.values(), ids=WRITTEN)
def test_a_day_is_read_as_sources_write_it(written: str, day: date | None) -> None:
    assert parse_day(written) == day


def test_how_dates_are_written_can_be_told() -> None:
    assert parse_day("11/12/2025", "%d/%m/%Y") == date(2025, 12, 11)
    assert parse_day("2025-12-11", "%d/%m/%Y") is None
