"""SERVICE for chosen hosts: each clause is asked beforehand, and its answer put in its place as VALUES.

The processes that run queries have no network, and the engine has no switch for single hosts. So the server takes
the clauses out of the text, has a process of another kind ask them (`kg.server.fetcher`), and what is left needs
no network. The result is that of the SPARQL 1.1 Federated Query standard, whose clauses are evaluated by
themselves and joined with the rest; the engine does the same.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kg.rdf.vocabulary import PREFIXES
from kg.server.nursery import Nursery
from kg.server.options import ServerSettings
from kg.server.prepared import Prepared
from kg.server.process import CLIENT_GONE
from kg.server.refusal import Refused
from kg.server.scan import tokens

MOST_CLAUSES = 8
"""SERVICE clauses in one query, and clauses that are being asked at the same time."""
FETCHER_MEMORY = 512 << 20

_TARGET = re.compile(
    r"\s*(?P<silent>SILENT\b)?\s*(?:<(?P<iri>[^<>\s]*)>|(?P<prefix>[\w-]*):(?P<local>[\w./-]*))\s*$",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"\bPREFIX\s+(?P<prefix>[\w.-]*):\s*<(?P<iri>[^<>\s]*)>", re.IGNORECASE)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

Ask = Callable[[str, str, bool], Awaitable[str]]
"""Asks the endpoint at an IRI a query; whether silently; gives the answer as a group for the place of the clause."""


@dataclass(frozen=True, slots=True)
class _Clause:
    begin: int
    end: int
    endpoint: str
    silent: bool
    pattern: str


async def expanded(text: str, ask: Ask) -> str:
    """The query with the answer in the place of each SERVICE clause; raises Refused."""
    prologue, clauses = _taken_apart(text)
    if len(clauses) > MOST_CLAUSES:
        raise Refused(400, f"The query has {len(clauses)} SERVICE clauses; {MOST_CLAUSES} is the most.")
    asked = [
        ask(one.endpoint, f"{prologue}\nSELECT * WHERE {{{one.pattern}}}", one.silent) for one in clauses
    ]
    answers = await asyncio.gather(*asked)
    parts: list[str] = []
    written = 0
    for one, answer in zip(clauses, answers, strict=True):
        parts += [text[written : one.begin], answer]
        written = one.end
    return "".join([*parts, text[written:]])


def _taken_apart(text: str) -> tuple[str, list[_Clause]]:
    """The declarations at the beginning, and the clauses."""
    prologue: str | None = None
    prefixes = dict(PREFIXES)
    clauses: list[_Clause] = []
    depth = 0
    service: int | None = None
    opened: tuple[int, int, re.Match[str]] | None = None
    for token in tokens(text):
        if prologue is None and token.word in _FORMS:
            prologue = text[: token.begin]
            prefixes |= {match["prefix"]: match["iri"] for match in _DECLARED.finditer(prologue)}
        if token.word == "SERVICE":
            if opened is not None:
                raise Refused(400, "A SERVICE clause within another one is not supported.")
            service = token.begin
        elif token.brace == "{":
            if service is not None and opened is None:
                target = _TARGET.match(text[service + len("SERVICE") : token.begin])
                if target is None:
                    raise Refused(
                        400, "SERVICE must be followed by the endpoint's IRI; a variable is not supported."
                    )
                opened = (depth, token.end, target)
            depth += 1
        elif token.brace == "}":
            depth -= 1
            if opened is not None and service is not None and depth == opened[0]:
                _, begin, target = opened
                endpoint = _endpoint(target, prefixes)
                silent = target["silent"] is not None
                clauses.append(_Clause(service, token.end, endpoint, silent, text[begin : token.begin]))
                service = opened = None
    ours = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return ours + (prologue or ""), clauses


def _endpoint(target: re.Match[str], prefixes: dict[str, str]) -> str:
    if target["iri"] is not None:
        return str(target["iri"])
    if target["prefix"] not in prefixes:
        raise Refused(400, f"The prefix {target['prefix']}: is not declared.")
    return prefixes[target["prefix"]] + str(target["local"])


class Federation:
    """Asks other endpoints in processes of their own, which can be killed."""

    def __init__(self, settings: ServerSettings, nursery: Nursery) -> None:
        self._hosts = settings.service_hosts
        self._nursery = nursery
        self._places = asyncio.Semaphore(MOST_CLAUSES)

    async def expanded(self, prepared: Prepared) -> bytes:
        """The query of a request with the answers of others in it; raises Refused."""
        deadline = asyncio.get_running_loop().time() + prepared.seconds

        async def ask(endpoint: str, query: str, silent: bool) -> str:
            async with self._places:
                return await self._fetched(endpoint, query, deadline, silent=silent)

        try:
            async with asyncio.timeout_at(deadline):
                return (await expanded(prepared.text.decode(), ask)).encode()
        except TimeoutError:
            raise Refused(504, f"The query took longer than {prepared.seconds:.3g} s.") from None

    async def _fetched(self, endpoint: str, query: str, deadline: float, *, silent: bool) -> str:
        seconds = deadline - asyncio.get_running_loop().time()
        link = await self._nursery.spawn("fetcher", memory=FETCHER_MEMORY, confine=False)
        job = {"endpoint": endpoint, "hosts": self._hosts, "seconds": seconds, "silent": silent}
        try:
            answer = await link.ask(job, query.encode(), seconds)
            return answer.body().decode()
        finally:
            if link.busy:
                link.kill(CLIENT_GONE)
            link.close()
