"""The one process that writes.

It opens the store for a write and lets it go when it has had none for a while, so that `kg ingest` can write
in between. It may be killed: a change is made wholly or not at all.
"""

from __future__ import annotations

import json
import select
from pathlib import Path
from typing import Any

from kg.errors import KgError, StoreLocked
from kg.server.frames import ERROR, FrameSocket, json_frame, whole_frame
from kg.server.rawstore import RawStore
from kg.server.refusal import Refused
from kg.server.target import WriteTarget

IDLE_SECONDS = 0.5
"""Another process can open the store this long after the last write."""


class Writer:
    """Holds the store while writes come."""

    def __init__(self) -> None:
        self._held: WriteTarget | None = None

    def handle(self, job: dict[str, Any], body: bytes) -> dict[str, Any]:
        """Do one write; gives back what it did."""
        if self._held is None:
            self._held = _opened(Path(job["store"]), raw=bool(job["raw"]))
        store = self._held
        match job["op"]:
            case "update":
                store.update(body.decode(), job["base"])
                done: dict[str, Any] = {}
            case "put":
                done = {"created": store.put(job["graph"], body.decode())}
            case "post":
                done = {"created": store.post(job["graph"], body.decode())}
            case "create":
                done = {"created": True, "graph": store.create(job["graph"], body.decode())}
            case "delete":
                store.delete(job["graph"])
                done = {}
            case other:
                raise Refused(400, f"There is no write called {other}.")
        store.settle()
        return done

    def release(self) -> None:
        """Close the store."""
        if self._held is not None:
            self._held.close()
            self._held = None


def _opened(path: Path, *, raw: bool) -> WriteTarget:
    if raw:
        return RawStore(path)
    from kg.server.articlestore import ArticleStore  # noqa: PLC0415 - brings the shapes, which take long

    return ArticleStore(path)


def serve(connection: FrameSocket) -> None:
    """Do writes until the server closes the connection."""
    writer = Writer()
    while True:
        if not select.select([connection.descriptor], [], [], IDLE_SECONDS)[0]:
            writer.release()
            continue
        received = connection.receive()
        body = connection.receive() if received else None
        if received is None or body is None:
            return
        try:
            done = writer.handle(json.loads(received[1]), body[1])
        except Refused as refusal:
            answer = {"status": refusal.status, "message": str(refusal)}
        except StoreLocked as error:
            answer = {"status": 503, "message": str(error)}
        except (KgError, SyntaxError, ValueError) as error:
            answer = {"status": 400, "message": str(error)}
        except (OSError, RuntimeError, MemoryError) as error:
            writer.release()
            answer = {"status": 500, "message": str(error) or type(error).__name__}
        else:
            connection.send(whole_frame(done, b""))
            continue
        connection.send(json_frame(ERROR, answer))
