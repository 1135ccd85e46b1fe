"""The little of HTTP that the endpoint needs, straight on ASGI: routing frameworks cost more than most queries."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from kg.server.refusal import Refused

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

SECURITY: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"cross-origin"),
]
PAGE_SECURITY: Headers = [
    (
        b"content-security-policy",
        (
            b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
    ),
    (b"x-frame-options", b"DENY"),
]


def in_text(headers: Headers) -> dict[str, str]:
    """Headers as frameworks take them."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}


def header(scope: Scope, name: bytes) -> str:
    """Value of a request header (lower-case name), empty if absent; several are joined with commas."""
    values = [value for key, value in scope["headers"] if key == name]
    if not values:
        return ""
    return (
        ", ".join(value.decode("latin-1") for value in values)
        if len(values) > 1
        else values[0].decode("latin-1")
    )


async def read_body(scope: Scope, receive: Receive, limit: int) -> bytes:
    """The whole body; Refused (413) as soon as it is known to be longer than `limit` bytes."""
    declared = header(scope, b"content-length")
    if declared.isdigit() and int(declared) > limit:
        raise Refused(413, f"The body is longer than {limit} bytes.")
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(499, "The client closed the connection.")
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise Refused(413, f"The body is longer than {limit} bytes.")
        parts.append(part)
        if not message.get("more_body"):
            return parts[0] if len(parts) == 1 else b"".join(parts)


async def respond(
    send: Send,
    status: int,
    headers: Iterable[tuple[bytes, bytes]],
    body: bytes = b"",
    *,
    head_only: bool = False,
) -> None:
    """A whole response; for HEAD the length is told but no body sent."""
    fields = [*headers]
    if status not in (204, 304):
        fields.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": b"" if head_only else body})


def problem(refusal: Refused) -> tuple[Headers, bytes]:
    """Headers and body that tell a refusal (RFC 9457)."""
    fields: Headers = [
        (b"content-type", b"application/problem+json"),
        (b"cache-control", b"no-store"),
        *SECURITY,
    ]
    fields += [
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in refusal.headers.items()
    ]
    body: dict[str, object] = {
        "status": refusal.status,
        "title": TITLES.get(refusal.status, "Error"),
        "detail": str(refusal),
    }
    if refusal.place is not None:
        body["line"], body["column"] = refusal.place
    return fields, json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    499: "Client Closed Request",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
