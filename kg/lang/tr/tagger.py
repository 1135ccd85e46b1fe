"""The statistical name tagger: persons, places and organisations in one sentence.

A linear-chain conditional random field over runs of capitalised words, trained by `tools/train_tagger.py`
(`data/MODEL_CARD.md` tells on what, and how well it does). The weights of all features that depend on one word
form are summed once and kept, so that tagging is a few additions a word. Words outside of runs are "O".
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from kg.lang.tr.tagger_features import (
    LABELS,
    MAX_CACHED,
    Word,
    at,
    describe,
    find_runs,
    pair_features,
    run_features,
)

Scores = tuple[float, ...]  # one number per label, in the order of LABELS
SCALE = 100  # the model file holds weights as integers of 1/SCALE
_SIZE = len(LABELS)
_ZERO: Scores = (0.0,) * _SIZE
_STARTS = [not label.startswith("I-") for label in LABELS]


class NameTagger:
    """Tags the words of one sentence. May be shared: its caches hold nothing but what follows from their keys."""

    def __init__(self, weights: dict[str, Scores], transitions: dict[tuple[str, str], float]) -> None:
        self._weights = weights
        # By the place of a word relative to the one being scored, its summed weights.
        self._own: dict[Word, Scores] = {}
        self._left: dict[Word, Scores] = {}
        self._right: dict[Word, Scores] = {}
        self._far_left: dict[Word, Scores] = {}
        self._far_right: dict[Word, Scores] = {}
        # From a label, the labels that may follow it with the factor of the step.
        self._steps = [
            [(j, math.exp(transitions.get((a, b), 0.0))) for j, b in enumerate(LABELS) if _may_follow(a, b)]
            for a in LABELS
        ]

    @staticmethod
    def load() -> NameTagger:
        """The tagger with the weights that come with the package; loaded once."""
        return _load()

    def tag(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """Label and probability of each word of one sentence.

        Words keep their case suffix ("Putin'in"); punctuation marks are words of their own. Labels are those of
        `LABELS`: B- begins a name, I- continues it, O is outside. The probability, 0 to 1, is the model's for
        the label that it gives to the word.
        """
        described = [describe(word) for word in words]
        tagged = [("O", 1.0)] * len(described)
        for start, end in find_runs(described):
            factors = [
                self._factors(described, index, features)
                for index, features in enumerate(run_features(described, start, end), start)
            ]
            tagged[start:end] = self._decode(factors)
        return tagged

    def _factors(self, words: Sequence[Word], index: int, by_place: tuple[str, ...]) -> list[float]:
        """exp(score) of each label for one word, before regard to the labels beside it."""
        word = words[index]
        left, right = at(words, index - 1), at(words, index + 1)
        far_left, far_right = at(words, index - 2), at(words, index + 2)
        weights = self._weights
        parts = [
            self._own.get(word) or self._keep(self._own, "0", word, word.own),
            self._left.get(left) or self._keep(self._left, "-", left, left.near),
            self._right.get(right) or self._keep(self._right, "+", right, right.near),
            self._far_left.get(far_left) or self._keep(self._far_left, "<", far_left, far_left.far),
            self._far_right.get(far_right) or self._keep(self._far_right, ">", far_right, far_right.far),
        ]
        parts += [weights[name] for pair in pair_features(left, word) if (name := "L" + pair) in weights]
        parts += [weights[name] for pair in pair_features(word, right) if (name := "R" + pair) in weights]
        parts += [weights[name] for name in by_place if name in weights]
        return [math.exp(sum(column)) for column in zip(*parts, strict=True)]

    def _keep(self, known: dict[Word, Scores], where: str, word: Word, features: tuple[str, ...]) -> Scores:
        """The summed weights of features of a word that stands at `where`, kept for the next time."""
        if len(known) >= MAX_CACHED:
            known.clear()
        found = [self._weights[name] for feature in features if (name := where + feature) in self._weights]
        total = known[word] = tuple(map(sum, zip(*found, strict=True))) if found else _ZERO
        return total

    def _decode(self, factors: list[list[float]]) -> list[tuple[str, float]]:
        """Best label sequence (Viterbi) with the marginal probability of each of its labels."""
        first = _normal([value if starts else 0.0 for value, starts in zip(factors[0], _STARTS, strict=True)])
        if len(factors) == 1:
            best = max(range(_SIZE), key=first.__getitem__)
            return [(LABELS[best], first[best])]
        forward, peaks = [first], first
        pointers: list[list[int]] = []
        for emission in factors[1:]:
            total, highest, came = [0.0] * _SIZE, [0.0] * _SIZE, [0] * _SIZE
            for i, (mass, score) in enumerate(zip(forward[-1], peaks, strict=True)):
                for j, factor in self._steps[i]:
                    total[j] += mass * factor
                    if score * factor > highest[j]:
                        highest[j], came[j] = score * factor, i
            forward.append(_normal([t * e for t, e in zip(total, emission, strict=True)]))
            peaks = _normal([h * e for h, e in zip(highest, emission, strict=True)])
            pointers.append(came)
        path = [max(range(_SIZE), key=peaks.__getitem__)]
        for came in reversed(pointers):
            path.append(came[path[-1]])
        path.reverse()
        return self._with_marginals(path, forward, factors)

    def _with_marginals(
        self, path: list[int], forward: list[list[float]], factors: list[list[float]]
    ) -> list[tuple[str, float]]:
        backward = [1.0] * _SIZE
        result: list[tuple[str, float]] = []
        for label, ahead, emission in zip(reversed(path), reversed(forward), reversed(factors), strict=True):
            joint = [a * b for a, b in zip(ahead, backward, strict=True)]
            result.append((LABELS[label], joint[label] / sum(joint)))
            weighted = [e * b for e, b in zip(emission, backward, strict=True)]
            backward = _normal([sum(factor * weighted[j] for j, factor in steps) for steps in self._steps])
        result.reverse()
        return result


def _may_follow(left: str, right: str) -> bool:
    return not right.startswith("I-") or left[2:] == right[2:]


def _normal(values: list[float]) -> list[float]:
    total = sum(values)
    return [value / total for value in values]


@lru_cache(maxsize=1)
def _load() -> NameTagger:
    packed = (files("kg.lang.tr") / "data" / "tagger.model.gz").read_bytes()
    transitions: dict[tuple[str, str], float] = {}
    weights: dict[str, Scores] = {}
    for line in gzip.decompress(packed).decode("utf-8").split("\n")[1:]:
        name, *cells = line.split("\t")
        if name == "transition":
            transitions[(cells[0], cells[1])] = int(cells[2]) / SCALE
        else:
            values = [0.0] * _SIZE
            for cell in cells:
                values[int(cell[0])] = int(cell[1:]) / SCALE
            weights[name] = tuple(values)
    return NameTagger(weights, transitions)
