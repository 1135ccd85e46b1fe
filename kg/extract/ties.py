"""Which clause an agreement stands in: the relative clause before its name and the predicate that governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.phrases import POSTPOSITIONS
from kg.lang.tr.agreements import agreement_terms
from kg.lang.tr.morphology import Case, Form
from kg.lang.tr.nouns import guess_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.agreements import AgreementMention
    from kg.extract.phrases import Phrase, Predicate
    from kg.lang.tr.tokenizer import Token

_NEAR = 2
_MAKING = agreement_terms().make.verbs | {"al", "at", "gir", "koy"}  # "imza at-", "yürürlüğe gir-"
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
        between = tokens[predicate.end : mention.begin]
        near = predicate.relative and 0 <= mention.begin - predicate.end <= _BEFORE_NAME
        if near and all(_attribute(token) for token in between):
            return predicate
    return None


def _attribute(token: Token) -> bool:
    """Whether a word between relative clause and name is an attribute too: "varılan *yeni bir* anlaşma"."""
    if not token.is_word or token.suffix or token.lower in POSTPOSITIONS:
        return False
    return guess_case(token.lower) is Case.NOM


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
    verb = predicate.verb
    making = verb is not None and verb.stem in _MAKING
    found = []
    for mention in mentions:
        if mention.modifier and not making:
            continue
        object_ = (making or not predicate.relative) and governing(mention, predicates) is predicate
        if object_ or relative(mention, predicates, tokens) is predicate:
            found.append(mention)
    for mention in reversed(mentions):
        following = next((m for m in found if m.begin >= mention.end), None)
        if mention not in found and following is not None and following.begin - mention.end <= _NEAR:
            gap = tokens[mention.end : following.begin]
            if gap and all(token.lower in _JOINED for token in gap):
                found.insert(0, mention)
    return found


__all__ = ["between_before", "governing", "relative", "tied"]
