"""The graph of records on a server: its terms, what it says, and the updates that change it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import StoreError
from kg.rdf.vocabulary import ARTICLE, BASE, ONTOLOGY, XSD, Namespace
from kg.store.layout import Marker
from kg.store.remote.client import Client
from kg.store.updates import data_in, delete

RECORDS = NamedNode(f"{BASE}records")
"""The graph of records, and in it the subject of what is said of the whole store."""

MERGED = NamedNode(f"{BASE}merged")
"""The merged graph, on servers whose default graph is the union of all graphs."""

TERM = Namespace(f"{BASE}records#")
PAGE = 5_000
"""Rows asked for at once: less than what servers cut an answer to."""

CHUNK = 200
"""Names in one query."""

IS_ARTICLE = f"STRSTARTS(STR(?g), '{ARTICLE.iri}')"
COUNTS = f"(?g = {ONTOLOGY} || {IS_ARTICLE})"
"""That a graph's triples belong into the merged graph; others' data on the same server does not."""


@dataclass(frozen=True, slots=True)
class State:
    """What is said of the whole store. `merged` is the merged graph, None if it is the server's default graph.

    `key` tells it from another store that has been at the same address.
    """

    marker: Marker
    version: int
    merged: NamedNode | None
    key: str


def whole_number(value: int) -> Literal:
    """A number as the server gives it back."""
    return Literal(str(value), datatype=XSD.integer)


def read_state(client: Client) -> State | None:
    """What is said of the store; None if there is none. StoreError if something is said twice."""
    found: dict[str, str] = {}
    versions = [-1]
    text = f"SELECT ?p ?o WHERE {{ GRAPH {RECORDS} {{ {RECORDS} ?p ?o }} }}"
    for row in client.rows(text):
        name = row["p"].removeprefix(TERM.iri)
        if name == "version":  # there are two in the middle of a commit
            versions.append(int(row["o"]))
        elif name == "ontology" and name in found:  # so there may be of these: then it is put right
            row["o"] = ""
        elif found.get(name, row["o"]) != row["o"]:
            raise StoreError(
                f"The records of the store at {client.endpoints.query} contradict each other ({name}).",
                hint="Two programs wrote to it at once. Copy the articles into a new one: `kg backup`, `kg restore`.",
            )
        found[name] = row["o"]
    if not found.keys() >= {"key", "format", "mapping", "ontology"}:
        return None
    marker = Marker(int(found["format"]), int(found["mapping"]), found["ontology"], found.get("release", ""))
    merged = NamedNode(found["merged"]) if "merged" in found else None
    return State(marker, max(versions), merged, found["key"])


def state_triples(state: State) -> tuple[Triple, ...]:
    """What is said of the store, as triples of the graph of records."""
    marker = state.marker
    said = {
        "format": whole_number(marker.format),
        "mapping": whole_number(marker.mapping),
        "ontology": Literal(marker.ontology),
        "release": Literal(marker.release),
        "version": whole_number(state.version),
        "key": Literal(state.key),
    }
    triples = [Triple(RECORDS, TERM(name), value) for name, value in said.items()]
    if state.merged:
        triples.append(Triple(RECORDS, TERM.merged, state.merged))
    return tuple(triples)


def article_triples(iri: str, digest: str) -> tuple[Triple, ...]:
    """That an article is there, with the digest of its graph, and in which part of the list it stands."""
    article = NamedNode(iri)
    return (
        Triple(article, TERM.digest, Literal(digest)),
        Triple(article, TERM.part, Literal(part_of(iri))),
    )


def pending_triples(iris: Iterable[str], batch: str) -> tuple[Triple, ...]:
    """That articles are being changed by a batch."""
    return tuple(Triple(NamedNode(iri), TERM.pending, Literal(batch)) for iri in iris)


def without(triples: Iterable[Triple]) -> str:
    """The update that takes triples out of the records."""
    return delete(data_in(RECORDS.value, triples))


def part_of(iri: str) -> str:
    """Which of 256 parts of the list of articles an article stands in."""
    return hashlib.sha256(iri.encode()).hexdigest()[:2]


def digests(client: Client, iris: Iterable[str]) -> dict[str, str]:
    """The digests of those of the articles that are there."""
    found: dict[str, str] = {}
    wanted = sorted(set(iris))
    for start in range(0, len(wanted), CHUNK):
        names = " ".join(f"<{iri}>" for iri in wanted[start : start + CHUNK])
        text = f"SELECT ?a ?d WHERE {{ VALUES ?a {{ {names} }} GRAPH {RECORDS} {{ ?a {TERM.digest} ?d }} }}"
        for row in client.rows(text):
            _note(found, row["a"], row["d"])
    return found


def every_digest(client: Client) -> Iterator[tuple[str, str]]:
    """All articles with their digests, in no order; StoreError if the server does not give all that it counts."""
    total = count(client, f"GRAPH {RECORDS} {{ ?a {TERM.digest} ?d }}")
    given = 0
    parts = [f"{number:02x}" for number in range(256)] if total > PAGE else [""]
    for part in parts:
        for row in _part(client, part):
            given += 1
            yield row["a"], row["d"]
    if given != total:
        raise StoreError(
            f"The server at {client.endpoints.query} lists {given} of {total} articles.",
            hint=f"Let it give {PAGE} rows at once (Virtuoso: ResultSetMaxRows), and let nobody write meanwhile.",
        )


def _part(client: Client, part: str) -> Iterator[Mapping[str, str]]:
    """The rows of one part of the list, page by page."""
    within = f"; {TERM.part} '{part}'" if part else ""
    last = ""
    while True:
        after = f"FILTER(STR(?a) > '{last}')" if last else ""
        text = (
            f"SELECT ?a ?d WHERE {{ GRAPH {RECORDS} {{ ?a {TERM.digest} ?d {within} }} {after} }} "
            f"ORDER BY ?a LIMIT {PAGE}"
        )
        page = client.rows(text)
        yield from page
        if len(page) < PAGE:
            return
        last = page[-1]["a"]


def pending(client: Client) -> dict[str, str]:
    """The articles that are being changed, or were when their client was lost, with their batches."""
    text = f"SELECT ?a ?b WHERE {{ GRAPH {RECORDS} {{ ?a {TERM.pending} ?b }} }}"
    return {row["a"]: row["b"] for row in client.rows(text)}


def count(client: Client, pattern: str) -> int:
    """How often a pattern matches."""
    (row,) = client.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(row["n"])


def _note(found: dict[str, str], iri: str, digest: str) -> None:
    """Two digests of one article mean that neither can be trusted."""
    found[iri] = digest if found.get(iri, digest) == digest else ""
