"""Requests to a SPARQL server, repeated while it is away.

All that is sent may be sent twice: queries change nothing, and updates and graphs are data whose second coming
changes nothing. So a request whose answer got lost on the way is simply sent again.
https://www.w3.org/TR/sparql11-protocol/ · https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from pyoxigraph import QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from kg.errors import QueryError, StoreRefused, StoreUnreachable
from kg.store.remote.address import Access, Endpoints

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 15.0
BROKEN_ATTEMPTS = 4
"""How often a request is sent that the server fails over (500): some say so of a deadlock, others of each bad query."""

_AWAY = frozenset({408, 425, 429, 502, 503, 504})
_TRIPLES = "application/n-triples"
_ROWS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and waiting, so that tests need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Client:
    """One server. Raises StoreUnreachable when it does not answer in time, StoreRefused when it will not do a thing."""

    def __init__(self, endpoints: Endpoints, access: Access, clock: Clock | None = None) -> None:
        self.endpoints = endpoints
        self._access = access
        self._clock = clock or Clock()
        self._http = httpx.Client(
            auth=_auth(access),
            headers={"User-Agent": "news-kg", **_bearer(access)},
            timeout=httpx.Timeout(access.timeout, connect=min(10.0, access.timeout)),
            follow_redirects=False,
        )

    def query(self, text: str, *, accept: str = _ROWS, default_graph: str = "") -> bytes:
        """The answer to a query, serialised; QueryError if the server says that it is no query it can run."""
        form = {"query": text}
        if default_graph:
            form["default-graph-uri"] = default_graph
        answer = self._send("POST", self.endpoints.query, data=form, headers={"Accept": accept})
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise QueryError(f"This query cannot be run: {_words(answer)}")
        return self._good(answer).content

    def rows(self, text: str, *, default_graph: str = "") -> list[dict[str, str]]:
        """The rows of a SELECT query, values as text; what is unbound is left out."""
        return list(_rows(self.query(text, default_graph=default_graph)))

    def triples(self, text: str) -> bytes:
        """The answer to a CONSTRUCT query in N-Triples."""
        return self.query(text, accept=_TRIPLES)

    def update(self, text: str, *, patience: float | None = None) -> None:
        """Run an update, which must be such that running it twice is the same as once.

        `patience` in seconds stands in for that of the access.
        """
        headers = {"Content-Type": "application/sparql-update"}
        content = text.encode()
        self._good(
            self._send("POST", self.endpoints.update, patience=patience, content=content, headers=headers)
        )

    def get_graph(self, iri: str) -> bytes:
        """A named graph in N-Triples by the Graph Store Protocol; empty if there is none."""
        answer = self._send("GET", self.endpoints.graphs, params={"graph": iri}, headers={"Accept": _TRIPLES})
        return b"" if answer.status_code == httpx.codes.NOT_FOUND else self._good(answer).content

    def put_graph(self, iri: str, triples: bytes) -> None:
        """Put N-Triples in the place of a named graph by the Graph Store Protocol."""
        headers = {"Content-Type": _TRIPLES}
        self._good(
            self._send("PUT", self.endpoints.graphs, params={"graph": iri}, content=triples, headers=headers)
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _send(self, method: str, url: str, *, patience: float | None = None, **given: Any) -> httpx.Response:
        """The server's answer, whatever it says, unless it says that it is away: then the request is sent again."""
        patience = self._access.patience if patience is None else patience
        end = self._clock.now() + patience
        attempt = 0
        while True:
            answer: httpx.Response | None = None
            try:
                answer = self._http.request(method, url, **given)
            except httpx.TransportError as error:
                trouble = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            else:
                trouble = f"{answer.status_code} {answer.reason_phrase}"
                if not _is_passing(answer, attempt):
                    return answer
            attempt += 1
            pause = max(_pause(attempt), _asked_for(answer.headers if answer else {}))
            if self._clock.now() + pause > end:
                raise StoreUnreachable(
                    f"The server at {url} did not answer in {patience:g} s, asked {attempt} times "
                    f"({trouble}).",
                    hint="See whether it runs and can be reached, then run this again: it goes on where it stopped.",
                )
            self._clock.sleep(pause)

    def _good(self, answer: httpx.Response) -> httpx.Response:
        """The answer, if it is one of success."""
        if answer.is_success:
            return answer
        code, url = answer.status_code, answer.request.url.copy_with(query=None)
        if code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise StoreRefused(
                f"The server at {url} does not let us in ({code}).",
                hint="Set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, to somebody who may write.",
            )
        if code in (httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED) or answer.is_redirect:
            raise StoreRefused(
                f"There is nothing of the kind at {url} ({code}).",
                hint="Give the addresses with --store, KG_STORE_UPDATE_URL and KG_STORE_GRAPHS_URL.",
            )
        if code == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
            raise StoreRefused(
                f"The server at {url} takes no request of this size.", hint="Give a smaller --batch."
            )
        raise StoreRefused(f"The server at {url} refused a request ({code}): {_words(answer)}")


def _rows(answer: bytes) -> Iterator[dict[str, str]]:
    """The rows of a query's answer, values as text; what is unbound is left out."""
    found = parse_query_results(answer, QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        raise TypeError("a SELECT query gives rows")
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {
            name: value.value
            for name in names
            if (value := row[name]) is not None and not isinstance(value, Triple)
        }


def _auth(access: Access) -> httpx.Auth | None:
    if access.scheme == "basic":
        return httpx.BasicAuth(access.user, access.secret)
    if access.scheme == "digest":
        return httpx.DigestAuth(access.user, access.secret)
    return None


def _bearer(access: Access) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {access.secret}"} if access.scheme == "bearer" else {}


def _is_passing(answer: httpx.Response, attempt: int) -> bool:
    if answer.status_code in _AWAY:
        return True
    return answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR and attempt + 1 < BROKEN_ATTEMPTS


def _pause(attempt: int) -> float:
    """Seconds before the next attempt: twice as long each time, and not the same for everybody."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempt - 1, 20)) * random.uniform(0.5, 1.0)  # noqa: S311  no secret


def _asked_for(headers: Mapping[str, str]) -> float:
    """The seconds that the server asks to wait (Retry-After), 0 if it does not."""
    given = headers.get("Retry-After", "")
    if given.isdigit():
        return float(given)
    try:
        at: float = parsedate_to_datetime(given).timestamp()
    except (ValueError, TypeError):
        return 0.0
    return max(0.0, at - time.time())


def _words(answer: httpx.Response) -> str:
    """The first of what the server says about it."""
    return " ".join(answer.text.split())[:300] or answer.reason_phrase
