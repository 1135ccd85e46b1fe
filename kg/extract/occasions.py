"""What happens on one occasion: a speech and what is said there, a call and what is told in it, a cause and its end.

None of them says so by its form alone, as a converb does; the verbs are data.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.modality import Interpreter
from kg.extract.order import Order, is_relative
from kg.extract.phrases import Predicate
from kg.lang.tr.dating import dating_verbs
from kg.lang.tr.morphology import Case, Form, Tense

_VERBS = dating_verbs()
_OUTCOME = ("sonucu", "sonucunda", "neticesinde")
_WHILE = ("sırasında", "esnasında")
_MEETINGS = ("ceremony", "consult", "trial")
_AFTERWARDS = ("ardından", "sonrası", "sonrasında", "sonunda")


class Occasions:
    """Which other predicate of the sentence tells of the occasion on which a verb happens."""

    def __init__(self, order: Order, interpreter: Interpreter) -> None:
        self._order = order
        self._interpreter = interpreter
        self._statements: list[tuple[Predicate, Predicate | None]] | None = None

    def of(self, verb: Predicate) -> Iterator[Predicate]:
        """Predicates whose time is that of the verb too."""
        for phrase in verb.arguments:
            if phrase.clause is not None and self._goes_along(phrase.clause, phrase.slot):
                yield phrase.clause
            if phrase.noun is not None and self._order.lower(phrase.noun.end) in (*_OUTCOME, *_WHILE):
                yield phrase.noun
        if is_relative(verb):
            return
        for other in self._order.verbs:
            if other.begin >= verb.begin:
                return
            if other.quoted == verb.quoted and (
                self._appears(other, verb) or self._reaches(other, verb) or self._announces(other, verb)
            ):
                yield other

    def meeting_before(self, saying: Predicate) -> Iterator[Predicate]:
        """The meeting after which something was said the same day: "dünkü görüşmenin ardından … açıkladı"."""
        if self._statements is None:
            self._statements = [(noun, self.statement_after(noun)) for noun in self._order.nouns]
        for noun, statement in self._statements:
            if statement is saying:
                yield noun

    def statement_after(self, meeting: Predicate) -> Predicate | None:
        """What was said right after a meeting: "dün, görüşmenin ardından … açıkladı"."""
        trigger = meeting.noun_trigger
        if trigger is None or not trigger.frame.type.startswith(_MEETINGS):
            return None
        if self._order.lower(meeting.end) not in _AFTERWARDS:
            return None
        saying = self._order.main_after(meeting.end, quoted=meeting.quoted)
        told = saying is not None and saying.tense is Tense.PAST and self._interpreter.is_speech(saying)
        return saying if told else None

    def needs_day(self, noun: Predicate, verb: Predicate) -> bool:
        """Whether a wide time of a noun is not that of the verb: "2013'teki görüşmeler sırasında"."""
        return self.statement_after(noun) is verb or self._order.lower(noun.end) in _WHILE

    def _goes_along(self, clause: Predicate, slot: str) -> bool:
        """Whether a clause tells with or from what its verb comes: "basmasıyla kaçan", "devrilmesi sonucu öldü"."""
        if clause.form is not Form.MA or clause.verb is None or clause.verb.negated:
            return False
        return slot == "ins" or self._order.lower(clause.end) in _OUTCOME

    def _appears(self, relative: Predicate, verb: Predicate) -> bool:
        """Whether a clause tells where the subject of a verb stood up to do it: "mecliste konuşan Bakan, … suçladı"."""
        return (
            relative.form is Form.AN
            and relative.subject is verb.subject
            and self._interpreter.among(_VERBS.appear, relative)
        )

    def _reaches(self, relative: Predicate, verb: Predicate) -> bool:
        """Whether a clause tells how the one spoken to was reached: "telefonla aradığı Putin'e … söyledi"."""
        if relative.form is not Form.DIK or not is_relative(relative) or relative.subject is not verb.subject:
            return False
        if not self._interpreter.is_speech(verb) or not self._interpreter.among(_VERBS.reach, relative):
            return False
        head = self._order.head_of(relative)
        return head is not None and self._order.case(head) is Case.DAT

    def _announces(self, before: Predicate, verb: Predicate) -> bool:
        """Whether a clause before a colon says that what follows came about: "Karar dün çıktı: …"."""
        past = before.form is Form.FINITE is verb.form and before.tense is Tense.PAST is verb.tense
        return past and self._order.lower(before.end) == ":" and not self._interpreter.is_speech(before)
