"""Links the entities of an analysis."""

from __future__ import annotations

from dataclasses import replace

from kg.link.context import Context, contexts
from kg.link.decision import Decision, Verdict, decide
from kg.link.judgements import Judgements
from kg.link.places import doubt
from kg.model import Analysis, Entity, EntityKind, Label, Position
from kg.model.indexed import IndexedItem
from kg.ports import EntityIndex


def link(analysis: Analysis, index: EntityIndex, judgements: Judgements | None = None) -> Analysis:
    """The analysis with links, labels, qualifiers and items of offices; a pure function of its arguments."""
    found = explain(analysis, index, judgements)
    return replace(
        analysis,
        entities=tuple(_labelled(decision, index) for decision in found),
        positions=tuple(_placed(position, index) for position in analysis.positions),
    )


def explain(
    analysis: Analysis, index: EntityIndex, judgements: Judgements | None = None
) -> tuple[Decision, ...]:
    """The decision on each entity, which has its qualifier; in the order of the analysis.

    A judgement is on the entity with the qualifier that the scorer gave it, so that it never changes an IRI.
    """
    about = contexts(analysis, index)
    return tuple(_decide(entity, about[entity.key], index, judgements) for entity in analysis.entities)


class IndexLinker:
    """A linker (`kg.ports.Linker`) over an index and a user's judgements."""

    def __init__(self, index: EntityIndex, judgements: Judgements | None = None) -> None:
        self._index = index
        self._judgements = judgements

    def link(self, analysis: Analysis) -> Analysis:
        """The analysis with links, labels and qualifiers filled in."""
        return link(analysis, self._index, self._judgements)

    def explain(self, analysis: Analysis) -> tuple[Decision, ...]:
        """The decision on each entity."""
        return explain(analysis, self._index, self._judgements)


def _decide(entity: Entity, context: Context, index: EntityIndex, judgements: Judgements | None) -> Decision:
    decision = _unjudged(entity, context, index)
    qualifier = entity.qualifier or _qualifier(decision, index)
    if qualifier != entity.qualifier:
        decision = replace(decision, entity=replace(entity, qualifier=qualifier))
    judged = judgements.on(decision.entity) if judgements else None
    if judged is None:
        return decision
    verdict = Verdict.JUDGED if judged.link else Verdict.REFUSED
    return replace(decision, verdict=verdict, reason="a person has settled it", link=judged.link)


def _unjudged(entity: Entity, context: Context, index: EntityIndex) -> Decision:
    decision = _proposed(entity, context, index)
    if entity.kind is not EntityKind.PLACE or decision.link is None:
        return decision
    item = index.item(decision.link.qid)
    doubtful = doubt(entity, item, context, index) if item else None
    return replace(decision, verdict=Verdict.DOUBTFUL, reason=doubtful, link=None) if doubtful else decision


def _proposed(entity: Entity, context: Context, index: EntityIndex) -> Decision:
    if entity.link is not None:
        return Decision(entity, Verdict.GIVEN, (), f"given by {entity.link.method}", entity.link)
    if entity.kind is EntityKind.COUNTRY:
        return Decision(entity, Verdict.UNKNOWN, (), "a country without an item in the gazetteer")
    return decide(entity, context, index)


def _qualifier(decision: Decision, index: EntityIndex) -> str:
    """What keeps a person apart from another of the same name; "" for nearly all."""
    if decision.entity.kind is not EntityKind.PERSON:
        return ""
    item = index.item(decision.link.qid) if decision.link else None
    return _apart(decision) if item is None else _namesake(decision.entity, item, index)


def _labelled(decision: Decision, index: EntityIndex) -> Entity:
    entity = replace(decision.entity, link=decision.link)
    item = index.item(decision.link.qid) if decision.link else None
    return entity if item is None else replace(entity, labels=_labels(entity, item))


def _labels(entity: Entity, item: IndexedItem) -> tuple[Label, ...]:
    """The entity's labels, and the item's in the languages in which the entity has none."""
    known = {label.language for label in entity.labels}
    further = (Label(item.name, "en"), *item.labels)
    return (*entity.labels, *(label for label in further if label.language not in known))


def _placed(position: Position, index: EntityIndex) -> Position:
    """The position with the item of its office, where its country has one office of the kind only."""
    if position.kind not in ONE_IN_A_COUNTRY or position.country is None or position.body is not None:
        return position
    return replace(position, item=index.office(position.kind, position.country))


ONE_IN_A_COUNTRY = frozenset({"head-of-state", "head-of-government", "foreign-minister"})
"""Kinds of office of which a country has one."""


def _namesake(entity: Entity, item: IndexedItem, index: EntityIndex) -> str:
    """What keeps a linked person apart from a better known one of the same name; "" for the best known."""
    same = [
        match.item for match in index.find(entity.name, entity.kind) if match.how.value in ("label", "alias")
    ]
    better = [
        other
        for other in same
        if (-other.popularity, int(other.qid[1:])) < (-item.popularity, int(item.qid[1:]))
    ]
    if not better or item not in same:
        return ""
    return "-".join(part for part in (item.country.lower(), item.born[:4]) if part) or item.qid.lower()


def _apart(decision: Decision) -> str:
    """What keeps an unlinked person apart from the known one of that name whom it surely is not."""
    if not decision.candidates:
        return ""
    best = decision.candidates[0]
    against = {finding.feature: finding for finding in best.findings if finding.points <= CONTRADICTION}
    whole = best.findings[0].points >= WHOLE_NAME
    if not whole or not against:
        return ""
    if "occupation" in against:
        return decision.occupation
    return decision.country


CONTRADICTION = -5.0
"""Points at or below which a feature excludes an item."""
WHOLE_NAME = 3.0
"""Points of a name that is the item's whole name."""
