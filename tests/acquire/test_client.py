from __future__ import annotations

import gzip
import re
import socket
import time
import zlib
from collections.abc import Callable, Iterator, Mapping

import brotli
import pytest

from kg.acquire.web.client import Client
from kg.acquire.web.options import WebOptions
from kg.errors import InputError, Unreachable, UnreadableInput
from tests.acquire.site import Page, Site, answer, site


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as site_here:
        yield site_here


def client(**options: object) -> Client:
    chosen = {"pause": 0.0, "retries": 0, "allow_private": True, "total": 3.0, "quiet": 1.0, **options}
    return Client(WebOptions(**chosen))  # type: ignore[arg-type]


def get(url: str, limit: int = 1_000_000, **options: object) -> bytes:
    with client(**options).get(url, lambda _: limit).body as body:
        return body.read()


def refused(url: str, **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        get(url, **options)
    assert caught.value.source == url
    return caught.value


def test_a_page_comes_with_the_name_of_the_program_in_the_request(here: Site) -> None:
    here.pages["/a"] = answer("metin")
    assert get(here.url("/a"), contact="https://ornek.example") == b"metin"
    _, fields = here.asked[-1]
    assert fields["user-agent"].startswith("news-kg/")
    assert "https://ornek.example" in fields["user-agent"]


CODED = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("coding", CODED)
def test_content_codings_are_undone(here: Site, coding: str) -> None:
    here.pages["/a"] = answer(CODED[coding](b"metin " * 1000), content_encoding=coding)
    assert get(here.url("/a")) == b"metin " * 1000


def drip(client: socket.socket, _fields: Mapping[str, str]) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        client.sendall(b"x")
        time.sleep(0.1)


def drip_fields(client: socket.socket, _fields: Mapping[str, str]) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        client.sendall(b"X-More: 1\r\n")
        time.sleep(0.1)


def silent(client: socket.socket, _fields: Mapping[str, str]) -> None:
    client.recv(1)


def endless_chunks(client: socket.socket, _fields: Mapping[str, str]) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        client.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def endless_fields(client: socket.socket, _fields: Mapping[str, str]) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        client.sendall(b"X-More: " + b"x" * 4096 + b"\r\n")


def endless_line(client: socket.socket, _fields: Mapping[str, str]) -> None:
    while True:
        client.sendall(b"x" * 4096)


BOMB = gzip.compress(b"\0" * 50_000_000)
HOSTILE: dict[str, tuple[Page, type[InputError], str]] = {
    "a byte now and then": (drip, Unreachable, "too slow"),
    "a header field now and then": (drip_fields, Unreachable, "too slow"),
    "silence": (silent, Unreachable, "too slow"),
    "chunks without end": (endless_chunks, UnreadableInput, "larger than 1 MB"),
    "header fields without end": (endless_fields, Unreachable, "cannot be fetched"),
    "a first line without end": (endless_line, Unreachable, "cannot be fetched"),
    "a bomb": (answer(BOMB, content_encoding="gzip"), UnreadableInput, "larger than 1 MB"),
    "less than was told": (answer(b"x", content_length="1000"), Unreachable, "too slow|cannot be fetched"),
    "more than is allowed": (answer(b"x" * 2_000_000), UnreadableInput, "larger than 1 MB"),
    "more than is allowed, as is told": (
        answer(b"", content_length="99999999999"),
        UnreadableInput,
        "larger",
    ),
    "a length that is none": (answer(b"x", content_length="-5"), Unreachable, "cannot be fetched"),
    "two lengths": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        Unreachable,
        "cannot be fetched",
    ),
    "a chunk length that is none": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n",
        Unreachable,
        "cannot be fetched",
    ),
    "what is not HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n", Unreachable, "too slow|cannot be fetched"),
    "what is not packed as told": (
        answer(b"metin", content_encoding="gzip"),
        UnreadableInput,
        "no sound gzip",
    ),
    "an unknown coding": (answer(b"metin", content_encoding="lzma"), UnreadableInput, "coding 'lzma'"),
    "not there": (answer(b"", "404 Not Found"), Unreachable, "status 404"),
    "to nowhere": (answer(b"", "302 Found"), Unreachable, "to nowhere"),
    "to a file": (
        answer(b"", "302 Found", location="file:///etc/passwd"),
        Unreachable,
        "only http and https",
    ),
    "to a user": (answer(b"", "302 Found", location="http://me:pw@127.0.0.1/"), Unreachable, "user names"),
    "in a circle": (answer(b"", "302 Found", location="/bad"), Unreachable, "in a circle"),
}


