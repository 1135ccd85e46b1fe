"""Short names of serialisations and the engine's formats."""

from __future__ import annotations

import pyoxigraph as ox

RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "n3": ox.RdfFormat.N3,
}


def parsed(name: str, body: bytes, base: str) -> bytes:
    """A document that describes one graph, as N-Triples, with blank nodes that are new in every document.

    Raises SyntaxError where the document is not well formed, ValueError where it has named graphs.
    """
    lines = []
    for quad in ox.parse(body, GRAPH_FORMATS[name], base_iri=base, rename_blank_nodes=True):
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise ValueError(f"The document has the named graph {quad.graph_name}; send one graph at a time.")
        lines.append(f"{quad.triple} .\n")
    return "".join(lines).encode()
