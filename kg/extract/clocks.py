"""The day of a clock time that stands without one: "saat 09.40'ta", "sabah saatlerinde".

It is the day told before it in the sentence or in the sentence before. Where none is told, an article tells of its own
day; but an evening or night may be that of the day before, and what is told as long past ("-mIştI") or in a quotation
any day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.lang.tr.times import CLOCK, TimeExpression
from kg.lang.tr.times.direction import Direction, direction
from kg.lang.tr.tokenizer import Token
from kg.model.edtf import Edtf

_HOUR = re.compile(r"(\d{1,2})(?:\D|$)")
_MORNING, _EVENING = 6, 19
_LATE = ("gece", "akşam", "sahur", "iftar")
_LONG_PAST = re.compile(r".*m[ıiuü]şt[ıiuü](?:lar|ler)?")


def with_days(
    times: Sequence[TimeExpression], tokens: list[Token], before: Edtf | None, published: date | None
) -> list[TimeExpression]:
    """The times of a sentence, its clock times with their day; `before` is the day told in the sentence before."""
    found: list[TimeExpression] = []
    day = before
    for time in times:
        if time.rule == CLOCK and time.value is None:
            own = day or _of_article(time, tokens, published)
            found.append(replace(time, value=own, names=True) if own is not None else time)
            continue
        if time.names:
            day = time.told if time.told is not None and time.told.exact_day is not None else None
        found.append(time)
    return found


def last_day(times: Sequence[TimeExpression]) -> Edtf | None:
    """The last time named in a sentence, if it is a known day."""
    told = next((time.told for time in reversed(times) if time.names), None)
    return told if told is not None and told.exact_day is not None else None


def is_entry(time: TimeExpression, tokens: list[Token]) -> bool:
    """Whether the clock time heads an entry of a report from hour to hour: "14.30 - …"."""
    dash = tokens[time.end].text if time.end < len(tokens) else ""
    return time.begin == 0 and time.rule == CLOCK and dash in ("-", "–", "—")


def _of_article(time: TimeExpression, tokens: list[Token], published: date | None) -> Edtf | None:
    words = [token.lower for token in tokens[time.begin : time.end]]
    if published is None or tokens[time.begin].quoted:
        return None
    if is_entry(time, tokens):
        return Edtf.day(published)
    if any(word.startswith(_LATE) for word in words):
        ahead = direction(tokens, time.end) is Direction.FUTURE
        return Edtf.day(published) if ahead else None
    hours = [int(match[1]) for word in words if (match := _HOUR.match(word))]
    if any(not _MORNING <= hour < _EVENING for hour in hours):
        return None
    if any(_LONG_PAST.fullmatch(token.lower) for token in tokens[time.end :]):
        return None
    return Edtf.day(published)
