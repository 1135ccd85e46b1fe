"""A SPARQL Protocol request taken apart (https://www.w3.org/TR/sparql11-protocol/, 2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from kg.server.media import GRAPHS, RESULTS, Media, choose, named
from kg.server.refusal import Refused

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """What the client wants done. Empty tuples mean the store's own dataset."""

    kind: Literal["query", "update", "describe"]
    text: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    timeout: float | None = None
    union: bool = False

    @property
    def has_dataset(self) -> bool:
        """Whether the request names the graphs to use."""
        return bool(self.default_graphs or self.named_graphs)


def pairs(raw: bytes) -> Pairs:
    """Parameters of a query string or form, percent-decoded once, as UTF-8; Refused where that cannot be."""
    try:
        return parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=1000,
        )
    except UnicodeDecodeError:
        raise Refused(400, "The parameters are not percent-encoded UTF-8.") from None
    except ValueError:
        raise Refused(400, "There are too many parameters.") from None


def operation(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation:
    """The operation of a request; raises Refused with 400, 405 or 415."""
    in_url = pairs(query_string)
    if method in ("GET", "HEAD"):
        if any(name == "update" for name, _ in in_url):
            raise Refused(400, "An update must be sent by POST.")
        return _operation(in_url, where="URL")
    if method != "POST":
        raise Refused(
            405, f"{method} is not a method of the SPARQL Protocol.", Allow="GET, HEAD, POST, OPTIONS"
        )
    kind = content_type.split(";", maxsplit=1)[0].strip().lower()
    if kind == FORM:
        _only_utf8(content_type)
        return _operation(pairs(body.strip()) + in_url, where="form")
    if kind not in (QUERY, UPDATE):
        raise Refused(415, f"The body must be {FORM}, {QUERY} or {UPDATE}, not {kind or 'of no type'}.")
    if any(name in ("query", "update") for name, _ in in_url):
        raise Refused(400, "The query or update is given twice, in the URL and in the body.")
    _only_utf8(content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "The body is not UTF-8.") from None
    return _operation([("query" if kind == QUERY else "update", text), *in_url], where="body")


def _only_utf8(content_type: str) -> None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip().strip('"').lower() not in ("utf-8", "utf8"):
            raise Refused(415, f"The body must be in UTF-8, not {value.strip()}.")


def _operation(given: Pairs, *, where: str) -> Operation:
    queries = [value for name, value in given if name == "query"]
    updates = [value for name, value in given if name == "update"]
    if len(queries) + len(updates) > 1:
        raise Refused(400, f"The {where} has more than one query or update.")
    if not queries and not updates:
        if where != "URL":
            raise Refused(400, f"The {where} has neither a query nor an update.")
        return Operation("describe", format=_last(given, "format"))
    for name, value in given:
        if name.endswith("-graph-uri") and ":" not in value:
            raise Refused(400, f"{name} must be an absolute IRI, not {value!r}.")
    names = (
        ("default-graph-uri", "named-graph-uri") if queries else ("using-graph-uri", "using-named-graph-uri")
    )
    if updates and any(name in ("default-graph-uri", "named-graph-uri") for name, _ in given):
        raise Refused(400, "The graphs of an update are given by using-graph-uri and using-named-graph-uri.")
    return Operation(
        "query" if queries else "update",
        (queries or updates)[0],
        tuple(value for name, value in given if name == names[0]),
        tuple(value for name, value in given if name == names[1]),
        _last(given, "format") or _last(given, "output"),
        _seconds(_last(given, "timeout")),
        any(name == "union-default-graph" and value in ("", "1", "true") for name, value in given),
    )


def _last(given: Pairs, wanted: str) -> str | None:
    return next((value for name, value in reversed(given) if name == wanted and value), None)


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        raise Refused(400, f"timeout must be a number of seconds, not {value!r}.") from None
    if not 0 < seconds < float("inf"):
        raise Refused(400, "timeout must be greater than zero.")
    return seconds


@dataclass(frozen=True, slots=True)
class Formats:
    """Media for the two kinds of answers; None where the client takes none that there is."""

    results: Media | None
    graph: Media | None


def formats(wanted: str | None, accept: str | None) -> Formats:
    """Media that the client asked for by `format=`, else by its Accept header; Refused (406) if neither fits."""
    if wanted is not None:
        found = Formats(named(wanted, RESULTS), named(wanted, GRAPHS))
        if found.results is None and found.graph is None:
            raise Refused(406, f"There is no format {wanted!r}. {_OFFER}")
        return found
    found = Formats(choose(accept, RESULTS), choose(accept, GRAPHS))
    if found.results is None and found.graph is None:
        raise Refused(406, f"None of the accepted media types can be given. {_OFFER}")
    return found


_OFFER = (
    f"For SELECT and ASK there are {', '.join(m.type for m in RESULTS)}; "
    f"for CONSTRUCT and DESCRIBE {', '.join(m.type for m in GRAPHS)}."
)
