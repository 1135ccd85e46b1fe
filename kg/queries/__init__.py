"""The questions that the graph must be able to answer, each a SPARQL query in a file of its own.

A file begins with a header, one field a line:

    #: id: who-phoned-whom
    #: tr: the question in Turkish
    #: en: the question in English
    #: params: from, to
    #: federated: true

`params` are the variables that the first VALUES of the query gives an example of: put other terms there
to ask the same about something else. `federated` queries ask other endpoints too.

The queries run as they are on a store whose default graph is the merged knowledge, whose graph
`<https://w3id.org/news-kg/ns>` is the ontology and whose other graphs are the articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["CompetencyQuery", "load_queries", "parse"]

LANGUAGES = ("tr", "en")
_MARK = "#: "
_FIELDS = frozenset({"id", *LANGUAGES, "params", "federated"})


@dataclass(frozen=True, slots=True)
class CompetencyQuery:
    """A question (`questions`, by language) and the SPARQL that answers it (`text`, without its header)."""

    id: str
    questions: Mapping[str, str] = field(hash=False)
    text: str
    params: tuple[str, ...] = ()
    federated: bool = False


@cache
def load_queries() -> tuple[CompetencyQuery, ...]:
    """All queries, in the order of their identifiers.

    >>> load_queries()[0].questions["en"]
    'What is there according to one source?'
    """
    folder = files(__name__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return tuple(
        parse(name.removesuffix(".rq"), (folder / name).read_text(encoding="utf-8")) for name in names
    )


def parse(name: str, source: str) -> CompetencyQuery:
    """The query in a file called `name`.rq; ValueError, with what to correct, if its header is wrong."""
    header: dict[str, str] = {}
    lines = source.splitlines(keepends=True)
    while lines and lines[0].startswith(_MARK):
        key, colon, value = lines.pop(0).removeprefix(_MARK).partition(":")
        if not colon or key not in _FIELDS or key in header or not value.strip():
            raise ValueError(f"{name}.rq: write each of {', '.join(sorted(_FIELDS))} once: {_MARK}{key}: …")
        header[key] = value.strip()
    for key in ("id", *LANGUAGES):
        if key not in header:
            raise ValueError(f"{name}.rq: add the line {_MARK}{key}: … to its header")
    if header["id"] != name:
        raise ValueError(f"{name}.rq: its id is {header['id']!r}; make it {name!r}, or rename the file")
    if header.get("federated", "true") != "true":
        raise ValueError(f"{name}.rq: write {_MARK}federated: true, or leave the line out")
    return CompetencyQuery(
        id=name,
        questions=MappingProxyType({language: header[language] for language in LANGUAGES}),
        text="".join(lines).strip() + "\n",
        params=tuple(param.strip() for param in header.get("params", "").split(",") if param.strip()),
        federated="federated" in header,
    )
