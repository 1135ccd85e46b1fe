"""Predicates and words that tell whether what they govern is real, wished, planned or denied."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Verbs = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Factuality:
    """Tables of `data/factuality.toml`, which says what each is for.

    `Verbs` map a verb stem to the complements that it needs before it ("" for none); the others are words, or stems
    of nouns where the name says so.
    """

    speech: Verbs
    charge: Verbs
    denial: Verbs
    refusal: Verbs
    wish: Verbs
    order: Verbs
    wish_things: Verbs
    belief: Verbs
    plan: Verbs
    cancel: Verbs
    postpone: Verbs
    reaction: Verbs
    stop: Verbs
    claim: Verbs
    existence: Verbs
    unreal_after: frozenset[str]
    unreal_after_noun: frozenset[str]
    unreal_nouns: frozenset[str]
    unreal_adjectives: frozenset[str]
    planned_after: frozenset[str]
    planned_nouns: frozenset[str]
    adjunct_after: frozenset[str]
    claims: frozenset[str]
    bridges: frozenset[str]
    accord: frozenset[str]


@lru_cache(maxsize=1)
def factuality() -> Factuality:
    """The tables of `data/factuality.toml`."""
    table = tomllib.loads((files("kg.lang.tr") / "data" / "factuality.toml").read_text(encoding="utf-8"))
    return Factuality(
        speech=by_stem(table["speech"]),
        charge=by_stem(table["charge"]),
        denial=by_stem(table["denial"]),
        refusal=by_stem(table["refusal"]),
        wish=by_stem(table["wish"]),
        order=by_stem(table["order"]),
        wish_things=by_stem(table["wish_things"]),
        belief=by_stem(table["belief"]),
        plan=by_stem(table["plan"]),
        cancel=by_stem(table["cancel"]),
        postpone=by_stem(table["postpone"]),
        reaction=by_stem(table["reaction"]),
        stop=by_stem(table["stop"]),
        claim=by_stem(table["claim"]),
        existence=by_stem(table["existence"]),
        unreal_after=frozenset(table["unreal_after"]),
        unreal_after_noun=frozenset(table["unreal_after_noun"]),
        unreal_nouns=frozenset(table["unreal_nouns"]),
        unreal_adjectives=frozenset(table["unreal_adjectives"]),
        planned_after=frozenset(table["planned_after"]),
        planned_nouns=frozenset(table["planned_nouns"]),
        adjunct_after=frozenset(table["adjunct_after"]),
        claims=frozenset(table["claims"]),
        bridges=frozenset(table["bridges"]),
        accord=frozenset(table["accord"]),
    )


def by_stem(entries: list[str]) -> Verbs:
    """A list of verbs with their complements, by stem."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        *complement, stem = entry.split()
        found.setdefault(stem, set()).add(" ".join(complement))
    return {stem: frozenset(complements) for stem, complements in found.items()}
