"""The Turkish name lexicon: gazetteers and tables, indexed for matching against tokens.

Assembled once from package data; nothing here depends on an article.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.lang.tr import gazetteer
from kg.lang.tr.casing import lower
from kg.lang.tr.morphology import Case, case_of_suffix, verb_of
from kg.lang.tr.nouns import Noun, inflection, noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_DATA = files("kg.lang.tr") / "data"
_CASE_SUFFIX = re.compile(
    r"(?:l[ae]r)?(?:n?[ıiuü]n|[yn]?[ae]|[yn]?[ıiuü]|n?[dt][ae](?:ki(?:l[ae]r)?)?|n?[dt][ae]n|y?l[ae]|n?c[ae]|s[ıi])?"
)
_INHABITANT = re.compile(r"(?<=...)l[ıiuü](?=$|[lnsydmkt])")
_TOWNS = ("metonym", "place")
_HOMES = frozenset(("country", "place", "metonym"))
_SHORTEST_BARE = 4
_NISBA = ("i", "ı")
_LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One form of a known name. `kind` is country, demonym, historical, organization, place or metonym.

    `ref` identifies the bearer: an ISO code for countries and metonyms, the main name otherwise.
    """

    words: tuple[str, ...]
    kind: str
    ref: str
    ambiguous: bool
    iso2: str = ""
    subkind: str = ""
    capitals: bool = False  # an abbreviation that is always written in capitals


