"""When an event happened: which time expression of a sentence dates which of its predicates.

A Turkish time stands before the verb it belongs to, and clauses close from the inside out; so a time dates the first
verb after it, unless the subject of an outer clause stands between them ("Dün Bakan, Ankara'da düzenlenen törene
katıldı") or the outer verb alone can have it ("dün … gideceğini açıkladı"). A time inside a noun phrase dates its head
("dünkü saldırı"). What shares its time with a dated predicate is told in `kg.extract.sharing`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kg.extract.modality import Interpreter
from kg.extract.phrases import POSTPOSITIONS, Predicate
from kg.lang.tr.morphology import Case, Form, Tense, case_of_suffix
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.times import TimeExpression
from kg.lang.tr.tokenizer import Token

COMPLEMENTS = (Form.DIK, Form.FUT, Form.MA, Form.MAK)
_OBLIQUE = (Case.DAT, Case.ACC, Case.LOC, Case.ABL, Case.INS)
_LONGEST_NOUN_PHRASE = 7
_NEAR = 2
_BREAKS = frozenset((",", ";", ":", "(", ")", *POSTPOSITIONS))
_RANKS = ("ilk", "tek", "en", "ilki")
_DECIDE = ("ver", "al", "kararlaştır")
# Forms of verbs that the lexicon may lack; a time before one of them belongs to it.
_UNKNOWN_VERB = re.compile(
    r"(?!olarak|giderek|erken|gelecek)\w{2,}(?:[ae]r[ae]k|[ae]c[ae]ğ[ıi]\w*|[dt][ıiuü]ğ[ıiuü]\w*|[ıiuüae]rken|yorken)"
)


def is_relative(predicate: Predicate) -> bool:
    """Whether the predicate's clause modifies a noun: "yapılan", "yaptığı", "yapacağı" before their noun."""
    return predicate.relative or predicate.participle or predicate.form is Form.AN


def case_at(token: Token) -> Case:
    """Case of a nominal, by its ending; words in -ki and marks count as unmarked."""
    if not token.is_word or (token.suffix or token.lower).endswith("ki"):
        return Case.NOM
    return case_of_suffix(token.suffix) if token.suffix else guess_case(token.lower)


