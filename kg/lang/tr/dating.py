"""Verbs that say how their time bears on the event beside them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.lang.tr.factuality import Verbs, by_stem


@dataclass(frozen=True, slots=True)
class DatingVerbs:
    """Stems, in lower case, or verbs with their complements; `data/dating.toml` says what each list is for."""

    carry: frozenset[str]
    aspect: frozenset[str]
    react: frozenset[str]
    judged: frozenset[str]
    motion: frozenset[str]
    not_in: frozenset[str]
    not_with: frozenset[str]
    content_with: frozenset[str]
    appear: Verbs
    reach: Verbs


@lru_cache(maxsize=1)
def dating_verbs() -> DatingVerbs:
    """The lists of the package."""
    table = tomllib.loads((files("kg.lang.tr") / "data" / "dating.toml").read_text(encoding="utf-8"))
    appear, reach = by_stem(table.pop("appear")), by_stem(table.pop("reach"))
    stems = {name: frozenset(entries) for name, entries in table.items()}
    return DatingVerbs(**stems, appear=appear, reach=reach)
