"""Organisations and places that end in a word for what they are: "… Komitesi", "… Meydanı"."""

from __future__ import annotations

from kg.extract.mentions import COUNTRY, ORGANIZATION, PLACE, Name, Owners, SentenceNames, surface
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, case_of_suffix
from kg.lang.tr.nouns import Noun, noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_TWO_WORDS = 2
_OPENERS = words().before_names
_BODIES = ("merkez", "üniversite", "hastane", "müze")  # heads of places that are bodies too
_IN_TITLES = ("emniyet", "meclis", "belediye", "polis", "jandarma", "banka", "senato")


class OrganizationFinder:
    """Finds names by their head noun, and their abbreviations in brackets."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, tokens: list[Token], owner: Owners, found: SentenceNames) -> None:
        """Add organisations and places to `found` and mark their tokens in `owner`."""
        for name in list(found.names):
            if name.kind == ORGANIZATION and name.subkind == "party":
                self._lengthen(name, tokens, owner)
        for at in range(1, len(tokens)):
            known = owner[at]
            if not tokens[at].capital or (isinstance(known, Name) and known.kind == ORGANIZATION):
                continue
            body = self._by_head(tokens, owner, at, found)
            if body is None:
                continue
            found.names = [
                other
                for other in found.names
                if other.kind not in (ORGANIZATION, PLACE) or other.begin < body.begin or other.end > body.end
            ]
            found.names.append(body)
            for index in range(body.begin, body.end):
                owner[index] = body

    def _lengthen(self, name: Name, tokens: list[Token], owner: Owners) -> None:
        """A word before a known party's name makes it another one: "Anayasal Demokrat Parti"."""
        at = name.begin - 1
        if at < 0 or name.end - name.begin < _TWO_WORDS:
            return
        before = tokens[at]
        if (
            before.capital
            and not before.suffix
            and owner[at] is None
            and (at > 0 or before.lower in self._lexicon.portfolios)
            and self._lexicon.plain_opening(before)
            and self._lexicon.title_head(before) is None
        ):
            name.begin, name.iso2, name.subkind = at, "", ""
            name.ref = f"{before.text} {name.ref}"
            owner[at] = name

    def _by_head(self, tokens: list[Token], owner: Owners, at: int, found: SentenceNames) -> Name | None:
        token = tokens[at]
        noun = noun_of(token.stem if token.suffix else token.lower, self._lexicon.organization_heads)
        if noun is None or (noun.plural and not (noun.possessed and noun.stem in self._lexicon.plural_heads)):
            return None
        begin = self._organization_begin(tokens, owner, at, noun)
        if begin == at or (not noun.possessed and self._is_loose(tokens, begin, at, noun)):
            return None
        text = surface(tokens, begin, at + 1)
        full = text[: len(text) - len(token.text)] + strip_case(token, noun.stem)
        owners = [name for name in found.names if begin <= name.begin and name.end <= at + 1]
        owners += [name for name in found.names if name.end == begin and name.case is Case.GEN]
        return Name(
            PLACE if noun.stem in self._lexicon.place_heads and noun.stem not in _BODIES else ORGANIZATION,
            full,
            begin,
            at + 1,
            case_of_suffix(token.suffix) if token.suffix else noun.case,
            0.85,
            "organization-head",
            iso2=next((name.ref for name in owners if name.kind == COUNTRY), ""),
        )

    def _is_loose(self, tokens: list[Token], begin: int, at: int, noun: Noun) -> bool:
        """Whether a head without a possessive suffix heads no name: it opens the sentence, or belongs to a title."""
        following = self._lexicon.title_head(tokens[at + 1]) if at + 1 < len(tokens) else None
        given = self._lexicon.given.get(tokens[at - 1].text)
        if (
            noun.case is Case.NOM
            and given is not None
            and self._lexicon.surnames.get(tokens[at].text) is not None
        ):
            return True  # "Murat Kurum"
        return (
            begin == at - 1 == 0
            or (noun.case is not Case.NOM and not tokens[at].suffix)
            or (following is not None and following.possessed and noun.stem in _IN_TITLES)
        )

    def _opens_only(self, token: Token, noun: Noun) -> bool:
        """Whether the first word of a sentence is no part of the name: unlike "Savunma" in "Savunma Bakanlığı"."""
        plain = self._lexicon.plain_opening(token) or token.lower in _OPENERS
        return plain and not (noun.possessed and token.lower in self._lexicon.portfolios)

    def _may_be_portfolio(self, word: str) -> bool:
        return word in self._lexicon.portfolios or self._lexicon.is_ordinary(word)

    def _joins(self, token: Token) -> bool:
        """Whether "ve" after a word can lie inside a name: "Adalet ve Kalkınma Partisi"."""
        given = self._lexicon.given.get(token.text)
        return (
            token.capital
            and not token.suffix
            and (given is None or given.ambiguous)
            and self._lexicon.is_ordinary(token.lower)
        )

    def _organization_begin(self, tokens: list[Token], owner: Owners, at: int, noun: Noun) -> int:
        begin = at
        plain = noun.stem in self._lexicon.state_bodies
        while begin > 0:
            before = tokens[begin - 1]
            if (
                before.text in ("ve", "&")
                and begin > 1
                and begin < at
                and owner[begin - 2] is None
                and self._joins(tokens[begin - 2])
            ):
                begin -= 1
                continue
            if not before.capital or before.suffix or not before.text[0].isalpha():
                break
            if begin - 1 == 0 and owner[0] is None and self._opens_only(before, noun):
                break
            title = self._lexicon.title_head(before)
            if title is not None and title.possessed and not title.plural:
                break
            if plain and owner[begin - 1] is None and not self._may_be_portfolio(before.lower):
                break
            begin -= 1
        while begin < at and not tokens[begin].capital:
            begin += 1
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
