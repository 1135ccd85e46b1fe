"""The ending of a time expression says how the period lies to the event.

Nominative and locative tell when; the dative with "kadar" and the ablative with "beri" make open intervals; with any
other ending the date is talked about ("Cuma'ya ertelendi", "15 Temmuz'u andı"), and there is no telling when.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.lang.tr.morphology import Case
from kg.lang.tr.times import clock, distances
from kg.lang.tr.times.expression import TimeExpression
from kg.lang.tr.times.period import Period
from kg.lang.tr.times.refining import located
from kg.lang.tr.times.scene import HABIT, Reading, Scene, Sense
from kg.model.edtf import Edtf

_SINCE = (("beri",), ("bu", "yana"), ("bu", "tarafa"), ("itibaren",), ("bugüne",), ("günümüze",))
_NAMELESS = (HABIT, clock.RULE, distances.DURATION)
_BEFORE = ("önce", "önceki")
_AFTER = ("sonra", "sonraki")


def close(scene: Scene, reading: Reading) -> TimeExpression:
    """The finished expression; `reading` has all that belongs to it but postpositions."""
    reading = _with_sense(scene, reading)
    told = reading.single if reading.period is not None and not reading.period.about else None
    return TimeExpression(
        begin=reading.begin,
        end=reading.end,
        value=_value(reading),
        rule=reading.rule,
        modifies_noun=_modifies(scene, reading),
        names=reading.rule not in _NAMELESS,
        told=Edtf(str(told)) if told is not None else None,
    )


def _with_sense(scene: Scene, reading: Reading) -> Reading:
    if reading.sense is not Sense.IN:
        return reading
    match reading.case:
        case Case.NOM:
            return _nominative(scene, reading)
        case Case.LOC | Case.GEN:
            return reading
        case Case.DAT:
            return _to(scene, reading)
        case Case.ABL:
            return _from(scene, reading)
        case _:
            return replace(reading, sense=Sense.NONE)


def _nominative(scene: Scene, reading: Reading) -> Reading:
    """No ending: it tells when, unless "öncesi", "sonrası" or "ile" follows."""
    end, word = reading.end, scene.lower(reading.end)
    if word == "ile":
        return replace(reading, sense=Sense.NONE)
    if reading.relative or not word.startswith(("öncesi", "sonrası")):
        return reading
    sense = Sense.BEFORE if word.startswith("öncesi") else Sense.AFTER
    return reading.ending(end + 1, located(scene, end), sense=sense)


def _to(scene: Scene, reading: Reading) -> Reading:
    """The dative: "kadar", "doğru", or nothing that tells when."""
    end, word = reading.end, scene.lower(reading.end)
    if scene.listed(end, "until"):
        return reading.ending(end + 1, None, sense=Sense.UNTIL, relative=word.endswith("ki"))
    return (
        reading.ending(end + 1, located(scene, end))
        if word == "doğru"
        else replace(reading, sense=Sense.NONE)
    )


def _from(scene: Scene, reading: Reading) -> Reading:
    """The ablative: "beri", "bu yana", "itibaren", "bugüne kadar"; "önce", "sonra"; or nothing that tells when."""
    end = reading.end
    for words in _SINCE:
        if all(scene.lower(end + step) == word for step, word in enumerate(words)):
            end += len(words)
            return reading.ending(end + scene.listed(end, "until"), None, sense=Sense.SINCE)
    word = scene.lower(end)
    if word not in _BEFORE and word not in _AFTER:
        return replace(reading, sense=Sense.NONE)
    sense = Sense.BEFORE if word in _BEFORE else Sense.AFTER
    return reading.ending(end + 1, None, sense=sense, relative=word.endswith("ki"))


_VALUES: dict[Sense, Callable[[Period], Edtf]] = {
    Sense.IN: Period.edtf,
    Sense.SINCE: Period.since,
    Sense.UNTIL: Period.until,
    Sense.BEFORE: Period.before,
    Sense.AFTER: Period.after,
    Sense.EITHER: Period.either,
}
_BOUNDS = {Sense.SINCE: "begin", Sense.UNTIL: "end"}


def _value(reading: Reading) -> Edtf | None:
    if reading.period is None or reading.sense is Sense.NONE:
        return None
    sharp = _BOUNDS.get(reading.sense) == reading.part  # the bound of the interval is then that of the period
    period = replace(reading.period, about=False) if sharp else reading.period
    return _VALUES[reading.sense](period)


def _modifies(scene: Scene, reading: Reading) -> bool:
    """Whether the words tell of a noun: "dünkü", "2024'ün", "25 Kasım" seçimleri, (2011)."""
    if reading.relative or (reading.case is Case.GEN and reading.sense is Sense.IN):
        return True
    if scene.lower(reading.begin - 1) == "(" and scene.lower(reading.end) == ")":
        return True
    return reading.case is Case.NOM and not reading.adverb and scene.noun_at(reading.end)
