"""How much each sign of an event's sentence speaks for the event being right: `data/confidence.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model. `signs` are log-odds, added up for the signs that an event shows; unknown signs add nothing.

    An event less probable than `least` is not told.
    """

    least: float
    signs: Mapping[str, float]

    def probability(self, signs: Iterable[str]) -> float:
        """Probability, between 0 and 1, that an event with these signs is right."""
        total = sum(self.signs.get(sign, 0.0) for sign in ("always", *signs))
        return 1 / (1 + exp(-total))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of the package, fitted by `python -m tools.fit_confidence`."""
    table = tomllib.loads((files("kg.lang.tr") / "data" / "confidence.toml").read_text(encoding="utf-8"))
    return Weights(least=float(table["least"]), signs={name: float(v) for name, v in table["signs"].items()})
