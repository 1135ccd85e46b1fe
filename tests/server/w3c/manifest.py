"""The manifests of a checkout of https://github.com/w3c/rdf-tests, and the files that they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF

BASE = "https://w3c.github.io/rdf-tests/sparql/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML,
    ".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS,
}  # fmt: skip
UNSUITABLE = (
    "entailment",
    "service",
    "protocol",
    "graph-store-protocol",
    "http-rdf-update",
    "service-description",
)
"""Folders without tests of evaluation here: regimes that are not offered, hosts that are not there, other runners."""


@dataclass(frozen=True, slots=True)
class Test:
    """One entry of a manifest: its folder, name, kind (local name of its class), and its node in the manifest."""

    folder: str
    name: str
    kind: str
    node: Any
    manifest: Graph

    def value(self, node: Any, predicate: Any) -> Any:
        """The one value of a property, or None."""
        return self.manifest.value(node, predicate)

    def values(self, node: Any, predicate: Any) -> list[Any]:
        """All values of a property."""
        return list(self.manifest.objects(node, predicate))

    def members(self, node: Any) -> list[Any]:
        """The members of a list."""
        return list(Collection(self.manifest, node)) if node is not None else []


@dataclass(frozen=True, slots=True)
class Suite:
    """A checkout, by its folder."""

    root: Path

    def path(self, iri: str) -> Path:
        """The file that stands for an IRI."""
        return self.root / "sparql" / unquote(iri.removeprefix(BASE))

    def text(self, iri: str) -> str:
        """A file's text, with the ends of its lines as they are."""
        return self.path(iri).read_bytes().decode()

    def triples(self, iri: str) -> list[ox.Triple]:
        """The triples of a file."""
        path = self.path(iri)
        return [quad.triple for quad in ox.parse(path.read_bytes(), _FORMATS[path.suffix], base_iri=iri)]

    def tests(self, manifest: Path) -> Iterator[Test]:
        """The entries of one manifest."""
        iri = BASE + manifest.relative_to(self.root / "sparql").as_posix()
        graph = Graph().parse(data=manifest.read_text("utf-8"), format="turtle", publicID=iri)
        folder = manifest.parent.relative_to(self.root / "sparql").as_posix()
        for entries in graph.objects(None, MF.entries):
            for node in Collection(graph, entries):
                kind = str(graph.value(node, RDF.type) or "").rpartition("#")[2]
                yield Test(folder, str(node).rpartition("#")[2], kind, node, graph)

    def evaluations(self, part: str) -> Iterator[Test]:
        """The tests of queries and updates in `sparql10`, `sparql11` or `sparql12`."""
        for manifest in sorted((self.root / "sparql" / part).rglob("manifest*.ttl")):
            if manifest.parent.name not in UNSUITABLE:
                yield from self.tests(manifest)
