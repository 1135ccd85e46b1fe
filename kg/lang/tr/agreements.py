"""Nouns for agreements and the kinds that their modifiers tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Doing:
    """Verbs for something done with an agreement: their stems, and how the word before a light verb begins or is."""

    verbs: frozenset[str]
    words: tuple[str, ...]
    whole_words: frozenset[str]

    def told_by(self, stem: str, before: list[str]) -> bool:
        """Whether the verb `stem` with the words before it says so: "ihlal et-"."""
        if stem in self.verbs:
            return True
        return bool(before) and (before[-1].startswith(self.words) or before[-1] in self.whole_words)


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """The lists of `data/agreements.toml`, which says what each is for; all words in lower case.

    `nouns` are the stems of all nouns that may name an agreement, `never_modifiers` the words that stop its name on
    the left. `kinds` pair a kind with patterns, in order.
    """

    heads: frozenset[str]
    after: Mapping[str, frozenset[str]]
    papers: frozenset[str]
    named_papers: frozenset[str]
    generic: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]
    connectors: frozenset[str]
    loose_connectors: frozenset[str]
    relations: frozenset[str]
    ordinary: frozenset[str]
    nominatives: frozenset[str]
    given_names: frozenset[str]
    bodies: frozenset[str]
    action_governors: tuple[str, ...]
    after_ablative: tuple[str, ...]
    make: Doing
    reach: Doing
    keep: Doing
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    nouns: frozenset[str]
    never_modifiers: frozenset[str]

    def kind(self, phrase: str) -> str:
        """Kind of agreement (local name in `at:`) that a lower-case noun phrase names.

        >>> agreement_terms().kind("serbest ticaret anlaşması")
        'trade'
        """
        for kind, pattern in self.kinds:
            if pattern.search(phrase):
                return kind
        return "other"

    def is_adjective(self, word: str) -> bool:
        """Whether a lower-case word is an adjective that may stand before an agreement without -(s)I.

        >>> [agreement_terms().is_adjective(word) for word in ("karşılıklı", "ticari", "şirketi")]
        [True, True, False]
        """
        if word in self.adjectives or word in self.generic:
            return True
        return len(word) > _SHORT and _ADJECTIVE.search(word) is not None


_SHORT = 5  # "yolu", "okulu" only end like an adjective
_ADJECTIVE = re.compile(r"(?:l[ıiuü]|[st][ae]l|sız|siz|suz|süz|arası|[ıiuü]c[ıiuü]|sel|sal)$")


@lru_cache(maxsize=1)
def agreement_terms() -> AgreementTerms:
    """The table of `data/agreements.toml`."""
    table = tomllib.loads((files("kg.lang.tr") / "data" / "agreements.toml").read_text(encoding="utf-8"))
    words, verbs = table["words"], table["verbs"]
    heads, papers = frozenset(table["heads"]), frozenset(table["papers"]["stems"])
    after = {noun: frozenset(before) for noun, before in table["after"].items()}
    return AgreementTerms(
        heads=heads,
        after=after,
        papers=papers,
        named_papers=frozenset(table["papers"]["named"]),
        generic=frozenset(words["generic"]),
        adjectives=frozenset(words["adjectives"]),
        adverbs=frozenset(words["adverbs"]),
        connectors=frozenset(words["connectors"]),
        loose_connectors=frozenset(words["loose_connectors"]),
        relations=frozenset(words["relations"]),
        ordinary=frozenset(words["ordinary"]),
        given_names=frozenset(words["given_names"]),
        nominatives=frozenset(words["nominatives"]),
        bodies=frozenset(words["bodies"]),
        action_governors=tuple(verbs["action_governors"]),
        after_ablative=tuple(verbs["after_ablative"]),
        make=_doing(verbs["make"]),
        reach=_doing(verbs["reach"]),
        keep=_doing(verbs["keep"]),
        kinds=tuple((row["kind"], _pattern(row["stems"])) for row in table["kind"]),
        never_modifiers=frozenset(
            word for key in ("adverbs", "connectors", "loose_connectors", "relations") for word in words[key]
        ),
        nouns=heads | papers | frozenset(after),
    )


def _doing(row: Mapping[str, list[str]]) -> Doing:
    whole = frozenset(word.removesuffix("$") for word in row["words"] if word.endswith("$"))
    return Doing(
        frozenset(row["verbs"]), tuple(word for word in row["words"] if not word.endswith("$")), whole
    )


def _pattern(stems: list[str]) -> re.Pattern[str]:
    """Any of the stems at the beginning of a word; `$` at its end asks for the whole word."""
    return re.compile(
        "|".join(
            rf"(?<!\w){re.escape(s.rstrip('$'))}" + (r"(?!\w)" if s.endswith("$") else "") for s in stems
        )
    )
