"""The shape of nouns that no list knows: whether one seems possessed, and in which case it seems to be."""

from __future__ import annotations

import re

from kg.extract.phrases import NOT_VERBS, POSTPOSITIONS
from kg.lang.tr.morphology import Case, Form, case_of_suffix, verb_of
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()
_POSSESSED = (
    ("ıiuü", ("nın", "nin", "nun", "nün"), Case.GEN),
    ("ıiuü", ("ndan", "nden"), Case.ABL),
    ("ıiuü", ("nda", "nde", "ndaki", "ndeki"), Case.LOC),
    ("ıiuü", ("na", "ne"), Case.DAT),
    ("ıiuü", ("nı", "ni", "nu", "nü"), Case.ACC),
    ("ıiuü", ("yla", "yle"), Case.INS),
)


_VERB_LIKE = re.compile(r"[dt][ıiuü]$|m[ae]l[ıi]$|(?:[dt][ıiuü]|[ae]c[ae])ğ[ıiuü]")


def slot_of(case: Case) -> str:
    """The slot of a phrase in this case."""
    return case.value


def word_case(token: Token) -> Case:
    """Case of a word, by what stands after its apostrophe or else by its ending."""
    if token.suffix:
        return case_of_suffix(token.suffix)
    return guess_case(token.lower)


def possessed_guess(token: Token) -> tuple[str, Case] | None:
    """Stem and case of a noun that seems to carry -(s)I, from its ending."""
    word = token.lower
    if token.suffix or len(word) < 4 or not word[0].isalpha():
        return None
    if _VERB_LIKE.search(word) is not None and word not in NOT_VERBS:
        verb = verb_of(word)
        if verb is not None and verb.form in (
            Form.FINITE,
            Form.DIK,
            Form.FUT,
        ):  # "Rusya kınadı", "Rusya çekilmeli"
            return None
    for vowels, endings, case in _POSSESSED:
        for ending in endings:
            if word.endswith(ending) and len(word) > len(ending) + 2 and word[-len(ending) - 1] in vowels:
                return word[: -len(ending) - 1], case
    if word[-1] in "ıiuü" and word not in _WORDS.adjectives_in_i:
        return word[:-1], Case.NOM
    return None


def possessed_chain(tokens: list[Token], at: int) -> bool:
    """Whether another possessed noun follows at once: the head is in "Konseyi daimi üyeleri" is the last."""
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].capital or tokens[at].lower in POSTPOSITIONS:
        return False
    word = tokens[at].lower
    return possessed_guess(tokens[at]) is not None and (verb_of(word) is None or word in NOT_VERBS)


def head_after(tokens: list[Token], at: int) -> int | None:
    """The noun that the words from `at` on lead to: the first that is plural or has a case."""
    for index in range(at, min(len(tokens), at + 4)):
        token = tokens[index]
        if (
            not token.is_word
            or token.capital
            or (verb_of(token.lower) is not None and token.lower not in NOT_VERBS)
        ):
            return None
        if plain_noun(token) or guess_case(token.lower) is not Case.NOM or possessed_guess(token) is not None:
            return index
    return None


def plain_noun(token: Token) -> bool:
    """Whether a word after a demonym looks like the head of the phrase rather than another adjective."""
    return token.lower.endswith(
        ("lar", "ler", "ları", "leri", "lara", "lere", "ların", "lerin", "larla", "lerle", "lardan", "lerden")
    )
