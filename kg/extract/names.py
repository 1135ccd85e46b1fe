"""Names and titles in one sentence: countries, organisations, places, persons.

Known names come first, longest match; then organisations by their head noun ("… Komitesi"), titles ("… Bakanı"), and
persons: runs of capitalised words that a title introduces, that hold a known given name or that the tagger takes for
a person. What stays unexplained is no entity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.extract.known_names import KnownNames
from kg.extract.mentions import COUNTRY, ORGANIZATION, PERSON, PLACE, Name, Owners, SentenceNames, Title
from kg.extract.organizations import OrganizationFinder, short_forms
from kg.extract.persons import PersonFinder
from kg.extract.runs import find_runs
from kg.extract.titles import TitleFinder
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.tokenizer import Token


class Tagger(Protocol):
    """What names need of a sequence tagger: a label and its probability for each word of a sentence."""

    def tag(self, words: Sequence[str]) -> Sequence[tuple[str, float]]:
        """Labels in BIO scheme over PER, LOC, ORG."""
        ...


class NameFinder:
    """Finds the names of one sentence after another; keeps nothing between them."""

    def __init__(self, lexicon: Lexicon, tagger: Tagger | None) -> None:
        self._tagger = tagger
        self._known = KnownNames(lexicon)
        self._organizations = OrganizationFinder(lexicon)
        self._titles = TitleFinder(lexicon)
        self._persons = PersonFinder(lexicon)

    def find(self, tokens: list[Token], known_parts: frozenset[str] = frozenset()) -> SentenceNames:
        """Names of a sentence; `known_parts` are lower-case words of persons' names found elsewhere in the article."""
        found = SentenceNames()
        owner: Owners = [None] * len(tokens)
        self._known.find(tokens, owner, found)
        self._organizations.find(tokens, owner, found)
        short_forms(tokens, owner, found)
        self._titles.find(tokens, owner, found)
        self._explain_runs(tokens, owner, found, known_parts)
        found.names.sort(key=lambda name: (name.begin, -name.end))
        return found

    def _explain_runs(
        self, tokens: list[Token], owner: Owners, found: SentenceNames, known: frozenset[str]
    ) -> None:
        runs = find_runs(tokens, owner)
        if not runs:
            return
        labels = self._tag(tokens)
        for begin, end in runs:
            name = self._persons.person(tokens, begin, end, owner, labels, known)
            if name is None:
                name = self._persons.other(tokens, begin, end, labels)
            if name is not None:
                found.names.append(name)
                for index in range(name.begin, name.end):
                    owner[index] = name

    def _tag(self, tokens: list[Token]) -> Sequence[tuple[str, float]]:
        if self._tagger is None:
            return [("O", 1.0)] * len(tokens)
        return self._tagger.tag([token.text for token in tokens])


__all__ = [
    "COUNTRY",
    "ORGANIZATION",
    "PERSON",
    "PLACE",
    "Name",
    "NameFinder",
    "SentenceNames",
    "Tagger",
    "Title",
]
