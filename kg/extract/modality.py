"""How the text means a predicate: actual, planned, hypothetical or denied; and who says so."""

from __future__ import annotations

from kg.extract.phrases import Phrase, Predicate
from kg.lang.tr.factuality import Factuality
from kg.lang.tr.morphology import Form, Tense
from kg.lang.tr.tokenizer import Token
from kg.model import Modality

_STRENGTH = {Modality.ACTUAL: 0, Modality.PLANNED: 1, Modality.HYPOTHETICAL: 2, Modality.DENIED: 3}
_DEPTH = 6


class Interpreter:
    """Reads modality and attribution off the predicates of a sentence."""

    def __init__(self, tables: Factuality, tokens: list[Token]) -> None:
        self._tables = tables
        self._tokens = tokens

    def is_speech(self, predicate: Predicate) -> bool:
        """Whether the predicate reports what someone says."""
        return self._in(self._tables.speech, predicate)

    def modality(self, predicate: Predicate, *, negation_is_meant: bool = False) -> Modality:
        """Modality of what the predicate says, with all that governs it."""
        result = self._own(predicate, negation_is_meant)
        current, depth = predicate, 0
        while current.governor is not None and depth < _DEPTH:
            result = _stronger(result, self._from_governor(current, current.governor))
            current, depth = current.governor, depth + 1
        return result

    def _own(self, predicate: Predicate, negation_is_meant: bool) -> Modality:
        after = self._following(predicate)
        verb = predicate.verb
        if verb is None:
            if after in self._tables.unreal_after and after not in (
                "için",
                "konusunda",
                "konusu",
                "konusunu",
            ):
                return Modality.HYPOTHETICAL
            if after in self._tables.planned_after or predicate.tense is Tense.FUTURE:
                return Modality.PLANNED
            return Modality.ACTUAL
        if verb.negated and not negation_is_meant:
            return Modality.DENIED
        if verb.able:
            return Modality.HYPOTHETICAL
        if verb.form in (Form.MA, Form.MAK):
            if after in self._tables.unreal_after:
                return Modality.HYPOTHETICAL
            if after in self._tables.planned_after:
                return Modality.PLANNED
            return Modality.ACTUAL
        if verb.tense is Tense.FUTURE or verb.form is Form.FUT:
            return Modality.PLANNED
        if verb.tense in (Tense.NECESSITY, Tense.CONDITIONAL, Tense.OPTATIVE):
            return Modality.HYPOTHETICAL
        return Modality.ACTUAL

    def _from_governor(self, inner: Predicate, governor: Predicate) -> Modality:
        tables, verb = self._tables, governor.verb
        factive = inner.verb is not None and inner.verb.form is Form.DIK
        if governor.noun is not None:
            after = self._following(governor)
            return (
                Modality.HYPOTHETICAL
                if after in ("bulundu", "yaptı", "yineledi") and not factive
                else Modality.ACTUAL
            )
        assert verb is not None
        if self._in(tables.denial, governor):
            return Modality.DENIED if factive else Modality.HYPOTHETICAL
        if self._in(tables.cancel, governor):
            return Modality.DENIED if inner.noun is not None else Modality.ACTUAL
        if (
            (inner.verb is not None and inner.verb.form is Form.MA)
            or inner.noun is not None
            or (inner.verb is not None and inner.verb.form is Form.MAK)
        ):
            if self._in(tables.plan, governor):
                return Modality.PLANNED
            if self._in(tables.wish, governor) and inner.noun is None:
                return Modality.HYPOTHETICAL
            if verb.tense is Tense.FUTURE or verb.form is Form.FUT:
                return Modality.PLANNED
            if verb.able or verb.tense in (Tense.CONDITIONAL, Tense.NECESSITY):
                return Modality.HYPOTHETICAL
            if verb.stem in ("başla", "sürdür", "devam") or inner.noun is None:
                return Modality.ACTUAL
        if (
            inner.noun is not None
            and verb.negated
            and verb.stem in ("ol", "gerçekleş", "yap", "düzenle", "yaşan")
        ):
            return Modality.DENIED
        return Modality.ACTUAL

    def _following(self, predicate: Predicate) -> str:
        at = predicate.end
        return self._tokens[at].lower if at < len(self._tokens) and self._tokens[at].is_word else ""

    def _in(self, table: dict[str, frozenset[str]], predicate: Predicate) -> bool:
        verb = predicate.verb
        if verb is None or verb.stem not in table:
            return False
        complements = table[verb.stem]
        if "" in complements:
            return True
        before = [
            token.lower
            for token in self._tokens[max(0, predicate.begin - 3) : predicate.begin]
            if token.is_word
        ]
        return any(
            before[-len(words) :] == words or _tail(before, words)
            for words in (text.split() for text in complements)
        )

    def source(self, predicate: Predicate) -> Phrase | None:
        """Who is given as the source: the subject of the governing speech verb, or "… göre"."""
        current, depth = predicate, 0
        while current.governor is not None and depth < _DEPTH:
            current, depth = current.governor, depth + 1
            if self.is_speech(current):
                if current.verb is not None and current.verb.passive:
                    return next(
                        (p for p in current.arguments if p.slot in ("by", "source")), None
                    ) or _statement(current)
                return current.subject or _statement(current)
        return None


def _statement(predicate: Predicate) -> Phrase | None:
    """Who made the statement in which it is said: "FIS'in açıklamasında"."""
    for phrase in predicate.arguments:
        inner = phrase.clause
        if (
            inner is not None
            and phrase.slot in ("loc", "source", "dat")
            and inner.verb is not None
            and inner.verb.stem in ("açıkla", "konuş")
        ):
            return inner.subject
    return None


def _tail(before: list[str], words: list[str]) -> bool:
    return bool(before) and len(words) == 1 and before[-1].startswith(words[0])


def _stronger(a: Modality, b: Modality) -> Modality:
    return max(a, b, key=lambda value: _STRENGTH[value])
