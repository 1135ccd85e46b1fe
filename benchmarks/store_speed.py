"""How fast stores take articles: the embedded one, Oxigraph's server, Virtuoso.

    python -m benchmarks.store_speed                          # the seeds' articles, multiplied to 400
    python -m benchmarks.store_speed --graphs my-store        # the article graphs of a store
    python -m benchmarks.store_speed --articles 2000 --batch 100

The graphs are there before the clock starts, so this is the store alone: written when they are new, written again
unchanged, replaced by graphs of which a tenth is gone, forgotten one by one.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.acquire import read_articles
from kg.pipeline.workshop import Processed, default_workshop
from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import ARTICLE
from kg.store import AnyStore, RemoteStore, Store
from tests.store import servers

STORES = ("embedded", "oxigraph", "virtuoso")
FORGOTTEN = 50


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--batch", type=int, default=200)
    parser.add_argument("--graphs", type=Path, help="folder of a store with real articles")
    parser.add_argument("--stores", nargs="+", default=STORES, choices=STORES)
    given = parser.parse_args()
    graphs = list(_of_store(given.graphs, given.articles) if given.graphs else _multiplied(given.articles))
    triples = sum(map(len, graphs))
    print(
        f"{len(graphs)} articles, {triples} triples, {triples / len(graphs):.0f} each, batches of {given.batch}\n"
    )
    print(f"{'articles a second':<18}{'new':>10}{'unchanged':>12}{'replaced':>10}{'forgotten':>11}")
    for name in given.stores:
        with tempfile.TemporaryDirectory(prefix="kg-speed-") as folder, ExitStack() as stack:
            try:
                store = _open(name, Path(folder), stack)
            except pytest.skip.Exception as missing:
                print(f"{name:<18}{missing}")
                continue
            with store:
                speeds = list(_speeds(store, graphs, given.batch))
            print(f"{name:<18}" + "".join(f"{speed:>11.1f}" for speed in speeds))


def _open(name: str, folder: Path, stack: ExitStack) -> AnyStore:
    if name == "embedded":
        return Store.open(folder / "store")
    server = servers.oxigraph(folder / name) if name == "oxigraph" else servers.virtuoso(folder / name)
    stack.callback(server.kill)
    server.start()
    return RemoteStore.open(server.endpoints, folder / "notes")


def _speeds(store: AnyStore, graphs: list[ArticleGraph], batch: int) -> Iterator[float]:
    parts = [graphs[start : start + batch] for start in range(0, len(graphs), batch)]
    smaller = [
        ArticleGraph.of(each.iri, (t for n, t in enumerate(each.triples) if n % 10)) for each in graphs
    ]
    changed = [smaller[start : start + batch] for start in range(0, len(smaller), batch)]
    yield _timed(len(graphs), lambda: [store.replace(part) for part in parts])
    yield _timed(len(graphs), lambda: [store.replace(part) for part in parts])
    yield _timed(len(graphs), lambda: [store.replace(part) for part in changed])
    few = graphs[:FORGOTTEN]
    yield _timed(len(few), lambda: [store.forget(each.iri) for each in few])
    if not store.check_merged().was_right:
        raise SystemExit("the merged graph is wrong")


def _timed(number: int, work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return number / (time.perf_counter() - begun)


def _of_store(path: Path, number: int) -> Iterator[ArticleGraph]:
    with Store.open_read_only(path) as store:
        for iri in store.articles()[:number]:
            graph = store.article_graph(iri)
            if graph:
                yield graph


def _multiplied(number: int) -> Iterator[ArticleGraph]:
    """The seeds' graphs, each as often as needed under another article's name."""
    workshop = default_workshop()
    articles = [item for item in read_articles(["seeds"]) if not hasattr(item, "kind")]
    made = [done.graph for item in articles if isinstance(done := workshop.process(item), Processed)]
    for turn in count():
        for place, graph in enumerate(made):
            if turn * len(made) + place >= number:
                return
            iri = f"{ARTICLE.iri}{turn * len(made) + place:016x}"
            text = "\n".join(f"{triple} ." for triple in graph.triples).replace(graph.iri, iri)
            yield ArticleGraph.of(iri, (quad.triple for quad in parse(text, RdfFormat.N_TRIPLES)))


if __name__ == "__main__":
    main()
