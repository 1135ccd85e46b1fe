"""What the rules see: the sentence as words of time, the article's date, the date last told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from typing import Any

from kg.lang.tr.morphology import Case, Form
from kg.lang.tr.nouns import noun_of
from kg.lang.tr.times.direction import Direction, direction, sets_term, verb_at
from kg.lang.tr.times.period import Period, Stamp, Unit
from kg.lang.tr.times.words import Kind, Word, vocabulary
from kg.lang.tr.tokenizer import Token

HABIT = "tr/time-habit@1"

POSSESSED = re.compile(r"(?:s?[ıiuü]|l[ae]r[ıi])(?:n[ıiuü]n|n[ıiuü]|n[ae]|nd[ae]n|nd[ae](?:ki)?|yl[ae])?$")
_ABLATIVE = ("dan", "den", "tan", "ten")
_OF_COMPOUND = ("ndan", "nden")
_SHORTEST = 4


class Sense(Enum):
    """How an event lies to the period that is told; NONE: the period is only talked about."""

    IN = auto()
    EITHER = auto()
    SINCE = auto()
    UNTIL = auto()
    BEFORE = auto()
    AFTER = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule made of the words from token `begin` to before token `end`.

    `grain`: what the words name, a day, week, month or year, whether or not it is known which; None if none of these.
    `period` is None if there is no telling. `case`, `relative` (-ki): of the last word. `adverb`: without a case
    ending, the words tell when ("dün", "salı günü") rather than which ("3 Mart"). `many`: days, months or years in a
    row. `part`: the part of the period that is meant ("sonunda").
    """

    begin: int
    end: int
    rule: str
    grain: Unit | None = None
    period: Period | None = None
    case: Case = Case.NOM
    relative: bool = False
    adverb: bool = True
    many: bool = False
    part: str = ""
    sense: Sense = Sense.IN

    @property
    def single(self) -> Stamp | None:
        """The one year, month or day that is told."""
        return self.period.single if self.period is not None else None

    def ending(self, end: int, word: Word | None, **changes: Any) -> Reading:
        """The reading extended to `end`, with the case of its last word, and with other changes."""
        if word is not None:
            changes = {"case": word.case, "relative": word.relative, **changes}
        return replace(self, end=end, **changes)


@dataclass(slots=True)
class Scene:
    """One sentence. `told` is the stamp last told in it, `context` the one before it: "ertesi gün" counts from them."""

    tokens: list[Token]
    words: list[Word | None]
    published: date | None
    context: Stamp | None = None
    told: Stamp | None = None
    _directions: dict[int, Direction] = field(default_factory=dict)

    def word(self, at: int, *kinds: Kind) -> Word | None:
        """The word at a token, if it is of one of the kinds."""
        if 0 <= at < len(self.words):
            word = self.words[at]
            if word is not None and word.kind in kinds:
                return word
        return None

    def unit(self, at: int, *units: Unit) -> Word | None:
        """The unit at a token, if it is one of these."""
        word = self.word(at, Kind.UNIT)
        return word if word is not None and (not units or word.unit in units) else None

    def lower(self, at: int) -> str:
        """The token in lower case; "" outside the sentence."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def listed(self, at: int, name: str) -> bool:
        """Whether the token is in a list of the vocabulary."""
        return self.lower(at) in vocabulary().lists[name]

    def begins(self, at: int, name: str) -> bool:
        """Whether the token begins with an entry of a list of the vocabulary."""
        return bool(word := self.lower(at)) and word.startswith(tuple(vocabulary().lists[name]))

    def noun(self, at: int, name: str) -> bool:
        """Whether the token is a form of a noun in a list of the vocabulary."""
        return noun_of(self.lower(at), vocabulary().lists[name]) is not None

    def direction(self, at: int) -> Direction:
        """Direction of the clause that goes on at a token."""
        found = self._directions.get(at)
        if found is None:
            found = self._directions[at] = direction(self.tokens, at)
        return found

    def hangs(self, at: int) -> bool:
        """Whether what a token counts from stands before it: "seçimden" iki gün önce, "gelmeden" bir gün önce.

        A name in the ablative is more often the place that somebody comes from.
        """
        while self.listed(at - 1, "adverbs"):
            at -= 1
        if at < 1 or not self.tokens[at - 1].is_word or self.lower(at - 1) == "bundan":
            return False
        token = self.tokens[at - 1]
        ending = token.suffix or token.lower
        if token.capital and token.suffix:
            return ending in _OF_COMPOUND
        return (
            len(token.lower) > _SHORTEST
            and ending.endswith(_ABLATIVE)
            and not self.listed(at - 1, "no_ablative")
        )

    def way(self, reading: Reading) -> Direction:
        """Direction of the clause that a reading belongs to.

        What modifies a noun tells little of its clause; "kadar" sets a term that may lie on either side.
        """
        end, case = reading.end, reading.case
        if (
            case is Case.NOM
            and (noun := self.word(end, Kind.DATE_NOUN, Kind.UNIT)) is not None
            and noun.possessed
        ):
            end, case = end + 1, noun.case
        elif reading.relative or (case is Case.NOM and not reading.adverb and self.noun_at(end)):
            return Direction.PRESENT if self.direction(end) is Direction.FUTURE else Direction.UNKNOWN
        found = self.direction(end)
        if case is Case.DAT and self.listed(end, "until"):
            ahead = found is Direction.FUTURE or sets_term(self.tokens, end + 1)
            return Direction.FUTURE if ahead else Direction.UNKNOWN
        since = self.listed(end, "since") or (found is Direction.PRESENT and self.lower(end) == "sonra")
        return Direction.PAST if case is Case.ABL and since else found

    def noun_at(self, at: int) -> bool:
        """Whether a token may be a noun that the words before it modify: a word, no figure, verb or particle."""
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        if not token.text[0].isalpha() or len(token.text) < 3 or self.listed(at, "particles"):
            return False
        verb = None if token.capital else verb_at(token)
        return verb is None or verb.form is Form.MA

    def compound_at(self, at: int) -> bool:
        """Whether a token may be the noun of a compound with the word before it: "cuma gösterilerinde"."""
        return (
            self.noun_at(at) and not self.tokens[at].capital and bool(POSSESSED.search(self.tokens[at].stem))
        )

    @property
    def known(self) -> Stamp | None:
        """The stamp last told."""
        return self.told if self.told is not None else self.context

    @property
    def stamp(self) -> Stamp | None:
        """The article's day."""
        return Stamp.of(self.published) if self.published is not None else None
