"""Who wrote an article, in the words of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from kg.acquire.repair import repair

_LONGEST = 100
"""Characters of a name; what is longer is something else."""
_MOST = 20
_APART = re.compile(r"[;\n|]")
_ADDRESS = re.compile(r"https?://|www\.|@", re.IGNORECASE)
"""A link to a profile or a mailbox stands where a name should."""


def bylines(value: Any, publisher: str | None = None) -> tuple[str, ...]:
    """The names in what a source says of authors: text, a record with a name, or a list of these; in their order.

    The publisher's own name says nothing about who wrote it and is left out.

    >>> bylines(
    ...     [{"@type": "Person", "name": "Ayşe Yılmaz"}, "Can Öz; ayse@gazete.example", "Gazete"], "Gazete"
    ... )
    ('Ayşe Yılmaz', 'Can Öz')
    """
    names = (
        " ".join(repair(part).split()) for text in _texts(value) for part in _APART.split(unescape(text))
    )
    found = dict.fromkeys(
        name
        for name in names
        if any(map(str.isalpha, name)) and len(name) <= _LONGEST and not _ADDRESS.search(name)
    )
    return tuple(name for name in found if publisher is None or name.casefold() != publisher.casefold())[
        :_MOST
    ]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (name for name in (value.get("name"),) if isinstance(name, str))
    elif isinstance(value, list | tuple):
        for part in value:
            if not isinstance(part, list | tuple):
                yield from _texts(part)
