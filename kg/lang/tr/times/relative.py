"""Times told from the article's day: "dün", "geçen hafta", "önümüzdeki Pazartesi", "bu ay", "aynı gün"."""

from __future__ import annotations

from datetime import date, timedelta

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.direction import Direction
from kg.lang.tr.times.nearest import nearest_month, nearest_weekday
from kg.lang.tr.times.parts import fraction
from kg.lang.tr.times.period import Period, Stamp, Unit, week_of
from kg.lang.tr.times.scene import HABIT, Reading, Scene
from kg.lang.tr.times.words import Kind, Word

DEICTIC = "tr/time-deictic@1"
WEEKDAY = "tr/time-weekday@1"
WEEK = "tr/time-week@1"
POINTED = "tr/time-pointed@1"
CONTEXT = "tr/time-context@1"
PART = "tr/time-part@1"
SEASON = "tr/time-season@1"

_STEPS = {"last": -1, "this": 0, "next": 1}


def deictic(scene: Scene, at: int) -> Reading | None:
    """dün, bugün, yarın, evvelsi gün; "düne kadar" is an idiom for the recent past and gives no day."""
    word = scene.word(at, Kind.DAYS)
    if word is None:
        return None
    end = at + 1
    if word.value == -2:
        noun = scene.unit(end, Unit.DAY) or scene.word(end, Kind.DAY_PART)
        if noun is None:
            return None
        word, end = Word(Kind.DAYS, -2, case=noun.case, relative=noun.relative), end + 1
    period = _days_on(scene, word.value)
    if word.value == -1 and word.case is Case.DAT:
        period = None
    return Reading(at, end, period, DEICTIC).ending(end, word)


def _days_on(scene: Scene, days: int) -> Period | None:
    return Period.day(scene.published + timedelta(days)) if scene.published is not None else None


def weekday(scene: Scene, at: int) -> Reading | None:
    """A day of the week; alone, "Pazar" may be the newspaper or the market and "Cuma" a name or the prayer."""
    word = scene.word(at, Kind.WEEKDAY)
    if word is None or word.lasting:
        return None
    following = scene.unit(at + 1, Unit.DAY)
    reading = Reading(at, at + 1, None, WEEKDAY).ending(at + 1, word)
    if word.plural or (following is not None and following.plural):
        return reading.ending(at + 1, word, rule=HABIT) if not word.plural or scene.tokens[at].capital else None
    if following is None and not _surely_weekday(scene, at, word):
        return None
    pair = _second_weekday(scene, at, word)
    if pair is not None:
        return pair
    return reading.ending(at + 1, word, period=_weekday(scene, word.value, scene.way(reading)))


def _surely_weekday(scene: Scene, at: int, word: Word) -> bool:
    token, end = scene.tokens[at], at + 1
    if word.case is Case.LOC and not word.relative:
        return False  # a place: "Çarşamba'da", "pazarda"
    if scene.word(end, Kind.DAY_PART) is not None or scene.listed(end, "until") or scene.listed(end, "since"):
        return True
    if word.value == 7 or word.possessed:
        return word.value == 7 and bool(token.suffix) and token.capital and word.case in (Case.DAT, Case.ABL)
    if token.capital and end < len(scene.tokens) and scene.tokens[end].capital and scene.tokens[end].is_word:
        return False
    if word.value == 5:
        return not token.capital and scene.lower(end) not in ("namazı", "namazında", "namazından", "hutbesi")
    return True


def _second_weekday(scene: Scene, at: int, word: Word) -> Reading | None:
    """ "Cumartesi ve Pazar günü": two days that follow one another."""
    second = scene.word(at + 2, Kind.WEEKDAY)
    if scene.lower(at + 1) not in ("ve", "-", "–") or second is None or word.case is not Case.NOM:
        return None
    noun = scene.unit(at + 3, Unit.DAY)
    if noun is None:
        return None
    if second.value != word.value % 7 + 1:
        return Reading(at, at + 4, None, HABIT).ending(at + 4, noun) if noun.plural else None
    reading = Reading(at, at + 3, None, WEEKDAY).ending(at + 3, second)
    last = _weekday(scene, second.value, scene.way(reading))
    if last is None or last.single is None:
        return reading
    day = last.single.first()
    return reading.ending(at + 4, noun, period=Period.days(day - timedelta(1), day))


