"""Queries that the server itself asks, for pages, description and API: through the same processes and limits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.server.pool import Pool
from kg.server.refusal import Refused

Row = dict[str, dict[str, str]]


async def select(pool: Pool, text: str, seconds: float = 10.0) -> list[Row]:
    """Rows of a SELECT as the bindings of the SPARQL JSON results format; raises Refused."""
    return list((await _json(pool, text, seconds))["results"]["bindings"])


async def count(pool: Pool, text: str, seconds: float = 10.0) -> int:
    """The number that a SELECT gives as `?n`; raises Refused."""
    return int((await select(pool, text, seconds))[0]["n"]["value"])


async def ask(pool: Pool, text: str, seconds: float = 10.0) -> bool:
    """The answer of an ASK; raises Refused."""
    return bool((await _json(pool, text, seconds))["boolean"])


async def graph(pool: Pool, text: str, name: str, seconds: float = 10.0) -> bytes:
    """A CONSTRUCT serialised in the format of that short name; raises Refused."""
    return await _bytes(pool, {"op": "query", "graph": name, "results": None, "pretty": True}, text, seconds)


async def _json(pool: Pool, text: str, seconds: float) -> dict[str, Any]:
    found = json.loads(await _bytes(pool, {"op": "query", "results": "json", "graph": None}, text, seconds))
    return dict(found)


async def _bytes(pool: Pool, job: Mapping[str, Any], text: str, seconds: float) -> bytes:
    return await answered(pool, {**job, "prefixes": True}, text.encode(), seconds)


async def answered(pool: Pool, job: Mapping[str, Any], body: bytes, seconds: float) -> bytes:
    """The whole answer to a job of a reader process; raises Refused."""
    answer = await pool.run(job, body, seconds)
    try:
        return b"".join([piece async for piece in answer.pieces()])
    finally:
        answer.abandon()


def iris(rows: Iterable[Row], name: str) -> list[str]:
    """The IRIs of a column, each once, in their order: no literals, no blank nodes, nothing unbound."""
    return list(dict.fromkeys(row[name]["value"] for row in rows if row.get(name, {}).get("type") == "uri"))


def iri(value: str) -> str:
    """An IRI as it is written in a query; Refused (404) if it cannot be one.

    >>> iri("https://w3id.org/news-kg/person/a")
    '<https://w3id.org/news-kg/person/a>'
    """
    if not is_iri(value):
        raise Refused(404, f"{value!r} is not an IRI.")
    return f"<{value}>"


def is_iri(value: str) -> bool:
    """Whether it can be written as an IRI in a query."""
    return ":" in value and not any(c in '<>"{}|^`\\' or c <= " " for c in value)


def string(value: str) -> str:
    r"""A string literal as it is written in a query.

    >>> string('say "hi"')
    '"say \\"hi\\""'
    """
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(plain, escaped)
    return f'"{value}"'
