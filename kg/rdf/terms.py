"""Literals as the store keeps them, so that what is minted and what is read back are identical.

The engine rewrites a literal whose form is not canonical: `1.50` becomes `1.5`, derived integer types
become `xsd:integer`, language tags are put in lower case.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.model import Edtf
from kg.rdf.vocabulary import EDTF, XSD

# Code points that an IRI may not hold (RFC 3987), and a percent sign that begins no escape.
_NOT_IN_IRI = re.compile(r"""[\x00-\x20\x7f<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})""")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


def text(value: str, language: str) -> Literal:
    """A text in a language (BCP 47, any case)."""
    return Literal(value, language=language.lower())


def string(value: str) -> Literal:
    """A plain `xsd:string`."""
    return Literal(value)


def integer(value: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(str(value), datatype=XSD.integer)


@lru_cache(maxsize=1024)
def share(value: float) -> Literal:
    """A number between 0 and 1 as canonical `xsd:decimal`, rounded to four places.

    >>> share(0.90).value, share(1.0).value, share(1e-9).value
    ('0.9', '1', '0')
    """
    return Literal(f"{value:.4f}".rstrip("0").rstrip("."), datatype=XSD.decimal)


def day(value: date) -> Literal:
    """An `xsd:date`."""
    return Literal(value.isoformat(), datatype=XSD.date)


def edtf(value: Edtf) -> Literal:
    """An EDTF string, typed `edtf:EDTF`."""
    return Literal(value.value, datatype=EDTF.EDTF)


def web_address(url: str) -> NamedNode | None:
    """A URL as a node: what an IRI may not hold is percent-encoded. None if it is not absolute.

    >>> web_address("https://example.org/a b?q={x}").value
    'https://example.org/a%20b?q=%7Bx%7D'
    >>> web_address("example.org/a") is None
    True
    """
    encoded = _NOT_IN_IRI.sub(lambda match: quote(match.group(), safe=""), url.strip())
    if not _ABSOLUTE.match(encoded):
        return None
    try:
        return NamedNode(encoded)
    except ValueError:
        return None
