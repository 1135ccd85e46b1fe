"""Which clause an agreement stands in: the relative clause before its name and the predicate that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lang.tr.morphology import Case, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.agreements import AgreementMention
    from kg.extract.phrases import Phrase, Predicate
    from kg.lang.tr.tokenizer import Token

_NEAR = 2
_BRACKETS = 3
_BEFORE_NAME = 4
_OBJECTS = (Case.NOM, Case.ACC, Case.DAT)
_ADJUNCTS = (Case.LOC, Case.INS)
_NOMINAL = (Form.DIK, Form.MA, Form.FUT)
_JOINED = (",", "ve", "ile")


def governing(mention: AgreementMention, predicates: Sequence[Predicate]) -> Predicate | None:
    """The verb whose object or subject the agreement is: "*anlaşmayı* dün Suva'da imzaladı"."""
    if mention.adjunct or mention.case in _ADJUNCTS:
        return None
    for predicate in sorted(predicates, key=lambda p: p.begin):
        if predicate.verb is None or predicate.begin < mention.end:
            continue
        near = predicate.begin - mention.end <= (_NEAR + _BRACKETS if mention.abbreviation else _NEAR)
        if predicate.relative and not near:
            continue
        if mention.case is Case.GEN:
            return predicate if predicate.form in _NOMINAL else None
        if mention.case is Case.ABL:
            return predicate if near else None
        return predicate if near or mention.case in _OBJECTS else None
    return None


def relative(
    mention: AgreementMention, predicates: Sequence[Predicate], tokens: Sequence[Token]
) -> Predicate | None:
    """The relative clause right before the name: "Tonga ile *imzalanan* yeni anlaşma"."""
    for predicate in predicates:
        if predicate.relative and 0 <= mention.begin - predicate.end <= _BEFORE_NAME:
            between = tokens[predicate.end : mention.begin]
            if all(token.is_word and not token.suffix for token in between) and len(between) <= _NEAR:
                return predicate
            if all(token.is_word and not token.capital for token in between):
                return predicate
    return None


def between_before(predicate: Predicate, predicates: Sequence[Predicate]) -> list[Phrase]:
    """The sides "… arasında" that an inner clause has taken: "*ABD ve Çin arasında*, … için anlaşmaya varıldı".

    They stand in the same clause as `predicate`: no finite verb ends another one between.
    """
    ends = [
        p.end for p in predicates if p.form is Form.FINITE and not p.relative and p.end <= predicate.begin
    ]
    start = max(ends, default=0)
    sides = [
        phrase
        for other in predicates
        if other.noun is None and other is not predicate
        for phrase in other.arguments
        if phrase.slot == "between" and len(phrase.keys) > 1 and start <= phrase.begin < predicate.begin
    ]
    return sides[-1:]


def tied(
    predicate: Predicate,
    mentions: Sequence[AgreementMention],
    predicates: Sequence[Predicate],
    tokens: Sequence[Token],
) -> list[AgreementMention]:
    """The agreements that the clause of `predicate` is about, with those listed before them."""
    found = [
        mention
        for mention in mentions
        if relative(mention, predicates, tokens) is predicate or governing(mention, predicates) is predicate
    ]
    for mention in reversed(mentions):
        following = next((m for m in found if m.begin >= mention.end), None)
        if mention not in found and following is not None and following.begin - mention.end <= _NEAR:
            gap = tokens[mention.end : following.begin]
            if gap and all(token.lower in _JOINED for token in gap):
                found.insert(0, mention)
    return found


__all__ = ["between_before", "governing", "relative", "tied"]
