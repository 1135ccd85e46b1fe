"""The process that runs queries on a snapshot and parses what clients send. It may be killed at any time.

Jobs are `query`, `parse`, `graph`, `validate`, `index`, `search`, `open` and `try`. Answers are WHOLE, or HEAD, DATA…
and END, or ERROR with the HTTP status that it means.
Nothing is sent until the answer is complete or its first 64 KiB are there, so that trouble at the start
becomes a true error. Trouble later ends in ERROR after DATA: the server then cuts the connection.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.rdf.vocabulary import PREFIXES
from kg.server import eventindex, magic, roleindex, scan, textindex, textsearch
from kg.server.formats import GRAPH_FORMATS, RESULT_FORMATS, parsed
from kg.server.frames import ERROR, FrameSocket, json_frame
from kg.server.output import Output, TooManyRows
from kg.server.refusal import Refused
from kg.server.syntax import trouble
from kg.validate import Gate, ValidationReport

MAX_DEPTH = 1000
"""Braces nested deeper are refused; the engine's parser would overflow the stack at about twice that."""
REPLAYED_BYTES = 16 << 20
"""A log longer than this certainly takes long; most of a shorter one may be in tables already."""
REPLAY_SECONDS = 0.2
_SERVICE_FORM = "SERVICE must be written without escapes, in a query of up to 16 KiB."


_INDEXES = {"text": textindex.build, "events": eventindex.build, "roles": roleindex.build}


