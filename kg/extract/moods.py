"""What the words of a sentence say of one predicate and of what it leans on, before its governors are asked.

Questions about single clauses: is it a condition, a claim, half of "saldırıp saldırmadığı", a negation in form only;
which verb does an adverbial clause lean on; does a verb belong to a table of `data/factuality.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.phrases import Predicate
from kg.lang.tr.morphology import Form, Tense, verb_of
from kg.lang.tr.nouns import noun_of

if TYPE_CHECKING:
    from kg.lang.tr.factuality import Factuality, Verbs
    from kg.lang.tr.tokenizer import Token

_BEFORE_REACH = 5
_AFTER_ABLATIVE = frozenset(("sorumlu", "dolayı", "ötürü", "sonra", "kaynaklanan", "itibaren", "bahsetti"))
_CONDITIONS = frozenset(
    ("durumunda", "halinde", "hâlinde", "takdirde", "şartıyla", "koşuluyla", "sürece", "müddetçe")
)


class SentenceReader:
    """Answers questions about the predicates of one sentence."""

    def __init__(self, tables: Factuality, tokens: list[Token], predicates: Sequence[Predicate] = ()) -> None:
        self.tables = tables
        self.tokens = tokens
        self.verbs = sorted((p for p in predicates if p.verb is not None), key=lambda p: p.begin)

    def is_speech(self, predicate: Predicate) -> bool:
        """Whether the predicate reports what someone says."""
        return self.among(self.tables.speech, predicate)

    def is_wish(self, predicate: Predicate) -> bool:
        """Whether the predicate asks for, wants or fears what it governs."""
        return self.among(self.tables.wish, predicate)

    def is_plan(self, predicate: Predicate) -> bool:
        """Whether the predicate announces or prepares what it governs."""
        return self.among(self.tables.plan, predicate)

    def among(self, table: Verbs, predicate: Predicate) -> bool:
        """Whether the predicate is one of the verbs of the table, with its complement before it."""
        verb = predicate.verb
        if verb is None or verb.stem not in table:
            return False
        complements = table[verb.stem]
        if "" in complements:
            return True
        before = [
            token.lower
            for token in self.tokens[max(0, predicate.begin - 3) : predicate.begin]
            if token.is_word
        ]
        return any(
            before[-len(words) :] == words or _tail(before, words)
            for words in (text.split() for text in complements)
        )

    def declared(self, predicate: Predicate) -> bool:
        """Whether its doer says that he will do it: "oy vereceğini açıkladı", "müzakere etmeyeceğiz" in a quotation.

        To voice support or a refusal is to do so.
        """
        verb, governor = predicate.verb, predicate.governor
        if verb is None or not (verb.tense is Tense.FUTURE or verb.form is Form.FUT):
            return False
        if verb.form is Form.FINITE:
            return predicate.quoted and verb.first_person
        return (
            governor is not None
            and governor.verb is not None
            and not governor.verb.passive
            and self.is_speech(governor)
            and predicate.subject is not None
            and predicate.subject is governor.subject
        )

    def performed(self, predicate: Predicate) -> bool:
        """Whether the speaker does by his words what he says he wants to do: "teşekkür etmek istiyorum"."""
        governor = predicate.governor
        return (
            predicate.form is Form.MAK
            and governor is not None
            and governor.verb is not None
            and governor.verb.stem == "iste"
            and governor.verb.first_person
            and governor.verb.tense in (Tense.PRESENT, Tense.AORIST)
            and not governor.verb.negated
        )

    def twin(self, predicate: Predicate) -> Predicate | None:
        """The other half of "saldırıp saldırmadığı", which asks whether."""
        for first, second in zip(self.verbs, self.verbs[1:], strict=False):
            if predicate in (first, second) and first.end == second.begin:
                one, two = first.verb, second.verb
                assert one is not None
                assert two is not None
                if one.stem == two.stem and one.form is Form.CONVERB and two.negated:
                    return second if predicate is first else first
        return None

    def claimed(self, predicate: Predicate) -> bool:
        """Whether a clause is the content of a mere claim: "saldırdığı iddiası", "saldırdığına dair söylentiler"."""
        if self.word(predicate.end) in ("takdirde", "sürece"):
            return True
        at = self._claim(predicate)
        claim = noun_of(self.word(at), self.tables.claims)
        return claim is not None and (claim.possessed or at > predicate.end) and self.word(at + 1) != "et"

    def rebutted(self, predicate: Predicate) -> bool:
        """Whether the claim that a clause is the content of is denied: "saldırdığı iddiasını reddetti"."""
        claim = self._claim(predicate)
        verb = next((verb for verb in self.verbs if verb.begin > claim), None)
        if verb is None or verb.verb is None or verb.verb.negated:
            return False
        return self.among(self.tables.denial, verb) or self.among(self.tables.refusal, verb)

    def _claim(self, predicate: Predicate) -> int:
        """The token of the noun that may call a clause a claim."""
        at = predicate.end
        while self.word(at) in self.tables.bridges:
            at += 1
        return at

    def missing(self, at: int) -> bool:
        """Whether the words from token `at` on say that there is no such thing: "planı yok"."""
        if self.word(at) in ("yok", "yoktur"):
            return True
        return any(
            verb.begin == at
            and verb.verb is not None
            and verb.verb.negated
            and verb.verb.stem in ("ol", "bulun")
            for verb in self.verbs
        )

    def conditional(self, predicate: Predicate) -> bool:
        """Whether it depends on a condition: "… alması durumunda bakan olacak", "saldırırsa yardım edecek"."""
        for phrase in predicate.arguments:
            clause = phrase.clause
            if clause is not None and self.following(clause) in _CONDITIONS:
                return True
        for other in reversed(self.verbs):
            if other.begin >= predicate.begin or other.quoted != predicate.quoted or other.verb is None:
                continue
            if other.verb.tense is Tense.CONDITIONAL:
                return self.following(other) not in ("da", "de", "bile")
            if other.form is Form.FINITE and not other.participle:
                return False
        return False

    def negated_in_form_only(self, predicate: Predicate) -> bool:
        """Whether the form denies nothing: "görüşmeden önce", "kötüleşmeden sorumlu", "gelir gelmez"."""
        verb = predicate.verb
        assert verb is not None
        if verb.form is Form.CONVERB:
            before = self.word(predicate.begin - 1) if predicate.begin else ""
            return (
                self.before(predicate)
                or self.following(predicate) in _AFTER_ABLATIVE
                or before.endswith(("daki", "deki", "taki", "teki"))
            )
        before = self.word(predicate.begin - 1) if predicate.begin else ""
        twin = verb_of(before) if verb.tense is Tense.AORIST and before else None
        return twin is not None and twin.stem == verb.stem and not twin.negated

    def before(self, predicate: Predicate) -> bool:
        """Whether "-mAdAn" goes on to say before: "görüşmeden iki gün önce"."""
        for at in range(predicate.end, predicate.end + _BEFORE_REACH):
            if self.word(at) in ("önce", "evvel", "önceki"):
                return True
        return False

    def head(self, predicate: Predicate) -> Predicate | None:
        """Verb that an adverbial clause leans on: the next that is no adverbial or relative clause itself.

        What goes on at the same time ("-ken") goes with the main verb, not with what that verb says.
        """
        skipped = {Form.CONVERB, Form.WHEN, Form.AN, Form.MA}
        apart = predicate.end < len(self.tokens) and self.tokens[predicate.end].text == ","
        if predicate.form is Form.WHEN:
            skipped.add(Form.MAK)
            if self.tokens[predicate.end - 1].lower.endswith("ken"):
                skipped |= {Form.DIK, Form.FUT}
        for other in self.verbs:
            if (
                other.begin > predicate.begin
                and other.quoted == predicate.quoted
                and not other.relative
                and not other.participle
                and other.form not in skipped
                and not (apart and (self._is_nested(other) or _is_said(other, predicate)))
            ):
                return other
        return None

    def _is_nested(self, other: Predicate) -> bool:
        """Whether a clause belongs to what follows it: "çağırarak, uzlaşabilmek için … vermeye hazır olduğunu"."""
        after, verb = self.following(other), other.verb
        return other.form is Form.MAK and (
            after == "hazır" or (after == "için" and verb is not None and verb.able)
        )

    def word(self, at: int) -> str:
        """The word at token `at` in lower case; empty for a mark and beyond the end."""
        return self.tokens[at].lower if at < len(self.tokens) and self.tokens[at].is_word else ""

    def stem(self, at: int) -> str:
        """Verb stem of the word at token `at`, or the word itself."""
        verb = verb_of(self.word(at))
        return verb.stem if verb is not None else self.word(at)

    def following(self, predicate: Predicate) -> str:
        """The word right after the predicate."""
        return self.word(predicate.end)


def _tail(before: list[str], words: list[str]) -> bool:
    return bool(before) and len(words) == 1 and before[-1].startswith(words[0])


def _is_said(clause: Predicate, adverbial: Predicate) -> bool:
    """Whether a clause is what the subject of an adverbial says after it: "eleştirerek, zarar gördüğünü söyledi"."""
    over = clause.governor
    told = clause.form in (Form.DIK, Form.FUT) and over is not None and over.subject is not None
    return told and over is not None and adverbial.subject is over.subject
