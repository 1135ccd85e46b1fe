"""Organisations and places that end in a word for what they are: "… Komitesi", "… Meydanı"."""

from __future__ import annotations

from kg.extract.mentions import COUNTRY, ORGANIZATION, PLACE, Name, Owners, SentenceNames, surface
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, case_of_suffix
from kg.lang.tr.nouns import noun_of
from kg.lang.tr.tokenizer import Token


class OrganizationFinder:
    """Finds names by their head noun, and their abbreviations in brackets."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, tokens: list[Token], owner: Owners, found: SentenceNames) -> None:
        """Add organisations and places to `found` and mark their tokens in `owner`."""
        heads = self._lexicon.organization_heads
        for at in range(1, len(tokens)):
            token = tokens[at]
            known = owner[at]
            if not token.capital or (isinstance(known, Name) and known.kind == ORGANIZATION):
                continue
            word = token.stem if token.suffix else token.lower
            noun = noun_of(word, heads)
            if noun is None or noun.plural:
                continue
            begin = self._organization_begin(tokens, owner, at)
            if begin == at or (
                not noun.possessed
                and (begin == at - 1 == 0 or (noun.case is not Case.NOM and not token.suffix))
            ):
                continue
            case = case_of_suffix(token.suffix) if token.suffix else noun.case
            text = surface(tokens, begin, at + 1)
            full = text[: len(text) - len(token.text)] + strip_case(token, noun.stem)
            inside = [name for name in found.names if begin <= name.begin and name.end <= at + 1]
            iso2 = next((name.iso2 or name.ref for name in inside if name.kind == COUNTRY), "")
            kind = ORGANIZATION
            if noun.stem in self._lexicon.place_heads and noun.stem not in (
                "merkez",
                "üniversite",
                "hastane",
                "müze",
            ):
                kind = PLACE
            name = Name(
                kind,
                full,
                begin,
                at + 1,
                case,
                0.85,
                "organization-head",
                iso2=iso2 if len(iso2) <= 4 else "",
            )
            found.names = [
                other
                for other in found.names
                if not (other.kind in (ORGANIZATION, PLACE) and other in inside)
            ]
            found.names.append(name)
            for index in range(begin, at + 1):
                owner[index] = name

    def _joins(self, token: Token) -> bool:
        """Whether "ve" after a word can lie inside a name: "Adalet ve Kalkınma Partisi"."""
        return token.capital and not token.suffix and self._lexicon.plain_opening(token)

    def _organization_begin(self, tokens: list[Token], owner: Owners, at: int) -> int:
        begin = at
        while begin > 0:
            before = tokens[begin - 1]
            if before.text in ("ve", "&") and begin > 1 and begin < at and self._joins(tokens[begin - 2]):
                begin -= 1
                continue
            if not before.capital or before.suffix or not before.text[0].isalpha():
                break
            if begin - 1 == 0 and owner[0] is None and self._lexicon.plain_opening(before):
                break
            noun = self._lexicon.title_head(before)
            if noun is not None and noun.possessed:
                break
            begin -= 1
        return begin


def short_forms(tokens: list[Token], owner: Owners, found: SentenceNames) -> None:
    """An abbreviation in brackets right after a name belongs to it: "… Yönetimi (IKBY)"."""
    for name in found.names:
        at = name.end
        if (
            name.kind in (ORGANIZATION, PLACE)
            and at + 2 < len(tokens)
            and tokens[at].text == "("
            and tokens[at + 2].text == ")"
        ) and tokens[at + 1].all_caps:
            name.short = tokens[at + 1].text
            name.end = at + 3
            for index in range(at, at + 3):
                owner[index] = name


def strip_case(token: Token, stem: str) -> str:
    """The head noun with its possessive but without its case: "Bakanlığından" → "Bakanlığı"."""
    if token.suffix:
        return token.text[: len(token.stem)]
    rest = token.lower[len(stem) :]
    keep = len(stem)
    for ending in ("ları", "leri", "sı", "si", "su", "sü", "ı", "i", "u", "ü"):
        if rest.startswith(ending):
            keep += len(ending)
            break
    return token.text[:keep]
