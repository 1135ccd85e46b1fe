"""The files of static/: kept for ever by who asks for them with the mark of their content."""

from __future__ import annotations

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kg.server.rendering import STATIC

_FOR_EVER = "public, max-age=31536000, immutable"


class Files(StaticFiles):
    """Serves static/."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file; without its mark it may be kept, but has to be asked for again."""
        response = await super().get_response(path, scope)
        if response.status_code in (200, 304):
            marked = scope["query_string"].startswith(b"v=")
            response.headers["cache-control"] = _FOR_EVER if marked else "no-cache"
            response.headers["x-content-type-options"] = "nosniff"
        return response
