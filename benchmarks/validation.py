"""What validation costs beside extraction, and how many verdicts of gate and reference are the same.

    python -m benchmarks.validation ARTICLES.jsonl [--articles 500] [--mutants 1000] [--start 0] [--seed 0]

ARTICLES.jsonl has one JSON object a line with the text of an article in the field `text`. One process, one core, times
of the processor. First the cost of an article in each stage; then the verdicts of the gate and of pySHACL on the graphs
as they are and on `--mutants` graphs that were damaged at random: whether both accept, and whether both found the same
(node, path, value, constraint). Each disagreement is told with the change that it hangs on.
"""

from __future__ import annotations

import argparse
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.extraction_speed import articles
from kg.extract import extractor
from kg.link import linker
from kg.model import Article
from kg.pipeline.workshop import PORTION
from kg.rdf import ArticleGraph, article_graph
from kg.validate import Gate
from kg.validate.reference import Reference
from tests.validate.comparing import cannot_be_compared, identities
from tests.validate.mutations import damaged

TURN = 250
"""Damaged graphs after which the counts are told."""


def main(arguments: Sequence[str]) -> int:
    """Measure, compare, print; 1 if a verdict differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.validation")
    parser.add_argument("articles", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--articles", dest="limit", type=int, default=500)
    parser.add_argument("--start", type=int, default=0, help="articles to leave out before")
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    read = list(articles(options.articles, options.start + options.limit))[options.start :]
    gate, reference = Gate.load(), Reference.load()
    graphs = _costs([_composed(article) for article in read], gate, reference)
    whole, broken = Comparison(gate, reference), Comparison(gate, reference)
    for graph in graphs:
        whole.add(graph)
    whole.tell(f"{len(graphs)} graphs as they are")
    for number in range(0, options.mutants, TURN):
        _each_mutant(graphs, min(TURN, options.mutants - number), options.seed + number, broken.add)
        broken.tell("damaged graphs so far")
    return int((whole.counts + broken.counts)["verdicts differ"] > 0)


def _composed(article: Article) -> Article:
    return Article(unicodedata.normalize("NFC", article.text), source=article.source)


def _costs(read: Sequence[Article], gate: Gate, reference: Reference) -> list[ArticleGraph]:
    reader, links = extractor(), linker(None, None)
    reader.extract(read[0])
    clock = _Clock(len(read))
    analyses = [reader.extract(article) for article in read]
    clock.tell("extraction")
    analyses = [links.link(analysis) for analysis in analyses]
    clock.tell("linking")
    graphs = [article_graph(analysis) for analysis in analyses]
    clock.tell("mapping")
    for graph in graphs:
        gate.validate(graph)
    clock.tell("gate, one by one")
    for begin in range(0, len(graphs), PORTION):
        gate.validate_each(graphs[begin : begin + PORTION])
    clock.tell(f"gate, {PORTION} at once, as in `kg ingest`")
    gate.validate_each(graphs)
    clock.tell("gate, 32 at once")
    for graph in graphs:
        reference.validate(graph)
    clock.tell("pySHACL")
    print(f"{sum(map(len, graphs)) / len(graphs):.0f} triples a graph", flush=True)
    return graphs


class _Clock:
    def __init__(self, count: int) -> None:
        self._count = count
        self._since = time.process_time()

    def tell(self, stage: str) -> None:
        took = time.process_time() - self._since
        print(f"{stage:40}{took / self._count * 1000:8.2f} ms an article", flush=True)
        self._since = time.process_time()


class Comparison:
    """Counts of graphs by what the two validators make of them."""

    def __init__(self, gate: Gate, reference: Reference) -> None:
        self.counts: Counter[str] = Counter()
        self._gate = gate
        self._reference = reference

    def add(self, graph: ArticleGraph) -> None:
        """Compare the verdicts on one graph."""
        ours, theirs = self._gate.validate(graph), self._reference.validate(graph)
        self.counts["compared"] += 1
        self.counts["refused by both"] += not ours.conforms and not theirs.conforms
        if ours.conforms != theirs.conforms:
            self.counts["verdicts differ"] += 1
            print(f"verdicts differ on {graph.iri}: gate {ours.in_words()} | pySHACL {theirs.in_words()}")
        elif cannot_be_compared(graph):
            self.counts["values that cannot be compared: verdicts alone"] += 1
        elif identities(ours) != identities(theirs):
            self.counts["results differ"] += 1
            print(f"results differ on {graph.iri}:")
            for result in sorted(identities(ours) ^ identities(theirs)):
                print("  ", "gate   " if result in identities(ours) else "pySHACL", *result)

    def tell(self, what: str) -> None:
        """All counts in a line."""
        print(
            f"{what}: " + ", ".join(f"{count} {name}" for name, count in self.counts.items() if count),
            flush=True,
        )


def _each_mutant(
    graphs: Sequence[ArticleGraph], count: int, number: int, take: Callable[[ArticleGraph], None]
) -> None:
    """Hand over damaged graphs; hypothesis makes them, so a run with the same seed makes the same."""

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(graph=st.sampled_from(list(_small(graphs))).flatmap(damaged))
    def run(graph: ArticleGraph) -> None:
        take(graph)

    if count:
        run()


def _small(graphs: Sequence[ArticleGraph]) -> Iterator[ArticleGraph]:
    """Graphs of no great size: a mutant of a large one shows nothing more and takes long."""
    return (graph for graph in graphs if len(graph) <= 300)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
