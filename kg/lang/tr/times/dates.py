"""Days that are told by number: "3 Mart 2024", "15.03.2024", "3-5 Mart", "25 Kasım"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.history import begins_name, day_of_history, is_open
from kg.lang.tr.times.nearest import nearest_day
from kg.lang.tr.times.period import FIRST_YEAR, LAST_YEAR, Period, Stamp, Unit
from kg.lang.tr.times.scene import Reading, Scene
from kg.lang.tr.times.words import Kind, Word

RULE = "tr/time-date@1"
YEARLESS = "tr/time-day-month@1"
NAMED = "tr/time-named@1"

_DASHES = ("-", "–", "—")
_AND = (",", "ve", "ile", "ila", "veya")
_FEASTS = ("gününde", "bayramında", "yıldönümünde", "arifesinde")
_FEAST_LENGTH = 6
_LAST_DAY = 31
_TENS = (10, 20, 30)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Days of a month, ascending, before token `end`; `scattered`: days between them are left out."""

    days: tuple[int, ...]
    end: int
    scattered: bool = False


@dataclass(frozen=True, slots=True)
class _Days:
    """From one day to another (month, day), before token `end`; `year` and `weekday` are 0 if they are not told."""

    first: tuple[int, int]
    last: tuple[int, int]
    end: int
    word: Word
    year: int = 0
    weekday: int = 0
    scattered: bool = False


def numeric_date(scene: Scene, at: int) -> Reading | None:
    """15.03.2024, 15/03/2024 or 2024-03-15."""
    word = scene.word(at, Kind.DATE)
    if word is not None and word.day is not None:
        reading = Reading(at, at + 1, RULE, Unit.DAY, Period.day(word.day)).ending(at + 1, word)
        weekday = scene.word(at + 1, Kind.WEEKDAY) if word.case is Case.NOM else None
        return reading if weekday is None or weekday.plural else reading.ending(at + 2, weekday)
    numbers = [scene.word(at + step, Kind.INTEGER) for step in (0, 2, 4)]
    marks = {scene.lower(at + 1), scene.lower(at + 3)}
    if None in numbers or marks not in ({"/"}, {"-"}):
        return None
    first, month, last = (word.value for word in numbers if word is not None)
    year, day = (first, last) if last <= _LAST_DAY else (last, first)
    found = Stamp.valid(year, month, day) if month and day else None
    if found is None:
        return None
    return Reading(at, at + 5, RULE, Unit.DAY, Period.at(found)).ending(at + 5, numbers[2])


def day_month(scene: Scene, at: int, year: int = 0) -> Reading | None:
    """Days of a month: "3 Mart", "3 ve 4 Mart 2024 Pazar", "28 Şubat-3 Mart"; `year` if it was told before."""
    days = _days(scene, at, year)
    if days is None or (days.word.case is Case.NOM and begins_name(scene, days.end)):
        return None
    rule = RULE if days.year else YEARLESS
    many = days.first != days.last
    reading = Reading(at, days.end, rule, Unit.DAY, adverb=False, many=many).ending(days.end, days.word)
    if days.word.case is Case.NOM and (feast := _feast(scene, days.end)):
        reading = replace(reading, end=feast, case=Case.LOC, adverb=True)
        return replace(reading, period=_period(scene, days, reading))
    if not days.year and not many:
        told = days.word.case is Case.NOM or days.word.relative
        since = days.word.case is Case.ABL
        named = day_of_history(scene, *days.first, days.end, told=told, since=since)
        if named is not None:
            return replace(reading, rule=NAMED, period=Period.at(named))
    return replace(reading, period=_period(scene, days, reading))


def _feast(scene: Scene, at: int) -> int:
    """The end of the feast that the day is called by, if that tells when: "14 Şubat Sevgililer Günü'nde"."""
    for end in range(at, min(len(scene.tokens), at + _FEAST_LENGTH)):
        token = scene.tokens[end]
        if token.lower in _FEASTS or token.stem + token.suffix in _FEASTS:
            return end + 1
        if not token.capital or token.suffix:
            return 0
    return 0


def _days(scene: Scene, at: int, year: int) -> _Days | None:
    numbers = _numbers(scene, at)
    if numbers is None or not _is_month(scene, at, numbers.end):
        return None
    month = scene.words[numbers.end]
    if month is None:
        return None
    first, last = (month.value, numbers.days[0]), (month.value, numbers.days[-1])
    days = _Days(first, last, numbers.end + 1, month, year, scattered=numbers.scattered)
    if month.case is Case.NOM and len(numbers.days) == 1:
        days = _until(scene, days) or days
    return _with_weekday(scene, _with_year(scene, days))


