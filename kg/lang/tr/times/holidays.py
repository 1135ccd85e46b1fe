"""Feasts with a fixed day: "Noel'de", "yılbaşı gecesi", "Noel arifesinde". Without "günü", about that day."""

from __future__ import annotations

from dataclasses import replace

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.nearest import nearest_day
from kg.lang.tr.times.period import Period, Unit
from kg.lang.tr.times.scene import Reading, Scene
from kg.lang.tr.times.words import Kind

RULE = "tr/time-holiday@1"

_HUNDRED = 100


def holiday(scene: Scene, at: int) -> Reading | None:
    """A feast that tells when by its case or by the noun after it; "Noel Baba" and "yılbaşı ağacı" do not."""
    word = scene.word(at, Kind.HOLIDAY)
    if word is None or word.plural:
        return None
    reading = Reading(at, at + 1, RULE, Unit.DAY).ending(at + 1, word)
    noun = scene.unit(at + 1, Unit.DAY) or scene.word(at + 1, Kind.DAY_PART, Kind.EVE)
    exact = word.case is Case.NOM and noun is not None and noun.possessed
    if exact:
        reading = reading.ending(at + 2, noun)
    elif word.case is Case.DAT:
        if not scene.listed(at + 1, "until"):
            return None
    elif word.case is Case.ABL:
        if not (scene.listed(at + 1, "since") or scene.listed(at + 1, "from")):
            return None
    elif word.case is not Case.LOC:
        return None
    if scene.published is None:
        return reading
    day = nearest_day(scene.published, word.value // _HUNDRED, word.value % _HUNDRED, scene.way(reading))
    if day is not None and exact and noun is not None and noun.kind is Kind.EVE:
        day = day.plus(-1, Unit.DAY)
    return replace(reading, period=Period.at(day, about=not exact) if day is not None else None)
