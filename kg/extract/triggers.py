"""Which verb triggers fit a verb in its sentence: complements are looked up by the word that stands before the verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.nominals import possessed_guess
from kg.extract.phrases import CONJUNCTIONS, NOT_VERBS, POSTPOSITIONS
from kg.lang.tr.frames import VerbTrigger, complement_fits, rank
from kg.lang.tr.morphology import Case, Form, Verb, verb_of
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.tokenizer import Token

_PARTICLES = frozenset(("da", "de", "dahi", "bile", "ise", "mi", "mı", "mu", "mü"))
_CLOSING = (Form.DIK, Form.FUT, Form.FINITE, Form.CONVERB, Form.WHEN, Form.MAK)
_HYPHENS = frozenset("-–")
_QUOTES = frozenset("\"'“”‘’«»")
_SHORTEST = 2
_HEAD_REACH = 4
_NO_HEADS = frozenset(("al", "bulun", "çık", "duy", "iste", "ol", "üstlen"))
_OBLIQUE = ("a", "e", "da", "de", "dan", "den", "la", "le")
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

    def headed(self, tokens: list[Token], end: int, events: frozenset[int]) -> list[VerbTrigger]:
        """Triggers of a relative clause that ends at token `end`, whose object is its head: "gönderdiği füzeler".

        `events` are tokens of event nouns, which tell of their event themselves ("düzenlediği saldırı").
        """
        for at in range(end, min(len(tokens), end + _HEAD_REACH)):
            token = tokens[at]
            if (
                not token.is_word
                or token.lower in CONJUNCTIONS
                or token.lower in POSTPOSITIONS
                or at in events
            ):
                break
            found = [
                trigger
                for triggers in (() if token.capital else self._of_noun(token))
                for trigger in triggers
                if _is_object(trigger) and _heads(trigger, tokens, at, end)
            ]
            if found and _modifies(tokens, at):
                return []
            if found:
                found.sort(key=rank)
                return [] if any(trigger.idiom for trigger in found) else found
            verb = verb_of(token.lower) if token.lower not in NOT_VERBS and not token.capital else None
            if (
                verb is not None
                or token.suffix
                or (not token.capital and guess_case(token.lower) is not Case.NOM)
            ):
                break
        return []

    def _of_noun(self, token: Token) -> Iterator[tuple[VerbTrigger, ...]]:
        word = token.lower if not token.suffix else token.stem
        for length in range(_SHORTEST, len(word) + 1):
            for table in (self.exact, self.open_):
                triggers = table.get(word[:length])
                if triggers is not None and complement_fits(word, word[:length], open_=True):
                    yield triggers

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


def _is_object(trigger: VerbTrigger) -> bool:
    """Whether the complement next to the verb can be its object or subject: no case asked for but the accusative."""
    last = trigger.complements[-1]
    bare = guess_case(last) in (Case.NOM, Case.ACC) and not last.endswith(_OBLIQUE)
    light = trigger.stem in _NO_HEADS or last in POSTPOSITIONS
    return not light and not trigger.negated and (trigger.open_[-1] or bare)


def _modifies(tokens: list[Token], at: int) -> bool:
    """Whether a bare noun belongs to a possessed one after it: "yapacağı seçim mitingleri" are no elections."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        following is not None
        and following.is_word
        and possessed_guess(tokens[at]) is None
        and guess_case(tokens[at].lower) is Case.NOM
        and possessed_guess(following) is not None
    )


def _heads(trigger: VerbTrigger, tokens: list[Token], at: int, end: int) -> bool:
    """Whether the other complements stand right before the head, too: "gönderdiği savaş gemisi"."""
    others = trigger.complements[:-1]
    return at - len(others) >= end and all(
        complement_fits(tokens[at - len(others) + i].lower, word, trigger.open_[i])
        for i, word in enumerate(others)
    )


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
