"""Times told by how far off they are: "iki gün önce", "son bir haftada", "10 günden beri", "üç ay sonra"."""

from __future__ import annotations

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.numbers import Quantity, quantity
from kg.lang.tr.times.period import Period, Stamp, Unit
from kg.lang.tr.times.scene import Reading, Scene, Sense
from kg.lang.tr.times.words import Kind

DISTANCE = "tr/time-distance@1"
SINCE = "tr/time-since@1"
SPAN = "tr/time-span@1"
DURATION = "tr/time-duration@1"

_AGO = ("önce", "önceki", "evvel", "evvelki", "öncesine", "öncesinde", "öncesinden", "öncesi", "önceye")
_LATER = ("sonra", "sonraki", "sonrasına", "sonrasında", "sonrası")
_UNITS = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
_ROUND = 10
_NEAR = 3
_DAY_HOURS = 24


def counted(scene: Scene, at: int) -> Reading | None:
    """A count and a unit with a word that makes them a time; durations give none."""
    found = quantity(scene, at)
    word = scene.unit(found.end) if found is not None else None
    if found is None or word is None or word.possessed or word.relative:
        return None
    begin = at
    about = found.about
    while scene.listed(begin - 1, "about"):
        begin, about = begin - 1, True
    end = found.end + 1
    reading = Reading(begin, end, DURATION)
    if word.lasting and not word.plural:
        return reading.ending(
            end, None, rule=SINCE, sense=Sense.SINCE, period=_back(scene, found, word.unit, about)
        )
    if scene.lower(end) == "kadar":
        about, end = True, end + 1
    elif word.case is Case.ABL:
        return _since(scene, reading, found, word.unit, about)
    if word.case is not Case.NOM:
        return None
    if scene.lower(end) in _AGO or scene.lower(end) in _LATER:
        return _apart(scene, reading, found, word.unit, about, end)
    return _duration(scene, reading, end)


def _back(scene: Scene, found: Quantity, unit: Unit, about: bool) -> Period | None:
    """The time that something has lasted since: days are counted with or without the first, so that they are about."""
    return away(scene.stamp, found, unit, about or unit is Unit.DAY, -1)


def away(start: Stamp | None, found: Quantity, unit: Unit, about: bool, way: int) -> Period | None:
    """So many units before (-1) or after (1) a stamp, as precise as the unit; None if the stamp is coarser."""
    if start is None or found.number is None or unit not in _UNITS:
        return None
    if unit in (Unit.DAY, Unit.WEEK):
        there = start.plus(way * found.number, unit)
        about = about or (unit is Unit.WEEK and found.number > 1)
    else:
        there = _coarser(start, unit)
        there = there.plus(way * found.number, unit) if there is not None else None
        about = about or (unit is Unit.YEAR and found.number >= _ROUND and found.number % 5 == 0)
    return Period.at(there, about=about) if there is not None else None


def _coarser(stamp: Stamp, unit: Unit) -> Stamp | None:
    if unit is Unit.YEAR:
        return Stamp(stamp.year)
    return Stamp(stamp.year, stamp.month) if stamp.month else None


def _apart(scene: Scene, reading: Reading, found: Quantity, unit: Unit, about: bool, end: int) -> Reading:
    """Before or after the article, or the date told before, or something that only the reader knows (None)."""
    token = scene.tokens[end]
    relative = token.lower.endswith("ki")
    case = Case.DAT if token.lower.endswith(("ine", "ına", "ye")) else Case.NOM
    begin = reading.begin
    from_now = scene.lower(begin - 1) == "bundan"
    if from_now:
        begin -= 1
    grain = Unit.DAY if unit is Unit.DAY else None
    reading = Reading(begin, end + 1, DISTANCE, grain, case=case, relative=relative)
    if scene.hangs(begin):
        return reading
    if token.lower in _AGO:
        start = (
            scene.stamp if from_now or unit not in (Unit.DAY, Unit.WEEK) or not _tells_of_old(scene) else None
        )
        return reading.ending(end + 1, None, period=away(start, found, unit, about, -1))
    start = _start_of_later(scene, end + 1, unit)
    return reading.ending(end + 1, None, period=away(start, found, unit, about, 1))


