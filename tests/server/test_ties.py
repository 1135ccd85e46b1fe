"""Events and neighbours from the file beside the store: the same as the store itself gives."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.rdf.vocabulary import PREFIXES
from kg.server import roleindex
from kg.server.refusal import Refused
from kg.server.things import mentions, neighbours, timeline
from kg.server.things.ties import Ties
from kg.store import Store
from tests.server.stories import story_graphs


class Ready:
    """A file that is there, or is not."""

    stamp = "now"

    def __init__(self, path: str) -> None:
        self._path = path

    async def path(self, _patience: float | None = None) -> str:
        return self._path


class Broken(Ready):
    """A file that cannot be made."""

    async def path(self, _patience: float | None = None) -> str:
        raise Refused(503, "The index cannot be made.")


class State:
    """Snapshots in a state by the name of `stamp`."""

    def __init__(self, stamp: str) -> None:
        self.snapshots = self
        self.current = self
        self.stamp = stamp


class Asked(Ties):
    """Ties with a file of the current state, or without one."""

    def __init__(self, path: str) -> None:
        self.index = Ready(path)  # type: ignore[assignment]
        self._pool = None  # type: ignore[assignment]

    async def _path(self) -> str:
        return await self.index.path()


@pytest.fixture(scope="module")
def both(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ties, ox.Store]]:
    """Ties on a file of the sample articles and of those that do not agree, and the store it was made of."""
    folder = tmp_path_factory.mktemp("ties")
    with Store.open_read_only(seed_store) as seeds, Store.open(folder / "store") as store:
        samples = [graph for iri in seeds.articles() if (graph := seeds.article_graph(iri))]
        store.replace([*samples, *story_graphs()])
    with Store.open_read_only(folder / "store") as store:
        assert roleindex.build(store.raw, folder / "roles.sqlite") > 50
        yield Asked(str(folder / "roles.sqlite")), store.raw


def things(store: ox.Store) -> list[str]:
    found = store.query(
        "SELECT DISTINCT ?x { ?e kg:eventType ?k ; ?r ?x . ?x a ?c FILTER(ISIRI(?x)) }", prefixes=PREFIXES
    )
    assert isinstance(found, ox.QuerySolutions)
    return sorted(row["x"].value for row in found)


@pytest.fixture
def asked_store(both: tuple[Ties, ox.Store], monkeypatch: pytest.MonkeyPatch) -> None:
    """Queries of the pages run on the store itself."""

    async def select(_pool: object, text: str, _seconds: float = 10.0) -> list[dict[str, Any]]:
        found = both[1].query(text, prefixes=PREFIXES)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [
            {
                name: {
                    "type": "uri" if isinstance(row[name], ox.NamedNode) else "literal",
                    "value": row[name].value,
                }
                for name in names
                if row[name] is not None
            }
            for row in found
        ]

    monkeypatch.setattr("kg.server.ask.select", select)


@pytest.mark.parametrize(
    ("index", "state", "path"),
    [
        (Ready("roles.sqlite"), "now", "roles.sqlite"),
        (Ready("roles.sqlite"), "later", ""),
        (Ready(""), "now", ""),
        (Broken(""), "now", ""),
    ],
)
def test_the_file_counts_only_if_it_is_of_the_current_state(index: Ready, state: str, path: str) -> None:
    ties = Ties(State(state))  # type: ignore[arg-type]
    ties.index = index  # type: ignore[assignment]
    assert asyncio.run(ties._path()) == path


@pytest.mark.usefixtures("asked_store")
def test_events_are_those_of_the_store(both: tuple[Ties, ox.Store]) -> None:
    ties, store = both
    several = 0
    for thing in things(store):
        found = asyncio.run(ties.events(thing, ""))
        assert found == asyncio.run(timeline.dated(None, thing, "")), thing  # type: ignore[arg-type]
        several += len(found) > 1
    assert several > 10


@pytest.mark.usefixtures("asked_store")
def test_events_with_somebody_are_those_of_the_store(both: tuple[Ties, ox.Store]) -> None:
    ties, _ = both
    base = "https://w3id.org/news-kg/"
    for one, other in (
        ("country/RU", "country/VE"),
        ("person/ayse-yilmaz", "country/TR"),
        ("country/RU", "country/TR"),
    ):
        found = asyncio.run(ties.events(base + one, base + other))
        assert found == asyncio.run(timeline.dated(None, base + one, base + other))  # type: ignore[arg-type]
        assert bool(found) is (other != "country/TR" or one.startswith("person"))


@pytest.mark.usefixtures("asked_store")
def test_neighbours_are_those_of_the_store(both: tuple[Ties, ox.Store]) -> None:
    ties, store = both
    seen = 0
    for thing in things(store):
        found = asyncio.run(ties.neighbours(thing))
        assert found == asyncio.run(neighbours.neighbours(None, thing)), thing  # type: ignore[arg-type]
        seen += len(found)
    assert seen > 40


@pytest.mark.usefixtures("asked_store")
def test_articles_are_those_of_the_store(both: tuple[Ties, ox.Store]) -> None:
    ties, store = both
    several = 0
    for thing in things(store):
        found = asyncio.run(ties.articles(thing))
        assert found == asyncio.run(mentions.articles(None, thing)), thing  # type: ignore[arg-type]
        several += len(found) > 1
    assert several > 2