_PLAIN_GENITIVE = re.compile(r"(.+[^aeıioöuün])[ıiuü]n")
_HARD = {"b": "p", "c": "ç", "d": "t", "ğ": "k"}


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known name at tokens `begin` (included) to `end` (excluded), in `case`."""

    entry: NameEntry
    begin: int
    end: int
    case: Case
    plural: bool


@dataclass(frozen=True, slots=True)
class TitleHead:
    """A word that heads a title: its stem and the kind of office (local name in `ot:`)."""

    stem: str
    kind: str


class Lexicon:
    """All names and title words, ready for matching."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[NameEntry]] = {}
        self.countries = {row.iso2: row for row in gazetteer.load_countries()}
        self.organizations = {row.name: row for row in gazetteer.load_organizations()}
        self.places: dict[str, gazetteer.PlaceRow] = {}
        for row in gazetteer.load_places():
            self.places.setdefault(row.name, row)
        self.given = gazetteer.load_given_names()
        self.surnames = gazetteer.load_surnames()
        self._ordinary = frozenset((_DATA / "ordinary_words.txt").read_text(encoding="utf-8").split())
        self._index_all()
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry.words), _RANK[entry.kind], entry.ref))
        titles = tomllib.loads((_DATA / "titles.toml").read_text(encoding="utf-8"))
        self.title_heads: dict[str, str] = {
            stem: kind for kind, stems in titles["heads"].items() for stem in stems
        }
        self._title_stems = frozenset(self.title_heads)
        self.title_phrases: tuple[tuple[tuple[str, ...], str], ...] = tuple(
            sorted(
                (
                    (tuple(phrase.split()), kind)
                    for kind, phrases in titles["phrases"].items()
                    for phrase in phrases
                ),
                key=lambda item: (-len(item[0]), item[0]),
            )
        )
        self.offices = frozenset(titles["offices"]["heads"])
        self.descriptions = frozenset(titles["descriptions"]["heads"]) | frozenset(
            titles["abbreviations"]["titles"]
        )
        self.title_abbreviations = frozenset(titles["abbreviations"]["titles"])
        institutions = tomllib.loads((_DATA / "institutions.toml").read_text(encoding="utf-8"))
        self.government = frozenset(institutions["government"])
        self.organization_heads = frozenset(institutions["organization"])
        self.state_bodies = frozenset(institutions["state_bodies"])
        self.plural_heads = frozenset(institutions["plural_heads"])
        self.portfolios = frozenset(institutions["portfolios"])
        self.place_heads = frozenset(institutions["place"])
        self.thing_heads = frozenset(institutions["thing"])
        self.body_nouns = frozenset(institutions["body_nouns"])
        self.bearers = frozenset(institutions["bearers"])
        self.sorts: dict[str, tuple[str, ...]] = {
            stem: tuple(kinds) for stem, kinds in institutions["anaphors"].items()
        }
        self.anaphors = frozenset(self.sorts)
        self.two_parties = tuple(tuple(phrase.split()) for phrase in institutions["two_parties"])
        self.two_persons = tuple(tuple(phrase.split()) for phrase in institutions["two_persons"])

    def _index_all(self) -> None:
        self._index_countries()
        for metonym in gazetteer.load_metonyms():
            self._add(
                metonym.form, "metonym", metonym.iso2 or metonym.form, False, metonym.iso2, metonym.kind
            )
        for body in gazetteer.load_organizations():
            for form in (body.name, *body.aliases):
                self._add(form, "organization", body.name, form in body.ambiguous, body.iso2, body.kind)
        for place in gazetteer.load_places():
            for form in (place.name, *place.aliases):
                self._add(form, "place", place.name, place.ambiguous, place.iso2, place.kind)

    def _index_countries(self) -> None:
        for country in gazetteer.load_countries():
            for form in (country.name, *country.aliases):
                self._add(form, "country", country.iso2, form in country.ambiguous, country.iso2)
            for form in country.demonyms:
                self._add(form, "demonym", country.iso2, form in country.ambiguous, country.iso2)
        for state in gazetteer.load_historical():
            for form in (state.name, *state.aliases):
                self._add(form, "historical", state.name, False)

    def _add(
        self, form: str, kind: str, ref: str, ambiguous: bool, iso2: str = "", subkind: str = ""
    ) -> None:
        words = tuple(lower(form).replace("’", "'").split())
        entries = self._by_first.setdefault(words[0], [])
        capitals = kind == "organization" and form.isupper() and len(form) <= _LONGEST_ACRONYM
        entry = NameEntry(words, kind, ref, ambiguous, iso2, subkind, capitals)
        known = next((one for one in entries if one.words == words and one.kind == kind), None)
        if known is None:
            entries.append(entry)
        elif known.capitals and not capitals and known.ref == ref:
            entries[entries.index(known)] = entry

    def is_plain_genitive(self, word: str) -> bool:
        """Whether a lower-case word is an ordinary noun in the genitive without a possessive suffix ("sınırın").

        Such a noun is an owner, and not what a name before it modifies.
        """
        stem = _PLAIN_GENITIVE.fullmatch(word)
        if stem is None or word in words().like_genitives:
            return False
        known = (word, stem[1], stem[1][:-1] + _HARD.get(stem[1][-1], stem[1][-1]))
        return stem[1].endswith(("lar", "ler")) or any(form in self._ordinary for form in known)

    def is_ordinary(self, word: str) -> bool:
        """Whether a lower-case word is, or looks like a form of, an ordinary word of the language."""
        if word in self._ordinary or verb_of(word) is not None:
            return True
        return any(
            word[:cut] in self._ordinary and inflection(word[cut:]) is not None
            for cut in range(len(word) - 1, 3, -1)
        )

    def is_country(self, form: str) -> bool:
        """Whether a lower-case form is the name of a country or of its people."""
        words = tuple(form.split())
        return any(
            entry.words == words and entry.kind in ("country", "demonym")
            for entry in self._by_first.get(words[0] if words else "", ())
        )

    def is_possessed(self, word: str) -> bool:
        """Whether a lower-case word is an ordinary noun with a possessive suffix ("salonu")."""
        for cut in range(len(word) - 1, 3, -1):
            if word[:cut] in self._ordinary:
                found = inflection(word[cut:])
                if found is not None and found[1]:
                    return True
        return False

    def is_inhabitant(self, word: str) -> bool:
        """Whether a lower-case word tells where someone is from by a known place ("londralı", "gazzeliler")."""
        return any(
            any(len(e.words) == 1 and e.kind in _HOMES for e in self._by_first.get(word[: match.start()], ()))
            for match in _INHABITANT.finditer(word)
        )

    def _is_name(self, token: Token) -> bool:
        form = token.text[: len(token.stem)]
        return form in self.given or form in self.surnames

    def plain_opening(self, token: Token) -> bool:
        """Whether a word that opens a sentence is an ordinary one that has its capital from there alone."""
        return (
            token.text not in self.given and token.text not in self.surnames and self.is_ordinary(token.lower)
        )

    def is_name_part(self, word: str) -> bool:
        """Whether a lower-case word is a country name or demonym of its own ("türk", "rusya")."""
        return any(
            len(e.words) == 1 and e.kind in ("country", "demonym", "organization")
            for e in self._by_first.get(word, ())
        )

    def match(self, tokens: list[Token], at: int) -> list[NameMatch]:
        """Known names that begin at token `at`, the longest first; equal lengths by rank of kind."""
        first = tokens[at]
        if not first.capital:
            return []
        found = [
            match
            for entry in self._by_first.get(first.stem, ())
            if (not entry.capitals or first.all_caps) and (match := _fit(entry, tokens, at))
        ]
        if not first.suffix:
            word = first.lower
            for length in range(len(word) - 1, _SHORTEST_BARE - 2, -1):
                for entry in self._by_first.get(word[:length], ()):
                    if entry.capitals and not first.text[:length].isupper():
                        continue
                    if len(entry.words) == 1 and (length >= _SHORTEST_BARE or entry.kind == "demonym"):
                        match = _bare(entry, word[length:], at)
                        if match is not None and not (entry.kind in _TOWNS and self.is_ordinary(word)):
                            found.append(match)
        found.sort(
            key=lambda match: (
                -(match.end - match.begin),
                -len(match.entry.words[0]),
                _RANK[match.entry.kind],
            )
        )
        return found

    def title_head(self, token: Token) -> Noun | None:
        """The token as a form of a word that heads titles ("Bakanı'na", "lideri"), or None."""
        if token.lower in self.title_abbreviations:
            return Noun(token.lower)
        if token.lower in _NOT_TITLES:
            return None
        noun = noun_of(token.stem if token.suffix else token.lower, self._title_stems)
        if noun is not None and token.capital and noun.stem != token.stem and self._is_name(token):
            return None  # "Şahin" is not of a shah
        if noun is not None and token.suffix:
            return Noun(noun.stem, noun.plural, noun.possessed, case_of_suffix(token.suffix))
        return noun


