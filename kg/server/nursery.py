"""The server's side of the zygote: asks for processes, collects those that have ended."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections import deque

from kg.errors import SettingsError
from kg.server.process import ProcessLink
from kg.server.zygote import MESSAGE_BYTES


class Nursery:
    """Starts worker processes."""

    def __init__(self) -> None:
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._replies: deque[asyncio.Future[int]] = deque()
        self._reapers: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Start the zygote; call it on the event loop."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._zygote = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "kg.server.zygote", str(theirs.fileno()), str(os.getpid())],
                pass_fds=(theirs.fileno(),),
            )
        ours.setblocking(False)
        self._control = ours
        asyncio.get_running_loop().add_reader(ours, self._reply)

    def stop(self) -> None:
        """End the zygote, and with it every process that it started."""
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        if self._zygote is not None:
            self._zygote.kill()
            self._zygote.wait()
            self._zygote = None

    async def spawn(self, role: str, *, memory: int, confine: bool = True) -> ProcessLink:
        """A new process in a role of `kg.server.zygote`."""
        if self._control is None:
            raise SettingsError("The server is not running.")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        reply: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        with theirs:
            order = json.dumps({"spawn": role, "memory": memory, "confine": confine}).encode()
            socket.send_fds(self._control, [order], [theirs.fileno()])
            self._replies.append(reply)
            pid = await reply
        ours.setblocking(False)
        loop = asyncio.get_running_loop()
        _, link = await loop.create_connection(lambda: ProcessLink(pid), sock=ours)
        reaper = loop.create_task(self._reap(link))
        self._reapers.add(reaper)
        reaper.add_done_callback(self._reapers.discard)
        return link

    async def _reap(self, link: ProcessLink) -> None:
        await link.ended
        if self._control is not None:
            os.kill(link.pid, signal.SIGKILL)  # it is not collected yet, so the number is still its own
            self._control.send(json.dumps({"reap": link.pid}).encode())

    def _reply(self) -> None:
        if self._control is None:
            return
        message = self._control.recv(MESSAGE_BYTES)
        if not message:
            asyncio.get_running_loop().remove_reader(self._control)
            while self._replies:
                self._replies.popleft().set_exception(
                    SettingsError("The process that starts workers has ended.")
                )
            return
        reply = self._replies.popleft()
        if not reply.done():
            reply.set_result(int(json.loads(message)["pid"]))
