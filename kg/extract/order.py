"""The predicates of a sentence in their order: which verb follows, which is the main one, what a clause modifies."""

from __future__ import annotations

from itertools import zip_longest

from kg.extract.phrases import POSTPOSITIONS, Predicate
from kg.lang.tr.morphology import Case, Form, case_of_suffix
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.tokenizer import Token

COMPLEMENTS = (Form.DIK, Form.FUT, Form.MA, Form.MAK)
OBLIQUE = (Case.DAT, Case.ACC, Case.LOC, Case.ABL, Case.INS)
NEAR = 2
LONGEST_NOUN_PHRASE = 7
_IDIOMS = ("ileri", "önde")  # "önde gelen" is no clause
_PERSON = ("kişi", "adam")  # "istenmeyen kişi": persona non grata
_SPEECHES = ("açıkla", "değerlendir", "görüş", "konuş")  # "konuşmasında" is a noun
_DEEDS = ("kararı", "ması", "mesi", "protokolü")
_BREAKS = frozenset((",", ";", ":", "(", ")", *POSTPOSITIONS))


def is_relative(predicate: Predicate) -> bool:
    """Whether the predicate's clause modifies a noun: "yapılan", "yaptığı", "yapacağı" before their noun."""
    return predicate.relative or predicate.participle or predicate.form is Form.AN


def case_at(token: Token) -> Case:
    """Case of a nominal, by its ending; words in -ki and marks count as unmarked."""
    if not token.is_word or (token.suffix or token.lower).endswith("ki"):
        return Case.NOM
    return case_of_suffix(token.suffix) if token.suffix else guess_case(token.lower)


class Order:
    """Words, verbs and event nouns of one sentence."""

    def __init__(self, tokens: list[Token], predicates: list[Predicate]) -> None:
        self.tokens = tokens
        self.nouns = [predicate for predicate in predicates if predicate.noun is not None]
        verbs = (predicate for predicate in predicates if predicate.verb is not None)
        self.verbs = sorted(
            (verb for verb in verbs if not self._only_looks_like_a_clause(verb)), key=lambda verb: verb.begin
        )
        self._noun_ends = {noun.end - 1: noun for noun in self.nouns}
        self._verb_tokens = {at for verb in self.verbs for at in range(verb.begin, verb.end)}

    def _only_looks_like_a_clause(self, verb: Predicate) -> bool:
        """Whether a form of a verb is a plain noun or adjective: "konuşmasında", "düzenlemeler", "önde gelen"."""
        form = verb.verb
        if form is None:
            return True
        speech = form.stem in _SPEECHES and form.case in (Case.LOC, Case.INS)
        plural = self.lower(verb.begin).endswith(("lar", "ler"))
        noun = form.form is Form.MA and (speech or plural or not form.possessed)
        worker = form.form is Form.AN and form.stem == "çalış"
        idiom = self.lower(verb.begin) == "gelen" and self.lower(verb.begin - 1) in _IDIOMS
        unwanted = self.lower(verb.begin) == "istenmeyen" and self.lower(verb.begin + 1).startswith(_PERSON)
        return noun or worker or idiom or unwanted

    def lower(self, at: int) -> str:
        """The token in lower case; "" outside the sentence."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def case(self, at: int) -> Case:
        """Case of a nominal; of a common noun or the name of a treaty before "ile" it is the instrumental."""
        if at >= len(self.tokens):
            return Case.NOM
        token = self.tokens[at]
        common = not token.capital or token.lower.endswith(_DEEDS)
        with_ile = self.lower(at + 1) == "ile" and token.is_word and not token.suffix and common
        return Case.INS if with_ile else case_at(token)

    def is_verb(self, at: int) -> bool:
        """Whether a token is a verb."""
        return at in self._verb_tokens

    def noun_at(self, at: int) -> Predicate | None:
        """The event noun whose last word is the token."""
        return self._noun_ends.get(at)

    def comma_between(self, begin: int, end: int) -> bool:
        """Whether a comma stands among the tokens from `begin` (included) to `end` (excluded)."""
        return any(self.tokens[at].text == "," for at in range(begin, end))

    def verb_after(self, at: int, *, quoted: bool) -> Predicate | None:
        """The first verb from token `at` on that is quoted or not, like the words there."""
        return next((verb for verb in self.verbs if verb.begin >= at and verb.quoted == quoted), None)

    def main_after(self, at: int, *, quoted: bool) -> Predicate | None:
        """The first verb from token `at` on that neither modifies a noun nor is the complement of another verb."""
        later = [verb for verb in self.verbs if verb.begin >= at and verb.quoted == quoted]
        for verb, following in zip_longest(later, later[1:]):
            if is_relative(verb) or verb.form in COMPLEMENTS:
                continue
            nested = (
                verb.form is not Form.FINITE and following is not None and self.is_inside(verb, following)
            )
            if not nested:
                return verb
        return None

    def is_inside(self, adverbial: Predicate, following: Predicate) -> bool:
        """Whether an adverbial clause belongs to the clause inside another that follows at once: "kaçarak gelen"."""
        if self.comma_between(adverbial.end, following.begin):
            return False
        embedded = is_relative(following) or following.form in COMPLEMENTS
        return embedded and following.begin - adverbial.end <= NEAR

    def noun_of(self, relative: Predicate) -> Predicate | None:
        """The event noun that a relative clause modifies: "dün düzenlenen silahlı saldırıda"."""
        last = min(len(self.tokens), relative.end + LONGEST_NOUN_PHRASE)
        if self.lower(relative.end) == "ve":
            joined = self._joined(relative)
            return self.noun_of(joined) if joined is not None else None
        noun = next((found for at in range(relative.end, last) if (found := self.noun_at(at))), None)
        if noun is None:
            return None
        own = {at for phrase in noun.arguments for at in range(phrase.begin, phrase.end)}
        for at in range(relative.end, noun.begin):
            case = case_at(self.tokens[at])
            other = case is Case.GEN or (case in OBLIQUE and at not in own)
            if other or self.lower(at) in _BREAKS or self.is_verb(at):
                return None
        return noun

    def _joined(self, relative: Predicate) -> Predicate | None:
        """The relative clause that "ve" joins to another of the same noun: "düzenlenen ve Bakan'ın katıldığı"."""
        last = relative.end + LONGEST_NOUN_PHRASE
        for verb in self.verbs:
            if verb.begin < relative.end or verb.quoted != relative.quoted:
                continue
            if verb.form is Form.AN and verb.verb is not None and verb.verb.case is not Case.NOM:
                continue  # "bakanların" is a noun
            near = verb.begin <= last and not self.comma_between(relative.end, verb.begin)
            return verb if near and is_relative(verb) else None
        return None

    def head_of(self, relative: Predicate) -> int | None:
        """The token with the case of the noun that a relative clause modifies; None if it is not plain which."""
        if self.lower(relative.end) == "ve" and (joined := self._joined(relative)) is not None:
            return self.head_of(joined)
        for at in range(relative.end, min(len(self.tokens), relative.end + LONGEST_NOUN_PHRASE)):
            token = self.tokens[at]
            if token.lower in _BREAKS or self.is_verb(at):
                return None
            if self.case(at) in OBLIQUE:
                return at
        return None
