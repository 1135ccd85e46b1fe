"""Words of time expressions: what kind of word a token is, its value and its case."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, auto
from functools import lru_cache
from importlib.resources import files

from kg.lang.tr.morphology import Case
from kg.lang.tr.nouns import inflection
from kg.lang.tr.times.period import FIRST_YEAR, Unit
from kg.lang.tr.tokenizer import APOSTROPHES


class Kind(IntEnum):
    """Kinds of words and marks that time expressions are made of; those up to POINTER tell no time by themselves."""

    INTEGER = auto()
    DECIMAL = auto()
    NUMBER = auto()  # in words
    VAGUE = auto()
    ORDINAL = auto()
    PART = auto()
    FRACTION = auto()
    POINTER = auto()
    EVE = auto()
    SEASON = auto()
    DATE_NOUN = auto()
    DATE = auto()  # 15.03.2024
    CLOCK = auto()  # 14.30
    RANGE = auto()  # Ocak-Mart, as one word
    MONTH = auto()
    WEEKDAY = auto()
    UNIT = auto()
    HOLIDAY = auto()
    DAY_PART = auto()
    DAYS = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A token as a word of time. `value`: number of the month, weekday, season or days; `text`: unit, pointer, part.

    `relative`: ends in -ki. `lasting`: ends in -DIr ("iki yıldır"). `decade`: ends in -lI, or is a plural
    ("1990'lı", "1990'larda"). `ordinal`: a figure that ends in -IncI.
    """

    kind: Kind
    value: int = 0
    text: str = ""
    case: Case = Case.NOM
    possessed: bool = False
    plural: bool = False
    relative: bool = False
    lasting: bool = False
    decade: bool = False
    ordinal: bool = False
    day: date | None = None

    @property
    def tells(self) -> bool:
        """Whether a sentence with this word may tell when."""
        return self.kind > Kind.POINTER or self.value >= FIRST_YEAR

    @property
    def unit(self) -> Unit:
        """The unit that a word of kind UNIT names."""
        return Unit(self.text)


