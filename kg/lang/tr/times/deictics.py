"""Days and parts of time counted from the article's day: "dün", "hafta sonu", "yıl sonunda", "ayın 15'inde"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.parts import fraction
from kg.lang.tr.times.period import Period, Stamp, Unit
from kg.lang.tr.times.scene import Reading, Scene
from kg.lang.tr.times.weeks import part_of_week
from kg.lang.tr.times.words import Kind, Word

RULE = "tr/time-deictic@1"
PART = "tr/time-part@1"

_DAY_BEFORE_YESTERDAY = -2
_EARLY_MONTH, _EARLY_DAY = 6, 10


def deictic(scene: Scene, at: int) -> Reading | None:
    """dün, bugün, yarın, evvelsi gün; "düne kadar" is an idiom for the recent past and gives no day."""
    word = scene.word(at, Kind.DAYS)
    if word is None:
        return None
    period = days_on(scene, word.value)
    reading = Reading(at, at + 1, RULE, Unit.DAY, period).ending(at + 1, word)
    if word.value == _DAY_BEFORE_YESTERDAY:
        noun = scene.unit(at + 1, Unit.DAY) or scene.word(at + 1, Kind.DAY_PART)
        return reading.ending(at + 2, noun) if noun is not None else None
    return replace(reading, period=None) if word.value < 0 and word.case is Case.DAT else reading


def days_on(scene: Scene, days: int) -> Period | None:
    """The day so many days after the article's."""
    return Period.day(scene.published + timedelta(days)) if scene.published is not None else None


def part_of_now(scene: Scene, at: int) -> Reading | None:
    """The article's own year, month or week by a part of it: "yılın ilk yarısında", "ay başında", "yıl içinde"."""
    word = scene.unit(at, Unit.YEAR, Unit.MONTH, Unit.WEEK)
    if word is None or word.plural or word.possessed or word.case not in (Case.NOM, Case.GEN):
        return None
    end = at + 1
    part = scene.word(end, Kind.PART)
    if word.unit is Unit.WEEK:
        return part_of_week(scene, at, part)
    if part is None and not _goes_on(scene, word, end):
        return None
    reading = Reading(at, end, PART, word.unit).ending(end, word)
    if scene.stamp is None:
        return reading
    own = Stamp(scene.stamp.year, scene.stamp.month if word.unit is Unit.MONTH else 0)
    ended = part is not None and part.text == "end" and scene.direction(end) is Direction.PAST
    if ended and _early(scene.stamp, word.unit):
        own = own.plus(-1, word.unit) or own
    return replace(reading, period=Period.at(own))


def _goes_on(scene: Scene, word: Word, at: int) -> bool:
    """Whether a part of the year or month follows, or "içinde"."""
    if word.case is Case.NOM:
        return scene.lower(at) in ("içinde", "içerisinde", "boyunca") and word.unit is Unit.YEAR
    number = scene.word(at, Kind.INTEGER)
    if number is not None:
        return word.unit is Unit.MONTH and (number.possessed or number.case is Case.ACC)
    return fraction(scene, at) is not None


def _early(stamp: Stamp, unit: Unit) -> bool:
    """Whether the article is so early in its year or month that an end in the past is the one before."""
    return stamp.month <= _EARLY_MONTH if unit is Unit.YEAR else stamp.day <= _EARLY_DAY
