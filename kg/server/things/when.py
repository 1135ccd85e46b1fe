"""What is not known about a date, in words: it stands beside the date."""

from __future__ import annotations

import re

from kg.server.dates import in_words
from kg.server.words import Translator

_DATE = re.compile(r"\d{4}(-\d\d)?(-\d\d)?([?~%]?)")
_QUALIFIERS = {"?": "entity.uncertain", "~": "entity.approximate", "%": "entity.both"}
_OPEN = ("", "..")


def doubt(value: str, t: Translator) -> str:
    """What an EDTF value (`kg.model.edtf`) leaves open; empty for a day.

    >>> doubt("2025-11", Translator("en")), doubt("2025-11-02", Translator("en"))
    ('day not known', '')
    >>> doubt("[..2025-12-12]", Translator("tr"))
    'hangi gün olduğu bilinmiyor'
    """
    if value.startswith("["):
        return t.plain("entity.which_day")
    first, slash, last = value.partition("/")
    keys = _open_ends(first, last) if slash else []
    for end in (first, last) if slash else (value,):
        keys += [] if end in _OPEN else _of_date(end)
    return ", ".join(dict.fromkeys(t.plain(key) for key in keys))


def dated(value: str, t: Translator) -> str:
    """A date and its doubt, for plain text.

    >>> dated("2025-11", Translator("tr"))
    'Kasım 2025 (günü bilinmiyor)'
    """
    open_to = doubt(value, t)
    return f"{in_words(value, t)} ({open_to})" if open_to else in_words(value, t)


def _open_ends(first: str, last: str) -> list[str]:
    found = ["entity.no_start"] if first in _OPEN else []
    return [*found, "entity.no_end"] if last in _OPEN else found


def _of_date(value: str) -> list[str]:
    match = _DATE.fullmatch(value)
    if match is None:
        return ["entity.unreadable"]
    month, day, qualifier = match.groups()
    keys = [_QUALIFIERS[qualifier]] if qualifier else []
    if not day:
        keys.append("entity.no_day" if month else "entity.no_month")
    return keys
