"""The process from which all others are forked, so that a killed one is replaced within milliseconds.

It is started once, imports the engine, never opens a store and has one thread, which makes forking it safe.
The server sends `{"spawn": role, "memory": bytes, "confine": bool}` with one end of a socket pair and gets
the new process's number back; `{"reap": pid}` collects a process that has ended, so that a number is never
used again while the server may still send it a signal. When the server goes away, so do all of them.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import Any

from kg.server import fetcher, reader, sandbox, writer
from kg.server.frames import FrameSocket

MESSAGE_BYTES = 4096
Role = Callable[[FrameSocket], None]
_ROLES: dict[str, Role] = {"reader": reader.serve, "writer": writer.serve, "fetcher": fetcher.serve}


def _child(connection: socket.socket, order: dict[str, Any], parent: int) -> None:
    sandbox.die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sandbox.limit_memory(int(order["memory"]))
    if order["confine"]:
        sandbox.no_network()
    _ROLES[order["spawn"]](FrameSocket(connection))


def _fork(control: socket.socket, connection: socket.socket, order: dict[str, Any]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        control.close()
        _child(connection, order, parent)
        status = 0
    except (BrokenPipeError, ConnectionResetError):
        status = 0  # the server has gone
    except Exception:  # noqa: BLE001 - the outermost handler of the process
        traceback.print_exc()
    finally:
        os._exit(status)


def serve(control: socket.socket) -> None:
    """Fork on demand until the server closes its end."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, MESSAGE_BYTES, 1)
        if not message:
            return
        order = json.loads(message)
        if "spawn" in order:
            with socket.socket(fileno=descriptors[0]) as connection:
                pid = _fork(control, connection, order)
            control.send(json.dumps({"pid": pid}).encode())
        else:
            os.waitpid(int(order["reap"]), 0)


def main() -> None:
    """Entry of the process: the control socket's number and the server's are the arguments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sandbox.die_with_parent(int(sys.argv[2]))
    serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
