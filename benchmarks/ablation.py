"""What each part of the extraction brings: the same articles with one part after the other switched on.

    python -m benchmarks.ablation [--more GOLD ARTICLES]

The articles are those of `tests/corpus/open`; another folder of gold and articles is shown beside them with --more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from kg.extract import TurkishExtractor
from kg.extract.phrases import Phrase, Predicate, Unit
from kg.lang.tr.confidence import Weights, weights
from kg.lang.tr.lexicon import lexicon
from kg.lang.tr.tagger import NameTagger
from kg.lang.tr.tokenizer import Token
from kg.pipeline.evaluate import Evaluation, evaluate

HERE = Path(__file__).resolve().parent.parent
OPEN = HERE / "tests" / "corpus" / "open"
STEPS = (
    "gazetteers",
    "+ tagger",
    "+ frames",
    "+ clauses",
    "+ unsaid subjects",
    "+ acts of speech",
    "+ confidence",
)
SHOWN = ("person.f1", "country.f1", "event.precision", "event.recall", "role", "date", "modality")


class FlatParser:
    """Instead of clauses: a predicate has the phrases since the one before it, the first nominative is its subject."""

    def parse(self, _: list[Token], units: list[Unit]) -> list[Predicate]:
        """All predicates of the sentence."""
        done: list[Predicate] = []
        waiting: list[Phrase] = []
        for unit in units:
            if isinstance(unit, Phrase):
                waiting.append(unit)
                continue
            unit.arguments, waiting = waiting, []
            unit.subject = next((phrase for phrase in unit.arguments if phrase.slot == "nom"), None)
            done.append(unit)
        return done


@dataclass(frozen=True, slots=True)
class Set:
    """Articles with their gold."""

    name: str
    gold: Path
    articles: Path


def measured(step: int, part: Set) -> Evaluation:
    """The numbers with everything up to the step."""
    with _only(step):
        least = weights() if step >= STEPS.index("+ confidence") else Weights(0.0, weights().signs)
        reader = TurkishExtractor(lexicon(), NameTagger.load() if step else None, least)
        return evaluate(part.gold, part.articles, lambda _: reader)


@contextmanager
def _only(step: int) -> Iterator[None]:
    module = sys.modules[TurkishExtractor.__module__]
    with ExitStack() as stack:
        if step < STEPS.index("+ frames"):
            stack.enter_context(patch.object(module.FrameMatcher, "drafts", lambda *_: []))
        if step < STEPS.index("+ clauses"):
            stack.enter_context(patch.object(module, "ClauseParser", FlatParser))
        if step < STEPS.index("+ unsaid subjects"):
            stack.enter_context(patch.object(module, "fill_subjects", lambda *_: None))
            stack.enter_context(patch.object(module, "fill_reflexives", lambda *_: None))
        if step < STEPS.index("+ acts of speech"):
            stack.enter_context(patch.object(module.ToldMatcher, "drafts", lambda *_: []))
        yield


def main(arguments: Sequence[str]) -> int:
    """Measure and print one table for each set."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation")
    parser.add_argument("--more", nargs=2, type=Path, metavar=("GOLD", "ARTICLES"))
    more = parser.parse_args(arguments).more
    for part in [Set("open", OPEN, OPEN), *([Set(str(more[0]), *more)] if more else [])]:
        sys.stdout.write(f"\n{part.name}\n{'':20}{''.join(f'{name:>17}' for name in SHOWN)}\n")
        for step, name in enumerate(STEPS):
            numbers = measured(step, part).metrics()
            row = "".join(f"{numbers[key]:17.3f}" if key in numbers else f"{'':17}" for key in SHOWN)
            sys.stdout.write(f"{name:20}{row}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
