"""Nouns for agreements and the kinds that their modifiers tell."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """`heads` are noun stems; `weak_heads` need a modifier or parties; `kinds` pair a kind with stems, in order."""

    heads: frozenset[str]
    weak_heads: frozenset[str]
    kinds: tuple[tuple[str, tuple[str, ...]], ...]

    def kind(self, phrase: str) -> str:
        """Kind of agreement (local name in `at:`) that a lower-case noun phrase names.

        >>> agreement_terms().kind("serbest ticaret anlaşması")
        'trade'
        """
        for kind, stems in self.kinds:
            if any(f" {stem}" in f" {phrase}" for stem in stems):
                return kind
        return "other"


@lru_cache(maxsize=1)
def agreement_terms() -> AgreementTerms:
    """The table of `data/agreements.toml`."""
    table = tomllib.loads((files("kg.lang.tr") / "data" / "agreements.toml").read_text(encoding="utf-8"))
    kinds = tuple((row["kind"], tuple(row["stems"])) for row in table["kind"])
    return AgreementTerms(frozenset(table["heads"]), frozenset(table["weak_heads"]), kinds)
