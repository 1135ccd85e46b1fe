"""SPARQL 1.1 Service Description with VoID figures, computed from the store once for each of its states.

https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.server import ask
from kg.server.formats import GRAPH_FORMATS
from kg.server.media import GRAPHS, RESULTS
from kg.server.options import ServerSettings
from kg.server.pool import Pool
from kg.server.refusal import Refused

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PREFIXES = {"sd": SD, "void": VOID, "format": FORMATS, "xsd": "http://www.w3.org/2001/XMLSchema#"}
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "ntriples": "N-Triples", "nquads": "N-Quads",
    "trig": "TriG", "rdfxml": "RDF_XML", "jsonld": "JSON-LD", "n3": "N3",
}  # fmt: skip
_FIGURES = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
}
_BY_CLASS = "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY DESC(?n) ?c LIMIT 100"
_BY_PROPERTY = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 100"
_GRAPHS = "SELECT (COUNT(*) AS ?n) { GRAPH ?g {} }"
_SECONDS = 5.0
"""A figure that takes longer is left out."""


class Description:
    """The description, with the figures of the store's current state."""

    def __init__(self, settings: ServerSettings, pool: Pool) -> None:
        self._settings = settings
        self._pool = pool
        self._figures: tuple[str, list[ox.Triple]] = ("", [])

    async def serialised(self, endpoint: str, name: str) -> bytes:
        """The description of the endpoint at this URL in the format of that short name."""
        snapshot = self._pool.snapshots.current
        stamp = snapshot.stamp if snapshot else ""
        if self._figures[0] != stamp:
            self._figures = (stamp, await self._measure())
        triples = [*self._service(endpoint), *self._figures[1]]
        return ox.serialize(triples, format=GRAPH_FORMATS[name], prefixes=_PREFIXES) or b""

    def _service(self, endpoint: str) -> list[ox.Triple]:
        service = ox.NamedNode(endpoint)
        found = [_typed(service, SD + "Service"), _link(service, SD + "endpoint", endpoint)]
        languages = ["SPARQL11Query", *(["SPARQL11Update"] if self._writes_by_update else [])]
        found += [_link(service, SD + "supportedLanguage", SD + language) for language in languages]
        if self._settings.service_hosts:
            found.append(_link(service, SD + "feature", SD + "BasicFederatedQuery"))
        for media in (*RESULTS, *GRAPHS):
            found.append(_link(service, SD + "resultFormat", FORMATS + _FORMAT_NAMES[media.name]))
        for media in GRAPHS:
            found.append(_link(service, SD + "inputFormat", FORMATS + _FORMAT_NAMES[media.name]))
        found.append(ox.Triple(service, ox.NamedNode(SD + "defaultDataset"), _DATASET))
        found += [_typed(_DATASET, SD + "Dataset"), _typed(_DATASET, VOID + "Dataset")]
        found.append(ox.Triple(_DATASET, ox.NamedNode(SD + "defaultGraph"), _DEFAULT_GRAPH))
        found.append(_typed(_DEFAULT_GRAPH, SD + "Graph"))
        found.append(_link(_DATASET, VOID + "sparqlEndpoint", endpoint))
        return found

    @property
    def _writes_by_update(self) -> bool:
        return self._settings.writable and self._settings.raw_store

    async def _measure(self) -> list[ox.Triple]:
        found = []
        for name, text in _FIGURES.items():
            try:
                value = await ask.count(self._pool, text, _SECONDS)
            except Refused:
                continue
            found.append(_figure(_DEFAULT_GRAPH, VOID + name, value))
        try:
            found.append(
                _figure(_DATASET, VOID + "documents", await ask.count(self._pool, _GRAPHS, _SECONDS))
            )
            found += await self._partitions(_BY_CLASS, "c", "class", "entities")
            found += await self._partitions(_BY_PROPERTY, "p", "property", "triples")
        except Refused:
            pass  # a store too large to be counted in time is described without these figures
        return found

    async def _partitions(self, text: str, variable: str, kind: str, measure: str) -> list[ox.Triple]:
        found = []
        for number, row in enumerate(await ask.select(self._pool, text, _SECONDS)):
            if row[variable]["type"] != "uri":
                continue
            part = ox.BlankNode(f"{kind}{number}")
            found.append(ox.Triple(_DEFAULT_GRAPH, ox.NamedNode(f"{VOID}{kind}Partition"), part))
            found.append(_link(part, VOID + kind, row[variable]["value"]))
            found.append(_figure(part, VOID + measure, int(row["n"]["value"])))
        return found


_DATASET = ox.BlankNode("dataset")
_DEFAULT_GRAPH = ox.BlankNode("default")
_Node = ox.NamedNode | ox.BlankNode


def _typed(subject: _Node, kind: str) -> ox.Triple:
    return ox.Triple(subject, RDF_TYPE, ox.NamedNode(kind))


def _link(subject: _Node, predicate: str, target: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), ox.NamedNode(target))


def _figure(subject: _Node, predicate: str, value: int) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), ox.Literal(value))
