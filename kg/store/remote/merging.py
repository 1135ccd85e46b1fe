"""The merged graph on a server, checked and made anew by the server itself."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.rdf.graph import SPAN_FRAGMENT
from kg.rdf.vocabulary import WIKIDATA
from kg.store.rebuilding import RebuildReport
from kg.store.remote.client import Client
from kg.store.remote.records import COUNTS, RECORDS, TERM, count

_SHARED = f"FILTER(!CONTAINS(STR(?s), '{SPAN_FRAGMENT}'))"
_SAID = f"GRAPH ?g {{ ?s ?p ?o }} FILTER{COUNTS}"


def check(client: Client, merged: NamedNode | None) -> RebuildReport:
    """How many merged triples are missing, and how many are there that no article gives."""
    here = _in(merged)
    return RebuildReport(
        articles=count(client, f"GRAPH {RECORDS} {{ ?a {TERM.digest} ?d }}"),
        triples=count(client, here),
        missing=count(client, f"{{ SELECT DISTINCT ?s ?p ?o WHERE {{ {_missing(merged)} }} }}"),
        surplus=sum(count(client, pattern) for pattern in _surplus(merged)),
    )


def repair(client: Client, merged: NamedNode | None) -> RebuildReport:
    """Put it right, and give what was wrong; running it twice is the same as once."""
    report = check(client, merged)
    here = _in(merged)
    if report.surplus:
        for pattern in _surplus(merged):
            client.update(f"DELETE {{ {here} }} WHERE {{ {pattern} }}")
    if report.missing:
        client.update(f"INSERT {{ {here} }} WHERE {{ {_missing(merged)} }}")
    return report


def size(client: Client, merged: NamedNode | None) -> int:
    """How many quads there are: merged graph, articles, ontology, Wikidata's items."""
    named = count(client, _SAID) + count(client, f"GRAPH {WIKIDATA} {{ ?s ?p ?o }}")
    return named + count(client, _in(merged))


def _in(merged: NamedNode | None) -> str:
    return f"GRAPH {merged} {{ ?s ?p ?o }}" if merged else "?s ?p ?o"


def _missing(merged: NamedNode | None) -> str:
    return f"{_SAID} {_SHARED} FILTER NOT EXISTS {{ {_in(merged)} }}"


def _surplus(merged: NamedNode | None) -> tuple[str, ...]:
    here = _in(merged)
    return (
        f"{here} FILTER NOT EXISTS {{ {_SAID} }}",
        f"{here} FILTER(CONTAINS(STR(?s), '{SPAN_FRAGMENT}')) FILTER EXISTS {{ {_SAID} }}",
    )
