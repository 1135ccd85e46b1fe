"""Snapshots are whole, belong to those who use them, and go when nobody does."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError, StoreMissing
from kg.server.refusal import Refused
from kg.server.snapshots import Snapshots
from kg.store import checkpoint


@pytest.fixture
def store(tmp_path: Path) -> ox.Store:
    return ox.Store(str(tmp_path / "store"))


def write(store: ox.Store, number: int) -> None:
    store.update(f"DELETE WHERE {{ ?s ?p ?o }} ; INSERT DATA {{ <urn:s> <urn:p> {number} }}")


def read(path: Path | str) -> list[str]:
    return [
        quad.object.value for quad in ox.Store.read_only(str(path)) if isinstance(quad.object, ox.Literal)
    ]


def settled(path: Path) -> str:
    """The stamp once the engine has tidied up after a commit."""
    former = ""
    while (stamp := checkpoint.look(path).stamp) != former:
        former = stamp
        time.sleep(0.1)
    return stamp


def exists(path: str) -> bool:
    return Path(path).exists()


def test_a_snapshot_stays_as_the_store_was(store: ox.Store, tmp_path: Path) -> None:
    for number in range(3):
        write(store, number)
        checkpoint.take(tmp_path / "store", tmp_path / str(number))
    store.flush()
    store.optimize()
    assert [read(tmp_path / str(number)) for number in range(3)] == [["0"], ["1"], ["2"]]


def test_a_stamp_changes_with_each_commit_only(store: ox.Store, tmp_path: Path) -> None:
    stamps = []
    for number in range(3):
        write(store, number)
        stamps.append(settled(tmp_path / "store"))
        assert settled(tmp_path / "store") == stamps[-1]
    assert len(set(stamps)) == 3


def test_a_copy_during_which_the_manifest_changed_is_taken_again(store: ox.Store, tmp_path: Path) -> None:
    write(store, 1)
    left = [2, 3]

    def interrupted(source: Path, target: Path, state: checkpoint.State) -> None:
        checkpoint.copy_files(source, target, state)
        if left:
            write(store, left.pop(0))
            store.flush()

    checkpoint.take(tmp_path / "store", tmp_path / "copy", interrupted)
    assert left == []
    assert read(tmp_path / "copy") == ["3"]


def test_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="no store"):
        checkpoint.look(tmp_path)


def test_a_snapshot_goes_when_nobody_uses_it(store: ox.Store, tmp_path: Path) -> None:
    async def scenario() -> None:
        opened: list[str] = []

        async def trial(path: str) -> None:
            opened.append(path)
            snapshots.use(path, "")
            snapshots.use("", path)  # whoever tried it goes over to another one at once

        snapshots = Snapshots(tmp_path / "store", tmp_path / "where", trial)
        snapshots.open()
        write(store, 1)
        first = await snapshots.refresh()
        assert await snapshots.refresh() is first
        snapshots.use(first.path, "")
        write(store, 2)
        second = await snapshots.refresh()
        assert opened == [first.path, second.path]
        assert (read(first.path), read(second.path)) == (["1"], ["2"])
        snapshots.use(second.path, first.path)
        for _ in range(100):
            if not exists(first.path):
                break
            await asyncio.sleep(0.01)
        assert not exists(first.path)
        assert exists(second.path)
        snapshots.close()
        assert not exists(str(tmp_path / "where"))

    asyncio.run(scenario())


def test_a_store_that_cannot_be_opened_is_told(store: ox.Store, tmp_path: Path) -> None:
    async def scenario() -> None:
        async def trial(_: str) -> None:
            raise Refused(500, "broken")

        snapshots = Snapshots(tmp_path / "store", tmp_path / "where", trial)
        snapshots.open()
        write(store, 1)
        with pytest.raises(StoreError, match="cannot be opened"):
            await snapshots.refresh()
        assert snapshots.current is None
        snapshots.close()

    asyncio.run(scenario())
