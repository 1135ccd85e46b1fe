"""A large store from a small one: copies of its articles with other dates, names and identifiers.

    python -m benchmarks.multiply --source kg-store --target build/big --events 100000

Real graphs keep their shape: how many facts an article gives, which kinds, who with whom. A copy moves all
dates by the same number of days, so that events spread over years; persons and organisations of most copies are
others, who are called the same with a number after the name; countries and places stay.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import BASE, EDTF, RDFS, SKOS, XSD
from kg.store import Store

NAMED_COPIES = 12
"""So many sets of persons and organisations there are; copies take turns."""
SPAN_DAYS = 1500

_ARTICLE = re.compile(rf"{re.escape(BASE)}(article|report|event|position)/([^#]+)")
_OTHERS = re.compile(rf"{re.escape(BASE)}(person|organization|agreement)/([^#]+)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATED = re.compile(r"(\d{4})(\d\d)(\d\d)-")


class Copy:
    """The `number`th copy of a graph; the 0th is the graph itself."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._days = timedelta(days=number * 37 % SPAN_DAYS)
        self._name = number % NAMED_COPIES
        self._nodes: dict[str, ox.NamedNode] = {}

    def graph(self, source: ArticleGraph) -> ArticleGraph:
        """The copy of an article's graph."""
        triples = []
        for triple in source.triples:
            target = triple.object
            if isinstance(target, ox.NamedNode):
                target = self._node(target)
            elif isinstance(target, ox.Literal):
                renamed = self._name and triple.predicate in (RDFS.label, SKOS.altLabel)
                other = renamed and _OTHERS.match(str(getattr(triple.subject, "value", "")))
                target = self._literal(target, renamed=bool(other))
            subject = triple.subject
            assert isinstance(subject, ox.NamedNode)
            triples.append(ox.Triple(self._node(subject), triple.predicate, target))
        return ArticleGraph.of(self._node(ox.NamedNode(source.iri)).value, triples)

    def _node(self, node: ox.NamedNode) -> ox.NamedNode:
        known = self._nodes.get(node.value)
        if known is None:
            known = self._nodes[node.value] = ox.NamedNode(self._renamed(node.value))
        return known

    def _renamed(self, iri: str) -> str:
        if found := _OTHERS.match(iri):
            return f"{iri}-{self._name}" if self._name else iri
        if not (found := _ARTICLE.match(iri)):
            return iri
        kind, name = found.groups()
        if kind == "article":
            name = hashlib.sha256(f"{name}/{self._number}".encode()).hexdigest()[:16]
        elif dated := _DATED.match(name):
            name = self._moved("-".join(dated.groups())).replace("-", "") + name[8:] + f"-c{self._number}"
        else:
            name = f"{name}-c{self._number}"
        return f"{BASE}{kind}/{name}{iri[found.end() :]}"

    def _literal(self, literal: ox.Literal, *, renamed: bool) -> ox.Literal:
        if literal.datatype in (XSD.date, EDTF.EDTF, XSD.dateTime):
            return ox.Literal(
                _DAY.sub(lambda found: self._moved(found[0]), literal.value), datatype=literal.datatype
            )
        if renamed and literal.language:
            return ox.Literal(f"{literal.value} {self._name + 1}", language=literal.language)
        return literal

    def _moved(self, day: str) -> str:
        try:
            return str(date.fromisoformat(day) + self._days)
        except ValueError:  # digits of a hash
            return day


def multiply(source: Path, target: Path, events: int) -> int:
    """Copy until there are that many events; gives the number of articles."""
    with Store.open_read_only(source) as small:
        graphs = [graph for iri in small.articles() if (graph := small.article_graph(iri)) is not None]
    kind = ox.NamedNode(f"{BASE}ns#Event")
    each = sum(1 for graph in graphs for triple in graph.triples if triple.object == kind)
    if not each:
        sys.exit(f"There are no events in {source}.")
    done = 0
    with Store.open(target) as big:  # makes what belongs to a store besides its quads
        for number in range(-(-events // each)):
            copy = Copy(number)
            begun = time.perf_counter()
            big.raw.bulk_extend(quad for graph in graphs for quad in _quads(copy.graph(graph)))
            done += len(graphs)
            seconds = time.perf_counter() - begun
            print(f"copy {number}: {done} articles, {seconds:.1f} s", flush=True)
        big.raw.flush()
    return done


def _quads(graph: ArticleGraph) -> Iterator[ox.Quad]:
    """Those of the article's graph, and those of the merged one: copies have no other triples in common."""
    name = ox.NamedNode(graph.iri)
    for triple in graph.triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
    for triple in graph.merged:
        yield ox.Quad(triple.subject, triple.predicate, triple.object)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--events", type=int, default=100_000)
    given = parser.parse_args()
    multiply(given.source, given.target, given.events)


if __name__ == "__main__":
    main()
