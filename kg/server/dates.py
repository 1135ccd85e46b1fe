"""EDTF dates in words, as uncertain as they are."""

from __future__ import annotations

import re

from kg.server.words import Translator

MONTHS = {
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?([?~%])?")
_OPEN = ("", "..")


def in_words(value: str, t: Translator) -> str:
    """An EDTF value (`kg.model.edtf`) in words; what is not one stays as it is.

    >>> in_words("2025-12-11", Translator("tr"))
    '11 Aralık 2025'
    >>> in_words("2024/..", Translator("en")), in_words("[..2025-12-12]", Translator("en"))
    ('since 2024', 'by 12 December 2025')
    """
    if value.startswith("[") and value.endswith("]") and ".." in value:
        low, high = value[1:-1].split("..", maxsplit=1)
        return _range(low, high, t, ("base.from_then", "base.by_then"))
    if value.count("/") == 1:
        low, high = ("" if part in _OPEN else part for part in value.split("/"))
        if not low and not high:
            return str(t("base.ongoing"))
        return _range(low, high, t, ("base.since", "base.until"))
    return _single(value, t)


def _range(low: str, high: str, t: Translator, keys: tuple[str, str]) -> str:
    if low and high:
        return f"{_single(low, t)} – {_single(high, t)}"
    key, value = (keys[0], low) if low else (keys[1], high)
    return t.plain(key, text=_single(value, t))


def _single(value: str, t: Translator) -> str:
    found = _DATE.fullmatch(value)
    if found is None:
        return value
    year, month, day, qualifier = found.groups()
    words = [str(int(day))] if day else []
    words += [MONTHS[t.language][int(month) - 1]] if month else []
    text = " ".join([*words, year])
    return t.plain("base.about", text=text) if qualifier else text


def month_in_words(value: str, t: Translator) -> str:
    """A month in few letters, for the axis of a chart.

    >>> month_in_words("2025-12", Translator("en"))
    'Dec 2025'
    """
    year, _, month = value.partition("-")
    return f"{MONTHS[t.language][int(month) - 1][:3]} {year}" if month else year


def moment_in_words(value: str, t: Translator) -> str:
    """An ISO 8601 time in UTC, to the minute.

    >>> moment_in_words("2025-12-11T08:05:09+00:00", Translator("en"))
    '11 December 2025 08:05 UTC'
    """
    return f"{in_words(value[:10], t)} {value[11:16]} UTC"


def duration_in_words(seconds: int, t: Translator) -> str:
    """A time in the units that matter.

    >>> [duration_in_words(n, Translator("en")) for n in (7, 95, 3720)]
    ['7 s', '1 min 35 s', '1 h 2 min']
    """
    minutes, rest = divmod(seconds, 60)
    if minutes >= 60:
        return t.plain("live.hours", hours=minutes // 60, minutes=minutes % 60)
    return (
        t.plain("live.minutes", minutes=minutes, seconds=rest)
        if minutes
        else t.plain("live.seconds", seconds=rest)
    )


def number_in_words(value: float | str, language: str) -> str:
    """A whole number with its thousands apart.

    >>> number_in_words(1234567, "tr"), number_in_words("1234", "en")
    ('1.234.567', '1,234')
    """
    text = f"{int(value):,}"
    return text.replace(",", ".") if language == "tr" else text