def _tells_of_old(scene: Scene) -> bool:
    """Whether the sentence has told a date so old that "iki gün önce" may well count from that."""
    if scene.told is None or scene.published is None:
        return False
    return (scene.published - scene.told.last()).days > _NEAR


def _start_of_later(scene: Scene, at: int, unit: Unit) -> Stamp | None:
    """What "iki gün sonra" counts from: the date told in this sentence; else the article's for what is to come."""
    if scene.told is None and scene.direction(at) is Direction.FUTURE:
        return (
            scene.stamp if unit is not Unit.YEAR else None
        )  # "12 yıl sonra … istiyorum": twelve years had gone by
    return scene.known


def _since(scene: Scene, reading: Reading, found: Quantity, unit: Unit, about: bool) -> Reading | None:
    if scene.lower(reading.end) == "beri":
        end = reading.end + 1
    elif scene.lower(reading.end) == "bu" and scene.lower(reading.end + 1) == "yana":
        end = reading.end + 2
    else:
        return None
    return reading.ending(end, None, rule=SINCE, sense=Sense.SINCE, period=_back(scene, found, unit, about))


def _duration(scene: Scene, reading: Reading, end: int) -> Reading | None:
    return reading.ending(end + 1, None, case=Case.LOC) if scene.listed(end, "lasting") else None


def span(scene: Scene, at: int) -> Reading | None:
    """The last or next so many units: "son bir haftada", "önümüzdeki iki yıl içinde"; "son yıllarda" gives none."""
    way = _way(scene, at)
    if not way:
        return None
    found = quantity(scene, at + 1)
    unit_at = found.end if found is not None else at + 1
    word = scene.unit(unit_at)
    if word is None or word.possessed:
        return None
    reading = Reading(at, unit_at + 1, SPAN).ending(unit_at + 1, word)
    if found is None:
        return reading if word.plural else None
    if word.lasting:
        return reading.ending(
            unit_at + 1, None, sense=Sense.SINCE, period=_back(scene, found, word.unit, found.about)
        )
    if word.case is Case.NOM and not scene.listed(unit_at + 1, "within"):
        return None
    return reading.ending(unit_at + 1, word, period=_between(scene, found, word.unit, way))


def _way(scene: Scene, at: int) -> int:
    ordinal, pointer = scene.word(at, Kind.ORDINAL), scene.word(at, Kind.POINTER)
    if ordinal is not None:
        return -1 if ordinal.value < 0 else 0
    if pointer is None or pointer.text not in ("last", "next") or scene.listed(at - 1, "elapsed"):
        return 0
    return -1 if pointer.text == "last" else 1


def _between(scene: Scene, found: Quantity, unit: Unit, way: int) -> Period | None:
    if scene.stamp is None or found.number is None:
        return None
    if unit is Unit.HOUR and found.number % _DAY_HOURS == 0:
        found, unit = Quantity(found.number // _DAY_HOURS, found.end), Unit.DAY
    far = away(scene.stamp, Quantity(found.number, found.end), unit, False, way)
    near = (
        scene.stamp
        if unit in (Unit.DAY, Unit.WEEK)
        else _coarser(scene.stamp, unit)
        if unit in _UNITS
        else None
    )
    if far is None or near is None:
        return None
    return Period(far.first, near, found.about) if way < 0 else Period(near, far.last, found.about)


def uncounted(scene: Scene, at: int) -> Reading | None:
    """Units without a count, which give no date: "yıllardır", "aylar önce", "günler boyunca"."""
    word = scene.unit(at)
    if word is None or not word.plural or word.possessed:
        return None
    if word.lasting:
        return Reading(at, at + 1, DURATION)
    after = scene.lower(at + 1)
    if word.case is not Case.NOM or not (after in _AGO or after in _LATER or scene.listed(at + 1, "lasting")):
        return None
    return Reading(at, at + 2, DURATION, relative=after.endswith("ki"))
