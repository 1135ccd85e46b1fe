"""uvicorn's HTTP/1.1 protocol with the short way for requests that are known byte for byte.

It is taken only between messages, when exactly one whole request has come in one piece and nothing else is
going on in the connection; so a body can never be taken for a request.
"""

from __future__ import annotations

from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from kg.server.hot import HotRequests
from kg.server.pool import Ticket

COPIED_BYTES = 32 * 1024
"""Longer bodies are sent as they lie in the cache, however many clients ask for them."""


class RawRequest:
    """Bytes that came in one piece, and whether they were exactly one request."""

    __slots__ = ("data", "single")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.single = False


class HotProtocol(HttpToolsProtocol):
    """One connection. `hot` is set on a subclass made for a server."""

    hot: ClassVar[HotRequests]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._between = True
        self._waiting = False
        self._held = b""
        self._ticket: Ticket | None = None
        self._raw = RawRequest(b"")
        self._begun = self._ended = 0

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        if self._waiting:
            self._held += data
            self.flow.pause_reading()
            return
        cycle: RequestResponseCycle | None = self.cycle
        quiet = self._between and (cycle is None or cycle.response_complete)
        if quiet and not self.flow.write_paused:
            self._waiting = True
            ticket = self.hot.answer(data, self.client[0] if self.client else "", self._reply(data))
            if ticket is not None:
                if self._waiting:
                    self._ticket = ticket
                    self._unset_keepalive_if_required()
                return
            self._waiting = False
        self._usual(data, quiet=quiet)

    def _usual(self, data: bytes, *, quiet: bool) -> None:
        self._raw = raw = RawRequest(data)
        self._begun = self._ended = 0
        super().data_received(data)
        raw.single = quiet and self._begun == 1 and self._ended == 1

    def _reply(self, data: bytes) -> Any:
        def reply(head: bytes | None, body: bytes) -> None:
            self._waiting = False
            self._ticket = None
            if self.transport.is_closing():
                return
            if head is None:
                self._usual(data, quiet=True)
            else:
                lines = [b"%s: %s\r\n" % field for field in self.server_state.default_headers]
                if len(body) < COPIED_BYTES:
                    self.transport.write(b"%s%s\r\n%s" % (head, b"".join(lines), body))
                else:
                    self.transport.write(b"%s%s\r\n" % (head, b"".join(lines)))
                    self.transport.write(body)
                self.server_state.total_requests += 1
                self._unset_keepalive_if_required()
                self.timeout_keep_alive_task = self.loop.call_later(
                    self.timeout_keep_alive, self.timeout_keep_alive_handler
                )
            if self._held:
                held, self._held = self._held, b""
                self.flow.resume_reading()
                self.data_received(held)

        return reply

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        if self._ticket is not None:
            self._ticket.cancel()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._between = False
        self._begun += 1
        super().on_message_begin()
        self.scope["kg.raw"] = self._raw  # type: ignore[typeddict-unknown-key]

    def on_message_complete(self) -> None:
        """A request has come in full."""
        self._between = True
        self._ended += 1
        super().on_message_complete()


def protocol_for(hot: HotRequests) -> type[HotProtocol]:
    """The protocol class of one server."""
    return type("ServerProtocol", (HotProtocol,), {"hot": hot})