def _weekday(scene: Scene, value: int, way: Direction, *, today: bool = True) -> Period | None:
    return Period.day(nearest_weekday(scene.published, value, way, today=today)) if scene.published is not None else None


def pointed(scene: Scene, at: int) -> Reading | None:
    """A pointing word with what it points to: "geçen yıl", "bu sabah", "önümüzdeki Mart", "aynı gün", "her yıl"."""
    pointer = scene.word(at, Kind.POINTER)
    if pointer is None:
        return None
    if scene.lower(at) == "geride" or scene.lower(at - 1) in ("ele", "aradan", "üzerinden"):
        return None
    if pointer.text == "every":
        noun = scene.word(at + 1, Kind.UNIT, Kind.WEEKDAY, Kind.DAY_PART)
        return Reading(at, at + 2, None, HABIT).ending(at + 2, noun) if noun is not None else None
    noun = scene.word(at + 1, Kind.UNIT, Kind.WEEKDAY, Kind.MONTH, Kind.SEASON, Kind.DAY_PART, Kind.DATE_NOUN)
    if noun is None:
        return None
    if pointer.text in _STEPS:
        return _by_step(scene, at, pointer.text, noun)
    return _by_context(scene, at, pointer.text, noun)


def _by_step(scene: Scene, at: int, pointer: str, noun: Word) -> Reading | None:
    step, end = _STEPS[pointer], at + 2
    reading = Reading(at, end, None, POINTED).ending(end, noun)
    if noun.kind is Kind.DAY_PART:
        return reading.ending(end, noun, period=_days_on(scene, 0)) if pointer == "this" else reading
    if noun.kind is Kind.WEEKDAY:
        return reading.ending(end, noun, rule=WEEKDAY, period=_pointed_weekday(scene, reading, pointer, noun.value))
    if noun.kind is Kind.MONTH:
        named = scene.unit(end, Unit.MONTH)
        if noun.case is Case.NOM and named is not None and named.possessed:
            reading, noun = reading.ending(end + 1, named), Word(Kind.MONTH, noun.value, case=named.case, relative=named.relative)
            end += 1
        return reading.ending(end, noun, period=_pointed_month(scene, pointer, noun.value))
    if noun.kind is Kind.SEASON:
        period = _pointed_season(scene, step, noun.value)
        return season_months(scene, reading.ending(end, noun, rule=SEASON, period=period))
    if noun.kind is Kind.DATE_NOUN:
        return _by_context(scene, at, "same", noun) if pointer == "this" else None
    if noun.plural or noun.unit not in (Unit.WEEK, Unit.MONTH, Unit.YEAR):
        return reading if noun.unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR) else None
    if noun.possessed and noun.case is Case.NOM and noun.unit is Unit.MONTH:
        return None  # "bu ayı": a bear, or the month as an object
    if noun.unit is Unit.WEEK:
        return week(scene, reading, step)
    if scene.stamp is None:
        return reading
    there = Stamp(scene.stamp.year, scene.stamp.month if noun.unit is Unit.MONTH else 0).plus(step, noun.unit)
    return reading.ending(end, noun, period=Period.at(there) if there else None)


def week(scene: Scene, reading: Reading, step: int) -> Reading:
    """The week so many weeks from the article's: of this one only the part that the clause can tell of."""
    part = scene.word(reading.end, Kind.PART)
    if part is not None and part.text == "end" and reading.case is Case.NOM:
        reading = reading.ending(reading.end + 1, part, part="weekend")
    if scene.published is None:
        return reading
    monday, sunday = week_of(scene.published, step)
    if reading.part:
        return reading.ending(reading.end, None, rule=WEEK, period=Period.days(sunday - timedelta(1), sunday))
    way = scene.way(reading)
    if step == 0 and way is Direction.PAST:
        sunday = scene.published
    elif step == 0 and way in (Direction.FUTURE, Direction.PRESENT):
        monday = scene.published
    return reading.ending(reading.end, None, rule=WEEK, period=Period.days(monday, sunday))


