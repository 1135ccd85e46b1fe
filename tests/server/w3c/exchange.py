"""Runs the tests that describe HTTP exchanges: SPARQL Protocol and Graph Store Protocol."""

from __future__ import annotations

import http.client
from typing import Any
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox
from rdflib import Namespace
from rdflib.namespace import RDFS

from tests.server.serving import Served
from tests.server.w3c.answers import parsed, same_quads
from tests.server.w3c.manifest import MF, UT, Suite, Test

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
_STATUS = {
    "OK": 200, "Created": 201, "Accepted": 202, "NoContent": 204, "BadRequest": 400, "NotFound": 404,
    "MethodNotAllowed": 405, "Conflict": 409, "UnsupportedMediaType": 415,
}  # fmt: skip
_KINDS = {
    "boolean": ("application/sparql-results+xml", "application/sparql-results+json"),
    "tabular": ("application/sparql-results+xml", "application/sparql-results+json", "text/csv",
                "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}  # fmt: skip
_PLACES = ("http://www.example", "/sparql/", "/sparql", "/gsp")
"""What the manifests write for the place of the endpoint."""


class Exchange:
    """One test: its requests in order, and what each of them must be answered."""

    def __init__(self, suite: Suite, server: Served, test: Test) -> None:
        self._suite = suite
        self._server = server
        self._test = test
        self._names: dict[str, str] = {}
        """What the manifest calls a place that the server has chosen."""

    def run(self) -> str:
        """Empty if all answers were right, else which was not."""
        assert self._server.update("DROP ALL").status_code == 204
        for data in self._test.values(self._test.node, UT.graphData):
            name = str(self._test.value(data, RDFS.label))
            triples = self._suite.triples(str(self._test.value(data, UT.graph)))
            body = "".join(f"{triple} .\n" for triple in triples).encode()
            headers = {"content-type": "application/n-triples"}
            self._server.client.put("/store", params={"graph": name}, content=body, headers=headers)
        action = self._test.value(self._test.node, MF.action)
        for number, request in enumerate(self._test.members(self._test.value(action, HT.requests))):
            if trouble := self._one(request):
                return f"request {number}: {trouble}"
        return ""

    def _one(self, request: Any) -> str:
        value = self._test.value
        url = self._url(self._named(str(value(request, HT.absolutePath))))
        method = str(value(request, HT.methodName))
        body = value(request, HT.body)
        content = None
        if body is not None:
            encoding = value(body, CNT.characterEncoding)
            content = self._named(str(value(body, CNT.chars))).encode(str(encoding or "utf-8"))
        status, headers, answer = _sent(url, method, self._headers(request), content)
        expected = value(request, HT.resp)
        allowed = [str(one).rpartition("#")[2] for one in self._test.values(expected, MF.expectedStatus)]
        if allowed and not any(_is(status, name) for name in allowed):
            return f"{method} {url}: {status}, not {allowed}; {answer[:80]!r}"
        return self._content(expected, url, method, headers, answer)

    def _content(self, expected: Any, url: str, method: str, headers: dict[str, str], answer: bytes) -> str:
        value = self._test.value
        kind = headers.get("content-type", "").partition(";")[0]
        form = value(expected, MF.expectedFormat)
        if form is not None and kind not in _KINDS[str(form)]:
            return f"{kind} is not of the form {form}"
        boolean = value(expected, MF.expectedBoolean)
        if boolean is not None:
            results = ox.QueryResultsFormat.JSON if "json" in kind else ox.QueryResultsFormat.XML
            if parsed(answer, results) is not (str(boolean) == "true"):
                return "another truth value"
        place = value(expected, MF.expectedLocation)
        if place is not None:
            if "location" not in headers:
                return "no Location"
            self._names[str(place)] = urljoin(url, headers["location"])
        for name, wanted in self._headers(expected):
            if name == "content-type" and kind != wanted.partition(";")[0]:
                return f"{kind}, not {wanted}"
        body = value(expected, HT.body)
        if body is not None and method != "HEAD":
            text = self._named(str(value(body, CNT.chars))).encode()
            graphs = [list(ox.parse(one, ox.RdfFormat.TURTLE, base_iri=url)) for one in (text, answer)]
            if not same_quads(*graphs):
                return "another graph"
        return ""

    def _headers(self, message: Any) -> list[tuple[str, str]]:
        value = self._test.value
        return [
            (str(value(one, HT.fieldName)).lower(), str(value(one, HT.fieldValue)))
            for one in self._test.members(value(message, HT.headers))
        ]

    def _named(self, text: str) -> str:
        for name, place in self._names.items():
            text = text.replace(name, place)
        return text

    def _url(self, path: str) -> str:
        if path.startswith(self._server.url):
            return path
        target = "/sparql" if self._test.folder.endswith("/protocol") else "/store"
        for place in _PLACES:
            path = path.removeprefix(place)
        return f"{self._server.url}{target}{path}"


def _is(status: int, name: str) -> bool:
    if name.startswith("StatusCode"):
        return status // 100 == int(name.removeprefix("StatusCode")[0])
    return _STATUS[name] == status


def _sent(
    url: str, method: str, headers: list[tuple[str, str]], content: bytes | None
) -> tuple[int, dict[str, str], bytes]:
    """Send exactly these headers, as a client library would not."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    connection.putrequest(
        method, parts.path + (f"?{parts.query}" if parts.query else ""), skip_accept_encoding=True
    )
    fields = dict(headers)
    if content is not None or method in ("POST", "PUT"):
        fields["content-length"] = str(len(content or b""))
    for name, value in fields.items():
        connection.putheader(name, value)
    connection.endheaders(content or None)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, body
