"""The part of the Extended Date/Time Format (EDTF, ISO 8601-2) that news needs.

Dates (`2025-12-11`, `2025-11`, `2024`) with an optional qualifier (`?` uncertain, `~` about, `%` both),
intervals (`2024/..`, `../2025-03`, `2013-01-11/2013-01-12`), and one-of ranges (`[..2025-12-12]`).
https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_QUALIFIED = rf"{_DATE}[?~%]?"
_SINGLE = re.compile(_QUALIFIED, re.ASCII)
_INTERVAL = re.compile(rf"(\.\.|{_QUALIFIED})?/(\.\.|{_QUALIFIED})?", re.ASCII)
_ONE_OF = re.compile(rf"\[({_DATE})?\.\.({_DATE})?\]", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Edtf:
    """One EDTF value, checked: well formed, with months and days that exist."""

    value: str

    def __post_init__(self) -> None:
        self.bounds()

    def __str__(self) -> str:
        return self.value

    @classmethod
    def day(cls, day: date) -> Edtf:
        """A single exact day.

        >>> str(Edtf.day(date(2025, 12, 11)))
        '2025-12-11'
        """
        return cls(day.isoformat())

    @property
    def exact_day(self) -> date | None:
        """The day, if the value is one unqualified day, else None."""
        return (
            date.fromisoformat(self.value)
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", self.value)
            else None
        )

    def bounds(self) -> tuple[date | None, date | None]:
        """First and last day that the value can cover; None where it is open.

        >>> Edtf("2025-11").bounds()
        (datetime.date(2025, 11, 1), datetime.date(2025, 11, 30))
        >>> Edtf("2024/..").bounds()
        (datetime.date(2024, 1, 1), None)
        """
        if _SINGLE.fullmatch(self.value):
            return _first(self.value), _last(self.value)
        match = _INTERVAL.fullmatch(self.value) or _ONE_OF.fullmatch(self.value)
        if match is None:
            raise ValueError(f"not an EDTF value of the kind used here: {self.value!r}")
        low, high = (None if part in (None, "..") else part for part in match.groups())
        if low is None and high is None and "/" not in self.value:
            raise ValueError(f"an EDTF range without any date: {self.value!r}")
        first, last = _first(low) if low else None, _last(high) if high else None
        if first and last and first > last:
            raise ValueError(f"ends before it begins: {self.value!r}")
        return first, last


def _parts(value: str) -> list[int]:
    return [int(part) for part in value.rstrip("?~%").split("-")]


def _first(value: str) -> date:
    year, month, day = (*_parts(value), 1, 1)[:3]
    return date(year, month, day)


def _last(value: str) -> date:
    parts = _parts(value)
    year, month = (*parts, 12)[:2]
    return date(year, month, parts[2] if len(parts) == 3 else monthrange(year, month)[1])
