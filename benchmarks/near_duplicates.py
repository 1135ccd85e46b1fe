"""Speed, memory and size of the index of near-duplicates, at any number of articles.

    python -m benchmarks.near_duplicates ARTICLES.jsonl [--count 100000] [--show 10]

ARTICLES.jsonl has one JSON object a line with the text of an article in the field `text`. Each article is a graph of
all its sentences; when the file is through, it comes again with other words, as often as it takes. The first
near-duplicates are shown, `--show` of them from the least alike on, to judge them by eye.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from benchmarks.extraction_speed import articles
from kg.acquire.repair import repair
from kg.lang.tr.tokenizer import sentences
from kg.pipeline.nearness import FILE, Nearness
from kg.rdf import ArticleGraph
from kg.rdf.likeness import Likeness
from kg.rdf.vocabulary import ARTICLE, KG, RDF
from kg.validate import Gate

BATCH = 200
TOLD = 10_000


class Shelf:
    """A store that holds graphs in memory, so that the index alone is measured."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = 0
        self.texts: dict[str, str] = {}

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles."""
        return tuple(sorted(self.texts))

    def article_graph(self, iri: str) -> ArticleGraph | None:
        """The graph of one article."""
        text = self.texts.get(iri)
        return _graph(iri, text) if text is not None else None


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.near_duplicates")
    parser.add_argument("articles", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args(arguments)
    texts = [text for article in articles(options.articles, options.count) if (text := repair(article.text))]
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder))
        nearness = Nearness.open(shelf, Gate.load())
        pairs = _fill(shelf, nearness, islice(_repeated(texts), options.count), len(texts))
        size = sum(path.stat().st_size for path in shelf.path.glob(f"{FILE}*"))
        print(f"index {size / 1e6:.1f} MB, {size / len(shelf.texts):.0f} bytes an article")
        nearness.close()
        for likeness, one, other in sorted(pairs)[: options.show]:
            print(f"\n{likeness:.2f}\n  {_start(shelf.texts[one])}\n  {_start(shelf.texts[other])}")
    return 0


def _fill(shelf: Shelf, nearness: Nearness, texts: Iterator[str], first: int) -> list[tuple[float, str, str]]:
    pairs: list[tuple[float, str, str]] = []
    repeated, took, since = 0, 0.0, 0
    batch: list[ArticleGraph] = []
    for number, text in enumerate(texts, 1):
        iri = ARTICLE(hashlib.sha256(text.encode()).hexdigest()[:16]).value
        if iri not in shelf.texts:
            shelf.texts[iri] = text
            batch.append(_graph(iri, text))
        if len(batch) == BATCH:
            begin = time.process_time()
            settled = nearness.settle_each(batch)
            shelf.version += 1
            nearness.commit()
            took += time.process_time() - begin
            since += len(batch)
            repeated += sum(each.repeats is not None for each in settled)
            if number <= first:
                pairs += [
                    (_alike(graph, shelf, each.repeats), graph.iri, each.repeats)
                    for graph, each in zip(batch, settled, strict=True)
                    if each.repeats
                ]
            batch = []
        if number % TOLD == 0 and since:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{number:>9,} articles, {repeated:,} near-duplicates, {took / since * 1000:.2f} ms an article,"
                f" {memory:.0f} MB in all, the texts among them",
                flush=True,
            )
            took, since = 0.0, 0
    return pairs


def _alike(graph: ArticleGraph, shelf: Shelf, other: str) -> float:
    found = shelf.article_graph(other)
    return Likeness.of(graph).resemblance(Likeness.of(found)) if found else 0.0


def _repeated(texts: Sequence[str]) -> Iterator[str]:
    """The texts, then the texts with other words, again and again."""
    yield from texts
    for number in count(1):
        mark = chr(0x4E00 + number)
        for text in texts:
            yield text.replace("a", f"a{mark}").replace("e", f"e{mark}")


def _graph(iri: str, text: str) -> ArticleGraph:
    article = NamedNode(iri)
    triples = [Triple(article, RDF.type, KG.Article)]
    for begin, end in sentences(text):
        node = NamedNode(f"{iri}#char={begin},{end}")
        triples += [
            Triple(node, RDF.type, KG.Passage),
            Triple(node, KG.quote, Literal(text[begin:end], language="tr")),
        ]
    return ArticleGraph.of(iri, triples)


def _start(text: str) -> str:
    return text[:200].replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
