"""What is killed is replaced, and nobody else notices; nothing is left behind when the server goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.server.serving import Served, serving


def below(pid: int) -> list[int]:
    """All processes that a process has started, directly or not."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):  # it ends just now
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *below(int(child))]
    return found


def until(condition: Callable[[], bool], seconds: float = 5) -> bool:
    """Wait for a condition; whether it came true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def gone(pid: int) -> bool:
    """Whether a process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@linux
def test_a_killed_worker_is_replaced(large: Served) -> None:
    zygote, *workers = below(large.process.pid)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    assert until(lambda: len(below(large.process.pid)) == len(workers) + 1)
    assert zygote in below(large.process.pid)
    assert large.query("ASK {}").json()["boolean"] is True


@linux
def test_a_query_whose_worker_is_killed_gets_an_error(large: Served) -> None:
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(
            large.query, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout="8"
        )
        assert until(lambda: large.client.get("/health").json()["busy"] == 1)
        time.sleep(0.2)  # a process lost sooner is taken for one that was ending anyway
        for worker in below(large.process.pid)[1:]:
            os.kill(worker, signal.SIGKILL)
        assert slow.result().status_code in (500, 503)


@linux
def test_a_killed_server_leaves_no_process(tmp_path: Path, large: Served) -> None:
    with serving(large.store, raw_store=True, snapshots=str(tmp_path)) as server:
        left = below(server.process.pid)
        server.process.kill()
        server.process.wait()
        assert until(lambda: all(gone(pid) for pid in left))


def test_what_a_killed_server_left_is_removed_by_the_next(tmp_path: Path, large: Served) -> None:
    with serving(large.store, raw_store=True, snapshots=str(tmp_path)) as server:
        server.process.kill()
        server.process.wait()
    assert len(list(tmp_path.iterdir())) == 1
    with serving(large.store, raw_store=True, snapshots=str(tmp_path)):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.glob("*")) == []


@linux
def test_a_server_killed_in_mid_write_leaves_a_whole_store(tmp_path: Path) -> None:
    store = tmp_path / "store"
    many = " ".join(f"<urn:s:{i}> <urn:p> ?v ." for i in range(5000))
    for attempt in range(3):
        text = f"DELETE WHERE {{ ?s ?p ?o }} ; INSERT {{ {many} }} WHERE {{ VALUES ?v {{ {attempt} }} }}"  # noqa: S608
        with (
            serving(store, raw_store=True, writable=True, anonymous_write=True) as server,
            ThreadPoolExecutor(1) as pool,
        ):
            pool.submit(server.update, text)
            time.sleep(0.05 * attempt)
            left = below(server.process.pid)
            for pid in (server.process.pid, *left):
                os.kill(pid, signal.SIGKILL)
            server.process.wait()
            assert until(lambda left=left: all(gone(pid) for pid in left))
        opened = ox.Store(str(store))
        values = {quad.object.value for quad in opened if isinstance(quad.object, ox.Literal)}
        assert len(opened) in (0, 5000)
        assert len(values) <= 1
        del opened


_ATTEMPTS = """
import ctypes, os, socket
from kg.server import sandbox
assert sandbox.no_network()
sandbox.limit_memory(300 << 20)
def attempt(name, act):
    try:
        act()
    except (OSError, MemoryError) as error:
        print(name, type(error).__name__)
    else:
        print(name, "done")
attempt("inet", lambda: socket.socket(socket.AF_INET))
attempt("unix", lambda: socket.socket(socket.AF_UNIX))
attempt("pair", lambda: socket.socketpair())
attempt("exec", lambda: os.execv("/bin/true", ["true"]))
attempt("memory", lambda: bytearray(400 << 20))
attempt("file", lambda: open("/dev/null").close())
"""


def test_a_confined_process_has_no_network_and_little_memory() -> None:
    from kg.server import sandbox

    if not sandbox.can_confine_network():
        pytest.skip("this platform has no seccomp filter")
    found = subprocess.run(
        [sys.executable, "-c", _ATTEMPTS], capture_output=True, text=True, check=True
    ).stdout
    assert found.split("\n")[:-1] == [
        "inet PermissionError", "unix PermissionError", "pair PermissionError", "exec PermissionError",
        "memory MemoryError", "file done",
    ]  # fmt: skip


def test_the_engine_cannot_reach_others_even_if_the_text_is_not_looked_at(tmp_path: Path) -> None:
    code = (
        "import pyoxigraph as ox, sys\nfrom kg.server import sandbox\nassert sandbox.no_network()\n"
        "try: list(ox.Store().query('SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }'))\n"
        "except Exception as error: print(error)"
    )
    from kg.server import sandbox

    if not sandbox.can_confine_network():
        pytest.skip("this platform has no seccomp filter")
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert "not permitted" in found.stdout
