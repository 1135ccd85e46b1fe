"""Whether a form of "anlaşma" is the noun (an agreement) or the action of the verb *anlaş-* (agreeing)."""

from __future__ import annotations

import re

from kg.lang.tr.agreements import agreement_terms
from kg.lang.tr.morphology import Case, Form, Tense, Verb, case_of_suffix, verb_of
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

DEAL_VERBS = frozenset(("anlaş", "uzlaş"))
_TERMS = agreement_terms()
_WORDS = words()


def names_deal(tokens: list[Token], at: int, verb: Verb) -> bool:
    """Whether the token at `at`, a form of `verb`, names a deal: "gaz anlaşması", "anlaşmayı imzaladı".

    The action is what has a subject in the genitive or an object of its own before it ("tarafların anlaşması",
    "fiyatta anlaşması"), and what a verb of trying or being ready governs ("anlaşmaya çalış-").
    """
    if verb.form is Form.CONVERB:
        return verb.negated and not verb.able and _follows(tokens, at, _TERMS.after_ablative)
    if verb.tense is Tense.NECESSITY:  # "anlaşmalı ülkeler"
        return at + 1 < len(tokens) and tokens[at + 1].is_word
    if verb.negated or verb.able or verb.passive or verb.form not in (Form.MA, Form.MAK):
        return False
    if verb.form is Form.MAK:
        if tokens[at].lower.endswith(("mak", "mek", "maktan", "mekten", "makta", "mekte", "makla", "mekle")):
            return False
        return _determined(tokens, at) or not _follows(tokens, at, _TERMS.action_governors)
    if not verb.possessed:
        return True
    if verb.plural:
        return not _subject_before(tokens, at)
    return _modified(tokens, at) or _follows(tokens, at, ("var", "yok"))


def _follows(tokens: list[Token], at: int, stems: tuple[str, ...]) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].lower.startswith(stems)


def _determined(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].lower in ("bir", "bu", "şu", "o", "konusu", "yeni")


def _subject_before(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].is_word and genitive(tokens[at - 1])


def genitive(token: Token) -> bool:
    """Whether the word seems to be in the genitive."""
    return _case(token) is Case.GEN


def _modified(tokens: list[Token], at: int) -> bool:
    """Whether the word before is part of the noun phrase: it has no case and is no postposition or adverb."""
    before = tokens[at - 1] if at else None
    if before is None or not before.is_word or before.suffix:
        return False
    if (
        before.lower in _WORDS.postpositions
        or before.lower in _WORDS.conjunctions
        or before.lower in _ADVERBS
    ):
        return False
    if _case(before) is not Case.NOM and not before.lower.endswith(("ları", "leri")):
        return False
    verb = verb_of(before.lower)
    return verb is None or verb.form in (Form.MA, Form.MAK) or before.lower in _WORDS.not_verbs


def _case(token: Token) -> Case:
    if token.suffix:
        return case_of_suffix(token.suffix)
    return Case.GEN if _GENITIVE.search(token.lower) else guess_case(token.lower)


_GENITIVE = re.compile(r"..[aeıioöuü]n[ıiuü]n$")


_ADVERBS = frozenset(
    ("aralarında", "ayrıca", "derhal", "kendi", "sonunda", "yeniden", "tekrar", "hemen", "artık", "üzere")
)

__all__ = ["DEAL_VERBS", "genitive", "names_deal"]
