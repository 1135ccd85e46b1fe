"""IRIs as people write and read them."""

from __future__ import annotations

import re

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import SettingsError
from kg.rdf.vocabulary import ARTICLE, PREFIXES

_ARTICLE_ID = re.compile(r"[0-9a-f]{16}")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+")


def expand(written: str) -> str:
    """The IRI that is meant by it: an IRI with or without <>, a prefixed name, an article's 16 hex digits.

    `SettingsError` if it is none of these.

    >>> expand("kg:Person")
    'https://w3id.org/news-kg/ns#Person'
    """
    text = written.strip().removeprefix("<").removesuffix(">")
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        text = PREFIXES[prefix] + local
    elif _ARTICLE_ID.fullmatch(text):
        text = ARTICLE(text).value
    if not _ABSOLUTE.fullmatch(text):
        raise SettingsError(
            f"{written!r} is no IRI.",
            hint="Write it like person:vladimir-putin, or in full. "
            f"Prefixes are {', '.join(name for name in PREFIXES)}.",
        )
    return text


def compact(iri: str) -> str:
    """An IRI with its prefix, if it has one, as people read it.

    >>> compact("https://w3id.org/news-kg/country/TR")
    'country:TR'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def in_words(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """A term for a table: compact IRIs, plain text of literals, nothing for what is unbound."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term.value)
    return term.value if isinstance(term, Literal) else str(term)