def _with_year(scene: Scene, days: _Days) -> _Days:
    if days.word.case is not Case.NOM or days.year:
        return days
    told = scene.word(days.end, Kind.INTEGER)
    if told is not None and FIRST_YEAR <= told.value <= LAST_YEAR and not told.decade:
        return replace(days, year=told.value, end=days.end + 1, word=told)
    return replace(days, year=_year_after_next(scene, days.end)) if days.first == days.last else days


def _with_weekday(scene: Scene, days: _Days) -> _Days:
    at = days.end + (scene.lower(days.end) == ",")
    weekday = scene.word(at, Kind.WEEKDAY)
    if days.word.case is not Case.NOM or weekday is None or weekday.plural:
        return days
    return replace(days, weekday=weekday.value, end=at + 1, word=weekday)


def _numbers(scene: Scene, at: int) -> _Numbers | None:
    """The days before a month: "3", "3-5", "3, 4 ve 5"."""
    found: list[int] = []
    scattered = dash = False
    while (number := day_number(scene, at)) is not None:
        value, at = number
        if found and value <= found[-1]:
            return None
        between = dash or scene.lower(at + 1).startswith("arası")
        scattered = scattered or (bool(found) and not between and value != found[-1] + 1)
        found.append(value)
        mark = scene.lower(at)
        dash = mark in _DASHES or mark == "ila"
        if dash or mark in _AND:
            at += 1
        elif mark == "ya" and scene.lower(at + 1) == "da":
            at += 2
        else:
            return _Numbers(tuple(found), at, scattered)
    return None


def day_number(scene: Scene, at: int) -> tuple[int, int] | None:
    """A bare number from 1 to 31, in figures or words, and where it ends."""
    word = scene.word(at, Kind.INTEGER)
    if word is not None:
        bare = word.case is Case.NOM and not (word.decade or word.possessed or word.relative)
        dot = scene.lower(at + 1) == "." and scene.word(at + 2, Kind.MONTH) is not None
        return (word.value, at + (2 if dot else 1)) if bare and 1 <= word.value <= _LAST_DAY else None
    tens = scene.word(at, Kind.NUMBER)
    if tens is None:
        return None
    ones = scene.word(at + 1, Kind.NUMBER)
    value, end = tens.value, at + 1
    if value in _TENS and ones is not None and ones.value < _TENS[0]:
        value, end = value + ones.value, at + 2
    named = scene.word(end, Kind.MONTH) is not None and scene.tokens[end].capital
    return (value, end) if named and value <= _LAST_DAY else None


def _is_month(scene: Scene, at: int, end: int) -> bool:
    """Whether the numbers count a month's days, and not hearths, gaps or Mays ("bir mayıs sabahı")."""
    month = scene.word(end, Kind.MONTH)
    if month is None or month.plural or month.lasting:
        return False
    token = scene.tokens[end]
    if token.capital:
        return scene.lower(at) != "bir" or scene.tokens[at].capital
    year_or_noun = scene.word(end + 1, Kind.INTEGER, Kind.DATE_NOUN)
    return token.stem not in ("ocak", "aralık", "ekim") or year_or_noun is not None


def _until(scene: Scene, days: _Days) -> _Days | None:
    """Second half of "28 Şubat-3 Mart" and "28 Şubat ile 3 Mart arasında"."""
    mark = scene.lower(days.end)
    if mark not in (*_DASHES, "ile", "ila", "ve"):
        return None
    number = day_number(scene, days.end + 1)
    month = scene.word(number[1], Kind.MONTH) if number is not None else None
    if number is None or month is None:
        return None
    end = number[1] + 1
    if mark not in _DASHES and not any(scene.lower(end + step).startswith("arası") for step in range(3)):
        return None
    return replace(days, last=(month.value, number[0]), end=end, word=month)


def _year_after_next(scene: Scene, at: int) -> int:
    """The year that "3 Mart ve 5 Nisan 2017" gives to its first day."""
    number = day_number(scene, at + 1) if scene.lower(at) in (*_DASHES, *_AND) else None
    if number is None or scene.word(number[1], Kind.MONTH) is None:
        return 0
    year = scene.word(number[1] + 1, Kind.INTEGER)
    return year.value if year is not None and FIRST_YEAR <= year.value <= LAST_YEAR else 0


def _period(scene: Scene, days: _Days, reading: Reading) -> Period | None:
    if days.year:
        last = Stamp.valid(days.year, *days.last)
    elif scene.published is None or (not reading.many and is_open(*days.first, scene.published)):
        return None
    else:
        last = nearest_day(scene.published, *days.last, scene.way(reading), days.weekday)
    first = Stamp.valid(last.year - (days.first > days.last), *days.first) if last is not None else None
    if first is None or last is None:
        return None
    return Period.at(Stamp(last.year, last.month)) if days.scattered else Period(first, last)
