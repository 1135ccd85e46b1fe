"""What an analysis claims, as its graph would say it: what has one node is one claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import NamedNode

from kg.model import Agreement, Analysis, Entity, EntityKind, Occurrence
from kg.pipeline.scoring_names import any_same_name
from kg.rdf.naming import Names

_Item = TypeVar("_Item", Entity, Agreement, Occurrence)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who can have a role: a country by its ISO code, anybody else by labels."""

    labels: tuple[str, ...]
    iso2: str | None = None

    def is_called(self, name: str, forms: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether the gold means this one by `name`, an ISO code or a key of `forms`."""
        if self.iso2 is not None:
            return self.iso2 == name
        return name in forms and any_same_name(self.labels, forms[name])

    def __str__(self) -> str:
        return self.iso2 or self.labels[0]


@dataclass(frozen=True, slots=True)
class NamedClaim:
    """A person or country that the article is said to name, as sure as its surest mention (0 to 1)."""

    player: Player
    confidence: float


@dataclass(frozen=True, slots=True)
class AgreementClaim:
    """An agreement; dates are EDTF."""

    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    parties: tuple[Player, ...]
    signed: tuple[str, ...]
    in_force: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class EventClaim:
    """An event or prospect. `roles` are actors, recipients, participants; `when` is EDTF."""

    types: tuple[str, ...]
    roles: tuple[tuple[Player, ...], tuple[Player, ...], tuple[Player, ...]]
    when: tuple[str, ...]
    modalities: tuple[str, ...]
    quotes: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims about one article, in the order of their nodes; the default is that there are none."""

    persons: tuple[NamedClaim, ...] = ()
    countries: tuple[NamedClaim, ...] = ()
    agreements: tuple[AgreementClaim, ...] = ()
    events: tuple[EventClaim, ...] = ()

    @classmethod
    def of(cls, analysis: Analysis) -> Claims:
        """The claims of an analysis."""
        names = Names.of(analysis)
        groups = _groups(names.entities, analysis.entities)
        nodes = {node: _player(group) for node, group in groups.items()}
        players = {key: nodes[node] for key, node in names.entities.items()}
        named, used = _mentioned(analysis, names), _used(analysis, names)

        def claims(kind: EntityKind) -> Iterator[NamedClaim]:
            for node, group in groups.items():
                if group[0].kind is kind and (kind is EntityKind.PERSON or node in used):
                    yield NamedClaim(nodes[node], named.get(node, 0.0))

        agreements = _groups(names.agreements, analysis.agreements).values()
        occurrences = _groups(names.occurrences, analysis.occurrences).values()
        return cls(
            persons=tuple(claims(EntityKind.PERSON)),
            countries=tuple(claims(EntityKind.COUNTRY)),
            agreements=tuple(_agreement(group, players) for group in agreements),
            events=tuple(_event(group, players, analysis.article.text) for group in occurrences),
        )


def _groups(names: Mapping[str, NamedNode], items: Iterable[_Item]) -> dict[NamedNode, list[_Item]]:
    """What has one node together, in the order of the nodes' IRIs."""
    same: defaultdict[NamedNode, list[_Item]] = defaultdict(list)
    for item in items:
        same[names[item.key]].append(item)
    return dict(sorted(same.items(), key=lambda pair: pair[0].value))


def _player(group: list[Entity]) -> Player:
    preferred = [item.name for item in group]
    others = [name for item in group for name in (*(label.text for label in item.labels), *item.aliases)]
    return Player(tuple(dict.fromkeys((*preferred, *others))), group[0].iso2)


def _mentioned(analysis: Analysis, names: Names) -> dict[NamedNode, float]:
    """The confidence of the surest mention of each node that has one."""
    surest: dict[NamedNode, float] = {}
    for item in analysis.mentions:
        node = names.entities[item.entity]
        surest[node] = max(item.confidence, surest.get(node, 0.0))
    return surest


def _used(analysis: Analysis, names: Names) -> set[NamedNode]:
    """Nodes that are mentioned, take part in something, or are the country of something."""
    keys = {item.entity for item in analysis.mentions}
    for occurrence in analysis.occurrences:
        keys.update(occurrence.everyone)
        keys.update(key for key in (occurrence.place, occurrence.origin) if key)
    for agreement in analysis.agreements:
        keys.update(agreement.parties)
    codes = {item.country for item in analysis.entities} | {item.country for item in analysis.positions}
    countries = {names.countries[code] for code in codes if code and code in names.countries}
    return {names.entities[key] for key in keys} | countries


def _agreement(group: list[Agreement], players: Mapping[str, Player]) -> AgreementClaim:
    return AgreementClaim(
        labels=_each(label for item in group for label in (item.label, *item.aliases)),
        kinds=_each(item.kind for item in group),
        parties=_each(players[key] for item in group for key in item.parties),
        signed=_each(str(item.signed) for item in group if item.signed),
        in_force=_each(str(item.in_force) for item in group if item.in_force),
        confidence=max(item.evidence.confidence for item in group),
    )


def _event(group: list[Occurrence], players: Mapping[str, Player], text: str) -> EventClaim:
    return EventClaim(
        types=_each(kind for item in group for kind in item.types),
        roles=(
            _each(players[key] for item in group for key in item.actors),
            _each(players[key] for item in group for key in item.recipients),
            _each(players[key] for item in group for key in item.participants),
        ),
        when=_each(str(item.when) for item in group if item.when),
        modalities=_each(item.modality.value for item in group),
        quotes=_each(sentence.of(text) for item in group for sentence in item.evidence.sentences),
        confidence=max(item.evidence.confidence for item in group),
    )


def _each(items: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(items))
