"""What follows the core of a time expression and belongs to it: "günü", "sonunda", a month, a clock time."""

from __future__ import annotations

from dataclasses import replace

from kg.lang.tr.morphology import Case
from kg.lang.tr.times import clock, dates, deictics, distances, months, parts, pointed, seasons, weeks
from kg.lang.tr.times.period import Unit
from kg.lang.tr.times.scene import HABIT, Reading, Scene
from kg.lang.tr.times.words import Kind, Word

_NO_NOUN = (clock.RULE, distances.DISTANCE, distances.SINCE, distances.DURATION)


def refined(scene: Scene, reading: Reading) -> Reading:
    """The core with all that refines it."""
    while True:
        further = _noun(scene, reading) or _part(scene, reading) or _within(scene, reading)
        if further is None:
            return reading
        reading = further


def located(scene: Scene, at: int) -> Word:
    """A word at a token that tells when by itself ("içinde", "arasındaki"), as a locative."""
    return Word(Kind.PART, case=Case.LOC, relative=scene.lower(at).endswith("ki"))


def _noun(scene: Scene, reading: Reading) -> Reading | None:
    """A noun that adds nothing to a date: "günü", "tarihinde", "tarihli", "arasında"."""
    if reading.case is not Case.NOM or reading.relative or reading.rule in _NO_NOUN:
        return None
    end = reading.end
    word = scene.word(end, Kind.DATE_NOUN)
    if word is not None and (word.possessed or word.relative):
        return reading.ending(end + 1, word, adverb=True)
    word = scene.unit(end, Unit.DAY)
    if (
        word is not None
        and reading.grain is Unit.DAY
        and reading.rule not in (deictics.RULE, pointed.CONTEXT)
    ):
        if word.plural and not reading.many and reading.rule == weeks.WEEKDAY:
            return reading.ending(end + 1, word, rule=HABIT, grain=None, period=None)
        if word.possessed or word.plural or word.relative:
            return reading.ending(end + 1, word, adverb=True)
    if reading.many and scene.lower(end).startswith("arası"):
        return reading.ending(end + 1, located(scene, end), adverb=True)
    return None


def _part(scene: Scene, reading: Reading) -> Reading | None:
    if reading.relative:
        return None
    return (
        weeks.weekday_in_week(scene, reading)
        or parts.begin_or_end(scene, reading)
        or parts.of_year(scene, reading)
        or parts.day_of_month(scene, reading)
        or _in_year(scene, reading)
        or clock.of_day(scene, reading)
    )


def _in_year(scene: Scene, reading: Reading) -> Reading | None:
    """A month, day or season of the year just told: "2017 yılının Eylül ayında", "geçen yıl 3 Mart'ta"."""
    if reading.grain is not Unit.YEAR or reading.many or reading.part:
        return None
    if reading.case not in (Case.NOM, Case.GEN, Case.LOC):
        return None
    year = reading.single.year if reading.single is not None else 0
    comma = scene.lower(reading.end) == ","
    end = reading.end + comma
    found = dates.day_month(scene, end, year) or months.month(scene, end, year, scoped=True)
    if found is None or (comma and found.case is Case.NOM):
        return _season(scene, reading, year)
    return replace(found, begin=reading.begin, period=found.period if year else None)


def _season(scene: Scene, reading: Reading, year: int) -> Reading | None:
    word = scene.word(reading.end, Kind.SEASON)
    if word is None or reading.case is Case.LOC:
        return None
    period = seasons.season_of(year, word.value) if year else None
    found = reading.ending(reading.end + 1, word, rule=seasons.RULE, grain=None, period=period)
    return seasons.with_months(scene, found)


def _within(scene: Scene, reading: Reading) -> Reading | None:
    """The whole of the time: "2024 yılı içinde", "Mayıs ayı boyunca", "bugün itibarıyla"."""
    end = reading.end
    if reading.case is not Case.NOM or reading.relative:
        return None
    if scene.listed(end, "within"):
        return reading.ending(end + 1, located(scene, end), adverb=True)
    if scene.listed(end, "as_of"):
        end += 2 if scene.lower(end + 1) == "ile" else 1
        return reading.ending(end, Word(Kind.PART, case=Case.LOC), adverb=True)
    return None