class Reader:
    """Holds the snapshot that is open."""

    def __init__(self, connection: FrameSocket) -> None:
        self._connection = connection
        self._store: ox.Store | None = None
        self._path = ""

    def handle(self, job: dict[str, Any], body: bytes) -> None:
        """Do one job and send its answer."""
        output = Output(self._connection, job.get("encoding"), job.get("rows", 0))
        try:
            self._do(job, body, output)
            output.finish()
        except Refused as refusal:
            self._fail(refusal.status, str(refusal), refusal.place)
        except (BrokenPipeError, ConnectionResetError):
            raise
        except TooManyRows as excess:
            self._fail(413, str(excess))
        except (SyntaxError, ValueError, OSError, RuntimeError, MemoryError) as error:
            if output.excess is not None:
                self._fail(413, str(output.excess))
            else:
                status = 400 if isinstance(error, (SyntaxError, ValueError)) else 500
                self._fail(status, str(error) or type(error).__name__)

    def _do(self, job: dict[str, Any], body: bytes, output: Output) -> None:
        match job["op"]:
            case "query":
                self._query(job, body.decode(), output)
            case "parse":
                output.begin({"kind": "triples"}, "ntriples")
                output.write(parsed(job["format"], body, job["base"]))
            case "graph":
                self._graph(job, output)
            case "validate":
                report = _gate().validate_triples(self._triples(job))
                output.begin({"kind": "verdict"}, "")
                output.write(json.dumps(_in_words(report, job["language"])).encode())
            case "index":
                build = _INDEXES[job["kind"]]
                build(self._open(job["snapshot"]), Path(job["index"]))
                output.begin({"kind": "indexed"}, "")
            case "search":
                found = textsearch.search(
                    Path(job["index"]), body.decode(), job["kind"], job["limit"], forgiving=True
                )
                output.begin({"kind": "found"}, "")
                output.write(json.dumps([asdict(one) for one in found]).encode())
            case "try":
                self._try(job["snapshot"])
                output.begin({"kind": "opened"}, "")
            case "open":
                self._open(job["snapshot"])
                output.begin({"kind": "opened"}, "")

    def _fail(self, status: int, message: str, place: tuple[int, int] | None = None) -> None:
        self._connection.send(json_frame(ERROR, {"status": status, "message": message, "place": place}))

    def _open(self, path: str) -> ox.Store:
        if self._store is None or self._path != path:
            self._store = None
            self._store = ox.Store.read_only(path)
            self._path = path
        return self._store

    def _try(self, path: str) -> None:
        """Open a snapshot; if its log takes long to replay, make tables of it, so that others need not do so."""
        self._store = None
        if sum(log.stat().st_size for log in Path(path).glob("*.log")) > REPLAYED_BYTES:
            ox.Store(path).flush()
        begun = time.process_time()
        self._open(path)
        if time.process_time() - begun > REPLAY_SECONDS:
            self._store = None
            ox.Store(path).flush()
            self._open(path)

    def _graph(self, job: dict[str, Any], output: Output) -> None:
        store = self._open(job["snapshot"])
        name: str = job["format"]
        graph = ox.DefaultGraph() if job["name"] is None else ox.NamedNode(job["name"])
        if isinstance(graph, ox.NamedNode) and not store.contains_named_graph(graph):
            raise Refused(404, f"There is no graph {graph}.")
        output.begin({"kind": "graph", "format": name}, name)
        store.dump(output.file, format=GRAPH_FORMATS[name], from_graph=graph)

    def _triples(self, job: dict[str, Any]) -> Iterator[ox.Triple]:
        graph = ox.NamedNode(job["name"])
        return (
            quad.triple for quad in self._open(job["snapshot"]).quads_for_pattern(None, None, None, graph)
        )

    def _query(self, job: dict[str, Any], text: str, output: Output) -> None:
        found = scan.scan(text)
        if found.depth > MAX_DEPTH:
            raise Refused(400, f"The query nests braces {found.depth} deep; {MAX_DEPTH} is the most.")
        if found.uses_service:
            raise Refused(
                403, _SERVICE_FORM if job.get("federates") else "SERVICE is turned off on this server."
            )
        if index := job.get("index"):
            text = magic.expand(
                text,
                lambda words: [f.iri for f in textsearch.search(Path(index), words, limit=textsearch.MOST)],
            )
        store = self._open(job["snapshot"])
        default, named = job.get("default"), job.get("named")
        chosen = default is not None or named is not None
        result = _run(
            store,
            text,
            changed=bool(job.get("changed")),
            base_iri=job.get("base"),
            prefixes=PREFIXES if job.get("prefixes") else None,
            default_graph=[ox.NamedNode(iri) for iri in default or ()] if chosen else None,
            named_graphs=[ox.NamedNode(iri) for iri in named or ()] if chosen else None,
            use_default_graph_as_union=bool(job.get("union")),
        )
        del store
        if isinstance(result, ox.QueryTriples):
            name = _agreed(job["graph"], "graphs")
            output.begin({"kind": "graph", "format": name}, name)
            if job.get("pretty"):
                ox.serialize(result, output.file, GRAPH_FORMATS[name], prefixes=PREFIXES)
            else:
                result.serialize(output.file, GRAPH_FORMATS[name])
        else:
            boolean = isinstance(result, ox.QueryBoolean)
            name = _agreed(job["results"], "results")
            output.begin(
                {"kind": "boolean" if boolean else "solutions", "format": name}, "" if boolean else name
            )
            result.serialize(output.file, RESULT_FORMATS[name])


def _run(
    store: ox.Store, text: str, *, changed: bool, **options: Any
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    try:
        return store.query(text, **options)
    except SyntaxError as error:
        found = trouble(text, str(error), options["prefixes"] or {})
        refusal = Refused(400, f"The query cannot be read: {found.words}")
        refusal.place = None if changed or not found.line else (found.line, found.column)
        raise refusal from error


@cache
def _gate() -> Gate:
    return Gate.load()


def _in_words(report: ValidationReport, language: str) -> dict[str, Any]:
    return {
        "conforms": report.conforms,
        "violations": [result.in_words(language) for result in report.violations],
        "warnings": [result.in_words(language) for result in report.warnings],
        "turtle": report.to_turtle(),
    }


def _agreed(name: str | None, what: str) -> str:
    if name is None:
        raise Refused(406, f"None of the accepted media types is one of those for {what} of this query.")
    return name


@lru_cache(maxsize=256)
def _job(payload: bytes) -> dict[str, Any]:
    """A job from its bytes; nobody changes it."""
    found: dict[str, Any] = json.loads(payload)
    return found


def serve(connection: FrameSocket) -> None:
    """Answer jobs until the server closes the connection."""
    reader = Reader(connection)
    while (received := connection.receive()) is not None:
        job = _job(received[1])
        body = connection.receive()
        if body is None:
            return
        reader.handle(job, body[1])
