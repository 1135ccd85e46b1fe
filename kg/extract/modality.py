"""How the text means a predicate: actual, planned, hypothetical or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.moods import SentenceReader
from kg.extract.phrases import Predicate
from kg.lang.tr.morphology import Case, Form, Tense
from kg.lang.tr.nouns import noun_of
from kg.model import Modality

if TYPE_CHECKING:
    from datetime import date

    from kg.lang.tr.times import TimeExpression

_ACTUAL, _PLANNED, _HYPOTHETICAL, _DENIED = (
    Modality.ACTUAL,
    Modality.PLANNED,
    Modality.HYPOTHETICAL,
    Modality.DENIED,
)
_STRENGTH = {_ACTUAL: 0, _PLANNED: 1, _HYPOTHETICAL: 2, _DENIED: 3}
_DEPTH = 6
_ASKED = 4  # words from what is asked for to the verb
_QUESTION = frozenset(("mi", "mı", "mu", "mü", "midir", "mıdır", "mudur", "müdür"))
_WHILE = frozenset(("sırasında", "esnasında", "kapsamında", "çerçevesinde", "boyunca"))
_AS_LONG_AS = frozenset(("sürece", "müddetçe"))
_OBJECT = ("acc", "nom", "dat", "gen", "abl")
# Verbs whose negation denies what they govern: "gitmeyi başaramadı".
_ACHIEVE = frozenset(("başar", "sağla", "başla", "gerçekleş", "ol", "gerçekleştir", "yap", "et"))
_SAID = ("accuse", "request", "threaten", "agree", "reject", "support", "statement")
_ARRANGED = ("consult", "cooperate", "agree", "sign-agreement")
_TOGETHER = frozenset(("ve", "veya", "ya"))
_LIGHT_REACH = 5  # words between an event noun and the verb that says it takes place


class Interpreter(SentenceReader):
    """Reads modality off the predicates of a sentence."""

    def modality(self, predicate: Predicate, *, negation_is_meant: bool = False) -> Modality:
        """Modality of what the predicate says, with all that governs it.

        `negation_is_meant`: the negation belongs to the meaning of the event ("izin verme-") and does not deny it.
        """
        return self._meant(predicate, negation_is_meant, _DEPTH)

    def has_happened(self, noun: Predicate) -> bool:
        """Whether a relative clause tells that the event noun has taken place: "geçen ay yaptığı ziyaret"."""
        relative = noun.light
        return (
            relative is not None
            and relative.form in (Form.DIK, Form.AN)
            and self.among(self.tables.existence, relative)
            and self._noun(noun, 1) is _ACTUAL
        )

    def _meant(self, predicate: Predicate, negation_is_meant: bool, depth: int) -> Modality:
        own = (
            self._noun(predicate, depth)
            if predicate.verb is None
            else self._verb(predicate, negation_is_meant)
        )
        if depth == 0:
            return own
        if predicate.governor is not None and not is_certain(predicate):
            return _stronger(own, self._governed(predicate, predicate.governor, depth - 1))
        if predicate.form in (Form.CONVERB, Form.WHEN) and own is _ACTUAL:
            head = self.head(predicate)
            meant = self._meant(head, False, depth - 1) if head is not None else _ACTUAL
            along = predicate.form is Form.CONVERB and not self.before(predicate)
            if meant is _PLANNED or (meant is _HYPOTHETICAL and along):
                return meant
        return own

    def _noun(self, predicate: Predicate, depth: int) -> Modality:
        tables, noun = self.tables, predicate.noun
        assert noun is not None
        if any(
            token.lower in tables.unreal_adjectives
            for token in self.tokens[max(0, predicate.begin - 3) : predicate.begin]
        ):
            return _HYPOTHETICAL
        after = self.following(predicate)
        if after in tables.unreal_after_noun:
            return _HYPOTHETICAL
        if noun.case in (Case.NOM, Case.GEN):
            if _possessed(after, tables.planned_nouns) and self.missing(predicate.end + 1):
                return _DENIED
            if _possessed(after, tables.unreal_nouns):
                return _HYPOTHETICAL
            if _possessed(after, tables.planned_nouns):
                return _PLANNED
        if after in tables.planned_after:
            return _PLANNED
        relative = predicate.light
        if after == "için" and relative is None and self._is_arranged(predicate):
            return _PLANNED
        if relative is None or relative.verb is None or depth == 0:
            return _ACTUAL
        attitude = self._attitude(relative, Form.MA)
        if attitude is not None:
            return attitude
        if self.among(tables.existence, relative) and relative.verb.stem != "sür":
            return self._meant(relative, False, depth - 1)
        return _ACTUAL

    def _is_arranged(self, predicate: Predicate) -> bool:
        """Whether the noun names what people come together for: "müzakereler için" looks ahead, "saldırı için" back."""
        trigger = predicate.noun_trigger
        return trigger is not None and trigger.frame.type.startswith(_ARRANGED)

    def _verb(self, predicate: Predicate, negation_is_meant: bool) -> Modality:
        verb = predicate.verb
        assert verb is not None
        after = self.following(predicate)
        if after == "değil" and verb.form in (Form.FINITE, Form.DIK, Form.FUT):
            return _HYPOTHETICAL if self.word(predicate.end + 1) in _QUESTION else _DENIED
        if verb.form is Form.FINITE and (after in _QUESTION or self._asked_about(predicate)):
            return _HYPOTHETICAL
        if self.twin(predicate) is not None:
            return _HYPOTHETICAL
        if verb.form is Form.DIK and after in _AS_LONG_AS:
            return _HYPOTHETICAL
        if verb.negated and not negation_is_meant:
            return _ACTUAL if self.negated_in_form_only(predicate) else _DENIED
        if verb.able and not verb.negated and not (verb.form is Form.FINITE and verb.tense is Tense.PAST):
            return _HYPOTHETICAL
        if is_certain(predicate):
            return _PLANNED
        if verb.form in (Form.MA, Form.MAK):
            return self._action(predicate)
        if verb.form in (Form.DIK, Form.FUT) and self.claimed(predicate):
            return _DENIED if self.rebutted(predicate) else _HYPOTHETICAL
        if verb.tense is Tense.FUTURE or verb.form is Form.FUT:
            return _HYPOTHETICAL if self.conditional(predicate) else _PLANNED
        if verb.tense is Tense.CONDITIONAL:
            return _ACTUAL if after in ("da", "de") else _HYPOTHETICAL
        if verb.tense in (Tense.NECESSITY, Tense.OPTATIVE, Tense.WOULD):
            return _HYPOTHETICAL
        return _ACTUAL

    def _action(self, predicate: Predicate) -> Modality:
        """A clause in -mA or -mAk, by the word after it."""
        tables, after = self.tables, self.following(predicate)
        if after == "yerine":
            return _DENIED  # "istifa etmek yerine"
        if _possessed(after, tables.planned_nouns) and self.missing(predicate.end + 1):
            return _DENIED  # "gönderme planı yok"
        if predicate.form is Form.MAK and after in ("için", "üzere", "amacıyla"):
            return _PLANNED
        if after in ("için", "konusunda", "yönünde", "yönündeki") and any(
            self.stem(predicate.end + step) in tables.accord
            or _possessed(self.word(predicate.end + step), tables.planned_nouns)
            for step in (1, 2)
        ):
            return _PLANNED
        if after in tables.unreal_after or _possessed(after, tables.unreal_nouns):
            return _HYPOTHETICAL
        if after in tables.planned_after or _possessed(after, tables.planned_nouns):
            return _PLANNED
        return _ACTUAL

    def _governed(self, inner: Predicate, governor: Predicate, depth: int) -> Modality:
        if governor.verb is None:
            return _ACTUAL
        if inner.verb is None:
            return self._governed_noun(inner, governor, depth)
        if inner.verb.form in (Form.DIK, Form.FUT):
            if self.among(self.tables.denial, governor):
                return _DENIED
            if inner.verb.form is Form.DIK and (
                self.among(self.tables.belief, governor)
                or (
                    self.among(self.tables.claim, governor)
                    and (not governor.verb.passive or governor.form is Form.AN)
                )
            ):
                return _HYPOTHETICAL
            return _ACTUAL
        return self._governed_action(inner, governor, depth)

    def _governed_noun(self, inner: Predicate, governor: Predicate, depth: int) -> Modality:
        tables, slot = self.tables, inner.governed_as
        assert governor.verb is not None
        if self.following(inner) in tables.adjunct_after:
            return _ACTUAL
        if slot in _OBJECT:
            said = inner.noun_trigger is not None and inner.noun_trigger.frame.type.startswith(_SAID)
            if said and (self.among(tables.refusal, governor) or self.among(tables.denial, governor)):
                return _ACTUAL  # "suçlamaları reddetti": they were made
            if self.among(tables.refusal, governor):
                return _HYPOTHETICAL
            if self.among(tables.denial, governor):
                return _DENIED
            if slot != "gen" or governor.verb.passive:
                attitude = self._attitude(governor, None)
                if attitude is not None:
                    return attitude
            if self._takes_place(inner, governor):
                return self._meant(governor, False, depth)
        if slot == "loc" or self.following(inner) in _WHILE or (slot == "abl" and self.before(inner)):
            if self.has_happened(inner):
                return _ACTUAL
            return _PLANNED if self._is_to_come(self._beyond_comma(inner, governor)) else _ACTUAL
        return _ACTUAL

    def _beyond_comma(self, noun: Predicate, governor: Predicate) -> Predicate:
        """The verb that a noun before a comma belongs to: "ziyaretinde, … öngören protokol imzalandı"."""
        if governor.form is not Form.AN or self.tokens[noun.end].text != ",":
            return governor
        later = (verb for verb in self.verbs if verb.begin > governor.begin and verb.form is Form.FINITE)
        return next(later, governor)

    def _is_to_come(self, predicate: Predicate) -> bool:
        """Whether what the predicate tells, or what it serves, lies in the future."""
        current: Predicate | None = predicate
        for _ in range(_DEPTH):
            if current is None or self.is_speech(current):
                return False
            if current.verb is not None and (
                current.form is Form.FUT or current.verb.tense is Tense.FUTURE or self.is_plan(current)
            ):
                return True
            current = current.governor
        return False

    def _takes_place(self, noun: Predicate, verb: Predicate) -> bool:
        """Whether the verb only says of the event noun that it takes place, goes on or comes about."""
        if not self.among(self.tables.existence, verb):
            return False
        reach = _LIGHT_REACH
        if verb.verb is not None and verb.verb.stem == "et":
            reach = 1 if self.word(verb.begin - 1) == "devam" else 0
        return verb.begin - noun.end <= reach

    def _governed_action(self, inner: Predicate, governor: Predicate, depth: int) -> Modality:
        tables, verb = self.tables, governor.verb
        assert verb is not None
        assert inner.verb is not None
        after = self.following(inner)
        if after in tables.adjunct_after:
            return _ACTUAL
        if after in _TOGETHER and governor.form in (Form.MA, Form.MAK):
            return self._meant(governor, False, depth)  # "silahlandırmak ve desteklemekle suçladı"
        if after == "zorunda" and verb.stem == "kal":
            return self._meant(governor, False, depth)
        if after == "zorunda":
            return _HYPOTHETICAL
        if self.among(tables.refusal, governor):
            return _HYPOTHETICAL
        if self.among(tables.reaction, governor) or self.among(tables.stop, governor):
            return _ACTUAL
        attitude = self._attitude(governor, inner.verb.form)
        if attitude is not None:
            return attitude
        if inner.verb.form is Form.MAK and inner.verb.case is Case.NOM and verb.stem == "ol":
            return _HYPOTHETICAL
        meant = self._meant(governor, False, depth)
        if meant is _DENIED and verb.stem not in _ACHIEVE:
            return _ACTUAL
        if meant is _PLANNED and inner.governed_as == "gen" and not self.among(tables.existence, governor):
            return _HYPOTHETICAL  # "gitmesinin sorun yaratacağını": what would follow from it
        return meant

    def _attitude(self, governor: Predicate, form: Form | None) -> Modality | None:
        """What planning, wishing or calling off says of its object: an action in `form`, or a noun if None."""
        tables, verb = self.tables, governor.verb
        assert verb is not None
        if self.among(tables.cancel, governor):
            return _ACTUAL if verb.negated else _DENIED
        if self.among(tables.postpone, governor):
            return _PLANNED
        if form is not None and self.among(tables.order, governor):
            return _DENIED if verb.negated else _PLANNED
        if self.among(tables.plan, governor):
            return _DENIED if verb.negated else _PLANNED
        if self.among(tables.wish_things if form is None else tables.wish, governor):
            return _DENIED if verb.negated and form is Form.MAK else _HYPOTHETICAL
        return None

    def _asked_about(self, predicate: Predicate) -> bool:
        """Whether a question asks for a word before the verb: "Davayı Fiji mi açtı?"."""
        mark = self.tokens[predicate.end].text if predicate.end < len(self.tokens) else ""
        before = self.tokens[max(0, predicate.begin - _ASKED) : predicate.begin]
        return mark == "?" and any(token.lower in _QUESTION for token in before)


def is_certain(predicate: Predicate) -> bool:
    """Whether what is to come is taken for granted, whatever is said of it: "çekilecek olması"."""
    verb = predicate.verb
    return verb is not None and verb.form is Form.MA and verb.tense is Tense.FUTURE and not verb.negated


def scheduled(
    modality: Modality, predicate: Predicate, time: TimeExpression | None, published: date | None
) -> Modality:
    """An event on a day after the article's is yet to come, unless a past tense says otherwise."""
    if modality is not _ACTUAL or time is None or time.value is None or published is None:
        return modality
    telling = predicate if predicate.verb is not None else predicate.light
    if telling is not None and telling.verb is not None and telling.verb.tense is Tense.PAST:
        return modality  # "Mayıs ayında yaptığı ziyaret": the verb tells of the noun
    first, _ = time.value.bounds()
    return _PLANNED if first is not None and first > published else modality


def _possessed(word: str, stems: frozenset[str]) -> bool:
    noun = noun_of(word, stems) if word else None
    return noun is not None and noun.possessed


def _stronger(a: Modality, b: Modality) -> Modality:
    return max(a, b, key=lambda value: _STRENGTH[value])
