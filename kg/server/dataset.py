"""The graphs of an update that the protocol names beside its text (SPARQL 1.1 Protocol, 2.2.3).

The engine takes a dataset for queries only, so `using-graph-uri` becomes USING clauses in the text.
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.server.refusal import Refused
from kg.server.scan import tokens


def with_using(text: str, default: tuple[str, ...], named: tuple[str, ...]) -> str:
    """The update with a USING clause for each graph in every operation that has a WHERE.

    Raises Refused (400) where the text has USING or WITH itself.

    >>> with_using("INSERT {?s ?p 1} WHERE {?s ?p ?o}", ("urn:g",), ())
    'INSERT {?s ?p 1} USING <urn:g> WHERE {?s ?p ?o}'
    >>> with_using("DELETE WHERE {?s ?p ?o}", ("urn:g",), ())
    'DELETE {?s ?p ?o} USING <urn:g> WHERE {?s ?p ?o}'
    """
    clause = "".join(f"USING {ox.NamedNode(iri)} " for iri in default)
    clause += "".join(f"USING NAMED {ox.NamedNode(iri)} " for iri in named)
    parts: list[str] = []
    written = depth = 0
    shorthand: int | None = None
    former = ""
    for token in tokens(text):
        if token.word and depth == 0:
            if token.word in ("USING", "WITH"):
                raise Refused(400, "The update names its graphs with USING or WITH, and so does the request.")
            if token.word == "WHERE":
                parts.append(text[written : token.begin])
                written = token.begin
                if former == "DELETE":
                    shorthand = token.end
                else:
                    parts.append(clause)
            former = token.word
        elif token.brace == "{":
            depth += 1
        elif token.brace == "}":
            depth -= 1
            if depth == 0 and shorthand is not None:
                pattern = text[shorthand : token.end].strip()
                parts.append(f"{pattern} {clause}WHERE {pattern}")
                written, shorthand = token.end, None
            former = "}" if depth == 0 else former
    return "".join([*parts, text[written:]])
