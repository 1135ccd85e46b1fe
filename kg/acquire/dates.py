"""The day of publication, from the ways in which sources write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Istanbul")
"""Where the readers are, whose day counts. A time in UTC is an instant, as systems note it; any other offset is the
clock of who wrote it, and the day is the one written."""

_ISO = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?P<clock>[T ]\d\d:\d\d.*)?$", re.DOTALL)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)$")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
_TURKISH = re.compile(r"(?:[^\W\d]+,?\s+)?(?P<day>\d{1,2})\s+(?P<month>[^\W\d]{4,})\s+(?P<year>\d{4})(?!\d)")
_SECONDS = re.compile(r"(?P<seconds>\d{10})(?:\d{3}|\.\d+)?$")
_MONTHS = {
    name: number
    for number, month in enumerate(
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık".split(), 1
    )
    for name in (month, month.translate(str.maketrans("şığü", "sigu")))
}


def parse_day(written: str, form: str | None = None) -> date | None:
    """The day that is written, None if there is none or it does not exist; `form` is as in `strptime`.

    Read are ISO 8601, RFC 5322 (as in feeds), seconds and milliseconds since 1970, `12.12.2025` (the day first) and
    `12 Aralık 2025`. What is ambiguous, such as 12/11/2025, is not.

    >>> parse_day("2025-12-12T22:30:00Z"), parse_day("Fri, 12 Dec 2025 22:30:00 +0300")
    (datetime.date(2025, 12, 13), datetime.date(2025, 12, 12))
    """
    try:
        return _parsed(written.strip(), form)
    except (ValueError, OverflowError, OSError):
        return None


def _parsed(written: str, form: str | None) -> date | None:
    if form is not None:
        return _at_home(datetime.strptime(written, form))  # noqa: DTZ007  a form without a zone gives the day written
    for pattern, read in _WAYS:
        if match := pattern.match(written):
            return read(match)
    return _at_home(parsedate_to_datetime(written))


def _of_numbers(match: re.Match[str]) -> date:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _of_words(match: re.Match[str]) -> date | None:
    month = _MONTHS.get(match["month"].replace("I", "ı").replace("İ", "i").lower())
    return date(int(match["year"]), month, int(match["day"])) if month else None


def _of_seconds(match: re.Match[str]) -> date:
    return _at_home(datetime.fromtimestamp(float(match["seconds"]), UTC))


def _iso(match: re.Match[str]) -> date:
    written, clock = date.fromisoformat(match["day"]), match["clock"]
    if clock is None:
        return written
    try:
        return _at_home(datetime.fromisoformat(match["day"] + clock.replace(" ", "T", 1).replace(" ", "")))
    except ValueError:
        return written


def _at_home(moment: datetime) -> date:
    offset = moment.utcoffset()
    return moment.astimezone(HOME).date() if offset is not None and not offset else moment.date()


_WAYS = (
    (_ISO, _iso),
    (_COMPACT, _of_numbers),
    (_SECONDS, _of_seconds),
    (_DAY_FIRST, _of_numbers),
    (_TURKISH, _of_words),
)
