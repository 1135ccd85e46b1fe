"""Requests that nobody means well with, and what the server may answer to each."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

QUERY, UPDATE, FORM = (
    "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded",
)  # fmt: skip
REFUSED = (400, 403, 404, 405, 406, 413, 414, 415, 431)
STOPPED = (500, 503, 504)
LIMIT = "2"
"""Seconds that the queries ask for."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request. `expected` are the statuses allowed; 0 stands for a connection that is cut."""

    name: str
    body: bytes = b""
    method: str = "POST"
    target: str = f"/sparql?timeout={LIMIT}"
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": QUERY})
    expected: tuple[int, ...] = REFUSED


def _query(name: str, text: str, *expected: int) -> Hostile:
    return Hostile(name, text.encode(), expected=expected or (*REFUSED, *STOPPED))


def _upload(name: str, kind: str, text: str, *expected: int) -> Hostile:
    return Hostile(
        name,
        text.encode(),
        "PUT",
        "/store?graph=urn:hostile",
        {"content-type": kind},
        expected or (*REFUSED, *STOPPED),
    )


def _nested(opening: str, core: str, closing: str, depth: int) -> str:
    return opening * depth + core + closing * depth


_CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
_LONG = "a" * 64

HOSTILE = (
    # the parser
    _query("4.5 KB of nested braces", "SELECT * " + _nested("{", "", "}", 2250)),
    _query("100 KB of nested braces", "SELECT * " + _nested("{", "", "}", 50_000)),
    _query("nested braces never closed", "SELECT * " + "{" * 100_000),
    _query(
        "nested parentheses",
        "SELECT (" + _nested("(", "1", ")", 20_000) + " AS ?x) {}",
        200,
        *REFUSED,
        *STOPPED,
    ),
    _query("nested negations", "SELECT * { FILTER(" + "!" * 50_000 + "true) }", 200, *REFUSED, *STOPPED),
    _query("nested minus signs", "SELECT (" + "- " * 50_000 + "1 AS ?x) {}", 200, *REFUSED, *STOPPED),
    _query(
        "nested triple terms",
        "SELECT * { " + _nested("<<( <a:b> <a:b> ", "<a:b>", " )>>", 20_000) + " <a:b> 1 }",
    ),
    _query(
        "nested reified triples",
        "SELECT * { " + _nested("<< ", "<a:b>", " <a:b> <a:b> >>", 20_000) + " <a:b> 1 }",
    ),
    _query(
        "nested lists",
        "SELECT * { " + _nested("( ", "", " )", 20_000) + " <a:b> 1 }",
        200,
        *REFUSED,
        *STOPPED,
    ),
    _query(
        "nested blank nodes",
        "SELECT * { ?s ?p " + _nested("[ <a:b> ", "1", " ]", 20_000) + " }",
        200,
        *REFUSED,
        *STOPPED,
    ),
    _query(
        "nested property path",
        "SELECT * { ?s " + _nested("(", "<a:b>", ")*", 10_000) + " ?o }",
        200,
        *REFUSED,
        *STOPPED,
    ),
    _query(
        "nested EXISTS",
        "SELECT * { " + _nested("FILTER EXISTS { ", "?s ?p ?o", " }", 900) + " }",
        200,
        *REFUSED,
        *STOPPED,
    ),
    _query(
        "nested OPTIONAL",
        "SELECT * { " + _nested("OPTIONAL { ", "?s ?p ?o", " }", 900) + " }",
        200,
        *REFUSED,
        *STOPPED,
    ),
    _query(
        "nested subqueries",
        "SELECT * " + _nested("{ SELECT * ", "{ ?s ?p ?o }", " }", 900),
        0,
        200,
        *REFUSED,
        *STOPPED,
    ),
    _query("1 MB string never closed", 'SELECT * { ?s ?p "' + "x" * 900_000),
    _query("backslashes and quotes", "SELECT * { ?s ?p " + '\\"' * 400_000),
    _query("a million dashes", "SELECT * { " + "a-" * 400_000),
    _query("not UTF-8 after escapes", 'SELECT * { ?s ?p "\\uD800" }', 200, *REFUSED, *STOPPED),
    _query("null character", 'SELECT * { ?s ?p "\0" }', 200, *REFUSED),
    # the planner
    _query(
        "400 disconnected patterns",
        "ASK { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(400)) + " }",
        200,
        *STOPPED,
    ),
    _query(
        "10,000 disconnected patterns",
        "SELECT * { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(10_000)) + " }",
        *STOPPED,
    ),
    _query(
        "10,000 unions",
        "SELECT * { " + " UNION ".join("{ ?s ?p 1 }" for _ in range(10_000)) + " }",
        200,
        *REFUSED,
        *STOPPED,
    ),
    _query(
        "50,000 VALUES",
        "SELECT * { VALUES ?x { " + "1 " * 50_000 + "} VALUES ?y { " + "1 " * 50_000 + "} }",
        0,
        200,
        *STOPPED,
    ),
    # evaluation
    _query("cross product ordered", f"SELECT * {{ {_CROSS} }} ORDER BY ?a ?f LIMIT 1", *STOPPED),
    _query("cross product counted", f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}", *STOPPED),
    _query("cross product distinct", f"SELECT DISTINCT ?a ?d ?g ?j ?m {{ {_CROSS} }}", 0, *STOPPED),
    _query("cross product streamed", f"SELECT * {{ {_CROSS} }}", 0, *STOPPED),
    _query("cross product constructed", f"CONSTRUCT {{ ?a ?b ?o }} {{ {_CROSS} }}", 0, *STOPPED),
    _query(
        "group by everything",
        f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {_CROSS} }} GROUP BY ?a ?d ?g ?j",
        *STOPPED,
    ),
    _query(
        "string doubling",
        "SELECT ?x { "
        "BIND('"
        + _LONG
        + "' AS ?v0) "
        + " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(30))
        + " BIND(STRLEN(?v30) AS ?x) }",
    ),
    _query(
        "GROUP_CONCAT of a cross product", f"SELECT (GROUP_CONCAT(STR(?a)) AS ?x) {{ {_CROSS} }}", *STOPPED
    ),
    _query(
        "REPLACE that grows",
        "SELECT ?x { BIND(REPLACE(REPLACE(REPLACE(REPLACE('"
        + "a" * 999
        + "', 'a', '"
        + "a" * 999
        + "'), 'a', '"
        + "a" * 999
        + "'), 'a', '"
        + "a" * 999
        + "'), 'a', 'b') AS ?x) }",
    ),
    _query(
        "regex with counted repetition",
        "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '((((a{1,100}){1,100}){1,100}){1,100})') }",
        200,
        *STOPPED,
    ),
    _query(
        "regex of 100 KB",
        "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '" + "(a|b)*" * 16_000 + "') }",
        200,
        *STOPPED,
    ),
    _query(
        "paths without end",
        "SELECT * { ?a (!<a:b>)* ?b . ?b (!<a:b>)* ?c . ?c (!<a:b>)* ?d . ?d (!<a:b>)* ?e }",
        0,
        *STOPPED,
    ),
    # other machines
    _query("SERVICE to loopback", "SELECT * { SERVICE <http://127.0.0.1:22/> { ?s ?p ?o } }", 403),
    _query(
        "SERVICE SILENT to metadata",
        "SELECT * { SERVICE SILENT <http://169.254.169.254/> { ?s ?p ?o } }",
        403,
    ),
    _query(
        "SERVICE behind escapes", "SELECT * { \\u0053ERVICE <http://127.0.0.1:22/> { ?s ?p ?o } }", 400, 403
    ),
    _query(
        "SERVICE with a variable",
        "SELECT * { VALUES ?u { <http://127.0.0.1:22/> } SERVICE ?u { ?s ?p ?o } }",
        403,
    ),
    _query("FROM another machine", "SELECT * FROM <http://127.0.0.1:22/> { ?s ?p ?o }", 200),
    Hostile("LOAD", b"LOAD <http://127.0.0.1:22/>", headers={"content-type": UPDATE}, expected=(401, 403)),
    Hostile(
        "LOAD a file", b"LOAD <file:///etc/passwd>", headers={"content-type": UPDATE}, expected=(401, 403)
    ),
    # uploads
    _upload(
        "nested triple terms in Turtle",
        "text/turtle",
        _nested("<<( <a:b> <a:b> ", "<a:b>", " )>>", 50_000) + " <a:b> 1 .",
    ),
    _upload(
        "nested blank nodes in Turtle",
        "text/turtle",
        "<a:b> <a:b> " + _nested("[ <a:b> ", "1", " ]", 100_000) + " .",
        204,
        201,
        *REFUSED,
        *STOPPED,
    ),
    _upload("deep JSON-LD", "application/ld+json", _nested('{"@id":"a:b","a:c":', "1", "}", 100_000)),
    _upload("deep JSON arrays", "application/ld+json", _nested("[", "", "]", 200_000)),
    _upload(
        "JSON-LD with a remote context",
        "application/ld+json",
        '{"@context":"http://127.0.0.1:22/","@id":"a:b","c":1}',
    ),
    _upload(
        "XML entities",
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY a "'
        + "x" * 1000
        + '">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 20}">' for i in range(8))
        + "]>"
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="a:b">'
        '<a xmlns="a:">&i;</a></rdf:Description></rdf:RDF>',
    ),
    _upload(
        "XML external entity",
        "application/rdf+xml",
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="a:b">'
        '<a xmlns="a:">&a;</a></rdf:Description></rdf:RDF>',
    ),
    Hostile(
        "graph name with a brace",
        b"",
        "PUT",
        "/store?graph=" + quote("a:b> { } }; DROP ALL #"),
        {"content-type": "text/turtle"},
        (400,),
    ),
    Hostile("no boundary", b"--x", "POST", "/store?default", {"content-type": "multipart/form-data"}, (400,)),
    # HTTP
    Hostile("2 MB of query", b"#" * 2_000_000, expected=(413,)),
    Hostile("a million parameters", b"a&" * 400_000, headers={"content-type": FORM}, expected=(400,)),
    Hostile("form that is not UTF-8", b"query=%FF%FE", headers={"content-type": FORM}, expected=(400,)),
    Hostile("unknown method", b"", "BREW", "/sparql?query=ASK%7B%7D", {}, (400, 405, 0)),
    Hostile("path upwards", b"", "GET", "/static/../../../../etc/passwd", {}, (400, 404)),
    Hostile("path upwards, encoded", b"", "GET", "/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd", {}, (400, 404)),
    Hostile("page of a broken IRI", b"", "GET", "/person/" + quote("a> ?p ?o } SELECT * {"), {}, (404,)),
    Hostile("timeout that is no number", b"", "GET", "/sparql?query=ASK%7B%7D&timeout=nan", {}, (400,)),
    Hostile("wrong token", b"", "GET", "/sparql?query=ASK%7B%7D", {"authorization": "Bearer guess"}, (401,)),
)
