"""The competency queries, asked about something else than their example."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import SettingsError
from kg.pipeline.naming import expand
from kg.queries import CompetencyQuery, load_queries

_VALUES = re.compile(r"VALUES\s*(?P<names>\([^)]*\)|[?$]\w+)\s*\{(?P<rows>[^}]*)\}")
_TERM = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?P<rest>\^\^\S+?(?=[\s)]|$)|@[\w-]+)?|<[^>]*>|[^\s()]+')
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def find_query(name: str) -> CompetencyQuery | None:
    """The competency query called `name`, None if there is none."""
    return next((query for query in load_queries() if query.id == name), None)


def ask(query: CompetencyQuery, values: Mapping[str, str]) -> str:
    """The query's text with other values in the place of its example's; the rest stays as in the example.

    A value is written like the example's: an IRI or prefixed name, a day, a number. `SettingsError` if the
    query has no such parameter or the value is of another kind.
    """
    for name in values:
        if name not in query.params:
            known = ", ".join(query.params) or "none"
            raise SettingsError(f"{query.id} has no parameter {name!r}.", hint=f"It has: {known}.")
    match = _VALUES.search(query.text)
    if not values or match is None:
        return query.text
    names = re.findall(r"\w+", match["names"])
    terms = list(_TERM.finditer(match["rows"]))[: len(names)]
    row = [
        _like(term, values[name], name) if name in values else term[0]
        for name, term in zip(names, terms, strict=True)
    ]
    block = f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ ({' '.join(row)}) }}"
    return query.text[: match.start()] + block + query.text[match.end() :]


def _like(example: re.Match[str], value: str, name: str) -> str:
    """The value as a term of the same kind as the example's."""
    if example["text"] is not None:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"{example["rest"] or ""}'
    if _NUMBER.fullmatch(example[0]):
        if not _NUMBER.fullmatch(value):
            raise SettingsError(f"{name} must be a number, not {value!r}.", hint=f"Like {example[0]}.")
        return value
    return f"<{expand(value)}>"
