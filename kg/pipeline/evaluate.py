"""How right the extraction is: the share of its claims that are right, and of the gold that it finds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.acquire import ReadOptions, read_articles
from kg.errors import UnreadableInput
from kg.model import Issue
from kg.pipeline.scoring import DETAILS, Marks, Mistake, marks_of
from kg.pipeline.scoring_claims import Claims
from kg.pipeline.scoring_gold import Gold, Subject, read_gold
from kg.ports import Extractor

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Limits of the bands of confidence; the lower one belongs to a band, the last band has both."""


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `of`."""

    name: str
    right: int
    of: int

    @property
    def value(self) -> float:
        """Between 0 and 1; 0 of nothing is 0."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Of a subject, the share of claims that are right and of the gold's core that was found."""

    subject: Subject
    claims: Share
    gold: Share

    @property
    def precision(self) -> float:
        """Claims that are right."""
        return self.claims.value

    @property
    def recall(self) -> float:
        """Core entries of the gold that were found."""
        return self.gold.value

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """Claims of a subject with a confidence from `low` to `high`; `told` is the mean of their confidences.

    Confidences are good when `told` is near the share that is right.
    """

    subject: Subject
    low: float
    high: float
    told: float
    claims: Share


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All numbers, over all articles at once, and what they come from. Recall by type is of core events."""

    articles: int
    scores: tuple[Score, ...]
    details: tuple[Share, ...]
    types: tuple[Share, ...]
    bands: tuple[Band, ...]
    mistakes: tuple[Mistake, ...]
    issues: tuple[Issue, ...] = ()

    def metrics(self) -> dict[str, float]:
        """Every number by its name: `event.recall`, `date`. Details that no match has are left out."""
        named = {
            f"{score.subject}.{measure}": float(getattr(score, measure))
            for score in self.scores
            for measure in ("precision", "recall", "f1")
        }
        return named | {share.name: share.value for share in self.details if share.of}

    def to_json(self) -> str:
        """The numbers as JSON, rounded to four places."""
        document = {
            "articles": self.articles,
            "metrics": {name: round(value, 4) for name, value in self.metrics().items()},
            "counts": {
                score.subject: {"predicted": score.claims.of, "gold": score.gold.of} for score in self.scores
            },
            "details": {share.name: {"right": share.right, "of": share.of} for share in self.details},
            "event_recall_by_type": {
                share.name: {"found": share.right, "of": share.of} for share in self.types
            },
            "calibration": [
                {
                    "class": band.subject,
                    "from": band.low,
                    "to": band.high,
                    "confidence": round(band.told, 4),
                    "right": band.claims.right,
                    "of": band.claims.of,
                }
                for band in self.bands
            ],
        }
        return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def evaluate(
    gold_folder: Path,
    articles_folder: Path,
    extractor_of: Callable[[str], Extractor],
    options: ReadOptions | None = None,
) -> Evaluation:
    """Extract the article `NNN.txt` of every `NNN.json` in the gold and judge what comes out.

    An article that cannot be read is an issue, and counts as one in which nothing was found.
    `UnreadableInput` if a gold file is wrong or its article is not there; `UnknownTerm` if there is no
    extractor for an article's language.
    """
    gold = read_gold(gold_folder)
    marks: list[Marks] = []
    issues: list[Issue] = []
    for entry in gold:
        path = articles_folder / f"{entry.name}.txt"
        if not path.exists():
            raise UnreadableInput(str(path), "the article of a gold file is missing.", hint="Check the path.")
        claims = Claims()
        for item in read_articles([path], options):
            if isinstance(item, Issue):
                issues.append(item)
            else:
                claims = Claims.of(extractor_of(item.language).extract(item))
        marks.append(marks_of(entry, claims))
    return summary(gold, Marks.together(marks), issues)


def summary(gold: Sequence[Gold], marks: Marks, issues: Iterable[Issue] = ()) -> Evaluation:
    """The numbers that the marks of some articles make."""
    return Evaluation(
        articles=len(gold),
        scores=tuple(_score(subject, marks) for subject in Subject),
        details=tuple(
            _share(name, (mark.right for mark in marks.details if mark.name == name)) for name in DETAILS
        ),
        types=tuple(_types(marks)),
        bands=tuple(_bands(marks)),
        mistakes=marks.mistakes,
        issues=tuple(issues),
    )


def _share(name: str, outcomes: Iterable[bool]) -> Share:
    known = list(outcomes)
    return Share(name, sum(known), len(known))


def _score(subject: Subject, marks: Marks) -> Score:
    return Score(
        subject,
        claims=_share("precision", (mark.right for mark in marks.judged if mark.subject is subject)),
        gold=_share("recall", (mark.found for mark in marks.sought if mark.subject is subject)),
    )


def _types(marks: Marks) -> Iterator[Share]:
    """The most frequent types first."""
    sought = Counter(mark.family for mark in marks.sought if mark.family)
    found = Counter(mark.family for mark in marks.sought if mark.family and mark.found)
    for name, number in sorted(sought.items(), key=lambda item: (-item[1], item[0])):
        yield Share(name, found[name], number)


def _bands(marks: Marks) -> Iterator[Band]:
    """The bands that have claims, by subject."""
    for subject in Subject:
        for low, high in pairwise(BANDS):
            inside = [
                mark
                for mark in marks.judged
                if mark.subject is subject and (low <= mark.confidence < high or mark.confidence == high == 1)
            ]
            if inside:
                told = sum(mark.confidence for mark in inside) / len(inside)
                yield Band(subject, low, high, told, _share("right", (mark.right for mark in inside)))
