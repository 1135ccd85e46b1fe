"""The first thing written to a server: what kind of server it is decides where the merged graph lies."""

from __future__ import annotations

import secrets

from kg.errors import StoreRefused
from kg.rdf import MAPPING_VERSION
from kg.store.layout import FORMAT, Marker
from kg.store.remote.client import Client
from kg.store.remote.records import MERGED, RECORDS, TERM, State, count, state_triples
from kg.store.updates import data_in, insert


def found(client: Client) -> State:
    """Make an empty store; StoreRefused if other data is in the way or the server cannot hold one.

    If what is in a named graph is in the default graph too, then the default graph is no place to write to, and
    the merged graph is a named one, which queries are told to take for the default graph.
    """
    probe = f"{RECORDS} {TERM.probe} 1"
    client.update(insert(f"GRAPH {RECORDS} {{ {probe} }}"))
    try:
        union = count(client, probe) > 0
        if union:
            _check_named(client, probe)
        elif count(client, "?s ?p ?o") > 0:
            raise StoreRefused(
                f"The default graph at {client.endpoints.query} holds data that is not kg's.",
                hint="Give kg a dataset of its own: the default graph will be the merged graph of its articles.",
            )
    finally:
        client.update(f"DELETE WHERE {{ GRAPH {RECORDS} {{ {RECORDS} {TERM.probe} ?o }} }}")
    state = State(
        Marker(FORMAT, MAPPING_VERSION, ontology=""), 0, MERGED if union else None, secrets.token_hex(8)
    )
    client.update(insert(data_in(RECORDS.value, state_triples(state))))
    return state


def _check_named(client: Client, probe: str) -> None:
    """The server must find named graphs although it is told which graph is the default graph."""
    text = f"SELECT ?g WHERE {{ GRAPH ?g {{ {probe} }} }}"
    if not client.rows(text, default_graph=MERGED.value):
        raise StoreRefused(
            f"At {client.endpoints.query} all graphs together are the default graph, and it cannot be told otherwise.",
            hint="Start it so that the default graph is a graph of its own (oxigraph: without --union-default-graph).",
        )