@pytest.mark.parametrize(("page", "kind", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_server_is_an_error_in_time(
    here: Site, page: Page, kind: type[InputError], words: str
) -> None:
    here.pages["/bad"] = page
    start = time.monotonic()
    error = refused(here.url("/bad"))
    assert type(error) is kind
    assert re.search(words, error.said), error.said
    assert error.hint or kind is Unreachable or "coding" in error.said
    assert time.monotonic() - start < 10


def test_redirections_are_followed_so_often_only(here: Site) -> None:
    for step in range(9):
        here.pages[f"/{step}"] = answer(b"", "301 Moved", location=f"/{step + 1}")
    here.pages["/3"] = answer("metin")
    assert client().get(here.url("/0"), lambda _: 100).url == here.url("/3")
    here.pages["/3"] = answer(b"", "301 Moved", location="/4")
    assert "more than 5 times" in refused(here.url("/0")).said


def test_a_refused_connection_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "robots.txt" in refused(f"http://127.0.0.1:{port}/a").said


PRIVATE = {
    "this machine": ["127.0.0.1"],
    "a private network": ["10.1.2.3"],
    "the cloud's metadata": ["169.254.169.254"],
    "IPv6 of this machine": ["::1"],
    "IPv4 within IPv6": ["::ffff:127.0.0.1"],
    "one of two": ["8.8.8.8", "192.168.0.1"],
}


@pytest.mark.parametrize("addresses", PRIVATE.values(), ids=PRIVATE)
def test_addresses_that_are_not_public_are_not_reached(here: Site, addresses: list[str]) -> None:
    fetching = Client(WebOptions(pause=0.0), lookup=lambda _host, _port: addresses)
    with pytest.raises(Unreachable, match=r"not on the open Internet.*--allow-private"):
        fetching.get(here.url("/a", host="news.example"), lambda _: 100)
    assert here.asked == []


def test_a_name_that_changes_its_address_gains_nothing(here: Site) -> None:
    here.pages["/a"] = answer("secret")
    looks: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        looks.append(host)
        return ["127.0.0.1"] if len(looks) > 1 else ["192.0.2.1"]

    fetching = Client(WebOptions(pause=0.0, retries=3, quiet=0.2), lookup=rebinding, sleep=lambda _: None)
    with pytest.raises(Unreachable):
        fetching.get(here.url("/a", host="news.example"), lambda _: 100)
    assert here.asked == []


def test_a_redirection_to_a_private_address_is_not_followed(here: Site) -> None:
    here.pages["/a"] = answer(b"", "302 Found", location="http://inside.example/")
    known = {"news.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}
    public = Client(WebOptions(pause=0.0), lookup=lambda host, _port: known[host])
    with pytest.raises(Unreachable):
        public.get(here.url("/a", host="news.example"), lambda _: 100)
    assert here.asked == []


BAD_ADDRESSES = [
    "http://",
    "https:///a",
    "ftp://ornek.example/",
    "http://a:b@ornek.example/",
    "http://x:99999/",
    "http://[::/",
]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert isinstance(refused(url), Unreachable)


ROBOTS = {
    "all is forbidden": ("User-agent: *\nDisallow: /", False),
    "this is forbidden": ("User-agent: *\nDisallow: /haber", False),
    "other things are": ("User-agent: *\nDisallow: /admin", True),
    "the longer rule counts": ("User-agent: *\nDisallow: /\nAllow: /haber/a", True),
    "only to others": ("User-agent: bad-bot\nDisallow: /\n\nUser-agent: *\nAllow: /", True),
    "to this program by name": ("User-agent: news-kg\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
    "with a pattern": ("User-agent: *\nDisallow: /*/a$", False),
    "nothing": ("", True),
    "a page instead": ("<html><body>404</body></html>", True),
}


@pytest.mark.parametrize(("rules", "allowed"), ROBOTS.values(), ids=ROBOTS)
def test_robots_txt_is_heeded(here: Site, rules: str, allowed: bool) -> None:
    here.pages |= {"/robots.txt": answer(rules), "/haber/a": answer("metin")}
    if allowed:
        assert get(here.url("/haber/a")) == b"metin"
    else:
        assert "forbids" in refused(here.url("/haber/a")).said
        assert here.paths == ["/robots.txt"]


def test_while_robots_txt_cannot_be_had_nothing_is_fetched(here: Site) -> None:
    here.pages |= {"/robots.txt": answer(b"", "503 Busy"), "/a": answer("metin")}
    error = refused(here.url("/a"))
    assert isinstance(error, Unreachable)
    assert error.passing
    assert here.paths == ["/robots.txt"]


def test_a_robots_txt_without_end_is_cut(here: Site) -> None:
    rules = b"User-agent: *\nDisallow: /b\n" + b"# metin\n" * 500_000
    here.pages |= {"/robots.txt": answer(rules), "/a": answer("metin")}
    assert get(here.url("/a")) == b"metin"


def test_robots_txt_is_asked_for_once(here: Site) -> None:
    here.pages |= {"/a": answer("a"), "/b": answer("b")}
    fetching = client()
    for path in ("/a", "/b", "/a"):
        fetching.get(here.url(path), lambda _: 100)
    assert here.paths == ["/robots.txt", "/a", "/b", "/a"]


class World:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def clock(self) -> float:
        return self.time


def slow(**options: object) -> tuple[Client, World]:
    world = World()
    chosen = {"pause": 2.0, "retries": 2, "allow_private": True, "total": 1e9, **options}
    return Client(
        WebOptions(**chosen), sleep=world.sleep, clock=world.clock, now=lambda: 0.0  # type: ignore[arg-type]
    ), world  # fmt: skip


def test_a_host_is_asked_no_oftener_than_is_polite(here: Site) -> None:
    here.pages |= {"/a": answer("a"), "/b": answer("b")}
    fetching, world = slow()
    for path in ("/a", "/b"):
        fetching.get(here.url(path), lambda _: 100)
    assert world.slept == [2.0, 2.0]


def test_the_longer_pause_that_a_host_asks_for_is_kept(here: Site) -> None:
    here.pages |= {
        "/robots.txt": answer("User-agent: *\nCrawl-delay: 7"),
        "/a": answer("a"),
        "/b": answer("b"),
    }
    fetching, world = slow()
    for path in ("/a", "/b"):
        fetching.get(here.url(path), lambda _: 100)
    assert world.slept == [2.0, 7.0]


def busy(times: int, **fields: str) -> Callable[[socket.socket, Mapping[str, str]], None]:
    left = [times]

    def page(client: socket.socket, _fields: Mapping[str, str]) -> None:
        left[0] -= 1
        client.sendall(answer("busy", "503 Busy", **fields) if left[0] >= 0 else answer("metin"))

    return page


WAITS = {
    "seconds": ({"retry_after": "30"}, 30.0),
    "a date": ({"retry_after": "Thu, 01 Jan 1970 00:00:30 GMT"}, 30.0),
    "nothing": ({}, 2.0),
    "nonsense": ({"retry_after": "soon"}, 2.0),
}


@pytest.mark.parametrize(("fields", "wait"), WAITS.values(), ids=WAITS)
def test_a_busy_server_is_asked_again_when_it_wants_to_be(
    here: Site, fields: dict[str, str], wait: float
) -> None:
    here.pages["/a"] = busy(1, **fields)
    fetching, world = slow()
    assert fetching.get(here.url("/a"), lambda _: 100).body.read() == b"metin"
    assert world.slept == [2.0, wait]


def test_a_server_that_stays_busy_is_given_up(here: Site) -> None:
    here.pages["/a"] = busy(99)
    fetching, _ = slow()
    with pytest.raises(Unreachable, match="status 503"):
        fetching.get(here.url("/a"), lambda _: 100)
    assert here.paths.count("/a") == 3


def test_a_wait_that_is_too_long_is_not_kept(here: Site) -> None:
    here.pages["/a"] = busy(1, retry_after="86400")
    fetching, world = slow()
    with pytest.raises(Unreachable) as caught:
        fetching.get(here.url("/a"), lambda _: 100)
    assert caught.value.wait == 86400
    assert max(world.slept) < 100
