"""Parts of the day and clock times: they give no date, and belong to a date beside them."""

from __future__ import annotations

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.period import Unit
from kg.lang.tr.times.scene import Reading, Scene
from kg.lang.tr.times.words import Kind, Word

RULE = "tr/time-clock@1"

_HOURS = 24
_DASHES = ("-", "–", "—")
_AFTER_PART = {Case.ABL: ("sonra", "önce", "sonraki", "önceki"), Case.DAT: ("karşı",)}


def clock(scene: Scene, at: int) -> Reading | None:
    """A time of day on its own: "saat 14.00'te", "akşam saatlerinde", "gece yarısı"; "akşam" of a plan."""
    found = _clock(scene, at) or _part_with_noun(scene, at) or _part_ahead(scene, at)
    if found is None:
        return None
    end, word = found
    return Reading(at, end, RULE, Unit.DAY).ending(end, word)


def of_day(scene: Scene, reading: Reading) -> Reading | None:
    """A day with its part or clock time: "dün akşam", "3 Mart sabahı", "bugün saat 14.00'te"."""
    if reading.relative or reading.grain is not Unit.DAY:
        return None
    rest = _rest(scene, reading.end)
    if rest is not None:
        return reading.ending(reading.end + 1, rest, adverb=True)
    if reading.case not in (Case.NOM, Case.LOC):
        return None
    at = reading.end
    if scene.lower(at) == "yerel" and scene.lower(at + 1).startswith("saat"):
        at += 1
    found = _clock(scene, at) or _part_with_noun(scene, at) or _part(scene, at)
    if found is None:
        return None
    end, word = found
    return reading.ending(end, word, adverb=True)


def _rest(scene: Scene, at: int) -> Word | None:
    """What belongs to the part of the day before it: "saatlerinde" after "bu sabah", "sonra" after "bu öğleden"."""
    part, hours = scene.word(at - 1, Kind.DAY_PART), scene.unit(at, Unit.HOUR)
    if part is None:
        return None
    if part.case is Case.NOM and hours is not None and hours.plural and hours.possessed:
        return hours
    following = scene.lower(at)
    if following in _AFTER_PART.get(part.case, ()):
        return Word(Kind.DAY_PART, relative=following.endswith("ki"))
    return None


def _clock(scene: Scene, at: int) -> tuple[int, Word] | None:
    if at == 0 and scene.lower(1) in _DASHES and (entry := scene.word(0, Kind.CLOCK)) is not None:
        return 1, entry  # "14.30 - …": an entry of a report from hour to hour
    named = scene.unit(at, Unit.HOUR)
    if (named is not None and not named.plural and named.case in (Case.NOM, Case.INS)) or scene.lower(
        at
    ) == "tsi":
        at += 1
    else:
        named = None
    word = scene.word(at, Kind.CLOCK) or (scene.word(at, Kind.INTEGER) if named is not None else None)
    if word is None or word.value > _HOURS:
        return None
    if scene.listed(at + 1, "about_after"):
        return at + 2, Word(Kind.CLOCK, case=Case.LOC, relative=scene.lower(at + 1).endswith("ki"))
    if named is None and word.case is not Case.LOC:
        return None
    return at + 1, word


def _part_with_noun(scene: Scene, at: int) -> tuple[int, Word] | None:
    """A part of the day in more words: "gece geç saatlerde", "öğleden sonra", "sabaha karşı", "gece yarısı"."""
    part = scene.word(at, Kind.DAY_PART)
    start = at + 1 if part is not None else at
    if scene.lower(start) in ("erken", "geç", "ilk"):
        start += 1
    elif part is None:
        return None
    hours = scene.unit(start, Unit.HOUR)
    if hours is not None and hours.plural and hours.case is not Case.NOM:
        return start + 1, hours
    if part is None:
        return None
    following = scene.lower(at + 1)
    if following in _AFTER_PART.get(part.case, ()):
        return at + 2, Word(Kind.DAY_PART, relative=following.endswith("ki"))
    half = scene.word(at + 1, Kind.FRACTION)
    if part.case is Case.NOM and half is not None and half.possessed:
        return at + 2, half
    return None


def _part_ahead(scene: Scene, at: int) -> tuple[int, Word] | None:
    """The evening alone, before a verb in the future: "akşam Ankara'ya gelecek", not "akşam yemeği"."""
    found = _part(scene, at)
    if found is None or scene.lower(at) != "akşam" or scene.compound_at(at + 1):
        return None
    if scene.word(at - 1, Kind.POINTER) is not None or scene.listed(at - 1, "before_common"):
        return None
    return found if scene.direction(at + 1) is Direction.FUTURE else None


def _part(scene: Scene, at: int) -> tuple[int, Word] | None:
    part = scene.word(at, Kind.DAY_PART)
    return (at + 1, part) if part is not None and not part.plural else None
