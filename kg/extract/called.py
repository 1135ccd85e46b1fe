"""Names with the noun that they are the name of: "Tavake adlı askeri" is an object, though the name has no case."""

from __future__ import annotations

from kg.extract.nominals import possessed_chain, possessed_guess, slot_of, word_case
from kg.extract.phrases import CONJUNCTIONS, NOT_VERBS, POSTPOSITIONS, Phrase
from kg.lang.tr.lexicon import lexicon
from kg.lang.tr.morphology import Case, verb_of
from kg.lang.tr.nouns import noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

NAMED = ("adlı", "isimli", "adındaki", "ismindeki")
"""Words between a name and what has it."""

_REACH = 4
_BEARERS = words().people | {"asker", "polis", "kurum", "örgüt", "örgüd", "şirket", "şirked"}
"""Nouns after which a bare -I is the accusative: they seldom end a compound."""


def extend_to_bearer(phrase: Phrase, tokens: list[Token]) -> bool:
    """Whether the name is told to be that of a noun; then the phrase ends with the noun, and has its case."""
    at = phrase.end
    if phrase.slot != "nom" or at >= len(tokens) or tokens[at].lower not in NAMED:
        return False
    last = at
    for index in range(at + 1, min(len(tokens), at + 1 + _REACH)):
        token = tokens[index]
        if not token.is_word or token.capital or token.lower in POSTPOSITIONS or token.lower in CONJUNCTIONS:
            break
        if index > at + 1 and verb_of(token.lower) is not None and token.lower not in NOT_VERBS:
            break
        last = index
        case = _case(token)
        if not _goes_on(tokens, index + 1) and (case is not Case.NOM or _is_last(token)):
            phrase.slot = slot_of(case)
            break
    if last == at:
        return False
    phrase.end = last + 1
    return True


def _case(token: Token) -> Case:
    noun = noun_of(token.lower, _BEARERS)
    if noun is not None:
        return Case.ACC if noun.ambiguous and not noun.plural else noun.case
    if lexicon().is_plain_genitive(token.lower):
        return Case.GEN
    return word_case(token)


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Whether the noun before token `at` only modifies the next one: "genç kadın", "insan hakları savunucusu"."""
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].capital:
        return False
    bearer = noun_of(tokens[at - 1].lower, _BEARERS) is not None
    return noun_of(tokens[at].lower, _BEARERS) is not None or (not bearer and possessed_chain(tokens, at))


def _is_last(token: Token) -> bool:
    """Whether a noun in the nominative ends the group: one of a bearer, or one that another noun goes before."""
    noun = possessed_guess(token)
    return noun_of(token.lower, _BEARERS) is not None or (noun is not None and noun[1] is Case.NOM)


__all__ = ["NAMED", "extend_to_bearer"]
