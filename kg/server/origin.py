"""How clients reach the server."""

from __future__ import annotations

from kg.server.asgi import Scope, header
from kg.server.options import ServerSettings


def origin(scope: Scope, settings: ServerSettings) -> str:
    """Scheme, host and port as the client used them, without final slash."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = header(scope, b"host")
    if not host or not all(c.isalnum() or c in ".-:[]_" for c in host):
        host = f"{settings.host}:{settings.port}"
    return f"{scope.get('scheme', 'http')}://{host}"
