"""What a text file says about itself before its text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.acquire.dates import parse_day

_DATE_LINE = re.compile(r"\s*date[ \t]+(?P<day>unknown|\d{4}-\d\d-\d\d)(?:\s+|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A text without its date line, and the day that the line gave.

    `written` is what the line says ("2025-12-12", "unknown"), None if there is no line; `published` is
    None also when no such day exists.
    """

    text: str
    published: date | None = None
    written: str | None = None

    @property
    def impossible(self) -> bool:
        """Whether the line gives a day that the calendar does not have."""
        return self.published is None and self.written not in (None, "unknown")


def split_date(text: str) -> Dated:
    """Takes a leading `date YYYY-MM-DD` or `date unknown`, on a line of its own or before the text, off.

    >>> split_date(" date 2025-12-12 ABD'nin kararı")
    Dated(text="ABD'nin kararı", published=datetime.date(2025, 12, 12), written='2025-12-12')
    >>> split_date("Date palms of Basra").written is None
    True
    """
    match = _DATE_LINE.match(text)
    if match is None:
        return Dated(text.strip())
    return Dated(text[match.end() :].strip(), parse_day(match["day"]), match["day"].lower())
