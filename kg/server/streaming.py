"""An answer of a worker process on its way to the client."""

from __future__ import annotations

from kg.server.asgi import Headers, Scope, Send, respond
from kg.server.process import Answer


async def stream(
    scope: Scope, send: Send, headers: Headers, answer: Answer, *, keep: int = 0
) -> bytes | None:
    """Send a response as its pieces come; for HEAD, its headers only.

    Gives all of the body if it is no longer than `keep` bytes and was sent to its end, else None.

    Raises BrokenAnswer when the rest will not come: the server then cuts the connection, so that the client
    cannot take the part for the whole. Leaving early stops the process.
    """
    head_only = scope["method"] == "HEAD"
    kept: list[bytes] = []
    size = 0
    try:
        if answer.whole:
            await respond(send, 200, headers, answer.body(), head_only=head_only)
            scope["kg.rows"] = answer.tail["rows"]
            return answer.body()
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if not head_only:
            async for piece in answer.pieces():
                size += len(piece)
                if size <= keep:
                    kept.append(piece)
                else:
                    kept.clear()
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        scope["kg.rows"] = answer.tail.get("rows", 0)
        return b"".join(kept) if not head_only and size <= keep else None
    finally:
        answer.abandon()
