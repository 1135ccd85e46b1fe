"""Bad networks, servers and clients that die: no half article, no loss, no doubles."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreRefused, StoreUnreachable
from kg.rdf import ArticleGraph, article_graph
from kg.store.remote import Access, RemoteStore
from kg.store.remote.client import Clock
from tests.rdf.analyses import sample
from tests.store import servers
from tests.store.faults import FAULTS, PASS, SLOW_SECONDS, Proxy, proxied, steps_of
from tests.store.graphs import POOL, article
from tests.store.servers import Server
from tests.store.test_contract import check

HASTY = Clock(sleep=lambda seconds: time.sleep(min(seconds, 0.02)))
PATIENT = Access(timeout=SLOW_SECONDS * 0.75, patience=300)
AT_ONCE = Access(timeout=20, patience=0)
"""Gives up with the first trouble, as a client that is killed."""


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(request.param)
    servers.empty(found)
    return found


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    with proxied(server.endpoints) as made:
        yield made


def batches(seed: int, number: int) -> Iterator[list[ArticleGraph]]:
    """Batches over a few articles that share facts, so that most replace or empty something."""
    chance = random.Random(seed)
    for _ in range(number):
        yield [
            article(name, *chance.sample(range(len(POOL)), chance.randint(0, 5)))
            for name in chance.sample("abcdef", 3)
        ]


def after(model: dict[str, ArticleGraph], batch: list[ArticleGraph]) -> dict[str, ArticleGraph]:
    return model | {graph.iri: graph for graph in batch}


def test_every_kind_of_trouble_is_got_over(server: Server, proxy: Proxy, tmp_path: Path) -> None:
    chance = random.Random(7)
    queue = [fault for fault in FAULTS for _ in range(2)]
    chance.shuffle(queue)
    asked = 0

    def plan(_path: str, _body: bytes) -> str:
        nonlocal asked
        asked += 1
        return queue.pop() if queue and asked % 3 == 0 else PASS

    model: dict[str, ArticleGraph] = {}
    with RemoteStore.open(proxy.endpoints, tmp_path / "notes", PATIENT, clock=HASTY) as store:
        proxy.plan = plan
        for batch in batches(1, 40):
            store.replace(batch)
            model = after(model, batch)
            if not queue:
                break
    assert sorted(proxy.seen) == sorted(FAULTS * 2), "each fault came up twice"
    with RemoteStore.open(server.endpoints, tmp_path / "other") as store:
        assert not store.mended
        check(store, model)


FIRST = [article("a", 0, 1, 6), article("b", 0, 3), article("c", 2)]
SECOND = [article("a", 1, 2, 7), article("b"), article("d", 0, 4)]


@pytest.mark.parametrize("has_journal", [True, False], ids=["the same client", "another machine"])
def test_wherever_a_batch_is_cut_short_it_is_finished_or_taken_out(
    server: Server, proxy: Proxy, tmp_path: Path, *, has_journal: bool
) -> None:
    cuts = _number_of_steps(proxy, tmp_path)
    assert cuts > 5
    outcomes = set()
    for cut in range(cuts + 1):
        servers.empty(server)
        with RemoteStore.open(server.endpoints, tmp_path / f"notes{cut}") as store:
            store.replace(FIRST)
            version = store.version
        proxy.plan = lambda path, body, cut=cut: f"steps:{cut}" if _is_commit(proxy, path, body) else PASS
        with RemoteStore.open(proxy.endpoints, tmp_path / f"notes{cut}", AT_ONCE, clock=HASTY) as store:
            with pytest.raises(StoreUnreachable):
                store.replace(SECOND)
            proxy.plan = lambda _path, _body: PASS
        notes = tmp_path / (f"notes{cut}" if has_journal else f"elsewhere{cut}")
        with RemoteStore.open(server.endpoints, notes) as store:
            changed = {graph.iri for graph in SECOND}
            whole, before = after(_model(FIRST), SECOND), _model(FIRST)
            if store.mended.removed:
                outcomes.add("removed")
                assert set(store.mended.removed) <= changed
                rest = (
                    whole if store.version - version > 1 else before
                )  # one commit took the removed ones out
                check(store, {iri: graph for iri, graph in rest.items() if iri not in store.mended.removed})
            elif not has_journal and store.articles() == tuple(
                sorted(before)
            ):  # no article of it had come through
                check(store, before)
            else:
                outcomes.add("finished")
                check(store, whole)
            store.replace(SECOND)  # as the next run of the same articles does
            check(store, whole)
    assert outcomes == ({"finished"} if has_journal else {"removed", "finished"})


def _number_of_steps(proxy: Proxy, tmp_path: Path) -> int:
    steps = []
    with RemoteStore.open(proxy.endpoints, tmp_path / "count") as store:
        store.replace(FIRST)

        def plan(path: str, body: bytes) -> str:
            if _is_commit(proxy, path, body):
                steps.append(steps_of(body))
            return PASS

        proxy.plan = plan
        store.replace(SECOND)
    (number,) = steps
    return number


def _is_commit(proxy: Proxy, path: str, body: bytes) -> bool:
    return proxy.endpoints.update.endswith(path) and b"records#pending" in body and b"INSERT DATA" in body


def _model(graphs: list[ArticleGraph]) -> dict[str, ArticleGraph]:
    return {graph.iri: graph for graph in graphs}


def test_a_write_after_a_failed_one_finishes_that_first(server: Server, proxy: Proxy, tmp_path: Path) -> None:
    with RemoteStore.open(proxy.endpoints, tmp_path / "notes", AT_ONCE, clock=HASTY) as store:
        store.replace(FIRST)
        proxy.plan = lambda path, body: "steps:3" if _is_commit(proxy, path, body) else PASS
        with pytest.raises(StoreUnreachable, match="did not answer"):
            store.replace(SECOND)
        proxy.plan = lambda _path, _body: PASS
        store.replace([article("e", 5)])
        assert store.mended.finished == tuple(sorted(graph.iri for graph in SECOND))
    with RemoteStore.open(server.endpoints, tmp_path / "other") as store:
        check(store, after(after(_model(FIRST), SECOND), [article("e", 5)]))


def test_the_journal_of_a_store_that_was_replaced_by_another_is_not_played(
    server: Server, proxy: Proxy, tmp_path: Path
) -> None:
    with RemoteStore.open(proxy.endpoints, tmp_path / "notes", AT_ONCE, clock=HASTY) as store:
        proxy.plan = lambda path, body: "refuse" if _is_commit(proxy, path, body) else PASS
        with pytest.raises(StoreUnreachable):
            store.replace(FIRST)
    servers.empty(server)
    with RemoteStore.open(server.endpoints, tmp_path / "other") as store:
        version = store.version
    with RemoteStore.open(server.endpoints, tmp_path / "notes") as store:
        assert store.version == version
        assert not store.mended
        check(store, {})


def test_a_writer_whose_turn_was_over_goes_on_from_what_the_next_one_wrote(
    server: Server, tmp_path: Path
) -> None:
    with RemoteStore.open(server.endpoints, tmp_path / "notes") as first:
        first.replace(FIRST)
        assert first._lease is not None
        first._lease.release()  # as if its time were over
        with RemoteStore.open(server.endpoints, tmp_path / "other") as second:
            second.replace(SECOND)
            version = second.version
        first.replace([article("c", 1)])
        assert first.version == version + 1
        check(first, after(after(_model(FIRST), SECOND), [article("c", 1)]))


def test_a_commit_that_the_server_will_not_have_is_taken_back(proxy: Proxy, tmp_path: Path) -> None:
    with RemoteStore.open(proxy.endpoints, tmp_path / "notes", PATIENT, clock=HASTY) as store:
        store.replace(FIRST)
        proxy.plan = lambda path, body: "broken" if _is_commit(proxy, path, body) else PASS
        with pytest.raises(StoreRefused):
            store.replace(SECOND)
        proxy.plan = lambda _path, _body: PASS
        check(store, _model(FIRST))
        store.replace(SECOND)
        check(store, after(_model(FIRST), SECOND))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["oxigraph", "virtuoso"])
def test_a_server_that_is_killed_again_and_again_loses_nothing(kind: str, tmp_path: Path) -> None:
    server = getattr(servers, kind)(tmp_path / kind)
    server.start()
    chance = random.Random(3)
    done = threading.Event()
    model: dict[str, ArticleGraph] = {}
    failed: list[BaseException] = []
    real = article_graph(sample())

    def write() -> None:
        nonlocal model
        try:
            with RemoteStore.open(
                server.endpoints, tmp_path / "notes", Access(timeout=10, patience=120)
            ) as store:
                number = 0
                while not done.is_set():
                    for batch in batches(number, 5):
                        whole = [*batch, ArticleGraph.of(real.iri, real.triples[number % 7 :])]
                        store.replace(whole)
                        model = after(model, whole)
                    number += 1
        except BaseException as error:
            failed.append(error)
            raise

    writer = threading.Thread(target=write)
    try:
        writer.start()
        for _ in range(4):
            time.sleep(chance.uniform(0.5, 2.0))
            server.kill()
            time.sleep(chance.uniform(0.0, 0.5))
            server.start()
        done.set()
        writer.join(timeout=180)
        assert not writer.is_alive()
        assert not failed
        with RemoteStore.open(server.endpoints, tmp_path / "other") as store:
            lost = set(store.mended.removed)
            assert kind == "virtuoso" or not lost, (
                "only Virtuoso may lose the last step of an answered request"
            )
            assert lost <= set(model)
            check(store, {iri: graph for iri, graph in model.items() if iri not in lost})
            store.replace([model[iri] for iri in sorted(lost)])
            check(store, model)
    finally:
        done.set()
        server.kill()


def test_a_server_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    port = servers.free_port()
    endpoints = servers.Endpoints.of(f"http://127.0.0.1:{port}/query")
    with pytest.raises(StoreUnreachable, match=r"did not answer in 1 s.*See whether it runs"):
        RemoteStore.open(endpoints, tmp_path / "notes", Access(patience=1), clock=HASTY)


def test_a_wrong_address_is_said_at_once(oxigraph: Server, tmp_path: Path) -> None:
    wrong = servers.Endpoints.of(oxigraph.endpoints.query.replace("/query", "/nothing"))
    with pytest.raises(StoreRefused, match=r"nothing of the kind.*KG_STORE_UPDATE_URL"):
        RemoteStore.open(wrong, tmp_path / "notes")
