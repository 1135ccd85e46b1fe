"""Agreements: the noun phrases that name them, their parties and dates."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.entities import EntityTable
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, SentenceNames
from kg.extract.occurrences import Draft
from kg.extract.phrases import CONJUNCTIONS, POSTPOSITIONS, Phrase, Predicate
from kg.lang.tr.agreements import AgreementTerms
from kg.lang.tr.morphology import Case, Form, verb_of
from kg.lang.tr.nouns import guess_case, noun_of
from kg.lang.tr.times import TimeExpression
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words
from kg.model import Edtf

_WORDS = words()
_STOP = _WORDS.agreement_stops
_MODIFIER_CASES = (Case.NOM, Case.EQU)


@dataclass(slots=True, eq=False)
class AgreementMention:
    """A noun phrase at tokens `begin` to `end` of sentence `sentence` that names an agreement."""

    sentence: int
    begin: int
    end: int
    label: str
    kind: str
    bare: bool
    plural: bool
    weak: bool
    parties: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class AgreementDraft:
    """An agreement in the making."""

    key: str
    label: str
    kind: str
    mentions: list[AgreementMention]
    parties: list[str] = field(default_factory=list)
    signed: Edtf | None = None
    in_force: Edtf | None = None


class AgreementFinder:
    """Finds agreement noun phrases and brings them together over the article."""

    def __init__(self, terms: AgreementTerms, table: EntityTable) -> None:
        self._terms = terms
        self._table = table

    def mentions(self, number: int, tokens: list[Token], found: SentenceNames) -> list[AgreementMention]:
        """Agreement noun phrases of a sentence."""
        result: list[AgreementMention] = []
        for at, token in enumerate(tokens):
            if not token.is_word:
                continue
            noun = noun_of(token.stem if token.suffix else token.lower, self._terms.heads)
            if noun is None or (
                at + 1 < len(tokens)
                and noun_of(tokens[at + 1].lower, self._terms.heads)
                and not noun.possessed
                and noun.case is Case.NOM
            ):
                continue
            begin = self._begin(tokens, at, found)
            words = [t.lower for t in tokens[begin:at]]
            head = _dictionary_form(token, noun.stem, noun.possessed)
            names = [
                name
                for name in found.names
                if name.kind == COUNTRY and begin <= name.begin < at and not name.implied
            ]
            label = " ".join([*(t.text for t in tokens[begin:at]), head]).replace(" - ", "-")
            mention = AgreementMention(
                number,
                begin,
                at + 1,
                label,
                self._terms.kind(" ".join([*words, noun.stem])),
                begin == at,
                noun.plural,
                noun.stem in self._terms.weak_heads,
            )
            mention.parties = list(dict.fromkeys(self._table.key(name) for name in names))
            result.append(mention)
        return result

    def _begin(self, tokens: list[Token], at: int, found: SentenceNames) -> int:
        """Leftmost word of the modifiers before the head."""
        persons = {
            index for name in found.names if name.kind == PERSON for index in range(name.begin, name.end)
        }
        begin = at
        while begin > 0 and at - begin < 8:
            before = tokens[begin - 1]
            if before.text == "-" and begin > 1:
                begin -= 1
                continue
            if (
                not before.is_word
                or before.lower in _STOP
                or before.lower in POSTPOSITIONS
                or begin - 1 in persons
            ):
                break
            if before.lower == "ve" and begin > 1 and begin < at and self._modifier(tokens[begin - 2]):
                begin -= 1
                continue
            if not self._modifier(before):
                break
            begin -= 1
        while begin < at and (tokens[begin].lower in CONJUNCTIONS or tokens[begin].text == "-"):
            begin += 1
        return begin

    def _modifier(self, token: Token) -> bool:
        if not token.is_word or token.suffix or token.text[0].isdigit() or token.lower in _STOP:
            return False
        if token.lower in CONJUNCTIONS or token.lower in POSTPOSITIONS:
            return False
        verb = verb_of(token.lower)
        if (
            verb is not None
            and not token.capital
            and (verb.form in (Form.AN, Form.DIK, Form.FUT, Form.CONVERB, Form.WHEN, Form.FINITE))
        ):
            return token.lower in _WORDS.nouns_like_verbs
        return guess_case(token.lower) in _MODIFIER_CASES

    def drafts(self, mentions: list[AgreementMention]) -> list[AgreementDraft]:
        """Agreements of the article: bare and shorter mentions go to the agreement they fit."""
        drafts: list[AgreementDraft] = []
        for mention in sorted(mentions, key=lambda m: (m.bare, m.sentence, m.begin)):
            home = next((d for d in drafts if _fits(mention, d)), None)
            if home is None and mention.bare and drafts and not mention.plural:
                earlier = [d for d in drafts if any(m.sentence <= mention.sentence for m in d.mentions)]
                home = (
                    earlier[-1]
                    if len(earlier) == 1 or (earlier and len(drafts) == 1)
                    else (earlier[-1] if earlier else None)
                )
            if home is None:
                if mention.bare and mention.weak:
                    continue
                home = AgreementDraft(f"agreement:{len(drafts)}", mention.label, mention.kind, [])
                drafts.append(home)
            home.mentions.append(mention)
            if home.kind == "other":
                home.kind = mention.kind
            for party in mention.parties:
                if party not in home.parties:
                    home.parties.append(party)
        for draft in drafts:
            draft.mentions.sort(key=lambda m: (m.sentence, m.begin))
        return drafts


def _dictionary_form(token: Token, stem: str, possessed: bool) -> str:
    surface = token.text[: len(stem)]
    if not possessed:
        return surface
    vowel = next((c for c in reversed(stem) if c in "aeıioöuü"), "a")
    high = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}[vowel]
    return surface + ("s" if stem[-1] in "aeıioöuü" else "") + high


def _fits(mention: AgreementMention, draft: AgreementDraft) -> bool:
    if mention.bare or mention.plural:
        return False
    mine, theirs = _stems(mention.label), _stems(draft.label)
    if not (mine <= theirs or theirs <= mine):
        return False
    return mention.kind == draft.kind or "other" in (mention.kind, draft.kind)


def _stems(label: str) -> set[str]:
    return {word[:5] for word in label.lower().split() if len(word) > 2}


def parties_from_phrases(
    mention: AgreementMention, predicates: list[Predicate], table: EntityTable
) -> list[str]:
    """Parties that stand around the mention: "… arasındaki", "… ile imzalanan", a genitive."""
    found: list[str] = []
    for predicate in predicates:
        touches = predicate.begin <= mention.end + 4 and predicate.end >= mention.begin - 6
        if not touches:
            continue
        for phrase in predicate.arguments:
            if phrase.slot == "between" and phrase.end <= mention.end + 1:
                found += _actors(phrase, table)
    return list(dict.fromkeys(found))


def _actors(phrase: Phrase, table: EntityTable) -> list[str]:
    return [key for key in phrase.keys if table.kind(key) in (COUNTRY, ORGANIZATION, PERSON)]


def dates_from_drafts(draft: AgreementDraft, occurrences: list[Draft]) -> None:
    """Parties and the day of signing from the signing event in the same sentence."""
    sentences = {mention.sentence for mention in draft.mentions}
    for occurrence in occurrences:
        if occurrence.types[0] == "sign-agreement" and occurrence.sentence in sentences:
            for key in (*occurrence.actors, *occurrence.recipients):
                if key not in draft.parties:
                    draft.parties.append(key)


__all__ = [
    "AgreementDraft",
    "AgreementFinder",
    "AgreementMention",
    "TimeExpression",
    "dates_from_drafts",
    "parties_from_phrases",
]
