"""IRIs of the knowledge graph and the pages that show them here."""

from __future__ import annotations

from urllib.parse import quote, unquote

from kg.rdf.vocabulary import BASE, PREFIXES

KINDS = (
    "article", "person", "country", "organization", "place", "office", "agreement", "event", "position", "report",
    "type", "ns",
)  # fmt: skip
"""First steps of the paths below BASE that are pages here."""


WITH_FEED = ("person", "country", "organization", "place", "agreement")
"""Those of them whose things have a feed of events."""


def feed_of(path: str) -> str:
    """Path of the feed that belongs to a page: that of its thing, else that of all events.

    >>> feed_of("/person/vladimir-putin"), feed_of("/timeline")
    ('/person/vladimir-putin/feed.atom', '/feed.atom')
    """
    step, _, name = path.lstrip("/").partition("/")
    return f"{path}/feed.atom" if step in WITH_FEED and name and "/" not in name else "/feed.atom"


def local_path(iri: str) -> str:
    """Path of the page that shows an IRI. Another namespace's is its own page if it is of the web, else it has none.

    >>> local_path("https://w3id.org/news-kg/person/vladimir-putin")
    '/person/vladimir-putin'
    >>> local_path("https://w3id.org/news-kg/ns#Person")
    '/ns/Person'
    >>> local_path("https://w3id.org/news-kg/article/6e3c#char=0,9")
    '/article/6e3c?char=0,9'
    >>> local_path("javascript:alert(1)")
    ''
    """
    if not iri.startswith(BASE):
        return iri if iri.startswith(("https://", "http://")) else ""
    rest = iri.removeprefix(BASE)
    path, mark, fragment = rest.partition("#")
    if path == "ns" and mark:
        return f"/ns/{quote(fragment)}"
    query = f"?{fragment}" if mark else ""
    return f"/{quote(path, safe='/')}{query}"


def iri_of(path: str, char: str | None = None) -> str:
    """The IRI that a page shows; `char` is the range of a passage.

    >>> iri_of("/ns/Person")
    'https://w3id.org/news-kg/ns#Person'
    """
    steps = unquote(path).lstrip("/")
    if steps.startswith("ns/"):
        return f"{BASE}ns#{steps.removeprefix('ns/')}"
    return f"{BASE}{steps}#char={char}" if char else f"{BASE}{steps}"


def short(iri: str) -> str:
    """An IRI with its prefix, for people; the IRI itself where there is no prefix.

    >>> short("https://w3id.org/news-kg/ns#actor")
    'kg:actor'
    """
    best = max((p for p in PREFIXES.items() if iri.startswith(p[1])), key=lambda p: len(p[1]), default=None)
    return iri if best is None else f"{best[0]}:{iri[len(best[1]) :]}"


def source_name(source: str) -> str:
    """The name of a source without the folders that it lies in, which are nobody's business; a URL as it is.

    >>> source_name("/home/ayse/news/a.jsonl:12"), source_name("https://example.org/a")
    ('a.jsonl:12', 'https://example.org/a')
    """
    return source if "://" in source else source.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
