"""A query request made ready to run: all that depends on the request alone, so that it can be remembered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from kg.server import magic
from kg.server.media import GRAPHS, RESULTS, Media, choose_encoding
from kg.server.options import ServerSettings
from kg.server.request import Formats, Operation, formats
from kg.server.scan import scan

SCANNED_BYTES = 16 * 1024
"""Longer texts are looked at by the worker process only, and their answers are not kept."""

MEDIA: dict[str, Media] = {media.name: media for media in (*RESULTS, *GRAPHS)}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A job for a reader process. `key` names everything that its answer depends on but the store."""

    job: dict[str, Any]
    text: bytes
    key: bytes
    text_digest: bytes
    seconds: float
    stable: bool
    searches: bool
    """Whether it uses the text index."""
    asks_others: bool
    """Whether it has SERVICE clauses that are to be asked beforehand."""

    @property
    def repeatable(self) -> bool:
        """Whether the same job can be sent again as it is."""
        return not (self.searches or self.asks_others)

    def etag(self, stamp: str) -> bytes:
        """Entity tag of the answer in the state `stamp` of the store."""
        return b'"%s-%s"' % (stamp.encode(), self.key[:8].hex().encode())


def prepare(
    wanted: Operation, accept: str, accept_encoding: str, base: str, settings: ServerSettings
) -> Prepared:
    """Decide on formats, coding and limits; raises Refused (406)."""
    found: Formats = formats(wanted.format, accept or None)
    job: dict[str, Any] = {"op": "query", "base": base}
    job["results"] = found.results.name if found.results else None
    job["graph"] = found.graph.name if found.graph else None
    if wanted.has_dataset:
        job["default"], job["named"] = wanted.default_graphs, wanted.named_graphs
    if wanted.union:
        job["union"] = True
    if not settings.raw_store:
        job["prefixes"] = True
    if settings.max_rows:
        job["rows"] = settings.max_rows
    if accept_encoding and (encoding := choose_encoding(accept_encoding)):
        job["encoding"] = encoding
    if settings.service_hosts:
        job["federates"] = True
    text = wanted.text.encode("utf-8", "surrogatepass")
    seconds = min(settings.timeout, wanted.timeout or settings.timeout)
    searches = magic.PROPERTY in wanted.text
    scanned = scan(wanted.text) if len(text) <= SCANNED_BYTES else None
    stable = not searches and scanned is not None and scanned.stable
    asks_others = bool(settings.service_hosts) and scanned is not None and scanned.uses_service
    if searches or asks_others:
        job["changed"] = True  # before it is run, so that a place in it says nothing to the client
    key = hashlib.sha256(repr(sorted(job.items())).encode() + b"\0" + text).digest()
    return Prepared(job, text, key, hashlib.sha256(text).digest(), seconds, stable, searches, asks_others)
