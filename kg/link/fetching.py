"""Adds to an index what Wikidata has on names that the index does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.link.classes import Classes, default_classes
from kg.link.client import Client
from kg.link.index import SqliteIndex
from kg.link.wikidata import (
    Raw,
    RawOffice,
    classes_of,
    finished,
    read_item,
    read_office,
)
from kg.link.writer import new_index
from kg.model import EntityKind


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch gave: names asked for, items added, requests made."""

    names: int
    items: int
    requests: int


def fetch(
    names: Iterable[tuple[str, EntityKind]],
    client: Client,
    base: Path,
    target: Path,
    classes: Classes | None = None,
) -> Fetched:
    """Make an index at `target` of all in `base` and the items of the kinds that Wikidata finds by the names.

    Also fetched are the offices that found persons held, for their words and countries.
    """
    asked = list(dict.fromkeys(names))
    taken = classes or default_classes()
    kinds_by_qid: dict[str, set[EntityKind]] = {}
    for name, kind in asked:
        for qid in client.search(name):
            kinds_by_qid.setdefault(qid, set()).add(kind)
    raws = [raw for raw in _raws(client.entities(kinds_by_qid), taken) if _wanted(raw, kinds_by_qid)]
    offices = {office.qid: office for office in _offices(client, raws)}
    countries = _countries(base, client, raws, offices.values())
    with new_index(target, base=base) as index:
        for raw in raws:
            index.add(finished(raw, countries, offices), raw.names)
    return Fetched(len(asked), len(raws), client.asked)


def _raws(entities: Iterator[Mapping[str, Any]], classes: Classes) -> Iterator[Raw]:
    for entity in entities:
        kind = classes.kind_of(classes_of(entity))
        raw = read_item(entity, kind) if kind else None
        if raw is not None:
            yield raw


def _wanted(raw: Raw, kinds_by_qid: Mapping[str, set[EntityKind]]) -> bool:
    """Whether an item is of a kind that was asked for; one that was merged into another has a new identifier."""
    return raw.item.kind in kinds_by_qid.get(raw.item.qid, set(EntityKind))


def _offices(client: Client, raws: list[Raw]) -> Iterator[RawOffice]:
    held = sorted({held.office for raw in raws for held in raw.held}, key=lambda qid: (len(qid), qid))
    for entity in client.entities(held):
        yield read_office(entity)


def _countries(base: Path, client: Client, raws: list[Raw], offices: Iterable[RawOffice]) -> dict[str, str]:
    """ISO codes of the countries that the items and offices name; unknown ones are asked for."""
    wanted = sorted({raw.country for raw in raws} | {office.country for office in offices} - {""})
    index = SqliteIndex.open(base)
    known = {qid: item.country for qid in wanted if qid and (item := index.item(qid)) is not None}
    index.close()
    missing = [qid for qid in wanted if qid and qid not in known]
    for entity in client.entities(missing):
        raw = read_item(entity, EntityKind.COUNTRY)
        if raw is not None and raw.iso2:
            known[raw.item.qid] = raw.iso2
    return known
