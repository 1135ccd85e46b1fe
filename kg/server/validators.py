"""How a client can ask whether an answer has changed (RFC 9110, 8.8 and 13)."""

from __future__ import annotations

from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache

from kg.server.asgi import Headers, Scope, header
from kg.server.snapshots import Snapshot


def validators(etag: bytes, snapshot: Snapshot) -> Headers:
    """Headers by which a client can ask later."""
    return [(b"etag", etag), (b"last-modified", _date(snapshot.changed)), (b"cache-control", b"no-cache")]


def unchanged(scope: Scope, etag: bytes, snapshot: Snapshot) -> bool:
    """Whether the client has this answer already. A date counts only where there is no tag, as the standard says.

    Dates are whole seconds: one that is that of the last change counts only if nothing else was served from it.
    """
    tags = header(scope, b"if-none-match")
    if tags:
        return any(part.strip().removeprefix("W/") in ("*", etag.decode()) for part in tags.split(","))
    try:
        known = parsedate_to_datetime(header(scope, b"if-modified-since")).timestamp()
    except (ValueError, OverflowError):
        return False  # a date that cannot be read is to be ignored
    return known >= snapshot.changed or (snapshot.alone and known == int(snapshot.changed))


@lru_cache(maxsize=16)
def _date(seconds: float) -> bytes:
    return formatdate(int(seconds), usegmt=True).encode()
