"""Years: "2024 yılında", "2010'da", "1990'lı yıllarda", "2013-2015 yılları arasında", "2010 depremi".

Four figures alone are more often a count. They are a year only with a case that tells when, with the word for
year, in a range of years, or before a word that years stand before.
"""

from __future__ import annotations

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.period import FIRST_YEAR, LAST_YEAR, Period, Stamp, Unit
from kg.lang.tr.times.scene import POSSESSED, Reading, Scene, Sense
from kg.lang.tr.times.words import Kind, Word

RULE = "tr/time-year@1"
RANGE = "tr/time-years@1"
DECADE = "tr/time-decade@1"

_FIRST_BARE, _LAST_BARE = 1800, 2100
_JOINED = ("ve", "veya", "ile", "ila")
_DASHES = ("-", "–", "—")
_LONGEST_RANGE = 150
_LONGEST_COMPOUND = 3
_HUNDRED = 100
_BEFORE_CHRIST = ("önce", "m.ö", "mö", "m.ö.")


def decade(scene: Scene, at: int) -> Reading | None:
    """1990'lı yıllar, 90'larda. Of "2000'li yıllar" nobody knows whether ten years are meant or a hundred."""
    word = scene.word(at, Kind.INTEGER)
    if word is None or not word.decade or word.value % 10:
        return None
    years = scene.unit(at + 1, Unit.YEAR)
    value = word.value
    if 30 <= value < _HUNDRED and (years is not None or scene.tokens[at].suffix.startswith(("lar", "ler"))):
        value += 1900
    if not _FIRST_BARE <= value <= _LAST_BARE:
        return None
    period = Period(Stamp(value), Stamp(value + 9)) if value % _HUNDRED else None
    end, last = (at + 2, years) if years is not None else (at + 1, word)
    return Reading(at, end, DECADE, Unit.YEAR, period, adverb=False, many=True).ending(end, last)


def years(scene: Scene, at: int) -> Reading | None:
    """2013-2015 yılları arasında, 2012 ile 2014 arasında, 2012 ve 2013 yıllarında, 2012 ya da 2013'te."""
    first, mark = _year(scene, at), _joint(scene, at + 1)
    if first is None or first.case is not Case.NOM or not mark:
        return None
    second_at = at + 1 + (2 if mark == "ya" else 1)
    second = scene.word(second_at, Kind.INTEGER)
    last = _last_year(first.value, second, dash=mark in _DASHES)
    if second is None or not first.value < last <= min(LAST_YEAR, first.value + _LONGEST_RANGE):
        return None
    end, word = second_at + 1, second
    between = scene.lower(end).startswith("arası")
    noun = scene.unit(end, Unit.YEAR) or scene.word(end, Kind.DATE_NOUN)
    if word.case is Case.NOM and noun is not None and (noun.possessed or noun.plural):
        end, word = end + 1, noun
        between = scene.lower(end).startswith("arası")
    elif mark in _DASHES:
        if not _FIRST_BARE <= first.value <= _LAST_BARE or scene.listed(end, "counted"):
            return None
    elif word.case is not Case.LOC and not between:
        return None
    together = between or mark in _DASHES or last == first.value + 1
    sense = Sense.EITHER if mark in ("ya", "veya") else Sense.IN
    period = Period(Stamp(first.value), Stamp(last)) if together else None
    return Reading(at, end, RANGE, Unit.YEAR, period, adverb=False, many=True, sense=sense).ending(end, word)


def _joint(scene: Scene, at: int) -> str:
    """What joins two years; "" for anything else."""
    mark = scene.lower(at)
    if mark in (*_DASHES, "ve", "ile", "ila", "veya") or (mark == "ya" and scene.lower(at + 1) == "da"):
        return mark
    return ""


def _last_year(first: int, second: Word | None, *, dash: bool) -> int:
    """The second year of a range, two figures in "2013-14"; 0 if it is none."""
    if second is None or second.decade:
        return 0
    short = dash and second.value < _HUNDRED and (first + 1) % _HUNDRED == second.value
    return first + 1 if short else second.value


def year(scene: Scene, at: int) -> Reading | None:
    """One year, by its case, its noun or what it stands before."""
    word = _year(scene, at)
    if word is None or scene.lower(at - 1) in _BEFORE_CHRIST:
        return None
    end = at + 1
    reading = Reading(at, end, RULE, Unit.YEAR, Period.at(Stamp(word.value)), adverb=False).ending(end, word)
    noun = scene.unit(end, Unit.YEAR)
    if word.case is Case.NOM and noun is not None and noun.possessed and not noun.plural:
        return reading.ending(end + 1, noun)
    return reading if _tells(scene, at, word) else None


def _year(scene: Scene, at: int) -> Word | None:
    word = scene.word(at, Kind.INTEGER)
    if (
        word is None
        or not FIRST_YEAR < word.value <= LAST_YEAR
        or word.decade
        or word.ordinal
        or word.possessed
    ):
        return None
    if "/" in (scene.lower(at - 1), scene.lower(at + 1)):
        return None
    return word


def _tells(scene: Scene, at: int, word: Word) -> bool:
    end, rounded = at + 1, word.value % _HUNDRED == 0
    if word.case is Case.LOC:
        return not scene.noun(at - 1, "count_before")
    if not _FIRST_BARE <= word.value <= _LAST_BARE:
        return False
    if word.case is Case.GEN:
        return not (rounded or scene.listed(end, "beyond"))
    if word.case is Case.ABL:
        return scene.listed(end, "since") or scene.listed(end, "from") or _dative_year(scene, end)
    if word.case is Case.DAT:
        return scene.listed(end, "until") and not rounded and not scene.noun(at - 1, "count_before")
    return word.case is Case.NOM and _bare(scene, at)


def _dative_year(scene: Scene, at: int) -> bool:
    word = _year(scene, at)
    return (word is not None and word.case is Case.DAT) or scene.lower(at) in ("bugüne", "günümüze")


def _bare(scene: Scene, at: int) -> bool:
    end = at + 1
    if scene.lower(at - 1) == "(" and scene.lower(end) == ")":
        return True
    following = scene.word(end, Kind.PART, Kind.MONTH, Kind.SEASON)
    if following is not None:
        return following.kind is Kind.MONTH or following.possessed
    if scene.listed(end, "within") or scene.listed(end, "as_of") or scene.begins(end, "around"):
        return True
    return _before_head(scene, at)


def _before_head(scene: Scene, at: int) -> bool:
    """Whether a noun that years stand before follows, by itself or in a compound: "2008 Mumbai saldırısı"."""
    for place in range(at + 1, min(at + 2 + _LONGEST_COMPOUND, len(scene.tokens))):
        token = scene.tokens[place]
        if scene.begins(place, "year_heads") and (place == at + 1 or _is_possessed(token.stem)):
            return True
        if token.lower in _JOINED or not token.is_word or token.suffix or not token.text[0].isalpha():
            return False
        if scene.listed(place, "counted"):
            return False
    return False


def _is_possessed(word: str) -> bool:
    """Whether a noun may bear the ending of a compound."""
    return POSSESSED.search(word) is not None
