"""Names and titles in one sentence: countries, organisations, places, persons.

Known names come first, longest match; then organisations by their head noun ("… Komitesi"), titles ("… Bakanı"), and
persons: runs of capitalised words that a title introduces, that hold a known given name or that the tagger takes for
a person. What stays unexplained is no entity.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from kg.extract.known_names import KnownNames
from kg.extract.mentions import (
    COUNTRY,
    ORGANIZATION,
    PERSON,
    PLACE,
    Labels,
    Name,
    Reading,
    SentenceNames,
    Title,
)
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

    def find(
        self,
        tokens: list[Token],
        known_parts: frozenset[str] = frozenset(),
        memo: dict[tuple[str, ...], Labels] | None = None,
    ) -> SentenceNames:
        """Names of a sentence.

        `known_parts` are lower-case words of persons' names found elsewhere in the article; `memo` keeps what the
        tagger says of a sentence for its next reading.
        """
        reading = Reading(tokens, known_parts, partial(self._tag, {} if memo is None else memo))
        found = reading.found
        self._known.find(tokens, reading.owner, found)
        self._organizations.find(tokens, reading.owner, found)
        short_forms(tokens, reading.owner, found)
        self._titles.find(reading)
        for begin, end in find_runs(tokens, reading.owner):
            name = self._persons.find(reading, begin, end)
            if name is not None:
                found.names.append(name)
                for index in range(name.begin, name.end):
                    reading.owner[index] = name
        found.names.sort(key=lambda name: (name.begin, -name.end))
        return found

    def _tag(self, memo: dict[tuple[str, ...], Labels], words: tuple[str, ...]) -> Labels:
        labels = memo.get(words)
        if labels is None:
            labels = self._tagger.tag(words) if self._tagger is not None else [("O", 1.0)] * len(words)
            memo[words] = labels
        return labels


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
