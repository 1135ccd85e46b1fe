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

from kg.extract.clocks import is_entry
from kg.extract.modality import Interpreter
from kg.extract.order import COMPLEMENTS, LONGEST_NOUN_PHRASE, NEAR, OBLIQUE, Order, case_at, is_relative
from kg.extract.passing import Passing
from kg.extract.phrases import POSTPOSITIONS, Predicate
from kg.lang.tr.morphology import Case, Form, Tense
from kg.lang.tr.times import NAMED, WEEKDAY, TimeExpression

_DEALS_WITH = ("accuse", "ceremony", "request", "sanction", "statement", "trial")
_PURPOSE = ("amacıyla", "için", "üzere")
_RANKS = ("ilk", "tek", "en", "ilki")
_UNKNOWN_PARTICIPLE = re.compile(r"\w{3,}y[ae]n")
_PARTICLES = ("da", "de", "ise")
_DETERMINERS = ("bu", "şu", "o")
_DECIDE = ("ver", "al", "kararlaştır")


class Attachment:
    """The times of one sentence and the predicates that they stand with."""

    def __init__(
        self,
        order: Order,
        times: list[TimeExpression],
        interpreter: Interpreter,
        published: date | None,
    ) -> None:
        self._order = order
        self._tokens = order.tokens
        self._interpreter = interpreter
        self._passing = Passing(order, interpreter)
        self._published = published
        self._nouns, self._verbs = order.nouns, order.verbs
        self._found: dict[int, TimeExpression] = {}
        for time in times:
            if time.names:
                self._attach(time)

    @property
    def is_empty(self) -> bool:
        """Whether no predicate has a time of its own, so that there is none to share."""
        return not self._found

    def of(self, predicate: Predicate) -> TimeExpression | None:
        """The time that stands with the predicate itself; its value may be unknown."""
        return self._found.get(id(predicate))

    def has_given(self, time: TimeExpression) -> bool:
        """Whether a predicate has the time."""
        return any(found.begin == time.begin for found in self._found.values())

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
        for at in range(time.end, min(len(self._tokens), time.end + LONGEST_NOUN_PHRASE)):
            token = self._tokens[at]
            if (
                self._order.is_verb(at)
                or token.lower in _DETERMINERS
                or token.lower in POSTPOSITIONS
                or _UNKNOWN_PARTICIPLE.fullmatch(token.lower)
            ):
                return
            noun = next((noun for noun in self._nouns if noun.end == at + 1 and noun.quoted == quoted), None)
            if noun is not None and not (time.rule == NAMED and self._is_about(noun)):
                self._give(noun, time)
            if not token.is_word:
                return
            case = case_at(token)
            if self._is_circumstance(at) and noun is None and self._is_link(time):
                verb = self._order.verb_after(at + 1, quoted=quoted)
                if verb is not None:
                    self._give(self._governing(verb, at + 1), time)
            if noun is not None or case in OBLIQUE:
                return

    def _is_about(self, noun: Predicate) -> bool:
        """Whether a noun is named for a day of history that it deals with: "12 Eylül davası"."""
        trigger = noun.noun_trigger
        return trigger is not None and trigger.frame.type in _DEALS_WITH

    def _is_circumstance(self, at: int) -> bool:
        """Whether a noun tells where or by what its verb happens: "konuşmasında", "kararıyla", "anlaşması ile"."""
        case = self._order.case(at)
        return case is Case.LOC or (case is Case.INS and not self._tokens[at].suffix)

    def _is_link(self, time: TimeExpression) -> bool:
        """Whether the time is made an adjective by -ki: "dünkü", "geçen haftaki"."""
        return self._tokens[time.end - 1].lower.endswith(("ki", "kü"))

    # times in clauses

    def _owner(self, time: TimeExpression, *, quoted: bool) -> Predicate | None:
        first = self._first_after(time, quoted=quoted)
        if (noun := self._possessed_noun(time, first)) is not None:
            return noun
        if first is None:
            return None
        if (owner := self._of_genitive_before(time)) is not None:
            return owner
        if self._order.lower(time.end) != "," and self._passing.unknown_between(time.end, first.begin):
            return None
        if (owner := self._of_purpose(time, first)) is not None:
            return owner
        if self._is_planned(time, first):
            return first
        if self._is_wished(time, first):
            return self._of_purpose(time, first.governor) or first.governor
        if self._is_outer(time, first):
            return self._outer(time, quoted=quoted)
        apart = is_relative(first) and first.begin - time.end >= NEAR
        if apart and self._of_subject_before(time) is not None:
            return None  # "Bakan dün … olan gemiye … dedi": nobody can tell
        return first

    def _first_after(self, time: TimeExpression, *, quoted: bool) -> Predicate | None:
        """The first verb that a time may date, so none that tells what did not happen: "dün beklemeden gitti"."""
        first = self._order.verb_after(time.end, quoted=quoted)
        while first is not None and self._passing.over(time, first):
            first = self._order.verb_after(first.end, quoted=quoted)
        return first

    def _possessed_noun(self, time: TimeExpression, first: Predicate | None) -> Predicate | None:
        """The event noun of a genitive right before the time: "Fiji'nin 2011'de Tonga'ya müdahalesi"."""
        end = first.begin if first is not None else len(self._tokens)
        for noun in self._nouns:
            form = noun.noun
            if noun.begin < time.end or noun.begin >= end or form is None or not form.possessed:
                continue
            owners = (phrase for phrase in (*noun.arguments, noun.subject) if phrase is not None)
            if any(phrase.slot == "gen" and phrase.end == time.begin for phrase in owners):
                return noun
        return None

    def _of_genitive_before(self, time: TimeExpression) -> Predicate | None:
        """The clause of a genitive right before the time: "X'in dün (…) Y'ye giden gemiye saldırması"."""
        return next(
            (
                verb
                for verb in self._verbs
                if verb.begin >= time.end
                and verb.form in COMPLEMENTS
                and verb.shares is None
                and not self._passing.tells_where(time, verb)
                and verb.subject is not None
                and verb.subject.slot == "gen"
                and self._just_before(verb.subject.end, time.begin)
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
        return self._order.main_after(time.end, quoted=quoted)

    def _is_outer(self, time: TimeExpression, first: Predicate) -> bool:
        """Whether a time before an embedded clause belongs to the clause around it."""
        if first.form is Form.FINITE and not is_relative(first):
            return False
        following = self._tokens[time.end] if time.end < len(self._tokens) else None
        if is_entry(time, self._tokens):
            return True
        if following is not None and following.text == ",":
            return not (self._order.case(time.end + 1) is Case.LOC and self._order.lower(time.end + 2) == ",")
        if first.form in (Form.CONVERB, Form.WHEN):
            return False
        if self._subject_between(time.end, first) or self._contradicts(time, first):
            return True
        verb = self._of_subject_before(time)
        if verb is None or first.begin - time.end < NEAR:
            return False
        return not self._interpreter.is_speech(verb) or (is_relative(first) and self._in_locative(first))

    def _subject_between(self, begin: int, first: Predicate) -> bool:
        """Whether a nominative stands between that is the subject of a verb after the first one."""
        for verb in self._verbs:
            subject = verb.subject
            if (
                verb.begin > first.begin
                and subject is not None
                and subject.slot == "nom"
                and begin <= subject.begin < first.begin
                and not (is_relative(first) and subject.end == first.begin)  # "Başbakan seçilen"
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
        """Whether the time is past and the clause future: then it tells when that was said."""
        verb = first.verb
        assert verb is not None
        if is_relative(first) and verb.form is not Form.FUT:
            return False
        return verb.form is Form.FUT and self._is_past(time)

    def _is_planned(self, time: TimeExpression, first: Predicate) -> bool:
        """Whether a time to come stands before what is planned: "gelecek ay gitmeye hazırlanıyor"."""
        governor = first.governor
        return (
            first.form in (Form.MA, Form.MAK)
            and governor is not None
            and self._interpreter.is_plan(governor)
            and self._is_future(time)
        )

    def _is_wished(self, time: TimeExpression, first: Predicate) -> bool:
        """Whether the time tells when something was asked for or decided, as it is not to come itself."""
        governor = first.governor
        if first.form not in (Form.MA, Form.MAK) or governor is None or is_relative(first):
            return False
        if time.rule == WEEKDAY and any(
            phrase.slot == "acc" and phrase.end == time.begin for phrase in first.arguments
        ):
            return False  # "tarafları perşembe günü görüşmeye çağırdı"
        decided = (
            self._interpreter.is_plan(governor)
            and governor.verb is not None
            and (governor.verb.stem in _DECIDE and governor.verb.tense is Tense.PAST)
        )
        return (decided or self._interpreter.is_wish(governor)) and not self._is_future(time)

    def _of_purpose(self, time: TimeExpression, first: Predicate | None) -> Predicate | None:
        """The verb after a clause that tells what for ("görüşmek üzere geldi"); a time to come stays in the clause."""
        verb = first.verb if first is not None else None
        if first is None or verb is None or verb.form is not Form.MAK or verb.stem == "ol":
            return None
        if self._order.lower(first.end) not in _PURPOSE:
            return None
        following = self._order.verb_after(first.end, quoted=first.quoted)
        ahead = following is not None and (following.tense is Tense.FUTURE or following.form is Form.FUT)
        return following if ahead or not self._is_future(time) else None

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
        following = self._tokens[time.end : owner.end + LONGEST_NOUN_PHRASE]
        return any(
            token.lower in _RANKS or (token.text == "." and self._tokens[token.index - 1].text.isdigit())
            for token in following
        )

    def _of_subject_before(self, time: TimeExpression) -> Predicate | None:
        """The finite verb of a bare subject right before the time ("Bakan dün …"); a comma between starts a clause."""
        return next(
            (
                verb
                for verb in self._verbs
                if verb.begin >= time.end
                and verb.form is Form.FINITE
                and verb.subject is not None
                and verb.subject.slot == "nom"
                and self._just_before(verb.subject.end, time.begin)
            ),
            None,
        )

    def _in_locative(self, relative: Predicate) -> bool:
        head = self._order.head_of(relative)
        return head is not None and case_at(self._tokens[head]) is Case.LOC

    def _just_before(self, end: int, begin: int) -> bool:
        """Whether nothing but a particle stands between two phrases: "Bakan da dün …"."""
        return end <= begin and all(self._tokens[at].lower in _PARTICLES for at in range(end, begin))

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
            return self._order.main_after(at, quoted=first.quoted) or first
        return first


def _is_point(time: TimeExpression) -> bool:
    return time.value is not None and ".." not in time.value.value
