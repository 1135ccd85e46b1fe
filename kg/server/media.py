"""Media types and content negotiation (RFC 9110, 12.5.1) for results and graphs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Media:
    """A serialisation: short name for `?format=`, the type it is sent as, and other types it answers to."""

    name: str
    type: str
    also: tuple[str, ...] = ()
    text: bool = False

    @property
    def header(self) -> str:
        """Value of Content-Type."""
        return f"{self.type}; charset=utf-8" if self.text else self.type


RESULTS = (
    Media("json", "application/sparql-results+json", ("application/json", "text/json")),
    Media("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Media("csv", "text/csv", text=True),
    Media("tsv", "text/tab-separated-values", text=True),
)
GRAPHS = (
    Media("turtle", "text/turtle", ("application/turtle", "application/x-turtle"), text=True),
    Media("ntriples", "application/n-triples", ("text/plain",)),
    Media("nquads", "application/n-quads", ("text/x-nquads",)),
    Media("trig", "application/trig", ("application/x-trig",)),
    Media("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
    Media("jsonld", "application/ld+json", ("application/json",)),
    Media("n3", "text/n3", ("text/rdf+n3",), text=True),
)
HTML = Media("html", "text/html", ("application/xhtml+xml",), text=True)

_ALIASES = {
    "ttl": "turtle", "nt": "ntriples", "nq": "nquads", "rdf": "rdfxml", "rdf/xml": "rdfxml", "rdf+xml": "rdfxml",
    "json-ld": "jsonld", "srj": "json", "srx": "xml",
}  # fmt: skip
_XML_AS_GRAPH = {"xml": "rdfxml", "json": "jsonld"}


@lru_cache(maxsize=512)
def ranges(accept: str) -> tuple[tuple[str, float], ...]:
    """Media ranges of an Accept header with their quality, in the order given; broken parts are left out.

    >>> ranges("text/csv;q=0.5, */*")
    (('text/csv', 0.5), ('*/*', 1.0))
    """
    found = []
    for part in accept.split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        if "/" not in kind:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        found.append((kind.lower(), quality))
    return tuple(found)


def _quality(media_type: str, accepted: tuple[tuple[str, float], ...]) -> float:
    """Quality of a type: that of the most specific range that matches it; 0 if none does."""
    best, specificity = 0.0, -1
    for kind, quality in accepted:
        if kind == media_type:
            level = 2
        elif kind.endswith("/*") and media_type.startswith(kind[:-1]):
            level = 1
        elif kind == "*/*":
            level = 0
        else:
            continue
        if level > specificity:
            best, specificity = quality, level
    return best


@lru_cache(maxsize=2048)
def choose(accept: str | None, offered: tuple[Media, ...]) -> Media | None:
    """The offered medium that the client likes best, the earlier one on a tie; None if it takes none.

    >>> choose("text/csv;q=0.5, application/xml", RESULTS).name
    'xml'
    >>> choose("image/png", RESULTS) is None
    True
    """
    if accept is None or not accept.strip():
        return offered[0]
    accepted = ranges(accept)
    best: Media | None = None
    best_quality = 0.0
    for media in offered:
        exact = [q for kind, q in accepted if kind in media.also]  # wild cards are for the type itself
        quality = max(_quality(media.type, accepted), *exact) if exact else _quality(media.type, accepted)
        if quality > best_quality:
            best, best_quality = media, quality
    return best


def named(name: str, offered: tuple[Media, ...]) -> Media | None:
    """The medium that `?format=` means, by short name or media type; None if there is none such.

    >>> named("ttl", GRAPHS).name
    'turtle'
    """
    wanted = name.strip().lower().replace(" ", "+")
    wanted = _ALIASES.get(wanted, wanted)
    for media in offered:
        if wanted in (media.name, media.type):
            return media
    if offered is GRAPHS and wanted in _XML_AS_GRAPH:
        return named(_XML_AS_GRAPH[wanted], offered)
    return next((media for media in offered if wanted in media.also), None)


def by_content_type(value: str, offered: tuple[Media, ...] = GRAPHS) -> Media | None:
    """The medium of a request body, from its Content-Type."""
    kind = value.split(";", maxsplit=1)[0].strip().lower()
    return next((media for media in offered if kind == media.type or kind in media.also), None)


ENCODINGS = ("zstd", "br", "gzip")


@lru_cache(maxsize=256)
def choose_encoding(accept_encoding: str) -> str | None:
    """The content coding to use, None for none (RFC 9110, 12.5.3).

    >>> choose_encoding("gzip, br;q=0.5")
    'gzip'
    """
    quality: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameter = part.partition(";")
        value = parameter.strip().removeprefix("q=") if parameter else "1"
        try:
            quality[name.strip()] = float(value)
        except ValueError:
            continue
    offered = [(quality.get(name, quality.get("*", 0.0)), -rank, name) for rank, name in enumerate(ENCODINGS)]
    best = max(offered)
    return best[2] if best[0] > 0 and best[0] >= quality.get("identity", 0.0) else None
