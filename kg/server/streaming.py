"""An answer of a worker process on its way to the client."""

from __future__ import annotations

from kg.server.asgi import Headers, Scope, Send, respond
from kg.server.process import Answer


async def stream(scope: Scope, send: Send, headers: Headers, answer: Answer, *, head_only: bool) -> None:
    """Send a response as its pieces come.

    Raises BrokenAnswer when the rest will not come: the server then cuts the connection, so that the client
    cannot take the part for the whole. Leaving early stops the process.
    """
    try:
        if answer.whole:
            await respond(send, 200, headers, answer.body(), head_only=head_only)
        else:
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            if not head_only:
                async for piece in answer.pieces():
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        scope["kg.rows"] = answer.tail.get("rows", 0)
    finally:
        answer.abandon()
