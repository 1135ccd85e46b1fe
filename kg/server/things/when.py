"""Dates in words, with what is not known about them: EDTF for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_MONTHS = {
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "tr": {
        "no day": "günü bilinmiyor", "no month": "ayı bilinmiyor", "?": "kesin değil", "~": "yaklaşık",
        "%": "yaklaşık ve kesin değil", "span": "{first} – {last}", "from": "{first} ve sonrası",
        "until": "{last} ve öncesi", "open end": "bitişi bilinmiyor", "open start": "başlangıcı bilinmiyor",
        "one of": "{first} ile {last} arasında", "latest": "en geç {last}", "earliest": "en erken {first}",
        "one day": "hangi gün olduğu bilinmiyor", "unread": "okunamayan bir tarih",
        "always": "başlangıcı da bitişi de bilinmiyor",
    },
    "en": {
        "no day": "day not known", "no month": "month not known", "?": "uncertain", "~": "about",
        "%": "about, and uncertain", "span": "{first} – {last}", "from": "from {first}", "until": "until {last}",
        "open end": "end not known", "open start": "start not known", "one of": "between {first} and {last}",
        "latest": "{last} or earlier", "earliest": "{first} or later", "one day": "which day is not known",
        "unread": "a date that cannot be read", "always": "neither start nor end known",
    },
}  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)")
_INTERVAL = re.compile(r"([^/\[\]]*)/([^/\[\]]*)")
_ONE_OF = re.compile(r"\[([^\[\]/]*?)\.\.([^\[\]/]*?)\]")


@dataclass(frozen=True, slots=True)
class When:
    """A date for people: the date, what is not known of it (may be empty), and the value as it is written."""

    text: str
    doubt: str
    value: str

    def __str__(self) -> str:
        return f"{self.text} ({self.doubt})" if self.doubt else self.text


def in_words(value: str, language: str) -> When:
    """An EDTF value in Turkish ("tr") or else English.

    >>> str(in_words("2025-11", "en"))
    'November 2025 (day not known)'
    >>> str(in_words("[..2025-12-12]", "tr"))
    'en geç 12 Aralık 2025 (hangi gün olduğu bilinmiyor)'
    """
    language = language if language in _WORDS else "en"
    words = _WORDS[language]
    if single := _single(value, language):
        return When(*single, value)
    for pattern, read in ((_INTERVAL, _interval), (_ONE_OF, _one_of)):
        if match := pattern.fullmatch(value):
            ends = [_single(part, language) for part in match.groups()]
            if all(end or part in ("", "..") for end, part in zip(ends, match.groups(), strict=True)):
                return When(*read(ends[0], ends[1], words), value)
    return When(value, words["unread"], value)


_End = tuple[str, str] | None


def _interval(first: _End, last: _End, words: Mapping[str, str]) -> tuple[str, str]:
    if first and last:
        doubts = dict.fromkeys(doubt for _, doubt in (first, last) if doubt)
        return words["span"].format(first=first[0], last=last[0]), ", ".join(doubts)
    if first:
        return words["from"].format(first=first[0]), words["open end"]
    if last:
        return words["until"].format(last=last[0]), words["open start"]
    return "…", words["always"]


def _one_of(first: _End, last: _End, words: Mapping[str, str]) -> tuple[str, str]:
    if first and last:
        return words["one of"].format(first=first[0], last=last[0]), words["one day"]
    if last:
        return words["latest"].format(last=last[0]), words["one day"]
    return (words["earliest"].format(first=first[0]), words["one day"]) if first else ("…", words["always"])


def _single(value: str, language: str) -> _End:
    """Words and doubts of one date, None if it is none."""
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day, qualifier = match.groups()
    if month and not 1 <= int(month) <= 12:
        return None
    parts = [str(int(day)) if day else "", _MONTHS[language][int(month) - 1] if month else "", year]
    words = _WORDS[language]
    doubts = [words[qualifier] if qualifier else "", "" if day else words["no day" if month else "no month"]]
    return " ".join(part for part in parts if part), ", ".join(doubt for doubt in doubts if doubt)


def month_name(key: str, language: str) -> str:
    """A month ("2025-12") or year ("2025") in words.

    >>> month_name("2025-12", "tr")
    'Aralık 2025'
    """
    single = _single(key, language if language in _WORDS else "en")
    return single[0] if single else key
