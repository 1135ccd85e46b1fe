"""From candidates to a decision that can be explained: a link, or none and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.link.context import Context, tells_apart
from kg.link.features import FEATURES, MARGIN, THRESHOLD, Finding, Question
from kg.model import Entity, Link
from kg.model.indexed import IndexedItem, Match, NameMatch, bounds
from kg.ports import EntityIndex

_ORDER = {how: number for number, how in enumerate(NameMatch)}
METHOD = "score@1"
CERTAIN = 10.0
"""Points from which a link gets the highest confidence."""
LOWEST, HIGHEST = 0.9, 0.99
"""Confidence of a link at the threshold, and from `CERTAIN` points on."""


class Verdict(StrEnum):
    """What came of an entity."""

    LINKED = "linked"
    GIVEN = "given"
    JUDGED = "judged"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for and against it."""

    item: IndexedItem
    findings: tuple[Finding, ...]

    @property
    def points(self) -> float:
        """Sum over all features."""
        return round(sum(finding.points for finding in self.findings), 2)


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of one entity, with all candidates, the best first.

    `occupation` and `country` are what the article says of a person and no item is: they keep namesakes apart.
    """

    entity: Entity
    verdict: Verdict
    candidates: tuple[Scored, ...]
    reason: str
    link: Link | None = None
    occupation: str = ""
    country: str = ""


def decide(entity: Entity, context: Context, index: EntityIndex) -> Decision:
    """The decision on an entity that no gazetteer and no person has settled."""
    candidates = _candidates(entity, context, index)
    if not candidates:
        return Decision(entity, Verdict.UNKNOWN, (), "no item of the index bears this name")
    best, points = candidates[0], candidates[0].points
    second = candidates[1].points if len(candidates) > 1 else None
    if points < THRESHOLD:
        reason = f"the best has {points} points, {THRESHOLD} are needed"
        return Decision(entity, Verdict.DOUBTFUL, candidates, reason, None, *_said(context, _horizon(index)))
    if second is not None and points - second < MARGIN:
        reason = f"the best has {points} points, the next {second}: not clearly better"
        return Decision(entity, Verdict.DOUBTFUL, candidates, reason)
    link = Link(best.item.qid, _confidence(points), METHOD)
    return Decision(entity, Verdict.LINKED, candidates, f"{points} points, clearly the best", link)


def _candidates(entity: Entity, context: Context, index: EntityIndex) -> tuple[Scored, ...]:
    """All items that the entity's names may stand for, each by its surest name; the best first."""
    best: dict[str, Match] = {}
    for name in dict.fromkeys((entity.name, *(form for form in context.forms if " " in form))):
        for match in index.find(name, entity.kind):
            former = best.get(match.item.qid)
            if former is None or _ORDER[match.how] < _ORDER[former.how]:
                best[match.item.qid] = match
    horizon = _horizon(index)
    scored = [_score(Question(match, context, horizon)) for match in best.values()]
    return tuple(sorted(scored, key=lambda each: (-each.points, int(each.item.qid[1:]))))


def _said(context: Context, horizon: date | None) -> tuple[str, str]:
    """Occupation and country by which the article tells a namesake apart, "" where it does not.

    The country counts only up to the index's horizon: afterwards somebody may serve another country.
    """
    occupation = next((word for word in context.occupations if tells_apart(word)), "")
    day = context.published
    if day is None or horizon is None or day > horizon:
        return occupation, ""
    return occupation, next((held.country.lower() for held in context.offices if held.country), "")


def _score(question: Question) -> Scored:
    found = (feature(question) for feature in FEATURES)
    return Scored(question.item, tuple(finding for finding in found if finding is not None))


def _horizon(index: EntityIndex) -> date | None:
    return bounds(index.horizon)[1] if index.horizon else None


def _confidence(points: float) -> float:
    share = min(1.0, (points - THRESHOLD) / (CERTAIN - THRESHOLD))
    return round(LOWEST + (HIGHEST - LOWEST) * share, 2)
