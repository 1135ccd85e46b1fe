"""Whom a reaction to an event is aimed at: the one who did what its object means.

"Fiji, Tonga'ya saldırdı. Malta saldırıyı kınadı" condemns Fiji; "Malta, Fiji'ye çağrıda bulundu. Fiji çağrıyı reddetti"
turns Malta down. Only where the noun has no owner of its own, and where one event alone can be meant, just before.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.drafts import Draft
from kg.lang.tr.morphology import Case, verb_of
from kg.lang.tr.nouns import guess_case, noun_of
from kg.lang.tr.tokenizer import Token
from kg.model import Modality

_ATTACKS = ("assault",)
_ASKED = ("request", "agree", "consult")
_BANS = ("sanction", "coerce-restrict", "coerce-deport")
_MEANT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("saldırı", "bombardıman", "katliam", "suikast", "baskın", "bombalama"), _ATTACKS),
    **dict.fromkeys(("operasyon", "harekat", "harekât", "müdahale", "işgal"), (*_ATTACKS, "coerce", "mobilize")),
    **dict.fromkeys(("karar", "hüküm", "hükm"), ("coerce", "sanction", "trial", "concede", "reject", "appoint")),
    **dict.fromkeys(("çağrı", "talep", "taleb", "istek", "isteğ", "davet", "ültimatom"), ("request", "threaten")),
    **dict.fromkeys(("teklif", "öneri"), _ASKED),
    **dict.fromkeys(("suçlama", "iddia", "itham", "eleştiri"), ("accuse",)),
    **dict.fromkeys(("tehdit", "tehdid"), ("threaten",)),
    **dict.fromkeys(("yaptırım", "ambargo", "yasak", "yasağ", "abluka"), _BANS),
    **dict.fromkeys(("darbe",), ("coerce-seize",)),
    **dict.fromkeys(("deneme",), ("mobilize-weapons",)),
}  # fmt: skip
"""Types of the events that a noun can mean, or how they begin."""

_REACTIONS = ("accuse", "reject", "support")
_NOUNS = frozenset(_MEANT)
_REACH = 3
_BACK = 2


def fill_referred(drafts: Sequence[Draft], tokens: list[Token], before: Sequence[Sequence[Draft]]) -> None:
    """Give reactions without a recipient who did what they react to; `before` are the sentences before, in order."""
    for draft in drafts:
        if draft.types[0] not in _REACTIONS or draft.nominal or draft.recipients or not draft.actors:
            continue
        at, types = _object(draft, tokens)
        if not types:
            continue
        here = [other for other in drafts if other.end <= at]
        for told in (here, *reversed(before[-_BACK:])):
            doers = {tuple(other.actors) for other in told if other is not draft and _fits(other, types)}
            if not doers:
                continue
            keys = doers.pop()
            if not doers and not set(keys) & {*draft.everyone, *draft.sources}:
                draft.recipients += keys
            break


def _fits(other: Draft, types: tuple[str, ...]) -> bool:
    return other.types[0].startswith(types) and other.modality is not Modality.DENIED and not other.anaphoric


def _object(draft: Draft, tokens: list[Token]) -> tuple[int, tuple[str, ...]]:
    """Token of the noun that the reaction is to, and what it can mean."""
    for at in range(draft.end - 2, max(-1, draft.begin - _REACH), -1):
        token = tokens[at]
        noun = noun_of(token.lower, _NOUNS) if token.is_word and not token.capital else None
        if noun is not None:
            definite = noun.case in (Case.ACC, Case.DAT) and not noun.possessed
            if (definite or noun.ambiguous) and not _is_described(tokens, at, draft.actors):
                return at, _MEANT[noun.stem]
            break
        if not token.is_word or (at < draft.begin and verb_of(token.lower) is not None):
            break
    return -1, ()


def _is_described(tokens: list[Token], at: int, actors: Sequence[str]) -> bool:
    """Whether the words before the noun tell which one is meant: an owner, a relative clause, another noun."""
    if at == 0 or not tokens[at - 1].is_word:
        return False
    before = tokens[at - 1]
    if before.lower in ("bu", "konusu", "son", "ise", "da", "de"):
        return False
    if before.capital:
        named_itself = any(key.endswith(before.lower) for key in actors)  # "Nadir Kovanlı kararı eleştirdi"
        return not named_itself and guess_case(tokens[at].lower) is Case.NOM and at > 1
    return guess_case(before.lower) is Case.GEN or verb_of(before.lower) is not None


__all__ = ["fill_referred"]
