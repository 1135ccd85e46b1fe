"""Verbs that say how their time bears on the event beside them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DatingVerbs:
    """Stems, in lower case; `data/dating.toml` says what each list is for."""

    carry: frozenset[str]
    aspect: frozenset[str]
    react: frozenset[str]
    judged: frozenset[str]
    motion: frozenset[str]
    not_in: frozenset[str]
    not_with: frozenset[str]
    content_with: frozenset[str]


@lru_cache(maxsize=1)
def dating_verbs() -> DatingVerbs:
    """The lists of the package."""
    table = tomllib.loads((files("kg.lang.tr") / "data" / "dating.toml").read_text(encoding="utf-8"))
    return DatingVerbs(**{name: frozenset(stems) for name, stems in table.items()})
