"""Predicates that happen at the time of another one in their sentence.

A converb has the time of its main verb, an event noun that of the verb it is said with ("saldırı dün düzenlendi"), a
clause in the locative that of the verb it stands beside ("dün yaptığı konuşmada … suçladı"). What is said has not the
time of the saying, and what is judged not that of the judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.dating import Attachment
from kg.extract.modality import Interpreter
from kg.extract.occasions import Occasions
from kg.extract.order import COMPLEMENTS, Order, case_at, is_relative
from kg.extract.phrases import POSTPOSITIONS, Predicate
from kg.lang.tr.dating import dating_verbs
from kg.lang.tr.morphology import Case, Form, Tense
from kg.lang.tr.times import POSSESSED, TimeExpression
from kg.lang.tr.tokenizer import Token
from kg.model.edtf import Edtf

_VERBS = dating_verbs()
_DEPTH = 3
_NEAR = 6
# Types of events that are done by saying so.
_SPEECH_ACTS = frozenset(("accuse", "agree", "concede", "reject", "request", "support", "threaten"))
_REPORTED_PAST = ("mış", "miş", "muş", "müş")
_MEASURE = ("kaydet", "ölç")  # "dün kaydedilen deprem"
_SINGLE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_BEGIN = ("başla", "başlat")
_RECENT, _ENDED = timedelta(180), timedelta(5 * 365)
_FOUND = ("kur",)  # what was founded in a year is there ever since
_AT_ONCE = ("ken", "ınca", "ince", "unca", "ünce", "nda", "nde")


class Dating:
    """The time of each predicate of a sentence."""

    def __init__(
        self,
        tokens: list[Token],
        times: list[TimeExpression],
        predicates: list[Predicate],
        interpreter: Interpreter,
        published: date | None,
    ) -> None:
        self._order = order = Order(tokens, predicates)
        self._tokens, self._verbs = tokens, order.verbs
        self._interpreter = interpreter
        self._published = published
        self._times = times
        self._attachment = Attachment(order, times, interpreter, published)
        self._occasions = Occasions(order, interpreter)
        self._relatives = [verb for verb in self._verbs if is_relative(verb)]

    def time(self, predicates: Sequence[Predicate], kind: str = "") -> TimeExpression | None:
        """When the event happened that these predicates name together; None if the sentence does not tell.

        `kind` is its type: what is done by saying it (an accusation, a refusal) has the time of the saying.
        """
        if self._attachment.is_empty:
            return None
        for predicate in predicates:
            if (found := self._attachment.of(predicate)) is not None:
                return found if found.value is not None else None
        if self._judges(predicates[0]):
            predicates = predicates[:1]
        if kind in _SPEECH_ACTS and (saying := self._saying(predicates[0])) is not None:
            predicates = (*predicates, saying)
        for predicate in predicates:
            if (found := self._time(predicate, _DEPTH, frozenset())) is not None:
                return found if found.value is not None else None
        return self._by_report(predicates[0])

    def _by_report(self, predicate: Predicate) -> TimeExpression | None:
        """What was said on a day to have happened, happened by then: "dün yaptığı açıklamada … öldüğünü söyledi"."""
        if predicate.noun is not None:
            if predicate.governor is None or predicate.governed_as != "loc":
                return None
            predicate = predicate.governor
        verb, saying = predicate.verb, predicate.governor
        told = verb is not None and verb.form is Form.DIK and not verb.negated and not is_relative(predicate)
        if not told or saying is None or not self._interpreter.is_speech(saying):
            return None
        time = self._time(saying, _DEPTH, frozenset())
        last = time.value.bounds()[1] if time is not None and time.value is not None else None
        if time is None or time.value is None or last is None or not _SINGLE.fullmatch(time.value.value):
            return None
        if self._published is not None and last >= self._published:
            return None
        return replace(time, value=Edtf(f"[..{time.value}]"))

    def _judges(self, predicate: Predicate) -> bool:
        """Whether a verb tells what became of its event noun later: "dün sunulan istifası kabul edildi"."""
        verb = predicate.verb
        return verb is not None and (
            verb.stem in _VERBS.react or self._order.lower(predicate.begin - 1) in _VERBS.judged
        )

    def _saying(self, act: Predicate) -> Predicate | None:
        """The verb of saying whose subject does what the predicate says by saying it: "reddettiğini söyledi"."""
        verb = act.verb
        if verb is None:
            return None
        if act.quoted:
            said_now = verb.first_person and verb.tense is Tense.PRESENT
            asked = verb.tense in (Tense.OPTATIVE, Tense.NECESSITY)
            return self._order.main_after(act.end, quoted=False) if said_now or asked else None
        saying = act.governor if verb.form in COMPLEMENTS else None
        if saying is None or saying.subject is not act.subject or not self._interpreter.is_speech(saying):
            return None
        return saying if not self._has_subject(act, saying) else None

    def _has_subject(self, act: Predicate, saying: Predicate) -> bool:
        """Whether a clause may have a subject of its own that nobody is named in: a genitive without its noun."""
        begin = saying.subject.end if saying.subject is not None else 0
        return any(
            case_at(self._tokens[at]) is Case.GEN and not POSSESSED.search(self._tokens[at + 1].lower)
            for at in range(begin, act.begin)
        )

    def _time(self, predicate: Predicate, depth: int, passed: frozenset[int]) -> TimeExpression | None:
        own = self._attachment.of(predicate)
        if own is not None or depth == 0:
            return own
        passed = passed | {id(predicate)}
        for source in self._sources(predicate):
            if id(source) not in passed:
                found = self._time(source, depth - 1, passed)
                if found is not None and self._may_share(source, predicate, found):
                    return self._since(found) if self._begins(source, predicate) else found
        return None

    def _sources(self, predicate: Predicate) -> Iterator[Predicate]:
        if predicate.noun is not None:
            yield from self._sources_of_noun(predicate)
        else:
            yield from self._sources_of_verb(predicate)

    def _begins(self, source: Predicate, noun: Predicate) -> bool:
        """Whether the clause tells when several happenings began: "Ekim'de başlayan saldırılar"."""
        begun = source.verb is not None and source.verb.stem in _BEGIN and is_relative(source)
        return begun and noun.noun is not None and noun.noun.plural

    def _since(self, time: TimeExpression) -> TimeExpression:
        """From the time on, if it lies so far back that the happenings are told of as going on ever since."""
        first, last = time.value.bounds() if time.value is not None else (None, None)
        if time.value is None or self._published is None or first is None or last is None:
            return time
        recent = last > self._published - _RECENT
        ended = first < self._published - _ENDED
        single = "/" not in time.value.value and "[" not in time.value.value
        return time if recent or ended or not single else replace(time, value=Edtf(f"{time.value}/.."))

    # nouns

    def _sources_of_noun(self, noun: Predicate) -> Iterator[Predicate]:
        for relative in self._relatives:
            if self._order.noun_of(relative) is noun and not self._is_reaction(relative):
                yield relative
        saying = self._occasions.statement_after(noun)
        if saying is not None and self._is_told_before(noun, saying):
            yield saying
        governor = noun.governor
        if governor is None or governor.verb is None or self._interpreter.is_speech(governor):
            return
        purpose = noun.after == "için" and governor.verb.stem in _VERBS.motion
        if not purpose and (noun.after in POSTPOSITIONS or noun.after in _VERBS.not_with):
            return
        if self._goes_with_main(noun, governor):
            return
        if noun.governed_as == "loc" or (
            noun.governed_as in ("nom", "acc", "dat") and (purpose or governor.verb.stem in _VERBS.carry)
        ):
            yield governor

    def _goes_with_main(self, noun: Predicate, governor: Predicate) -> bool:
        """Whether a noun before a comma tells where something was said: "törende, … söz verdiklerini söyledi"."""
        embedded = governor.form in COMPLEMENTS and not is_relative(governor)
        return noun.governed_as == "loc" and embedded and self._order.lower(noun.end) == ","

    def _is_told_before(self, noun: Predicate, saying: Predicate) -> bool:
        """Whether a noun stands between a day and the verb of the day: "dün, görüşmenin ardından … açıkladı"."""
        time = self._attachment.of(saying)
        return time is not None and time.begin < noun.begin and _is_day(time)

    def _is_reaction(self, verb: Predicate) -> bool:
        stem = verb.verb.stem if verb.verb is not None else ""
        if stem in _MEASURE and verb.verb is not None and verb.verb.passive:
            return False
        planned = self._interpreter.is_plan(verb)
        return not planned and (stem in _VERBS.react or self._interpreter.is_speech(verb))

    # verbs

    def _sources_of_verb(self, verb: Predicate) -> Iterator[Predicate]:
        for phrase in verb.arguments:
            if phrase.noun is not None and phrase.slot == "loc" and self._is_beside(phrase.noun, verb):
                yield phrase.noun
        yield from self._complements_of(verb)
        yield from self._governors_of(verb)
        for other in self._verbs:
            if other.quoted != verb.quoted or other.begin >= verb.begin:
                continue
            adverbial = self._is_simultaneous(other) and self._above(other) is verb
            circumstance = is_relative(other) and self._stands_in(other, verb)
            if adverbial or circumstance:
                yield other
        yield from self._occasions.of(verb)
        yield from self._occasions.meeting_before(verb)
        if verb.form is Form.CONVERB and not _is_negative(verb) and (above := self._above(verb)) is not None:
            yield above
        if (before := self._coordinated(verb)) is not None:
            yield before

    def _is_beside(self, noun: Predicate, verb: Predicate) -> bool:
        """Whether no other clause stands between a noun and its verb that the noun may belong to."""
        comma = self._order.lower(noun.end) == ","
        return comma or self._order.verb_after(noun.end, quoted=noun.quoted) is verb

    def _complements_of(self, verb: Predicate) -> Iterator[Predicate]:
        """A plan has the time of what is planned: "gelecek ay yapılması planlanan"."""
        if self._interpreter.is_plan(verb):
            for phrase in verb.arguments:
                if phrase.clause is not None and phrase.clause.form in (Form.MA, Form.MAK):
                    yield phrase.clause

    def _governors_of(self, verb: Predicate) -> Iterator[Predicate]:
        """A beginning has the time of what begins: "dün uygulamaya başladı"."""
        governor = verb.governor
        if (
            verb.form in (Form.MA, Form.MAK)
            and governor is not None
            and governor.verb is not None
            and governor.verb.stem in _VERBS.aspect
            and governor.begin - verb.end <= 1
        ):
            yield governor

    def _is_simultaneous(self, verb: Predicate) -> bool:
        """Whether an adverbial clause tells of what happens at the time of its main verb."""
        if verb.form is Form.CONVERB:
            return not _is_negative(verb)
        if verb.form is not Form.WHEN:
            return False
        following = self._tokens[verb.end].lower if verb.end < len(self._tokens) else ""
        word = self._tokens[verb.end - 1].lower
        return word.endswith(_AT_ONCE) and following not in ("beri", "sonra", "önce", "kadar")

    def _above(self, adverbial: Predicate) -> Predicate | None:
        """The verb that an adverbial clause goes with: the next of its subject, or the next that is no relative."""
        following = self._order.verb_after(adverbial.end, quoted=adverbial.quoted)
        if following is None:
            return None
        if self._order.is_inside(adverbial, following) or self._shares_clause(adverbial, following):
            return following
        if is_relative(following) and not self._order.comma_between(adverbial.end, following.begin):
            return None
        if adverbial.subject is not None:
            for verb in self._verbs:
                if (
                    verb.begin >= following.begin
                    and verb.subject is adverbial.subject
                    and verb.quoted == adverbial.quoted
                    and verb.form is not Form.MAK
                    and not is_relative(verb)
                ):
                    return verb
        return self._order.main_after(adverbial.end, quoted=adverbial.quoted)

    def _shares_clause(self, adverbial: Predicate, following: Predicate) -> bool:
        """Whether the clause after an adverbial one is a complement whose subject is not its own."""
        subject = following.subject
        own = subject is not None and adverbial.end <= subject.begin < following.begin
        nominal = following.form in (Form.DIK, Form.FUT, Form.MA) and not is_relative(following)
        return nominal and not own and not self._order.comma_between(adverbial.end, following.begin)

    def _stands_in(self, relative: Predicate, verb: Predicate) -> bool:
        """Whether the clause modifies a locative of the verb: "dün yaptığı açıklamada … suçladı"."""
        head = self._order.head_of(relative)
        if head is None or head >= verb.begin:
            return False
        token, case = self._tokens[head], self._order.case(head)
        if case is not Case.LOC and (case is not Case.INS or token.suffix):
            return False
        if token.lower in _VERBS.not_in or (
            head + 1 < len(self._tokens) and self._tokens[head + 1].lower in _VERBS.not_with
        ):
            return False
        following = self._order.verb_after(head + 1, quoted=relative.quoted)
        if following is None or (following.verb is not None and following.verb.stem in _VERBS.content_with):
            return False
        embedded = following.form in COMPLEMENTS and not is_relative(following)
        if embedded and self._happens_in(self._order.noun_at(head) or self._order.noun_of(relative)):
            return following is verb
        same = relative.form is Form.DIK and relative.subject is not None and relative.subject is verb.subject
        apart = same or self._order.comma_between(head + 1, following.begin)
        dated = is_relative(following) and self._attachment.of(following) is not None
        if embedded or (is_relative(following) and apart and not dated):
            following = self._order.main_after(head + 1, quoted=relative.quoted)
        return following is verb

    def _happens_in(self, noun: Predicate | None) -> bool:
        """Whether a noun names a happening of which something else is told, and no talk: "çatışmalarda"."""
        if noun is None or noun.noun_trigger is None:
            return False
        return not noun.noun_trigger.frame.type.startswith(("consult", "statement", "request", "accuse"))

    def _coordinated(self, verb: Predicate) -> Predicate | None:
        """The verb before a verb of the same rank whose time still holds: "dün … gelmiş ve … görüşmüştü"."""
        if verb.form in (*COMPLEMENTS, Form.AN):
            return self._coordinated_inside(verb)
        if verb.form is not Form.FINITE or verb.tense is not Tense.PAST or is_relative(verb):
            return None
        before = [
            other
            for other in self._verbs
            if other.begin < verb.begin
            and other.form is Form.FINITE
            and other.quoted == verb.quoted
            and not is_relative(other)
        ]
        if not before or before[-1].tense is not Tense.PAST:
            return None
        last = before[-1]
        if self._moves_on(last, verb):
            return None
        one = self._tokens[last.end - 1].lower.endswith(_REPORTED_PAST)
        return last if one or verb.subject is last.subject else None

    def _moves_on(self, last: Predicate, verb: Predicate) -> bool:
        """Whether a time of its own parts a clause from the one before: "mayısta yakalanmış, iki yıl sonra ölmüştü"."""
        time = self._attachment.of(last)
        between = [other for other in self._times if last.end <= other.begin < verb.begin]
        if time is not None and _is_day(time):
            return any(not self._attachment.has_given(other) for other in between)
        return bool(between)

    def _coordinated_inside(self, verb: Predicate) -> Predicate | None:
        """The embedded clause that "ve" joins to one of the same form: "bastığını ve yaktığını"."""
        for other in reversed(self._verbs):
            if other.begin >= verb.begin or other.quoted != verb.quoted:
                continue
            joined = other.end < verb.begin and self._tokens[other.end].lower == "ve"
            if not joined:
                if is_relative(other) or other.form in COMPLEMENTS:
                    continue
                return None
            same = other.form is verb.form and is_relative(other) == is_relative(verb)
            own = verb.subject is not None and other.end <= verb.subject.begin < verb.begin
            near = verb.begin - other.end <= _NEAR
            return other if same and near and _case(other) is _case(verb) and not own else None
        return None

    def _may_share(self, source: Predicate, predicate: Predicate, time: TimeExpression) -> bool:
        """Whether a time as wide as this one is shared between the two."""
        adverbial = predicate.form in (Form.CONVERB, Form.WHEN)
        if _is_future(source) and not (_is_future(predicate) or predicate.noun is not None or adverbial):
            return False
        if time.value is None or time.value.exact_day is not None:
            return True
        if source.noun is not None and self._occasions.needs_day(source, predicate):
            return False
        if source.form is Form.WHEN and ".." in time.value.value:
            return False
        if is_relative(source) and predicate.noun is None and ".." in time.value.value:
            return self._order.noun_of(source) is not None
        if is_relative(source) and predicate.noun is None and not is_relative(predicate):
            stem = source.verb.stem if source.verb is not None else ""
            return (stem in _VERBS.carry and stem not in _FOUND) or self._order.noun_of(source) is not None
        if source.form is Form.FINITE and predicate.form is Form.FINITE:
            return self._tokens[source.end - 1].lower.endswith(_REPORTED_PAST)
        return True


def _is_day(time: TimeExpression) -> bool:
    return time.value is not None and time.value.exact_day is not None


def _is_future(verb: Predicate) -> bool:
    return verb.tense is Tense.FUTURE or verb.form is Form.FUT


def _case(verb: Predicate) -> Case | None:
    return verb.verb.case if verb.verb is not None else None


def _is_negative(verb: Predicate) -> bool:
    return verb.verb is not None and verb.verb.negated
