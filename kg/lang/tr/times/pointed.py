"""Pointing words with what they point to: "geçen yıl", "bu sabah", "önümüzdeki Mart", "aynı gün", "her yıl"."""

from __future__ import annotations

from dataclasses import replace

from kg.lang.tr.morphology import Case
from kg.lang.tr.times import seasons
from kg.lang.tr.times.deictics import RULE as DEICTIC
from kg.lang.tr.times.deictics import days_on
from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.nearest import nearest_month
from kg.lang.tr.times.period import Period, Stamp, Unit
from kg.lang.tr.times.scene import HABIT, Reading, Scene
from kg.lang.tr.times.weeks import WEEKDAY, on_weekday, week
from kg.lang.tr.times.words import Kind, Word

RULE = "tr/time-pointed@1"
CONTEXT = "tr/time-context@1"

_STEPS = {"last": -1, "this": 0, "next": 1}
_NOUNS = (Kind.UNIT, Kind.WEEKDAY, Kind.MONTH, Kind.SEASON, Kind.DAY_PART, Kind.DATE_NOUN)
_UNITS = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)


def pointed(scene: Scene, at: int) -> Reading | None:
    """A pointing word and its noun."""
    pointer, noun = scene.word(at, Kind.POINTER), scene.word(at + 1, *_NOUNS)
    if pointer is None or noun is None or scene.listed(at - 1, "elapsed"):
        return None
    text = pointer.text
    if text in _STEPS:
        return _by_step(scene, at, text, noun)
    if text == "every":
        return _habit(at, noun)
    return _before(scene, at, noun) if text == "before" else _from_context(scene, at, text, noun)


def _habit(at: int, noun: Word) -> Reading | None:
    """What comes again: "her yıl", "her pazar"."""
    if noun.kind not in (Kind.UNIT, Kind.WEEKDAY, Kind.DAY_PART):
        return None
    unit = noun.unit if noun.kind is Kind.UNIT else Unit.DAY
    return Reading(at, at + 2, HABIT, unit if unit in _UNITS else None).ending(at + 2, noun)


def _by_step(scene: Scene, at: int, pointer: str, noun: Word) -> Reading | None:
    """The last, this or the next one, seen from the article; "bu tarihte" is the date told before."""
    if noun.kind is Kind.DATE_NOUN:
        return _from_context(scene, at, "same", noun) if pointer == "this" else None
    if noun.kind is Kind.UNIT:
        return _unit(scene, at, _STEPS[pointer], noun)
    if noun.kind is Kind.SEASON and (noun.possessed or noun.case is Case.ACC):
        return None  # "bu yazı": a piece of writing
    return _named(scene, at, pointer, noun)


def _unit(scene: Scene, at: int, step: int, noun: Word) -> Reading | None:
    """A unit pointed to: "geçen yıl", "bu hafta", "önümüzdeki aylarda"."""
    unit = noun.unit
    if unit not in _UNITS or (unit is Unit.MONTH and noun.possessed and noun.case is Case.NOM):
        return None  # "bu ayı": a bear, or the month as an object
    reading = Reading(at, at + 2, RULE).ending(at + 2, noun)
    if noun.plural or unit is Unit.DAY:
        return reading
    if unit is Unit.WEEK:
        return week(scene, reading, step)
    there = None
    if scene.stamp is not None:
        there = Stamp(scene.stamp.year, scene.stamp.month if unit is Unit.MONTH else 0).plus(step, unit)
    return replace(reading, grain=unit, period=Period.at(there) if there is not None else None)


