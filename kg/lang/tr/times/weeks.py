"""Weeks and their days: "Perşembe günü", "geçen hafta Salı", "hafta sonu", "Cumartesi ve Pazar günü".

Names of weekdays are other words too: "pazar" the market, "Cuma" a name and the prayer, "Çarşamba" a town. Alone,
they need a word or case beside them that tells when.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.nearest import nearest_weekday
from kg.lang.tr.times.period import Period, Stamp, Unit, week_of
from kg.lang.tr.times.scene import HABIT, Reading, Scene
from kg.lang.tr.times.words import Kind, Word

WEEKDAY = "tr/time-weekday@1"
WEEK = "tr/time-week@1"

_FRIDAY, _SUNDAY = 5, 7
_DAY = timedelta(1)
_WEEK = timedelta(7)


def weekday(scene: Scene, at: int) -> Reading | None:
    """A day of the week, the nearest one in the clause's direction."""
    word = scene.word(at, Kind.WEEKDAY)
    if word is None or word.lasting:
        return None
    following = scene.unit(at + 1, Unit.DAY)
    if word.plural or (following is not None and following.plural):
        plain = not word.plural or scene.tokens[at].capital
        return Reading(at, at + 1, HABIT, Unit.DAY).ending(at + 1, word) if plain else None
    if following is None and not _tells(scene, at, word):
        return None
    pair = _pair(scene, at, word)
    if pair is not None:
        return pair
    modifier = word.case is Case.NOM and following is None and scene.compound_at(at + 1)
    reading = Reading(at, at + 1, WEEKDAY, Unit.DAY, adverb=not modifier).ending(at + 1, word)
    following_ki = following is not None and following.relative
    way = Direction.PAST if following_ki or reading.relative else scene.way(reading)
    return replace(reading, period=on_weekday(scene, word.value, way))


def _tells(scene: Scene, at: int, word: Word) -> bool:
    """Whether a weekday without "günü" tells when."""
    token, end = scene.tokens[at], at + 1
    if scene.word(end, Kind.DAY_PART) is not None or scene.listed(end, "until") or scene.listed(end, "since"):
        return word.case is not Case.LOC
    if word.possessed or (word.case is Case.LOC and not word.relative):
        return False
    if word.value == _SUNDAY:
        return token.capital and bool(token.suffix) and word.case in (Case.DAT, Case.ABL)
    if word.value == _FRIDAY:
        return not token.capital and not scene.begins(end, "friday")
    name = end < len(scene.tokens) and scene.tokens[end].is_word and scene.tokens[end].capital
    return not (token.capital and name)


def _pair(scene: Scene, at: int, word: Word) -> Reading | None:
    """Two days in a row, "Cumartesi ve Pazar günü"; days that do not follow one another are a timetable."""
    second, noun = scene.word(at + 2, Kind.WEEKDAY), scene.unit(at + 3, Unit.DAY)
    if (
        word.case is not Case.NOM
        or second is None
        or noun is None
        or scene.lower(at + 1) not in ("ve", "-", "–")
    ):
        return None
    if second.value != word.value % _SUNDAY + 1:
        return Reading(at, at + 4, HABIT).ending(at + 4, noun) if noun.plural else None
    reading = Reading(at, at + 3, WEEKDAY, Unit.DAY, many=True).ending(at + 3, second)
    period = on_weekday(scene, second.value, scene.way(reading))
    if period is not None:
        last = period.last.first()
        period = Period.days(last - _DAY, last)
    return reading.ending(at + 4, noun, period=period)


def on_weekday(scene: Scene, value: int, way: Direction, *, today: bool = True) -> Period | None:
    """The nearest day with the ISO weekday; `today`: the article's own day is possible."""
    if scene.published is None:
        return None
    return Period.day(nearest_weekday(scene.published, value, way, today=today))


def week(scene: Scene, reading: Reading, step: int) -> Reading:
    """The week so many weeks from the article's: of its own week only what the clause can tell of."""
    part = scene.word(reading.end, Kind.PART)
    weekend = part is not None and part.text == "end" and reading.case is Case.NOM
    if weekend:
        reading = reading.ending(reading.end + 1, part, grain=None)
    reading = replace(reading, rule=WEEK, grain=None if weekend else Unit.WEEK)
    if scene.published is None:
        return reading
    monday, sunday = week_of(scene.published, step)
    way = scene.way(reading)
    if weekend:
        monday = sunday - _DAY
    elif step == 0 and way is Direction.PAST:
        sunday = scene.published
    elif step == 0 and way in (Direction.FUTURE, Direction.PRESENT):
        monday = scene.published
    return replace(reading, period=Period.days(monday, sunday))


def weekday_in_week(scene: Scene, reading: Reading) -> Reading | None:
    """A day of the week just told: "geçen hafta Perşembe günü", "bu haftanın Salı günü"."""
    word = scene.word(reading.end, Kind.WEEKDAY)
    if reading.grain is not Unit.WEEK or reading.part or word is None or word.plural:
        return None
    if reading.case not in (Case.NOM, Case.GEN):
        return None
    period = None
    if reading.period is not None:
        monday, _ = week_of(reading.period.first.first())
        period = Period.day(monday + timedelta(word.value - 1))
    return reading.ending(reading.end + 1, word, rule=WEEKDAY, grain=Unit.DAY, period=period)


def part_of_week(scene: Scene, at: int, part: Word | None) -> Reading | None:
    """Part of the article's own week: "hafta sonu", "hafta başında"."""
    if part is None or part.text == "middle":
        return None
    reading = Reading(at, at + 2, WEEK).ending(at + 2, part)
    if scene.published is None:
        return reading
    monday, sunday = week_of(scene.published)
    way = scene.way(reading)
    if part.text == "end":
        saturday = _saturday(scene.published, way, sunday)
        return replace(reading, period=Period.days(saturday, saturday + _DAY))
    to_come = way is Direction.FUTURE and scene.published > monday
    first = Stamp.of(monday + _WEEK if to_come else monday)
    return replace(reading, period=Period.at(first, about=True))


def _saturday(published: date, way: Direction, sunday: date) -> date:
    """Saturday of the weekend: the running one; else the next, or in the past the last."""
    saturday = sunday - _DAY
    return saturday - _WEEK if way is Direction.PAST and published < saturday else saturday
