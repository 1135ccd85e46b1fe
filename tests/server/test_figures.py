"""Counts of events by month, kind and country: the same as SPARQL gives, and what the pages make of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.queries import load_queries
from kg.rdf.vocabulary import BASE, PREFIXES
from kg.server import eventindex
from kg.server.bars import chart
from kg.server.choosing import asked
from kg.server.figures import Chosen, Figures
from kg.server.pairspage import ties
from kg.server.quadrants import CONFLICT, COOPERATION, QUADRANTS, event_types, quadrant
from kg.store import Store


class Counted(Figures):
    """Figures from a file that is there already."""

    def __init__(self, path: Path) -> None:
        self.index = Ready(str(path))  # type: ignore[assignment]


class Ready:
    def __init__(self, path: str) -> None:
        self._path = path

    async def path(self, _patience: float | None = None) -> str:
        return self._path


@pytest.fixture(scope="module")
def counted(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Counted, ox.Store]:
    target = tmp_path_factory.mktemp("figures") / "events.sqlite"
    with Store.open_read_only(seed_store) as store:
        assert eventindex.build(store.raw, target) > 50
        return Counted(target), store.raw


def rows(store: ox.Store, text: str) -> list[dict[str, str]]:
    found = store.query(text, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]


def query(name: str) -> str:
    return next(one.text for one in load_queries() if one.id == name)


def test_pairs_of_countries_are_those_of_the_query(counted: tuple[Counted, ox.Store]) -> None:
    figures, store = counted
    expected: Counter[tuple[str, str, str]] = Counter()
    for row in rows(store, query("cooperation-and-conflict")):
        one, other = (eventindex.code(row[name]) for name in ("one", "other"))
        expected[min(one, other), max(one, other), row["side"]] += int(row["events"])
    found: Counter[tuple[str, str, str]] = Counter()
    for tie in ties(asyncio.run(figures.pairs())).values():
        found[tie.one, tie.other, "cooperation"] = tie.cooperation
        found[tie.one, tie.other, "conflict"] = tie.conflict
    assert +found == +expected
    assert len(+found) > 5


def test_months_of_dated_events_are_those_of_the_query(counted: tuple[Counted, ox.Store]) -> None:
    figures, store = counted
    expected = {
        (row["month"], row["type"]): int(row["events"]) for row in rows(store, query("events-per-month"))
    }
    assert len(expected) > 5
    for (month, event_type), n in expected.items():
        chosen = Chosen(type=event_type, since=month, until=month, own=True)
        assert sum(count for _, _, count in asyncio.run(figures.monthly(chosen))) == n


@pytest.mark.parametrize("chosen", [
    Chosen(), Chosen(country="RU"), Chosen(quadrant="material-conflict"), Chosen(country="VE", other="RU"),
    Chosen(type=f"{BASE}type/event/consult-phone"), Chosen(since="2025-01", until="2025-12"), Chosen(own=True),
    Chosen(country="RU", quadrant="verbal-cooperation", since="2025-12", until="2025-12", own=True),
], ids=str)  # fmt: skip
def test_the_list_has_as_many_events_as_the_chart(counted: tuple[Counted, ox.Store], chosen: Chosen) -> None:
    figures, _ = counted
    listed = asyncio.run(figures.events(chosen, 10_000))
    assert listed
    assert len(set(listed)) == len(listed)
    kinds = Counter[str]()
    for _, kind, n in asyncio.run(figures.monthly(chosen)):
        kinds[kind] += n
    assert max(kinds.values()) <= len(listed) <= sum(kinds.values())  # an event of two kinds counts in both


def test_pages_of_a_list_follow_each_other(counted: tuple[Counted, ox.Store]) -> None:
    figures, _ = counted
    whole = asyncio.run(figures.events(Chosen(), 40))
    assert [
        *asyncio.run(figures.events(Chosen(), 15)),
        *asyncio.run(figures.events(Chosen(), 25, 15)),
    ] == whole


def test_counts_by_class_are_those_of_the_store(counted: tuple[Counted, ox.Store]) -> None:
    figures, store = counted
    counts = asyncio.run(figures.counts())
    for name, n in counts.items():
        assert rows(store, f"SELECT (COUNT(*) AS ?n) {{ ?s a kg:{name} }}") == [{"n": str(n)}]
    assert counts["Article"] == 15


def test_every_event_type_has_one_kind() -> None:
    kinds = Counter(quadrant(one) for one in event_types())
    assert set(kinds) == set(QUADRANTS)
    assert kinds["verbal-cooperation"] > 5


NONSENSE: list[dict[str, str]] = [
    {"kind": "' OR 1=1 --"}, {"country": "XX"}, {"country": "<script>"}, {"since": "2025-00"}, {"until": "999"},
    {"page": "0"}, {"page": "-1"}, {"page": "9" * 30}, {"page": "²"}, {"period": "2025-1"}, {"own": "yes"},
    {"country": "RU", "other": "RU"}, {"other": "RU"},
]  # fmt: skip


@pytest.mark.parametrize("given", NONSENSE, ids=str)
def test_parameters_that_make_no_sense_narrow_nothing(given: dict[str, str]) -> None:
    found = asked(given, {"RU": "Rusya"})
    assert found.page == 1
    assert found.parameters() in ({}, {"country": "RU"})


def test_a_chart_keeps_its_bars_inside() -> None:
    counts: dict[str, dict[str, int]] = {f"2025-{m:02}": {"a": m * 100, "b": 1, "c": m} for m in range(1, 13)}
    drawn = chart(counts, ["a", "b"], ["c"])
    assert [bar.total for bar in drawn.bars] == [m * 101 + 1 for m in range(1, 13)]
    edges: list[Any] = [(part.y, part.y + part.height) for bar in drawn.bars for part in bar.parts]
    assert all(0 <= top <= bottom <= drawn.height for top, bottom in edges)
    assert all(part.y >= drawn.zero for bar in drawn.bars for part in bar.parts if part.kind == "c")


def test_kinds_of_cooperation_and_conflict_are_apart() -> None:
    assert not set(COOPERATION) & set(CONFLICT)
    assert {*COOPERATION, *CONFLICT} < set(QUADRANTS)