def _named(scene: Scene, at: int, pointer: str, noun: Word) -> Reading:
    """Anything else pointed to by step: "geçen Cuma", "bu sabah", "gelecek Mart ayında", "geçen yaz"."""
    reading = Reading(at, at + 2, RULE).ending(at + 2, noun)
    if noun.kind is Kind.DAY_PART:
        period = days_on(scene, 0) if pointer == "this" else None
        return replace(reading, grain=Unit.DAY, period=period)
    if noun.kind is Kind.WEEKDAY:
        return replace(
            reading, rule=WEEKDAY, grain=Unit.DAY, period=_weekday(scene, reading, pointer, noun.value)
        )
    if noun.kind is Kind.MONTH:
        month = scene.unit(reading.end, Unit.MONTH)
        if noun.case is Case.NOM and month is not None and month.possessed:
            reading = reading.ending(reading.end + 1, month)
        return replace(reading, grain=Unit.MONTH, period=_month(scene, pointer, noun.value))
    period = None
    if scene.published is not None:
        period = seasons.season_near(scene.published, noun.value, _STEPS[pointer])
    return seasons.with_months(scene, replace(reading, rule=seasons.RULE, period=period))


def _weekday(scene: Scene, reading: Reading, pointer: str, value: int) -> Period | None:
    if pointer == "this":
        way = Direction.PAST if scene.way(reading) is Direction.PAST else Direction.FUTURE
        return on_weekday(scene, value, way)
    return on_weekday(scene, value, Direction.PAST if pointer == "last" else Direction.FUTURE, today=False)


def _month(scene: Scene, pointer: str, value: int) -> Period | None:
    if scene.published is None:
        return None
    if pointer == "this":
        return Period.at(Stamp(scene.published.year, value))
    step, way = (-1, Direction.PAST) if pointer == "last" else (1, Direction.FUTURE)
    found = nearest_month(scene.published, value, way)
    own = value == scene.published.month
    return Period.at(Stamp(found.year + step, value) if own else found)


def _from_context(scene: Scene, at: int, pointer: str, noun: Word) -> Reading | None:
    """Counted from the date told before: "aynı gün", "o yıl", "ertesi gün", "bu tarihte"."""
    reading = Reading(at, at + 2, CONTEXT, Unit.DAY).ending(at + 2, noun)
    if noun.kind is Kind.WEEKDAY:
        return replace(reading, rule=WEEKDAY)
    if noun.plural or noun.kind in (Kind.MONTH, Kind.SEASON):
        return None
    if noun.kind is Kind.DATE_NOUN and noun.possessed:
        return None
    if noun.kind is Kind.DATE_NOUN:
        told = scene.known if pointer == "same" and not noun.text else None
        return replace(reading, grain=None, period=Period.at(told) if told is not None else None)
    unit = noun.unit if noun.kind is Kind.UNIT else Unit.DAY
    if unit not in _UNITS:
        return None
    there = _same(scene.known, unit)
    if there is not None and pointer == "after":
        there = there.plus(1, unit)
    return replace(reading, grain=unit, period=Period.at(there) if there is not None else None)


def _same(told: Stamp | None, unit: Unit) -> Stamp | None:
    """The day, month or year in which the stamp lies, if it is precise enough."""
    if told is None or unit is Unit.WEEK:
        return None
    if unit is Unit.DAY:
        return told if told.day else None
    if unit is Unit.MONTH:
        return Stamp(told.year, told.month) if told.month else None
    return Stamp(told.year)


def _before(scene: Scene, at: int, noun: Word) -> Reading | None:
    """The one before: "önceki gün" is two days ago in Turkish news, which says "dün" for yesterday.

    After "bir" or an ablative it hangs on what is told there; "önceki yıl" on a year that only the reader knows.
    """
    if noun.kind not in (Kind.UNIT, Kind.DAY_PART) or noun.plural:
        return None
    unit = noun.unit if noun.kind is Kind.UNIT else Unit.DAY
    reading = Reading(at, at + 2, CONTEXT, unit if unit in _UNITS else None).ending(at + 2, noun)
    if scene.lower(at - 1) in ("bir", "bundan") or scene.hangs(at):
        return reading
    if unit is Unit.DAY:
        return replace(reading, rule=DEICTIC, period=days_on(scene, -2))
    if unit is Unit.YEAR and scene.lower(at) == "evvelki":
        period = Period.at(Stamp(scene.stamp.year - 2)) if scene.stamp is not None else None
        return replace(reading, rule=RULE, period=period)
    return reading