def weekday_in_week(scene: Scene, reading: Reading) -> Reading | None:
    """ "geçen hafta Perşembe günü", "bu haftanın Salı günü"."""
    word = scene.word(reading.end, Kind.WEEKDAY)
    if reading.rule != WEEK or reading.part or word is None or word.plural or reading.case not in (Case.NOM, Case.GEN):
        return None
    reading_week = reading.period
    if reading_week is None:
        return reading.ending(reading.end + 1, word, rule=WEEKDAY)
    monday, _ = week_of(reading_week.first.first())
    return reading.ending(reading.end + 1, word, rule=WEEKDAY, period=Period.day(monday + timedelta(word.value - 1)))


def _pointed_weekday(scene: Scene, reading: Reading, pointer: str, value: int) -> Period | None:
    if pointer == "this":
        way = Direction.PAST if scene.way(reading) is Direction.PAST else Direction.FUTURE
        return _weekday(scene, value, way)
    return _weekday(scene, value, Direction.PAST if pointer == "last" else Direction.FUTURE, today=False)


def _pointed_month(scene: Scene, pointer: str, value: int) -> Period | None:
    if scene.published is None:
        return None
    if pointer == "this":
        return Period.at(Stamp(scene.published.year, value))
    found = nearest_month(scene.published, value, Direction.PAST if pointer == "last" else Direction.FUTURE)
    if (found.year, found.month) == (scene.published.year, scene.published.month):
        found = Stamp(found.year + (-1 if pointer == "last" else 1), value)
    return Period.at(found)


def season_of(year: int, first: int) -> Period:
    """Three months, about; a winter lies in two years, and only the year that is told is sure, about."""
    if first == 12:
        return Period.at(Stamp(year), about=True)
    return Period(Stamp(year, first), Stamp(year, first + 2), about=True)


def season_months(scene: Scene, reading: Reading) -> Reading:
    """The reading with the word for months after a season: "geçen yaz aylarında"."""
    months = scene.unit(reading.end, Unit.MONTH)
    if reading.case is not Case.NOM or months is None or not (months.plural and months.possessed):
        return reading
    return reading.ending(reading.end + 1, months)


def _pointed_season(scene: Scene, step: int, first: int) -> Period | None:
    if scene.published is None:
        return None
    year = scene.published.year
    if first == 12:
        winter = year - 1 if scene.published.month < 7 - 3 * step else year
        begin = Stamp(winter + (step if step < 0 and scene.published.month in (1, 2, 12) else 0), 12)
        return Period(begin, Stamp(begin.year + 1, 2), about=True)
    if step < 0 and scene.published.month > first + 2:
        step = 0
    elif step > 0 and scene.published.month < first:
        step = 0
    return season_of(year + step, first)


def _by_context(scene: Scene, at: int, pointer: str, noun: Word) -> Reading | None:
    """ "aynı gün", "o yıl", "ertesi gün", "bu tarihte": from the date told before; "önceki gün" alone is two days ago."""
    end = at + 2
    reading = Reading(at, end, None, CONTEXT).ending(end, noun)
    if noun.kind is Kind.WEEKDAY:
        return reading
    if noun.plural or noun.kind in (Kind.MONTH, Kind.SEASON) or (noun.kind is Kind.DATE_NOUN and noun.possessed):
        return None
    if pointer == "before":
        return _before(scene, at, noun, reading)
    if noun.kind is Kind.UNIT and noun.unit not in (Unit.DAY, Unit.MONTH, Unit.YEAR):
        return reading if noun.unit is Unit.WEEK else None
    told = scene.known.single if scene.known is not None and not scene.known.about else None
    if told is None:
        return reading
    if pointer == "after":
        unit = noun.unit if noun.kind is Kind.UNIT else Unit.DAY
        there = told.plus(1, unit) if told.unit is unit or unit is Unit.YEAR else None
        return reading.ending(end, noun, period=Period.at(there) if there else None)
    return reading.ending(end, noun, period=_same(told, noun))


