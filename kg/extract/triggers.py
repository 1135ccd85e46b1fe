"""Which verb triggers fit a verb in its sentence: complements are looked up by the word that stands before the verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.phrases import NOT_VERBS
from kg.lang.tr.frames import VerbTrigger, complement_fits
from kg.lang.tr.morphology import Form, Verb, verb_of
from kg.lang.tr.tokenizer import Token

_PARTICLES = frozenset(("da", "de", "dahi", "bile", "ise", "mi", "mı", "mu", "mü"))
_CLOSING = (Form.DIK, Form.FUT, Form.FINITE, Form.CONVERB, Form.WHEN, Form.MAK)
_HYPHENS = frozenset("-–")
_QUOTES = frozenset("\"'“”‘’«»")
_SHORTEST = 2
_SPEAK = ("açıkla", "konuş")


@dataclass(frozen=True, slots=True)
class TriggerTable:
    """The triggers of one verb stem: those of the verb alone, and the others by their last complement.

    `exact` has words as they stand, `open_` stems that any inflection may follow; `reach` is how many words may
    stand between complement and verb at most.
    """

    alone: tuple[VerbTrigger, ...]
    exact: Mapping[str, tuple[VerbTrigger, ...]]
    open_: Mapping[str, tuple[VerbTrigger, ...]]
    reach: int

    @classmethod
    def of(cls, triggers: Iterable[VerbTrigger]) -> TriggerTable:
        """The table of some triggers, which keep their order."""
        alone: list[VerbTrigger] = []
        exact: dict[str, list[VerbTrigger]] = {}
        open_: dict[str, list[VerbTrigger]] = {}
        reach = 0
        for trigger in triggers:
            if not trigger.complements:
                alone.append(trigger)
                continue
            last = trigger.complements[-1]
            if trigger.open_[-1]:
                for word in dict.fromkeys((last, _softened(last))):
                    open_.setdefault(word, []).append(trigger)
            else:
                exact.setdefault(last, []).append(trigger)
            reach = max(reach, trigger.frame.gap)
        return cls(
            tuple(alone),
            {word: tuple(found) for word, found in exact.items()},
            {word: tuple(found) for word, found in open_.items()},
            reach,
        )

    def fitting(self, tokens: list[Token], verb_at: int) -> list[tuple[int, VerbTrigger]]:
        """Triggers that fit the verb at token `verb_at`, each with its first token, nearest complement first."""
        found = [(verb_at, trigger) for trigger in self.alone]
        seen: set[int] = set()
        for at, skipped in _before(tokens, verb_at, self.reach):
            for trigger in self._ending_in(tokens[at]):
                if skipped <= trigger.frame.gap and id(trigger) not in seen:
                    places = _unquoted(tokens, at, len(trigger.complements))
                    if len(places) == len(trigger.complements) and _all_fit(trigger, tokens, places):
                        seen.add(id(trigger))
                        found.append((places[0], trigger))
        return found

    def _ending_in(self, token: Token) -> Iterator[VerbTrigger]:
        yield from self.exact.get(token.lower, ())
        yield from self._inflected(token.lower)
        if token.suffix:
            yield from self._inflected(token.stem)

    def _inflected(self, word: str) -> Iterator[VerbTrigger]:
        for length in range(_SHORTEST, len(word) + 1):
            triggers = self.open_.get(word[:length])
            if triggers is not None and complement_fits(word, word[:length], open_=True):
                yield from triggers


def _softened(stem: str) -> str:
    """The stem before a vowel: "destek", "desteğini"."""
    return stem[:-1] + "ğ" if stem.endswith("k") and len(stem) > _SHORTEST + 1 else stem


def _before(tokens: list[Token], verb_at: int, reach: int) -> Iterator[tuple[int, int]]:
    """Tokens that may complete the verb, the nearest first, with the number of words between."""
    skipped = 0
    for at in range(verb_at - 1, -1, -1):
        yield at, skipped
        token = tokens[at]
        if token.text in _HYPHENS:
            continue
        if not token.is_word or _closes_a_clause(token):
            return
        if token.lower not in _PARTICLES:
            skipped += 1
            if skipped > reach:
                return


def _closes_a_clause(token: Token) -> bool:
    """Whether a word ends a clause of its own, so that nothing before it completes the verb after it."""
    verb = verb_of(token.lower) if not token.capital and token.lower not in NOT_VERBS else None
    return verb is not None and (verb.form in _CLOSING or _is_act(verb))


def _is_act(verb: Verb) -> bool:
    """Whether a verbal noun tells what someone is to do, and names no deed of its own: not "konuşmasını"."""
    return verb.form is Form.MA and verb.possessed and verb.stem not in _SPEAK


def _all_fit(trigger: VerbTrigger, tokens: list[Token], places: list[int]) -> bool:
    return all(
        _fits(tokens[place], word, open_)
        for place, word, open_ in zip(places[:-1], trigger.complements[:-1], trigger.open_[:-1], strict=True)
    )


def _fits(token: Token, pattern: str, open_: bool) -> bool:
    """Whether the token is the complement, also as the last word of a name: "NATO Zirvesi'ne"."""
    return complement_fits(token.lower, pattern, open_) or (
        open_ and bool(token.suffix) and complement_fits(token.stem, pattern, open_)
    )


def _unquoted(tokens: list[Token], last: int, count: int) -> list[int]:
    """Indices of `count` words that end with token `last`, where a word may stand in quotation marks: "hayır" oyu."""
    places = [last]
    at = last - 1
    while at >= 0 and len(places) < count:
        if tokens[at].text not in _QUOTES:
            places.insert(0, at)
        at -= 1
    return places
