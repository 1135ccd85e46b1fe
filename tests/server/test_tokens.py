"""Who may do what."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.errors import SettingsError
from kg.server import ServerSettings
from kg.server.tokens import add
from tests.server.serving import Served, serving

INSERT = "INSERT DATA { <urn:s> <urn:p> 1 }"


@dataclass(frozen=True)
class Guarded:
    """A server with a token of each kind."""

    server: Served
    tokens: dict[str, str]
    folder: Path


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    file = folder / "tokens.json"
    tokens = {scope: add(file, f"the-{scope}er", (scope,)) for scope in ("read", "write", "admin")}
    with serving(
        folder / "store", raw_store=True, writable=True, tokens=str(file), anonymous_read=False,
        audit_log=str(folder / "audit"),
    ) as server:  # fmt: skip
        yield Guarded(server, tokens, folder)


CASES = [
    ("read", "read", 200), ("read", "write", 403), ("write", "write", 204), ("write", "read", 403),
    ("admin", "read", 200), ("admin", "write", 204), ("", "read", 401), ("", "write", 401), ("wrong", "read", 401),
]  # fmt: skip


@pytest.mark.parametrize(("who", "does", "status"), CASES)
@pytest.mark.parametrize("scheme", ["bearer", "basic"])
def test_a_token_opens_what_it_is_for(
    guarded: Guarded, who: str, does: str, status: int, scheme: str
) -> None:
    token = guarded.tokens.get(who, who)
    basic = "Basic " + base64.b64encode(f"anyone:{token}".encode()).decode()
    headers = {"authorization": f"Bearer {token}" if scheme == "bearer" else basic} if who else {}
    for _ in range(2):
        if does == "read":
            found = guarded.server.client.get("/sparql?query=ASK%7B%7D", headers=headers)
        else:
            found = guarded.server.update(INSERT, **headers)
        assert found.status_code == status
        assert ("www-authenticate" in found.headers) == (status == 401)


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", "/store?default"), ("POST", "/store?default"), ("DELETE", "/store?graph=urn:g")],
)
def test_graphs_are_written_with_a_token_only(guarded: Guarded, method: str, path: str) -> None:
    def status(token: str) -> int:
        headers = {"content-type": "text/turtle", "authorization": f"Bearer {token}"}
        return guarded.server.client.request(method, path, content="", headers=headers).status_code

    assert status(guarded.tokens["read"]) == 403
    assert status(guarded.tokens["write"]) in (201, 204, 404)


@pytest.mark.parametrize("path", ["/person/x", "/store?default", "/sparql", "/metrics"])
def test_nothing_is_read_without_a_token_where_one_is_needed(guarded: Guarded, path: str) -> None:
    assert guarded.server.client.get(path, headers={"accept": "*/*"}).status_code == 401


def test_writes_are_on_record(guarded: Guarded) -> None:
    guarded.server.update(INSERT, authorization=f"Bearer {guarded.tokens['write']}")
    last = json.loads((guarded.folder / "audit").read_text().splitlines()[-1])
    assert (last["who"], last["write"], last["status"], last["client"]) == (
        "the-writeer",
        "update",
        200,
        "127.0.0.1",
    )


def test_the_file_holds_no_token(guarded: Guarded) -> None:
    file = guarded.folder / "tokens.json"
    assert not any(token in file.read_text() for token in guarded.tokens.values())
    assert file.stat().st_mode & 0o077 == 0


def test_a_read_only_server_writes_for_nobody(tmp_path: Path, large: Served) -> None:
    found = large.update(INSERT)
    assert found.status_code == 403
    assert "--writable" in found.json()["detail"]
    file = tmp_path / "tokens.json"
    token = add(file, "admin", ("admin",))
    with serving(large.store, raw_store=True, tokens=str(file), snapshots=str(tmp_path / "s")) as server:
        assert server.update(INSERT, authorization=f"Bearer {token}").status_code == 403


def test_anonymous_writing_is_for_loopback_only(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="refused on"):
        ServerSettings(tmp_path, host="0.0.0.0", anonymous_write=True)  # noqa: S104


@pytest.mark.parametrize("content", ["", "{}", '{"tokens": [{"name": "a"}]}'])
def test_a_broken_token_file_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "tokens.json"
    file.write_text(content)
    with pytest.raises(SettingsError, match="not a token file"):
        add(file, "name", ("read",))


def test_names_and_scopes_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    add(file, "name", ("read",))
    with pytest.raises(SettingsError, match="already"):
        add(file, "name", ("read",))
    with pytest.raises(SettingsError, match="no scope"):
        add(file, "other", ("rule",))
