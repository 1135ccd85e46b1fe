"""The end of a time expression: what follows its core refines it, and its case says how it lies to the event.

Nominative and locative tell when; the dative with "kadar" and the ablative with "beri" make open intervals; with any
other ending the date is talked about ("Cuma'ya ertelendi", "15 Temmuz'u andı"), and there is no telling when.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kg.lang.tr.morphology import Case
from kg.lang.tr.times import clock, dates, months, parts, relative, years
from kg.lang.tr.times.expression import TimeExpression
from kg.lang.tr.times.numbers import quantity
from kg.lang.tr.times.distances import DISTANCE, away
from kg.lang.tr.times.period import Period, Unit
from kg.lang.tr.times.scene import HABIT, Reading, Scene, Sense
from kg.lang.tr.times.words import Kind, Word
from kg.model.edtf import Edtf

Read = Callable[[int], Reading | None]

_SINCE = (("beri",), ("bu", "yana"), ("itibaren",), ("bu", "tarafa"), ("bugüne",), ("günümüze",))
_DAY = (Unit.DAY,)


def close(scene: Scene, reading: Reading, read: Read) -> tuple[TimeExpression, Period | None]:
    """The finished expression, and the period that later words may count from; `read` reads a core at a token."""
    reading = _refined(scene, reading)
    reading = _joined(scene, reading, read) or reading
    reading = _counted_from(scene, reading) or reading
    reading = _sense(scene, reading)
    value = _value(reading)
    expression = TimeExpression(reading.begin, reading.end, value, reading.rule, _modifies(scene, reading))
    told = reading.period if reading.period is not None and reading.period.single is not None else None
    return expression, told


def _refined(scene: Scene, reading: Reading) -> Reading:
    """The core with all that refines it."""
    while True:
        further = _noun(scene, reading) or _part(scene, reading) or _within(scene, reading)
        if further is None:
            return reading
        reading = further


def _noun(scene: Scene, reading: Reading) -> Reading | None:
    """ "günü", "tarihinde", "tarihli", "arasında" after a date."""
    if reading.case is not Case.NOM or reading.relative or reading.rule in (clock.RULE, DISTANCE):
        return None
    end = reading.end
    word = scene.word(end, Kind.DATE_NOUN)
    if word is not None and (word.possessed or word.relative):
        return reading.ending(end + 1, word, adverb=True)
    word = scene.unit(end, *_DAY)
    if word is not None and (word.possessed or word.plural or word.relative) and reading.rule != relative.DEICTIC:
        if word.plural and reading.rule == relative.WEEKDAY:
            return reading.ending(end + 1, word, period=None, rule=HABIT)
        return reading.ending(end + 1, word, adverb=True) if _dayish(reading) else None
    if reading.period is not None and reading.period.single is None and scene.lower(end).startswith("arası"):
        word = Word(Kind.PART, case=Case.LOC, relative=scene.lower(end).endswith("ki"))
        return reading.ending(end + 1, word, adverb=True)
    return None


def _dayish(reading: Reading) -> bool:
    """Whether "günü" can follow: after days, and after what may be one."""
    return reading.period is None or reading.period.last.unit is Unit.DAY


def _part(scene: Scene, reading: Reading) -> Reading | None:
    if reading.relative:
        return None
    return (
        relative.weekday_in_week(scene, reading)
        or parts.begin_or_end(scene, reading)
        or parts.of_year(scene, reading)
        or parts.day_of_month(scene, reading)
        or _in_year(scene, reading)
        or clock.of_day(scene, reading)
    )


def _in_year(scene: Scene, reading: Reading) -> Reading | None:
    """A month, day or season of the year just told: "2017 yılının Eylül ayında", "geçen yıl 3 Mart'ta"."""
    told = years.scope(reading)
    if not told and not _unknown_year(scene, reading):
        return None
    end = reading.end + (1 if scene.lower(reading.end) == "," else 0)
    found = dates.day_month(scene, end, told) or months.month(scene, end, told, scoped=True)
    if found is not None and end > reading.end and found.case is Case.NOM:
        return None
    if found is None:
        return _season(scene, reading, told)
    return replace(found, begin=reading.begin, period=found.period if told else None)


def _unknown_year(scene: Scene, reading: Reading) -> bool:
    """Whether a year was told that is not known: "geçen yıl" without the article's date."""
    if reading.period is not None or reading.rule not in (relative.POINTED, relative.CONTEXT):
        return False
    word = scene.unit(reading.end - 1, Unit.YEAR)
    return word is not None and not (word.plural or word.relative) and word.case in (Case.NOM, Case.GEN, Case.LOC)


def _season(scene: Scene, reading: Reading, told: int) -> Reading | None:
    word = scene.word(reading.end, Kind.SEASON)
    if word is None or reading.case is Case.LOC or reading.rule == relative.SEASON:
        return None
    period = relative.season_of(told, word.value) if told else None
    return relative.season_months(scene, reading.ending(reading.end + 1, word, period=period, rule=relative.SEASON))


def _within(scene: Scene, reading: Reading) -> Reading | None:
    end = reading.end
    if reading.case is Case.NOM and scene.listed(end, "within") and not reading.relative:
        word = Word(Kind.PART, case=Case.LOC, relative=scene.lower(end).endswith("ki"))
        return reading.ending(end + 1, word, adverb=True)
    if reading.case is Case.NOM and scene.listed(end, "as_of"):
        end += 2 if scene.lower(end + 1) == "ile" else 1
        return reading.ending(end, Word(Kind.PART, case=Case.LOC), adverb=True)
    return None