def _same(told: Stamp, noun: Word) -> Period | None:
    if noun.kind is Kind.DATE_NOUN:
        return Period.at(told)
    unit = noun.unit if noun.kind is Kind.UNIT else Unit.DAY
    if unit is Unit.DAY:
        return Period.at(told) if told.day else None
    if unit is Unit.MONTH:
        return Period.at(Stamp(told.year, told.month)) if told.month else None
    return Period.at(Stamp(told.year))


def _before(scene: Scene, at: int, noun: Word, reading: Reading) -> Reading | None:
    """Turkish news says "önceki gün" for the day before yesterday; after "bir" or an ablative it hangs on that."""
    if scene.lower(at - 1) in ("bir", "bundan") or scene.hangs(at):
        return reading
    if noun.kind is Kind.DAY_PART or (noun.kind is Kind.UNIT and noun.unit is Unit.DAY):
        return reading.ending(reading.end, noun, rule=DEICTIC, period=_days_on(scene, -2))
    if noun.kind is Kind.UNIT and scene.lower(at) == "evvelki" and noun.unit is Unit.YEAR and scene.stamp is not None:
        return reading.ending(reading.end, noun, rule=POINTED, period=Period.at(Stamp(scene.stamp.year - 2)))
    return reading if noun.kind is Kind.UNIT else None


def part_of(scene: Scene, at: int) -> Reading | None:
    """The article's own year, month or week by its part: "yıl sonunda", "yılın ilk yarısında", "hafta sonu", "yıl içinde"."""
    word = scene.unit(at, Unit.YEAR, Unit.MONTH, Unit.WEEK)
    if word is None or word.plural or word.possessed or word.case not in (Case.NOM, Case.GEN):
        return None
    end = at + 1
    part = scene.word(end, Kind.PART)
    reading = Reading(at, end, None, PART).ending(end, word)
    if word.unit is Unit.WEEK:
        return _week_part(scene, reading, part)
    if part is None and not _own_part(scene, word, end):
        return None
    if scene.stamp is None:
        return reading
    own = Stamp(scene.stamp.year, scene.stamp.month if word.unit is Unit.MONTH else 0)
    if part is not None and part.text == "end" and scene.direction(end) is Direction.PAST and _early(scene.stamp, word.unit):
        own = own.plus(-1, word.unit) or own
    return reading.ending(end, word, period=Period.at(own))


def _own_part(scene: Scene, word: Word, at: int) -> bool:
    """Whether "yılın" or "ayın" goes on as a part of it, or "yıl" as "yıl içinde"."""
    if word.case is Case.NOM:
        return scene.lower(at) in ("içinde", "içerisinde", "boyunca") and word.unit is Unit.YEAR
    number = scene.word(at, Kind.INTEGER)
    if number is not None:
        return word.unit is Unit.MONTH and (number.possessed or number.case is Case.ACC)
    return scene.word(at, Kind.ORDINAL) is not None and fraction(scene, at) is not None


def _early(stamp: Stamp, unit: Unit) -> bool:
    return stamp.month <= 6 if unit is Unit.YEAR else stamp.day <= 10


def _week_part(scene: Scene, reading: Reading, part: Word | None) -> Reading | None:
    if part is None or part.text == "middle":
        return None
    whole = week(scene, reading, 0) if part.text == "end" else reading.ending(reading.end + 1, part, rule=WEEK)
    if scene.published is None:
        return whole
    monday, sunday = week_of(scene.published)
    way = scene.way(whole)
    if part.text == "begin":
        first = monday if way is not Direction.FUTURE or scene.published == monday else monday + timedelta(7)
        return whole.ending(whole.end, None, part="", period=Period.at(Stamp.of(first), about=True))
    saturday = _weekend(scene.published, way, sunday)
    return whole.ending(whole.end, None, period=Period.days(saturday, saturday + timedelta(1)))


def _weekend(published: date, way: Direction, sunday: date) -> date:
    """Saturday of the weekend: the running one; else the next, or in the past the last."""
    saturday = sunday - timedelta(1)
    return saturday - timedelta(7) if way is Direction.PAST and published < saturday else saturday
