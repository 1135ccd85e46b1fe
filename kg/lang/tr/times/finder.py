"""Finds the time expressions of a sentence: a rule reads the core, what follows refines it, its ending closes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kg.lang.tr.times import clock, dates, deictics, distances, holidays, months, pointed, weeks, years
from kg.lang.tr.times.closing import close
from kg.lang.tr.times.expression import TimeExpression
from kg.lang.tr.times.joining import joined
from kg.lang.tr.times.period import FIRST_YEAR, LAST_YEAR, Stamp
from kg.lang.tr.times.pieces import pieces
from kg.lang.tr.times.refining import refined
from kg.lang.tr.times.scene import Reading, Scene
from kg.lang.tr.times.words import Kind, known_words
from kg.lang.tr.tokenizer import Token
from kg.model.edtf import Edtf

_STAMP = re.compile(r"[12]\d{3}(?:-\d\d){0,2}")

_SAFE_YEARS = (FIRST_YEAR + 10, LAST_YEAR - 10)  # so that no neighbouring year is out of range

Rule = Callable[[Scene, int], Reading | None]

_NUMBERS: tuple[Rule, ...] = (dates.day_month, distances.counted)
_RULES: dict[Kind, tuple[Rule, ...]] = {
    Kind.DATE: (dates.numeric_date,),
    Kind.INTEGER: (dates.numeric_date, *_NUMBERS, years.decade, years.years, years.year),
    Kind.DECIMAL: (distances.counted,),
    Kind.NUMBER: _NUMBERS,
    Kind.VAGUE: (distances.counted,),
    Kind.ORDINAL: (distances.span,),
    Kind.MONTH: (months.month,),
    Kind.WEEKDAY: (weeks.weekday,),
    Kind.HOLIDAY: (holidays.holiday,),
    Kind.DAYS: (deictics.deictic,),
    Kind.POINTER: (distances.span, pointed.pointed),
    Kind.UNIT: (deictics.part_of_now, distances.uncounted, clock.clock),
    Kind.CLOCK: (clock.clock,),
    Kind.DAY_PART: (clock.clock,),
}


def find_times(
    tokens: list[Token], published: date | None, context: Edtf | None = None
) -> list[TimeExpression]:
    """Time expressions of one sentence, in order, none overlapping.

    `published` is the article's day; without it, or if it is not of our age, only dates with their year in the text
    have a value. `context` is what was last told before the sentence (see `context_after`): "ertesi gün" and "aynı
    yıl" count from it.

    >>> from kg.lang.tr.tokenizer import tokenize
    >>> text = "Perşembe günü yapılan seçim"
    >>> [str(found.value) for found in find_times(tokenize(text, 0, len(text)), date(2025, 12, 12))]
    ['2025-12-11']
    """
    known = known_words()
    words = [known[token.lower] for token in tokens]
    if not any(words) or not any(word.tells for word in words if word is not None):
        return []
    row = pieces(tokens, words)
    if published is not None and not _SAFE_YEARS[0] <= published.year <= _SAFE_YEARS[1]:
        published = None
    scene = Scene([piece.token for piece in row], [piece.word for piece in row], published, _stamp(context))
    found: list[TimeExpression] = []
    at = taken = 0
    while at < len(row):
        reading = _read(scene, at)
        if reading is None or reading.begin < taken:
            at += 1
            continue
        reading = joined(scene, refined(scene, reading), lambda place: _read(scene, place))
        expression = close(scene, reading)
        at = taken = expression.end
        if expression.names:
            scene.told, scene.context = _stamp(expression.told), None
        first, last = row[expression.begin].first, row[expression.end - 1].last
        if not found or first >= found[-1].end:
            found.append(replace(expression, begin=first, end=last + 1))
    return found


def _read(scene: Scene, at: int) -> Reading | None:
    word = scene.words[at] if at < len(scene.words) else None
    if word is None:
        return None
    for rule in _RULES.get(word.kind, ()):
        reading = rule(scene, at)
        if reading is not None:
            return reading
    return None


def _stamp(context: Edtf | None) -> Stamp | None:
    """The year, month or day of a context; None for intervals and about dates, from which nothing can be counted."""
    if context is None or not _STAMP.fullmatch(context.value):
        return None
    return Stamp(*(int(part) for part in context.value.split("-")))