def _joined(scene: Scene, reading: Reading, read: Read) -> Reading | None:
    """ "3 Mart'tan 5 Nisan'a kadar", "Cumartesiyi Pazara bağlayan gece"."""
    if reading.sense is not Sense.IN or reading.relative:
        return None
    if reading.case is Case.NOM:
        return _between(scene, reading, read)
    if reading.case not in (Case.ABL, Case.ACC):
        return None
    second = read(reading.end)
    if second is None or second.begin != reading.end:
        return None
    second = _refined(scene, second)
    if second.case is not Case.DAT:
        return None
    if reading.case is Case.ACC:
        return _night(scene, reading, second)
    end = second.end + (1 if scene.listed(second.end, "until") else 0)
    period = None
    if reading.period is not None and second.period is not None:
        first, last = reading.period.first, second.period.last
        period = Period(first, last) if first.first() <= last.last() else None
    return reading.ending(end, None, period=period, case=Case.LOC, adverb=True)


def _between(scene: Scene, reading: Reading, read: Read) -> Reading | None:
    """ "1 Ocak 2023 ile 31 Aralık 2023 arasında", "Ocak 2012 - Mart 2013"."""
    mark = scene.lower(reading.end)
    if mark not in ("ile", "ve", "-", "–", "—") or reading.rule not in (dates.RULE, months.RULE):
        return None
    second = read(reading.end + 1)
    if second is None or second.rule != reading.rule or second.begin != reading.end + 1 or second.relative:
        return None
    if mark in ("ile", "ve") and not any(scene.lower(second.end + step).startswith("arası") for step in range(2)):
        return None
    if reading.period is None or second.period is None or reading.period.first.first() > second.period.last.last():
        return None
    period = Period(reading.period.first, second.period.last)
    joined = replace(second, begin=reading.begin, period=period)
    return _refined(scene, joined)


def _night(scene: Scene, reading: Reading, second: Reading) -> Reading | None:
    if scene.lower(second.end) != "bağlayan":
        return None
    end = second.end + 1
    word = scene.word(end, Kind.DAY_PART)
    single = second.period.single if second.period is not None else None
    period = None
    if single is not None and single.unit is Unit.DAY:
        period = Period.days(single.first() - timedelta(1), single.first())
    return reading.ending(end + (word is not None), word or Word(Kind.DAY_PART), period=period, adverb=True)


def _counted_from(scene: Scene, reading: Reading) -> Reading | None:
    """ "3 Mart'tan iki gün sonra"."""
    if reading.case is not Case.ABL or reading.sense is not Sense.IN:
        return None
    found = quantity(scene, reading.end)
    unit = scene.unit(found.end) if found is not None else None
    word = scene.lower(found.end + 1) if found is not None else ""
    if found is None or unit is None or word not in ("önce", "sonra", "önceki", "sonraki"):
        return None
    start = reading.period.single if reading.period is not None else None
    way = -1 if word.startswith("önce") else 1
    period = away(start, found, unit.unit, found.about, way)
    last = Word(Kind.PART, relative=word.endswith("ki"))
    return reading.ending(found.end + 2, last, rule=DISTANCE, period=period, adverb=True)


def _sense(scene: Scene, reading: Reading) -> Reading:
    end = reading.end
    if reading.sense is not Sense.IN:
        return reading
    if reading.case is Case.DAT:
        if scene.listed(end, "until"):
            return reading.ending(end + 1, None, sense=Sense.UNTIL, relative=scene.lower(end).endswith("ki"))
        return reading.ending(end + 1, None, case=Case.LOC) if scene.lower(end) == "doğru" else replace(reading, sense=Sense.NONE)
    if reading.case is Case.ABL:
        return _from(scene, reading)
    if reading.case in (Case.ACC, Case.INS, Case.EQU) or (reading.case is Case.NOM and scene.lower(end) == "ile"):
        return replace(reading, sense=Sense.NONE)
    word = scene.lower(end)
    if reading.case is Case.NOM and not reading.relative and word.startswith(("öncesi", "sonrası")):
        sense = Sense.BEFORE if word.startswith("önce") else Sense.AFTER
        return reading.ending(end + 1, None, sense=sense, relative=word.endswith("ki"), case=Case.LOC)
    return reading


def _from(scene: Scene, reading: Reading) -> Reading:
    end = reading.end
    for words in _SINCE:
        if all(scene.lower(end + step) == word for step, word in enumerate(words)):
            extra = len(words) + (words[0] in ("bugüne", "günümüze") and scene.listed(end + 1, "until"))
            return reading.ending(end + extra, None, sense=Sense.SINCE)
    word = scene.lower(end)
    if word in ("önce", "önceki", "sonra", "sonraki"):
        sense = Sense.BEFORE if word.startswith("önce") else Sense.AFTER
        return reading.ending(end + 1, None, sense=sense, relative=word.endswith("ki"))
    return replace(reading, sense=Sense.NONE)


def _value(reading: Reading) -> Edtf | None:
    period = reading.period
    if period is None or reading.sense is Sense.NONE:
        return None
    if reading.part and reading.sense in (Sense.SINCE, Sense.UNTIL):
        period = replace(period, about=False) if reading.part in ("begin", "end") else period
    match reading.sense:
        case Sense.SINCE:
            return period.since()
        case Sense.UNTIL:
            return period.until()
        case Sense.BEFORE:
            return period.before()
        case Sense.AFTER:
            return period.after()
        case Sense.EITHER:
            return period.either()
        case _:
            return period.edtf()


def _modifies(scene: Scene, reading: Reading) -> bool:
    if reading.relative or reading.case is Case.GEN:
        return True
    if scene.lower(reading.begin - 1) == "(" and scene.lower(reading.end) == ")":
        return True
    return reading.case is Case.NOM and not reading.adverb and scene.noun_at(reading.end)
