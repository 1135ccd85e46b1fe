"""Predicates and words that tell whether what they govern is real, wished, planned or denied."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Factuality:
    """Each table maps a verb stem to the complements that it needs before it ("" for none)."""

    speech: dict[str, frozenset[str]]
    denial: dict[str, frozenset[str]]
    wish: dict[str, frozenset[str]]
    plan: dict[str, frozenset[str]]
    cancel: dict[str, frozenset[str]]
    unreal_after: frozenset[str]
    planned_after: frozenset[str]


@lru_cache(maxsize=1)
def factuality() -> Factuality:
    """The tables of `data/factuality.toml`."""
    table = tomllib.loads((files("kg.lang.tr") / "data" / "factuality.toml").read_text(encoding="utf-8"))
    return Factuality(
        speech=_by_stem(table["speech"]),
        denial=_by_stem(table["denial"]),
        wish=_by_stem(table["wish"]),
        plan=_by_stem(table["plan"]),
        cancel=_by_stem(table["cancel"]),
        unreal_after=frozenset(table["unreal_after"]),
        planned_after=frozenset(table["planned_after"]),
    )


def _by_stem(entries: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in entries:
        *complement, stem = entry.split()
        found.setdefault(stem, set()).add(" ".join(complement))
    return {stem: frozenset(complements) for stem, complements in found.items()}