_RANGED = (Kind.MONTH, Kind.INTEGER, Kind.NUMBER, Kind.WEEKDAY)
_MOST_KNOWN = 100_000
_DASH = re.compile(r"([-–])")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_INTEGER = re.compile(r"\d{1,4}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL = re.compile(r"\d+,\d+")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ORDINAL = re.compile(r"[ıiuü]?nc[ıiuü]")
_DECADE = re.compile(r"l[ıiuü]|l[ae]r.*")
_LASTING = re.compile(r"(l[ae]r)?[dt][ıiuü]r")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day of history that news calls by day and month; `words` begin what must stand after it.

    `era`: news counts the time before and after it, without more words.
    """

    words: tuple[str, ...]
    day: date
    era: bool = False


class Vocabulary:
    """The words of `data/times.toml`."""

    def __init__(self) -> None:
        table = tomllib.loads((files("kg.lang.tr") / "data" / "times.toml").read_text(encoding="utf-8"))
        self.stems: dict[str, Word] = {}
        for kind, name in (
            (Kind.WEEKDAY, "weekdays"),
            (Kind.SEASON, "seasons"),
            (Kind.MONTH, "months"),
            (Kind.HOLIDAY, "holidays"),
        ):
            self.stems.update({stem: Word(kind, value) for stem, value in table[name].items()})
        self.stems.update({stem: Word(Kind.UNIT, text=unit) for stem, unit in table["units"].items()})
        self.stems.update({stem: Word(Kind.DAY_PART) for stem in table["day_parts"]["stems"]})
        self.stems.update({stem: Word(Kind.FRACTION, months) for stem, months in table["fractions"].items()})
        self.stems.update({stem: Word(Kind.EVE) for stem in table["eves"]["stems"]})
        nouns: dict[str, list[str]] = table["date_nouns"]
        vague = nouns["vague"]
        self.stems.update(
            {stem: Word(Kind.DATE_NOUN, text="vague" * (stem in vague)) for stem in nouns["stems"]}
        )
        self.forms: dict[str, Word] = {}
        self.forms.update({form: Word(Kind.DATE_NOUN, relative=True) for form in nouns["forms"]})
        self.stems.update({stem: Word(Kind.PART, text=part) for stem, part in table["parts"].items()})
        self.forms.update({form: Word(Kind.NUMBER, value) for form, value in table["numbers"].items()})
        self.forms.update({form: Word(Kind.ORDINAL, value) for form, value in table["ordinals"].items()})
        for form, days in table["forms"]["days"].items():
            relative = form.endswith(("kü", "ki"))
            self.forms[form] = Word(Kind.DAYS, days, case=_ending(form), relative=relative)
        self.forms.update(
            {form: Word(Kind.POINTER, text=text) for form, text in table["forms"]["pointers"].items()}
        )
        lists: dict[str, list[str]] = table["lists"]
        self.forms.update({form: Word(Kind.VAGUE) for form in lists["vague"]})
        self.lists = {name: frozenset(words) for name, words in lists.items()}
        self.longest = max(len(stem) for stem in self.stems)
        self.named = tuple(
            NamedDay(tuple(row["words"]), row["day"], row.get("era", False)) for row in table["named"]
        )


def _ending(form: str) -> Case:
    for ending, case in (("den", Case.ABL), ("dan", Case.ABL), ("ün", Case.NOM)):
        if form.endswith(ending) and form not in ("dün", "bugün"):
            return case if case is Case.ABL else Case.GEN
    return Case.DAT if form.endswith(("e", "a")) else Case.NOM


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read on first use."""
    return Vocabulary()


class KnownWords(dict[str, Word | None]):
    """What each token in lower case is as a word of time; fills itself, and starts anew when it has grown large."""

    def __missing__(self, lower: str) -> Word | None:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        cut = _APOSTROPHE.search(lower, 1)
        stem, suffix = (lower[: cut.start()], lower[cut.end() :].strip(APOSTROPHES)) if cut else (lower, "")
        self[lower] = word = word_of(stem, suffix)
        return word


@lru_cache(maxsize=1)
def known_words() -> KnownWords:
    """The words known so far."""
    return KnownWords()


def word_of(stem: str, suffix: str) -> Word | None:
    """The word of time that a token is, from its lower-case stem and what follows its apostrophe; None for others.

    >>> word_of("mart", "taki").relative, word_of("haftanın", "").case, word_of("dünya", "")
    (True, <Case.GEN: 'gen'>, None)
    """
    words = vocabulary()
    if _DASH.search(stem, 1) is not None:
        return Word(Kind.RANGE) if range_parts(stem, suffix) else None
    if stem[0].isdigit():
        return _figure(stem, suffix)
    if not suffix and (whole := words.forms.get(stem)) is not None:
        return whole
    for length in range(min(len(stem), words.longest), 1, -1):
        head, rest = stem[:length], stem[length:]
        found = words.stems.get(head)
        word = _inflected(found, rest + suffix, apostrophe=bool(suffix)) if found is not None else None
        if word is not None and (word.kind is not Kind.PART or (word.possessed and not suffix)):
            return word
    return None


def range_parts(stem: str, suffix: str) -> list[tuple[str, Word | None]]:
    """The parts of a range in one word, the dash among them; nothing if they are no words of time."""
    parts = _DASH.split(stem)
    if len(parts) != 3 or not parts[0] or not parts[2]:
        return []
    words = [word_of(parts[0], ""), None, word_of(parts[2], suffix)]
    if any(word is None or word.kind not in _RANGED for word in words[::2]):
        return []
    return list(zip(parts, words, strict=True))


def _inflected(word: Word, rest: str, *, apostrophe: bool) -> Word | None:
    if not rest:
        return word
    if (lasting := _LASTING.fullmatch(rest)) is not None:
        return replace(word, lasting=True, plural=lasting[1] is not None)
    if rest in ("ki", "kü"):
        return replace(word, relative=True)
    found = inflection(rest)
    if found is None:
        return None
    plural, possessed, case, ambiguous = found
    if apostrophe and ambiguous:
        possessed, case = False, Case.ACC
    relative = rest.endswith(("ki", "kü", "kiler"))
    return replace(word, case=case, possessed=possessed, plural=plural, relative=relative)


def _figure(stem: str, suffix: str) -> Word | None:
    if _INTEGER.fullmatch(stem):
        word = Word(Kind.INTEGER, int(stem))
    elif day := _DAY.fullmatch(stem):
        try:
            word = Word(Kind.DATE, day=date(int(day[3]), int(day[2]), int(day[1])))
        except ValueError:
            return None
    elif _CLOCK.fullmatch(stem):
        word = Word(Kind.CLOCK)
    elif _DECIMAL.fullmatch(stem):
        word = Word(Kind.DECIMAL, int(stem.partition(",")[0]))
    else:
        return Word(Kind.VAGUE) if _GROUPED.fullmatch(stem) else None
    if not suffix:
        return word
    if _DECADE.fullmatch(suffix):
        found = inflection(suffix)
        return replace(
            word, decade=True, case=found[2] if found else Case.NOM, relative=suffix.endswith("ki")
        )
    if _ORDINAL.fullmatch(suffix):
        return replace(word, ordinal=True)
    return _inflected(word, suffix, apostrophe=True)
