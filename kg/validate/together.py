"""Graphs of several articles put into one, so far apart that each keeps its own verdict.

The engine reads shapes and ontology anew for each graph that it is given, which takes four fifths of its time. Of
several graphs in one it reads them once. That each is judged as if it were alone needs three things:

- no node is shared but terms of the ontology, values outside our namespace (Wikidata's, web pages) and literals:
  every other IRI gets the number of its graph after the base, where no shape looks;
- nothing is said of what is shared: what an article's graph says of such a node would be said for its neighbours too;
- no check depends on there being one article only. One does, `kgs:OneLinkPerArticle`: it speaks of nodes with two
  values of `kg:linkConfidence` or `kg:linkMethod`.

A graph that lacks one of them has no place among others.
"""

from __future__ import annotations

import re

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import BASE, KG

LARGE = 5_000
"""From so many triples on a graph is validated alone: it takes longer than the shapes take."""

_TERM = "ns[#>]|type/"
_SAID_OF_SHARED = re.compile(rf"^(?!<{re.escape(BASE)}(?!{_TERM}))", re.MULTILINE)
_IN_LITERAL = re.compile(rf'^[^"\n]*"[^\n]*<{re.escape(BASE)}', re.MULTILINE)
_TWO_LINKS = re.compile(rf"^(<[^>\n]*> (?:{KG.linkConfidence}|{KG.linkMethod}) )[^\n]*\n\1", re.MULTILINE)
_OURS = re.compile(rf"<{re.escape(BASE)}(?!{_TERM})")
_NUMBER = re.compile(rf"<{re.escape(BASE)}(\d+)/")


def apart(graph: ArticleGraph, number: int) -> str | None:
    """The graph's N-Triples with its number in all IRIs of its own; None if it has to be validated alone."""
    if not 0 < len(graph) <= LARGE:
        return None
    text = "\n".join(f"{triple} ." for triple in graph.triples)
    if _SAID_OF_SHARED.search(text) or _IN_LITERAL.search(text) or _TWO_LINKS.search(text):
        return None
    return _OURS.sub(f"<{BASE}{number}/", text) + "\n"


def number_in(written: str) -> int | None:
    """The number of the graph that a node belongs to, written as in N-Triples; None for what is shared.

    >>> number_in("<https://w3id.org/news-kg/12/event/e>"), number_in('"12"')
    (12, None)
    """
    found = _NUMBER.match(written)
    return int(found[1]) if found else None
