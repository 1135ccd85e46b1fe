"""The text index of the current snapshot."""

from __future__ import annotations

import json

from kg.server.pool import Pool
from kg.server.sideindex import SideIndex
from kg.server.textsearch import Found

PATIENCE_SECONDS = 0.6
"""A page waits this long for the first index; without one it says that it is being made."""


class Texts:
    """Searches in it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.index = SideIndex(pool, "text")

    async def path(self) -> str:
        """Path of the index; raises Refused when it cannot be made."""
        return await self.index.path()

    async def ready(self) -> bool:
        """Whether there is an index already, after a little patience; raises Refused when it cannot be made."""
        return bool(await self.index.path(PATIENCE_SECONDS))

    async def search(self, words: str, kind: str = "", limit: int = 20) -> list[Found]:
        """Things with all the words, or words near to them; `kind` is the IRI of a class or empty for all."""
        job = {"op": "search", "index": await self.path(), "kind": kind, "limit": limit}
        answer = await self._pool.run(job, words.encode(), 10.0)
        body = b"".join([piece async for piece in answer.pieces()])
        return [Found(**one) for one in json.loads(body)]
