"""Days of history that news calls by day and month, and names that only begin with a day."""

from __future__ import annotations

from datetime import date

from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.nearest import nearest_day
from kg.lang.tr.times.period import Stamp
from kg.lang.tr.times.scene import Scene
from kg.lang.tr.times.words import NamedDay, vocabulary

_WORDS_AFTER = 3
_NAME_LENGTH = 5
_YEAR = 365
_FRESH = 45


def day_of_history(scene: Scene, month: int, day: int, end: int, *, told: bool, since: bool) -> Stamp | None:
    """The day that is meant by what stands after token `end`: "11 Eylül saldırıları", "7 Ekim'den bu yana".

    `told`: the day may modify what follows; `since`: it stands in the ablative.
    """
    following = [scene.lower(end + step) for step in range(_WORDS_AFTER)]
    era = scene.listed(end, "era") if since else following[0].startswith(("öncesi", "sonrası"))
    for entry in _entries(month, day):
        if scene.published is not None and scene.published < entry.day:
            continue
        if told and any(word.startswith(entry.words) for word in following):
            return Stamp.of(entry.day)
        if entry.era and era and scene.published is not None:
            return Stamp.of(entry.day)
    return None


def is_open(month: int, day: int, published: date) -> bool:
    """Whether a day of history stands alone so long after it that its year is anyone's guess."""
    if all((published - entry.day).days <= _YEAR for entry in _entries(month, day)):
        return False
    past = nearest_day(published, month, day, Direction.PAST)
    return past is None or (published - past.first()).days > _FRESH


def _entries(month: int, day: int) -> list[NamedDay]:
    return [entry for entry in vocabulary().named if (entry.day.month, entry.day.day) == (month, day)]


def begins_name(scene: Scene, end: int) -> bool:
    """Whether a day before token `end` only begins a name: "15 Temmuz Şehitler Köprüsü"."""
    heads = tuple(vocabulary().lists["name_heads"])
    for token in scene.tokens[end : end + _NAME_LENGTH]:
        if not token.capital:
            return False
        if token.stem.startswith(heads):
            return True
    return False
