"""Fit the weights of `kg/lang/tr/data/confidence.toml` on articles with gold.

    python -m tools.fit_confidence [--more GOLD ARTICLES]... [--least P] [--dry]

Each event that the frames give without any limit is right or wrong by the gold; the signs of its sentence are
fitted to that by logistic regression with a penalty on large weights. The articles are those of
`tests/corpus/open`, and any folders named by --more. What the numbers are worth is shown by cross-validation over
articles: calibration by band, and precision against recall at several limits.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log
from pathlib import Path

from kg.acquire import read_articles
from kg.extract import TurkishExtractor
from kg.lang.tr.confidence import Weights
from kg.lang.tr.lexicon import lexicon
from kg.lang.tr.tagger import NameTagger
from kg.model import Issue
from kg.pipeline.scoring import marks_of
from kg.pipeline.scoring_claims import Claims
from kg.pipeline.scoring_gold import Gold, Subject, read_gold
from kg.rdf.naming import Names

HERE = Path(__file__).resolve().parent.parent
OPEN = HERE / "tests" / "corpus" / "open"
TARGET = HERE / "kg" / "lang" / "tr" / "data" / "confidence.toml"
ROUNDS = 40
PENALTY = 5.0
RARE = 3  # a sign seen on fewer events has no weight of its own
FOLDS = 5
BANDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
LIMITS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
_HEAD = """# Log-odds that a sign adds to an event's being right; written by `python -m tools.fit_confidence`.
# An event less probable than `least` is not told.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """An event of an article: its signs, and whether the gold has it."""

    article: str
    signs: tuple[str, ...]
    right: bool


def cases_of(gold: Gold, articles: Path, extractor: TurkishExtractor) -> list[Case]:
    """The events of one article."""
    found: list[Case] = []
    for item in read_articles([articles / f"{gold.name}.txt"], None):
        if isinstance(item, Issue):
            continue
        trace = extractor.trace(item)
        nodes = Names.of(trace.analysis).occurrences
        signs = {nodes[f"event:{index}"].value: draft.signs for index, draft in enumerate(trace.merged)}
        marks = marks_of(gold, Claims.of(trace.analysis)).judged
        outcomes = [mark.right for mark in marks if mark.subject is Subject.EVENT]
        for node, right in zip(sorted(signs), outcomes, strict=True):
            found.append(Case(gold.name, signs[node], right))
    return found


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Weights by sign, one after the other by Newton's method on the likelihood less the penalty."""
    seen = Counter(sign for case in cases for sign in set(case.signs))
    names = ["always", *sorted(sign for sign, number in seen.items() if number >= RARE)]
    rows = [
        (["always", *(s for s in dict.fromkeys(case.signs) if seen[s] >= RARE)], case.right) for case in cases
    ]
    weights = dict.fromkeys(names, 0.0)
    having = {name: [index for index, (signs, _) in enumerate(rows) if name in signs] for name in names}
    totals = [0.0] * len(rows)
    for _ in range(ROUNDS):
        for name in names:
            penalty = PENALTY if name != "always" else 0.0
            slope, bend = -penalty * weights[name], penalty + 1e-6
            for index in having[name]:
                told = 1 / (1 + exp(-totals[index]))
                slope += rows[index][1] - told
                bend += told * (1 - told)
            step = max(-1.0, min(1.0, slope / bend))
            weights[name] += step
            for index in having[name]:
                totals[index] += step
    return {name: round(value, 3) for name, value in weights.items()}


def tried(cases: Sequence[Case]) -> list[tuple[float, bool]]:
    """Probability and outcome of every case, by weights fitted on the other articles."""
    told: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        train = [case for case in cases if _fold(case) != fold]
        weights = Weights(0.0, fit(train))
        told += [(weights.probability(case.signs), case.right) for case in cases if _fold(case) == fold]
    return told


def _fold(case: Case) -> int:
    return int(hashlib.sha256(case.article.encode()).hexdigest(), 16) % FOLDS


def report(told: Sequence[tuple[float, bool]]) -> str:
    """Calibration and the choice of a limit, in lines."""
    lines = [f"{len(told)} events, {sum(right for _, right in told) / len(told):.3f} right"]
    loss = -sum(log(p if right else 1 - p) for p, right in told) / len(told)
    lines.append(f"log loss {loss:.3f}, area under the curve {_area(told):.3f}")
    for low, high in pairwise(BANDS):
        inside = [right for p, right in told if low <= p < high]
        if inside:
            lines.append(
                f"  {low:.1f}-{high:.1f}: {sum(inside)} of {len(inside)} right ({sum(inside) / len(inside):.2f})"
            )
    total = sum(right for _, right in told)
    for limit in LIMITS:
        kept = [right for p, right in told if p >= limit]
        lines.append(
            f"  least {limit:.2f}: {len(kept)} told, precision {sum(kept) / len(kept):.3f}, "
            f"{sum(kept) / total:.3f} of what is right kept"
        )
    return "\n".join(lines) + "\n"


def _area(told: Sequence[tuple[float, bool]]) -> float:
    right = [p for p, outcome in told if outcome]
    wrong = [p for p, outcome in told if not outcome]
    better = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return better / (len(right) * len(wrong))


def write(weights: Mapping[str, float], least: float) -> None:
    """Write the data file."""
    lines = [_HEAD, f"least = {least}\n", "[signs]"]
    lines += [f'"{name}" = {value}' for name, value in weights.items() if value]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Iterable[str]) -> int:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_confidence")
    parser.add_argument(
        "--more", nargs=2, action="append", default=[], type=Path, metavar=("GOLD", "ARTICLES")
    )
    parser.add_argument("--least", type=float, default=0.3)
    parser.add_argument("--dry", action="store_true", help="report only")
    options = parser.parse_args([*arguments])
    extractor = TurkishExtractor(lexicon(), NameTagger.load(), Weights(0.0, {}))
    cases = [
        case
        for gold_folder, articles in [(OPEN, OPEN), *options.more]
        for gold in read_gold(gold_folder)
        for case in cases_of(gold, articles, extractor)
    ]
    sys.stdout.write(report(tried(cases)))
    if not options.dry:
        write(fit(cases), options.least)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
