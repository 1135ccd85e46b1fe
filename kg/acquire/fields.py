"""Where records keep what an article needs: JSON objects, rows of tables, front matter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import SettingsError

NAMES = ("text", "date", "url", "title", "publisher", "author", "language")
"""What can be said of an article. Unless told otherwise, records call it the same."""

_HOW = "Write it as --field text=body.content; several fields are joined by +: --field text=lead+body."


@dataclass(frozen=True, slots=True)
class Fields:
    """For each name of `NAMES` that differs, the path of the field that has it.

    A path goes into nested records by names and into lists by numbers, joined by dots; a field whose whole name is
    the path goes first. Several paths joined by `+` make several paragraphs. `date_format` is how dates are written,
    as in `strptime`; None for the usual ways. `records` is the path of the list of records in a JSON file.
    """

    places: tuple[tuple[str, str], ...] = ()
    date_format: str | None = None
    records: str | None = None

    def place(self, name: str) -> str:
        """The path for a name of `NAMES`."""
        return next((path for known, path in self.places if known == name), name)

    def paths(self, name: str) -> tuple[str, ...]:
        """The paths for a name of `NAMES`, most often one."""
        return tuple(self.place(name).split("+"))

    def value(self, record: Mapping[str, Any], name: str) -> str | None:
        r"""What a record says under a name of `NAMES`, as text; None if it says nothing.

        `ValueError` if there is something else than text or, but for the text itself, a number or date.

        >>> Fields((("text", "lead+body.0"),)).value({"lead": "Bir.", "body": ["İki."]}, "text")
        'Bir.\n\nİki.'
        """
        found = [text for path in self.paths(name) if (text := _as_text(look_up(record, path), path, name))]
        return "\n\n".join(found) or None

    def found(self, record: Mapping[str, Any], name: str) -> list[Any]:
        """What a record has under a name of `NAMES`, whatever it is; the parts of a list one by one."""
        values = (look_up(record, path) for path in self.paths(name))
        return [
            part
            for value in values
            for part in (value if isinstance(value, list) else [value])
            if part is not MISSING
        ]

    def has(self, record: Mapping[str, Any], name: str) -> bool:
        """Whether a record has a field for a name, be it empty."""
        return any(look_up(record, path) is not MISSING for path in self.paths(name))


MISSING = object()
"""What `look_up` gives where there is nothing, not even null."""


def look_up(record: Any, path: str) -> Any:
    """What lies at a path of a record; `MISSING` if nothing does.

    >>> look_up({"a": [{"b": 1}]}, "a.0.b")
    1
    """
    if isinstance(record, Mapping) and path in record:
        return record[path]
    first, dot, rest = path.partition(".")
    inner = MISSING
    if isinstance(record, Mapping):
        inner = record.get(first, MISSING)
    elif isinstance(record, list | tuple) and first.isdecimal() and int(first) < len(record):
        inner = record[int(first)]
    return look_up(inner, rest) if dot and inner is not MISSING else inner


def _as_text(value: Any, path: str, name: str) -> str | None:
    if value is MISSING or value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool) and name != "text":
        return str(value)
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    raise ValueError(f"{path}: is {type(value).__name__}, and text is needed")


def fields_of(
    given: Iterable[str],
    file: Path | None = None,
    *,
    records: str | None = None,
    date_format: str | None = None,
) -> Fields:
    """The fields as a command line gives them (`text=body.content`), over those of a TOML file.

    `SettingsError` says what is wrong.
    """
    read = _of_file(file) if file else {}
    places: dict[str, str] = dict(read.get("fields", {}))
    for item in given:
        name, equals, path = item.partition("=")
        if not equals or not path.strip():
            raise SettingsError(f"{item!r} names no field.", hint=_HOW)
        places[name.strip()] = path.strip()
    for name in places:
        if name not in NAMES:
            raise SettingsError(
                f"{name!r} is nothing that an article has.", hint=f"There are: {', '.join(NAMES)}. {_HOW}"
            )
    return Fields(
        tuple(sorted(places.items())),
        date_format or read.get("date_format"),
        records or read.get("records"),
    )


def _of_file(file: Path) -> dict[str, Any]:
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{file}: the file of fields cannot be read ({error}).", hint="It is a TOML file."
        ) from error
    unknown = sorted(read.keys() - {"fields", "date_format", "records"})
    wrong = unknown or [
        name for name in ("date_format", "records") if not isinstance(read.get(name, ""), str)
    ]
    places = read.get("fields", {})
    if wrong or not isinstance(places, dict) or not all(isinstance(path, str) for path in places.values()):
        raise SettingsError(
            f"{file}: {', '.join(wrong) or 'fields'} cannot be used.",
            hint='It has a table [fields] with lines such as text = "body", and may have date_format and records.',
        )
    return read
