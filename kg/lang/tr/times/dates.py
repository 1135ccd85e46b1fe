"""Days that are told by number: "3 Mart 2024", "15.03.2024", "3-5 Mart", "25 Kasım"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.nearest import nearest_day
from kg.lang.tr.times.period import FIRST_YEAR, LAST_YEAR, Period, Stamp
from kg.lang.tr.times.scene import Reading, Scene
from kg.lang.tr.times.words import Kind, Word, vocabulary

RULE = "tr/time-date@1"
YEARLESS = "tr/time-day-month@1"
NAMED = "tr/time-named@1"

_DASHES = ("-", "–", "—")
_AND = (",", "ve", "ile", "ila", "veya")
_NAME_REACH = 5
_REACH = 3
_FAME = 365
_FRESH = 45


@dataclass(frozen=True, slots=True)
class _Days:
    """Days of one month, or of two that share a year; `year` 0 if it is not told; `weekday` 0 likewise."""

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
        reading = Reading(at, at + 1, Period.day(word.day), RULE, word.case, word.relative)
        weekday = scene.word(at + 1, Kind.WEEKDAY) if word.case is Case.NOM else None
        return reading if weekday is None or weekday.plural else reading.ending(at + 2, weekday)
    numbers = [scene.word(at + step, Kind.INTEGER) for step in (0, 2, 4)]
    marks = {scene.lower(at + 1), scene.lower(at + 3)}
    if None in numbers or len(marks) != 1 or not marks & {"/", "-"}:
        return None
    first, month, last = (word.value for word in numbers if word is not None)
    year, day = (first, last) if first > LAST_YEAR // 100 and last <= 31 else (last, first)
    found = Stamp.valid(year, month, day)
    return Reading(at, at + 5, Period.at(found), RULE).ending(at + 5, numbers[2]) if found else None


def day_month(scene: Scene, at: int, year: int = 0) -> Reading | None:
    """Days of a month: "3 Mart", "3 ve 4 Mart 2024 Pazar", "28 Şubat-3 Mart"; `year` if it was told before."""
    days = _days(scene, at, year)
    if days is None or _names_something(scene, days):
        return None
    named = _named(scene, days)
    if named is not None:
        return Reading(at, days.end, Period.at(named), NAMED, adverb=False).ending(days.end, days.word)
    rule = RULE if days.year else YEARLESS
    reading = Reading(at, days.end, None, rule, adverb=False).ending(days.end, days.word)
    return reading.ending(days.end, days.word, period=_period(scene, days, reading))


def _days(scene: Scene, at: int, year: int) -> _Days | None:
    numbers, end, scattered = _numbers(scene, at)
    month = scene.word(end, Kind.MONTH)
    if not numbers or month is None or month.plural or month.lasting or not _right_case(scene, at, end):
        return None
    first, last = (month.value, numbers[0]), (month.value, numbers[-1])
    end, word, weekday = end + 1, month, 0
    if month.case is Case.NOM and len(numbers) == 1:
        further = _until(scene, end)
        if further is not None:
            last, end, word = further
    if word.case is Case.NOM:
        told = scene.word(end, Kind.INTEGER)
        if told is not None and FIRST_YEAR <= told.value <= LAST_YEAR and not year and not told.decade:
            year, word, end = told.value, told, end + 1
        elif not year and first == last:
            year = _year_after_next(scene, end)
    if word.case is Case.NOM:
        skip = 1 if scene.lower(end) == "," else 0
        named = scene.word(end + skip, Kind.WEEKDAY)
        if named is not None and not named.plural:
            weekday, word, end = named.value, named, end + skip + 1
    return _Days(first, last, end, word, year, weekday, scattered)


def _numbers(scene: Scene, at: int) -> tuple[list[int], int, bool]:
    """Days of the month at `at`, where they end, and whether days between them are left out."""
    found: list[int] = []
    scattered = False
    while (number := day_number(scene, at)) is not None:
        value, at = number
        if found and value <= found[-1]:
            return [], at, False
        mark = scene.lower(at)
        found.append(value)
        if len(found) > 1 and not scene.lower(at + 1).startswith("arası") and scene.lower(at - 2) not in _DASHES and value != found[-2] + 1:
            scattered = True
        if mark in _DASHES or mark in _AND:
            at += 1
        elif mark == "ya" and scene.lower(at + 1) == "da":
            at += 2
        else:
            return found, at, scattered
    return [], at, False


def day_number(scene: Scene, at: int) -> tuple[int, int] | None:
    """A bare number from 1 to 31, in figures or words, and where it ends."""
    word = scene.word(at, Kind.INTEGER)
    if word is not None:
        if not 1 <= word.value <= 31 or word.case is not Case.NOM or word.decade or word.possessed:
            return None
        dot = scene.lower(at + 1) == "." and scene.word(at + 2, Kind.MONTH) is not None
        return word.value, at + (2 if dot else 1)
    tens = scene.word(at, Kind.NUMBER)
    if tens is None:
        return None
    ones = scene.word(at + 1, Kind.NUMBER)
    if tens.value in (10, 20, 30) and ones is not None and ones.value < 10:
        value, end = tens.value + ones.value, at + 2
    else:
        value, end = tens.value, at + 1
    return (value, end) if value <= 31 and scene.word(end, Kind.MONTH) is not None and scene.tokens[end].capital else None


def _right_case(scene: Scene, at: int, month: int) -> bool:
    """Whether the words are a date and no count of hearths, gaps or days ("bir mayıs sabahı")."""
    token = scene.tokens[month]
    if token.capital:
        return not (scene.lower(at) == "bir" and not scene.tokens[at].capital)
    return token.stem not in ("ocak", "aralık", "ekim") or scene.word(month + 1, Kind.INTEGER, Kind.DATE_NOUN) is not None


def _until(scene: Scene, at: int) -> tuple[tuple[int, int], int, Word] | None:
    """Second half of "28 Şubat-3 Mart" and "28 Şubat ile 3 Mart arasında"."""
    if scene.lower(at) not in (*_DASHES, "ile", "ila", "ve"):
        return None
    number = day_number(scene, at + 1)
    month = scene.word(number[1], Kind.MONTH) if number is not None else None
    if number is None or month is None:
        return None
    end = number[1] + 1
    if scene.lower(at) not in _DASHES and not any(scene.lower(end + step).startswith("arası") for step in range(3)):
        return None
    return (month.value, number[0]), end, month


def _year_after_next(scene: Scene, at: int) -> int:
    """The year that "3 Mart ve 5 Nisan 2017" gives to its first day."""
    number = day_number(scene, at + 1) if scene.lower(at) in (*_DASHES, *_AND) else None
    if number is None or scene.word(number[1], Kind.MONTH) is None:
        return 0
    year = scene.word(number[1] + 1, Kind.INTEGER)
    return year.value if year is not None and FIRST_YEAR <= year.value <= LAST_YEAR else 0


def _names_something(scene: Scene, days: _Days) -> bool:
    """Whether the day only begins a name: "15 Temmuz Şehitler Köprüsü"."""
    if days.word.case is not Case.NOM:
        return False
    heads = tuple(vocabulary().lists["name_heads"])
    for token in scene.tokens[days.end : days.end + _NAME_REACH]:
        if not token.capital:
            return False
        if token.stem.startswith(heads):
            return True
    return False


def _named(scene: Scene, days: _Days) -> Stamp | None:
    """The day of history that is meant: by the words after it, or as the beginning of an era ("7 Ekim'den bu yana")."""
    if days.year or days.first != days.last:
        return None
    following = scene.lower(days.end)
    reach = [scene.lower(days.end + step) for step in range(_REACH)]
    era = scene.listed(days.end, "era") if days.word.case is Case.ABL else following.startswith(("öncesi", "sonrası"))
    for entry in vocabulary().named:
        if entry.month_and_day != days.first or (scene.published is not None and scene.published < entry.day):
            continue
        told = days.word.case is Case.NOM or days.word.relative
        if (told and any(word.startswith(entry.words) for word in reach)) or (entry.era and era and scene.published is not None):
            return Stamp.of(entry.day)
    return None


def _open(days: _Days, published: date) -> bool:
    """Whether the day of a known happening stands alone so long after it that its year is anyone's guess."""
    for entry in vocabulary().named:
        if entry.month_and_day == days.first and (published - entry.day).days > _FAME:
            past = nearest_day(published, *days.first, Direction.PAST)
            return past is None or (published - past.first()).days > _FRESH
    return False


def _period(scene: Scene, days: _Days, reading: Reading) -> Period | None:
    if not days.year:
        if scene.published is None or (days.first == days.last and _open(days, scene.published)):
            return None
        last = nearest_day(scene.published, *days.last, scene.way(reading), days.weekday)
    else:
        last = Stamp.valid(days.year, *days.last)
    if last is None:
        return None
    first = Stamp.valid(last.year - (days.first > days.last), *days.first)
    if first is None:
        return None
    return Period.at(Stamp(last.year, last.month)) if days.scattered else Period(first, last)
