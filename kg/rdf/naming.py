"""Which node stands for which key of an analysis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.model import Agreement, Analysis, Modality, Occurrence
from kg.rdf import iris


@dataclass(frozen=True, slots=True)
class Names:
    """The nodes of one analysis. Several keys can have one node: then they are one thing.

    `countries` maps the ISO codes of the countries that are entities of the analysis; `wholes` maps an
    occurrence to the one it is part of.
    """

    article: NamedNode
    language: str
    entities: Mapping[str, NamedNode]
    countries: Mapping[str, NamedNode]
    agreements: Mapping[str, NamedNode]
    occurrences: Mapping[str, NamedNode]
    wholes: Mapping[str, NamedNode]

    @classmethod
    def of(cls, analysis: Analysis) -> Names:
        """Names for everything in the analysis."""
        entities = {item.key: iris.entity(item) for item in analysis.entities}
        occurrences = _occurrences(analysis, entities)
        return cls(
            article=iris.article(analysis.article),
            language=analysis.article.language,
            entities=entities,
            countries={item.iso2: entities[item.key] for item in analysis.entities if item.iso2},
            agreements=_agreements(analysis.agreements, entities),
            occurrences=occurrences,
            wholes=_wholes(analysis.occurrences, occurrences),
        )

    def of_entities(self, keys: Iterable[str]) -> list[NamedNode]:
        """The nodes of entity keys, in their order."""
        return [self.entities[key] for key in keys]


def _agreements(agreements: Iterable[Agreement], entities: Mapping[str, NamedNode]) -> dict[str, NamedNode]:
    """Parties and kind make the name; the label joins it where there are no parties or it is needed."""
    same: defaultdict[NamedNode, list[Agreement]] = defaultdict(list)
    for item in agreements:
        same[iris.agreement(item.kind, (entities[key] for key in item.parties))].append(item)
    names = {}
    for node, group in same.items():
        several = len({iris.slug(item.label) for item in group}) > 1
        for item in group:
            parties = [entities[key] for key in item.parties]
            labelled = several or not parties
            names[item.key] = iris.agreement(item.kind, parties, item.label) if labelled else node
    return names


def _occurrences(analysis: Analysis, entities: Mapping[str, NamedNode]) -> dict[str, NamedNode]:
    """Names by day where the day is exact, else by article; in the order of the analysis."""
    by_day = _by_day(analysis.occurrences, entities)
    names: dict[str, NamedNode] = {}
    taken = set(by_day.values())
    for item in analysis.occurrences:
        node = by_day.get(item.key)
        number = 0
        while node is None:
            number += 1
            node = iris.event_of_article(analysis.article, item.types[0], _who(item, entities), number)
            if node in taken:
                node = None
        taken.add(node)
        names[item.key] = node
    return names


def _by_day(occurrences: Iterable[Occurrence], entities: Mapping[str, NamedNode]) -> dict[str, NamedNode]:
    """The occurrences that may have the name of their day.

    One name has one modality, `actual` if any is: what an article says took place and what it says
    did not are two nodes. Nor is an occurrence the same as the one that it is a part of.
    """
    same: defaultdict[NamedNode, list[Occurrence]] = defaultdict(list)
    for item in occurrences:
        exact = item.when.exact_day if item.when else None
        if exact is not None:
            same[iris.event_of_day(exact, item.types[0], _who(item, entities))].append(item)
    names = {}
    for node, group in same.items():
        modalities = [item.modality for item in group]
        modality = Modality.ACTUAL if Modality.ACTUAL in modalities else modalities[0]
        keys = {item.key for item in group}
        for item in group:
            if item.modality is modality and item.part_of not in keys:
                names[item.key] = node
    return names


def _wholes(occurrences: Iterable[Occurrence], names: Mapping[str, NamedNode]) -> dict[str, NamedNode]:
    """What each occurrence is part of, less what would close a circle: nothing is part of itself.

    Two occurrences with one node can be parts of different ones, hence circles that the analysis has not.
    """
    wholes: dict[str, NamedNode] = {}
    above: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for item in occurrences:
        if item.part_of is None:
            continue
        part, whole = names[item.key], names[item.part_of]
        if part not in _and_above(whole, above):
            wholes[item.key] = whole
            above[part].add(whole)
    return wholes


def _and_above(node: NamedNode, above: Mapping[NamedNode, set[NamedNode]]) -> set[NamedNode]:
    found, waiting = set(), [node]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += above.get(current, ())
    return found


def _who(item: Occurrence, entities: Mapping[str, NamedNode]) -> str:
    return iris.who(
        item.types[0],
        [entities[key] for key in item.actors],
        [entities[key] for key in item.recipients],
        [entities[key] for key in item.participants],
        entities[item.place] if item.place else None,
    )
