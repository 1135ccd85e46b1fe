"""Tokens that let clients write. The file holds names, scopes and SHA-256 digests, never a token.

A token is 256 random bits, so a plain digest cannot be reversed by guessing. It is sent as
`Authorization: Bearer <token>`, or as the password of Basic authentication with any user name, which every
SPARQL client can do. `python -m kg.server.tokens FILE NAME read write` adds one and prints it, once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SettingsError
from kg.server.refusal import Refused

SCOPES = ("read", "write", "admin")
_CHALLENGE = 'Basic realm="kg", charset="UTF-8", Bearer'


@dataclass(frozen=True, slots=True)
class Scopes:
    """What a client may do, and the name it is known by in the audit log. `admin` includes the others."""

    names: frozenset[str]
    who: str = "anonymous"

    def need(self, scope: str) -> None:
        """Raise Refused unless the client has this scope: 401 if it showed no token, else 403."""
        if scope in self.names or "admin" in self.names:
            return
        if self.who == "anonymous":
            raise Refused(401, f"This needs a token with the scope {scope}.", WWW_Authenticate=_CHALLENGE)
        raise Refused(403, f"The token {self.who} does not have the scope {scope}.")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    digest: str
    scopes: frozenset[str]


class Tokens:
    """The tokens that count, and what a client without one may do."""

    def __init__(self, entries: tuple[_Entry, ...], anonymous: frozenset[str]) -> None:
        self._entries = entries
        self._anonymous = Scopes(anonymous)

    @classmethod
    def load(cls, path: Path | None, anonymous: frozenset[str]) -> Tokens:
        """Read a token file; None stands for no tokens."""
        return cls(_read(path) if path else (), anonymous)

    def scopes(self, authorization: str) -> Scopes:
        """What a client may do that sent this Authorization header; Refused (401) if the token is unknown."""
        if not authorization:
            return self._anonymous
        digest = hashlib.sha256(_token(authorization).encode()).hexdigest()
        found: _Entry | None = None
        for entry in self._entries:  # all of them, so that the time tells nothing
            if hmac.compare_digest(entry.digest, digest):
                found = entry
        if found is None:
            raise Refused(401, "This token is not known.", WWW_Authenticate=_CHALLENGE)
        return Scopes(found.scopes, found.name)


def _token(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return value.strip() if scheme.lower() == "bearer" else ""


def _read(path: Path) -> tuple[_Entry, ...]:
    try:
        listed = json.loads(path.read_text("utf-8"))["tokens"]
        return tuple(
            _Entry(str(e["name"]), str(e["sha256"]), frozenset(map(str, e["scopes"]))) for e in listed
        )
    except FileNotFoundError:
        raise SettingsError(
            f"There is no token file {path}.",
            hint=f"Make one: python -m kg.server.tokens {path} NAME read write",
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path} is not a token file: {error}") from error


def add(path: Path, name: str, scopes: tuple[str, ...]) -> str:
    """Put a new token into the file, which only its owner may read, and give it back."""
    if unknown := [scope for scope in scopes if scope not in SCOPES]:
        raise SettingsError(f"There is no scope {unknown[0]!r}.", hint=f"Scopes are {', '.join(SCOPES)}.")
    entries = _read(path) if path.exists() else ()
    if any(entry.name == name for entry in entries):
        raise SettingsError(
            f"There is a token {name!r} already.", hint="Choose another name, or remove its entry."
        )
    token = secrets.token_urlsafe(32)
    new = _Entry(name, hashlib.sha256(token.encode()).hexdigest(), frozenset(scopes))
    listed = [{"name": e.name, "sha256": e.digest, "scopes": sorted(e.scopes)} for e in (*entries, new)]
    draft = path.with_name(path.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"tokens": listed}, file, indent=2)
    draft.replace(path)
    return token


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit("usage: python -m kg.server.tokens FILE NAME SCOPE…   (scopes: read, write, admin)")
    try:
        sys.stdout.write(add(Path(sys.argv[1]), sys.argv[2], tuple(sys.argv[3:])) + "\n")
    except SettingsError as error:
        sys.exit(str(error))