_NOT_TITLES = frozenset(
    ("insani", "askeri", "emri", "emriyle", "emrini", "emirle", "eşit", "üyelik", "beyaz")
)
_RANK = {"country": 0, "demonym": 1, "organization": 2, "metonym": 3, "place": 4, "historical": 5}


def _fit(entry: NameEntry, tokens: list[Token], at: int) -> NameMatch | None:
    words = entry.words
    end = at + len(words)
    if end > len(tokens):
        return None
    for offset in range(len(words) - 1):
        token = tokens[at + offset]
        if token.lower != words[offset] or (token.suffix and "'" not in words[offset]):
            return None
    last, word = tokens[end - 1], words[-1]
    if len(words) > 1 and not last.capital and word not in ("ve", "ülkeleri"):
        return None
    if last.stem == word:
        return NameMatch(entry, at, end, case_of_suffix(last.suffix), last.suffix.startswith(("lar", "ler")))
    if len(words) > 1 and not last.suffix and last.lower.startswith(word):
        rest = last.lower[len(word) :]
        if _CASE_SUFFIX.fullmatch(rest):
            return NameMatch(entry, at, end, case_of_suffix(rest), False)
    return None


def _bare(entry: NameEntry, rest: str, at: int) -> NameMatch | None:
    """A one-word name with its suffix written without an apostrophe."""
    group = entry.kind == "organization" and entry.words[0].endswith(("lar", "ler"))  # "Demokratların"
    if (entry.ambiguous and not group) or not _CASE_SUFFIX.fullmatch(rest):
        return None
    if entry.kind == "place" and len(entry.words[0]) < 5:
        return None
    if rest in _NISBA and entry.kind in ("place", "metonym", "country"):
        return None  # "Nablusi" is a family name
    plural = rest.startswith(("lar", "ler"))
    return NameMatch(entry, at, at + 1, case_of_suffix(rest[3:] if plural else rest), plural)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, assembled on first use."""
    return Lexicon()