class Attachment:
    """The times of one sentence and the predicates that they stand with."""

    def __init__(
        self,
        tokens: list[Token],
        times: list[TimeExpression],
        predicates: list[Predicate],
        interpreter: Interpreter,
        published: date | None,
    ) -> None:
        self._tokens = tokens
        self._interpreter = interpreter
        self._published = published
        self._nouns = [predicate for predicate in predicates if predicate.noun is not None]
        self._verbs = [predicate for predicate in predicates if predicate.verb is not None]
        self._verbs.sort(key=lambda verb: verb.begin)
        self._found: dict[int, TimeExpression] = {}
        for time in times:
            if time.names:
                self._attach(time)

    def of(self, predicate: Predicate) -> TimeExpression | None:
        """The time that stands with the predicate itself; its value may be unknown."""
        return self._found.get(id(predicate))

    def verb_after(self, at: int, *, quoted: bool) -> Predicate | None:
        """The first verb from token `at` on that is quoted or not, like the words there."""
        return next((verb for verb in self._verbs if verb.begin >= at and verb.quoted == quoted), None)

    def main_after(self, at: int, *, quoted: bool) -> Predicate | None:
        """The first verb from token `at` on that neither modifies a noun nor is the complement of another verb."""
        later = [verb for verb in self._verbs if verb.begin >= at and verb.quoted == quoted]
        for verb, following in zip(later, (*later[1:], None), strict=True):
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
        if any(self._tokens[at].text == "," for at in range(adverbial.end, following.begin)):
            return False
        embedded = is_relative(following) or following.form is Form.MAK
        return embedded and following.begin - adverbial.end <= _NEAR

    def noun_of(self, relative: Predicate) -> Predicate | None:
        """The event noun that a relative clause modifies: "dün düzenlenen silahlı saldırıda"."""
        for at in range(relative.end, min(len(self._tokens), relative.end + _LONGEST_NOUN_PHRASE)):
            noun = next((noun for noun in self._nouns if noun.end == at + 1), None)
            if noun is not None:
                return noun
            token = self._tokens[at]
            joined = token.lower == "ve" and at == relative.end
            oblique = case_at(token) in (*_OBLIQUE, Case.GEN)
            if joined or oblique or token.lower in _BREAKS or self._is_verb(at):
                return None
        return None

    def head_of(self, relative: Predicate) -> int | None:
        """The token with the case of the noun that a relative clause modifies; None if it is not plain which."""
        for at in range(relative.end, min(len(self._tokens), relative.end + _LONGEST_NOUN_PHRASE)):
            token = self._tokens[at]
            if token.lower in _BREAKS or self._is_verb(at):
                return None
            if case_at(token) in _OBLIQUE:
                return at
        return None

    def _is_verb(self, at: int) -> bool:
        return any(verb.begin <= at < verb.end for verb in self._verbs)

    def _attach(self, time: TimeExpression) -> None:
        quoted = self._tokens[time.begin].quoted
        self._date_clause_before(time)
        if time.modifies_noun:
            self._date_noun(time, quoted=quoted)
            return
        owner = self._owner(time, quoted=quoted)
        if owner is None:
            owner = self._noun_without_verb(time, quoted=quoted)
        if owner is not None and not self._is_ranking(time, owner):
            self._give(owner, time)

    def _give(self, owner: Predicate, time: TimeExpression) -> None:
        present = self._found.get(id(owner))
        if present is None or present.value is None or _is_point(time) >= _is_point(present):
            self._found[id(owner)] = time

    # times in noun phrases

    def _date_clause_before(self, time: TimeExpression) -> None:
        """A relative clause with the time as its head happened then: "göreve geldiği 2007'den beri"."""
        if time.told is None:
            return
        for verb in self._verbs:
            if (
                verb.end == time.begin
                and verb.form is Form.DIK
                and verb.verb is not None
                and verb.verb.possessed
            ):
                self._give(verb, replace(time, value=time.told))

    def _date_noun(self, time: TimeExpression, *, quoted: bool) -> None:
        """The event noun that heads the phrase; in the locative it dates its verb as well ("dünkü konuşmasında")."""
        for at in range(time.end, min(len(self._tokens), time.end + _LONGEST_NOUN_PHRASE)):
            if self._is_verb(at):
                return
            noun = next((noun for noun in self._nouns if noun.end == at + 1 and noun.quoted == quoted), None)
            token = self._tokens[at]
            if noun is not None:
                self._give(noun, time)
            if not token.is_word:
                return
            case = case_at(token)
            if case is Case.LOC and noun is None and self._is_link(time):
                verb = self.verb_after(at + 1, quoted=quoted)
                if verb is not None:
                    self._give(self._governing(verb, at + 1), time)
            if noun is not None or case in _OBLIQUE:
                return

    def _is_link(self, time: TimeExpression) -> bool:
        """Whether the time is made an adjective by -ki: "dünkü", "geçen haftaki"."""
        return self._tokens[time.end - 1].lower.endswith(("ki", "kü"))

    # times in clauses

    def _owner(self, time: TimeExpression, *, quoted: bool) -> Predicate | None:
        first = self.verb_after(time.end, quoted=quoted)
        if first is None:
            return None
        if self._is_outer(time, first):
            return self._outer(time, quoted=quoted)
        if (owner := self._possessed_after(time, first)) is not None:
            return owner
        unknown = next(
            (at for at in range(time.end, first.begin) if _UNKNOWN_VERB.fullmatch(self._tokens[at].lower)),
            None,
        )
        return first if unknown is None else None

    def _possessed_after(self, time: TimeExpression, first: Predicate) -> Predicate | None:
        """In "X'in dün Y'ye giden gemiye saldırması" the verb of the genitive, past the relative clause between."""
        if not is_relative(first) or first.begin - time.end < _NEAR:
            return None
        return next(
            (
                verb
                for verb in self._verbs
                if verb.begin > first.begin
                and verb.subject is not None
                and verb.subject is not first.subject
                and verb.subject.slot == "gen"
                and verb.subject.end == time.begin
            ),
            None,
        )

    def _outer(self, time: TimeExpression, *, quoted: bool) -> Predicate | None:
        """The verb of the subject between the time and its first verb, else the main one."""
        for verb in self._verbs:
            subject = verb.subject
            if (
                verb.begin >= time.end
                and verb.quoted == quoted
                and subject is not None
                and time.end <= subject.begin
                and not is_relative(verb)
                and verb.form not in COMPLEMENTS
            ):
                return verb
        return self.main_after(time.end, quoted=quoted)

    def _is_outer(self, time: TimeExpression, first: Predicate) -> bool:
        """Whether a time before an embedded clause belongs to the clause around it."""
        if first.form is Form.FINITE and not is_relative(first):
            return False
        following = self._tokens[time.end] if time.end < len(self._tokens) else None
        if following is not None and following.text == ",":
            return True
        if first.form in (Form.CONVERB, Form.WHEN):
            return False
        if self._subject_between(time.end, first) or self._contradicts(time, first):
            return True
        return self._after_subject(time) and first.begin - time.end >= _NEAR

    def _subject_between(self, begin: int, first: Predicate) -> bool:
        """Whether a nominative stands between that is the subject of a verb after the first one."""
        for verb in self._verbs:
            subject = verb.subject
            if (
                verb.begin > first.begin
                and subject is not None
                and subject.slot == "nom"
                and begin <= subject.begin < first.begin
            ):
                return True
        return any(
            self._tokens[at].text == "," and self._is_subject_comma(at) for at in range(begin, first.begin)
        )

    def _is_subject_comma(self, at: int) -> bool:
        """Whether the comma closes a subject or a place of the outer clause ("Bakan, …") and no member of a list."""
        before = self._tokens[at - 1]
        if not before.is_word or case_at(before) not in (Case.NOM, Case.LOC):
            return False
        for token in self._tokens[at + 1 : at + 6]:
            if token.lower in ("ve", "ile", "veya") or token.text == ",":
                return False
        return True

    def _contradicts(self, time: TimeExpression, first: Predicate) -> bool:
        """Whether the time is past and the clause future or wished: then it tells when that was said."""
        verb = first.verb
        assert verb is not None
        if is_relative(first) and verb.form is not Form.FUT:
            return False
        if verb.form is Form.FUT:
            return self._is_past(time)
        if verb.form not in (Form.MA, Form.MAK) or first.governor is None:
            return False
        governor = first.governor
        decided = (
            self._interpreter.is_plan(governor)
            and governor.verb is not None
            and (governor.verb.stem in _DECIDE and governor.verb.tense is Tense.PAST)
        )
        return (decided or self._interpreter.is_wish(governor)) and not self._is_future(time)

    def _is_past(self, time: TimeExpression) -> bool:
        last = time.value.bounds()[1] if time.value is not None else None
        return last is not None and self._published is not None and last < self._published

    def _is_future(self, time: TimeExpression) -> bool:
        first = time.value.bounds()[0] if time.value is not None else None
        return first is not None and self._published is not None and first > self._published

    def _is_ranking(self, time: TimeExpression, owner: Predicate) -> bool:
        """Whether the time only says since when something is a first: "1958'den bu yana hapse giren ilk …"."""
        if time.value is None or not time.value.value.endswith("/.."):
            return False
        following = self._tokens[time.end : owner.end + _LONGEST_NOUN_PHRASE]
        return any(
            token.lower in _RANKS or (token.text == "." and self._tokens[token.index - 1].text.isdigit())
            for token in following
        )

    def _after_subject(self, time: TimeExpression) -> bool:
        """Whether a bare subject stands right before the time: "Bakan dün …"; with a comma the clause begins anew."""
        return any(
            verb.subject is not None
            and verb.subject.end == time.begin
            and verb.subject.slot == "nom"
            and verb.form is Form.FINITE
            for verb in self._verbs
            if verb.begin >= time.end
        )

    def _noun_without_verb(self, time: TimeExpression, *, quoted: bool) -> Predicate | None:
        """In a sentence that ends without a verb the event noun that is its subject: "Seçimler 25 Kasım'da"."""
        before = [noun for noun in self._nouns if noun.end <= time.begin and noun.quoted == quoted]
        alone = not any(verb.begin >= time.begin for verb in self._verbs)
        if not before or not alone or before[-1].end != time.begin or before[-1].noun is None:
            return None
        return before[-1] if before[-1].noun.case is Case.NOM else None

    def _governing(self, first: Predicate, at: int) -> Predicate:
        """The verb that a locative before `first` belongs to: a complement clause between them is passed over."""
        if first.form in COMPLEMENTS and not is_relative(first):
            return self.main_after(at, quoted=first.quoted) or first
        return first


def _is_point(time: TimeExpression) -> bool:
    return time.value is not None and ".." not in time.value.value
