"""Reads Wikidata's JSON for one entity: the same in dumps and in answers of its API.

https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.link.offices import office_kind
from kg.model import EntityKind, Label
from kg.model.indexed import IndexedItem, Term, bounds

LABEL_ORDER = ("en", "mul", "en-gb", "tr", "de", "fr", "es")
"""Languages that the name of an item is taken from, the first that there is."""
NAME_LANGUAGES = ("tr", "en", "mul", "en-gb", "de", "fr", "es", "it", "az", "ku")
"""Languages whose labels an item is found by; aliases are taken in the first three."""
FAMOUS = 200
"""Wikipedias that write about the best known."""
DAY, MONTH, YEAR = 11, 10, 9
"""Precisions of a time; the coarser ones, decades and more, say nothing of a term."""

INSTANCE_OF, OFFICE_HELD, START, END = "P31", "P39", "P580", "P582"
CITIZENSHIP, COUNTRY, JURISDICTION, ISO2 = "P27", "P17", "P1001", "P297"
BORN, DIED, COORDINATES = "P569", "P570", "P625"

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """A person's office as an item, with its term; the office's own words stand in another item."""

    office: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Raw:
    """An entity as the dump gives it, before countries and offices are put together.

    `country` is the item of a country, or "". `iso2` is set for countries. `odd_times` counts times that could not be
    read or are too coarse.
    """

    item: IndexedItem
    names: tuple[str, ...]
    country: str
    iso2: str
    held: tuple[HeldOffice, ...]
    odd_times: int


@dataclass(frozen=True, slots=True)
class RawOffice:
    """An office's item: its English words and the item of its country, or ""."""

    qid: str
    title: str
    country: str


def classes_of(entity: Json) -> tuple[str, ...]:
    """The classes that an entity is an instance of."""
    return tuple(_items(entity, INSTANCE_OF))


def read_office(entity: Json) -> RawOffice:
    """What an office's item says of it."""
    country = next(_items(entity, JURISDICTION), "") or next(_items(entity, COUNTRY), "")
    return RawOffice(str(entity["id"]), label_of(entity), country)


def read_item(entity: Json, kind: EntityKind) -> Raw | None:
    """An entity of the kind; None if it has no label in a language that is read."""
    name = label_of(entity)
    if not name:
        return None
    odd: list[str] = []
    held = tuple(_held(entity, odd)) if kind is EntityKind.PERSON else ()
    latitude, longitude = _coordinates(entity)
    turkish = _text(entity.get("labels"), "tr")
    item = IndexedItem(
        qid=str(entity["id"]),
        kind=kind,
        name=name,
        description=_text(entity.get("descriptions"), "en") or _text(entity.get("descriptions"), "mul"),
        popularity=popularity(len(entity.get("sitelinks") or ())),
        born=_first_time(entity, BORN, odd),
        died=_first_time(entity, DIED, odd),
        latitude=latitude,
        longitude=longitude,
        labels=(Label(turkish, "tr"),) if turkish else (),
    )
    country = next(_items(entity, CITIZENSHIP if kind is EntityKind.PERSON else COUNTRY), "")
    iso2 = next(_strings(entity, ISO2), "") if kind is EntityKind.COUNTRY else ""
    return Raw(item, tuple(_names(entity, name)), country, iso2, held, len(odd))


def finished(raw: Raw, countries: Mapping[str, str], offices: Mapping[str, RawOffice]) -> IndexedItem:
    """The item with ISO codes for countries and words for offices, which may be missing: deleted items."""
    terms = []
    known = raw.item.popularity
    for held in raw.held:
        office = offices.get(held.office)
        title = office.title if office else ""
        kind, popular = office_kind(title) if title else ("other", 0.0)
        known = max(known, popular)
        of_country = countries.get(office.country, "") if office else ""
        terms.append(Term(kind, title, of_country, held.start, held.end, held.office))
    item = raw.item
    country = raw.iso2 or countries.get(raw.country, "")
    return IndexedItem(
        item.qid,
        item.kind,
        item.name,
        item.description,
        round(known, 3),
        country,
        item.born,
        item.died,
        item.latitude,
        item.longitude,
        item.labels,
        tuple(sorted(terms, key=lambda term: (term.start, term.end, term.title, term.qid))),
    )


def popularity(sitelinks: int) -> float:
    """Between 0 and 1, by the number of wikis that have a page: 0 for none, 0.45 for ten, 1 from `FAMOUS` on."""
    return round(min(1.0, math.log1p(sitelinks) / math.log1p(FAMOUS)), 3)


def label_of(entity: Json) -> str:
    """The label in the first language of `LABEL_ORDER` that has one; "" if none has."""
    return next((text for text in (_text(entity.get("labels"), code) for code in LABEL_ORDER) if text), "")


def time_of(value: Json) -> str:
    """An ISO date as precise as the time says it is; "" if it is coarser than a year, before year 1 or no time.

    >>> time_of({"time": "+2014-08-00T00:00:00Z", "precision": 10})
    '2014-08'
    >>> time_of({"time": "+1950-00-00T00:00:00Z", "precision": 8})
    ''
    """
    time, precision = str(value.get("time", "")), value.get("precision", 0)
    if not time.startswith("+") or precision not in (DAY, MONTH, YEAR, 12, 13, 14):
        return ""
    parts = time[1:].partition("T")[0].split("-")
    wanted = {YEAR: 1, MONTH: 2}.get(precision, 3)
    date = "-".join(parts[:wanted])
    try:
        bounds(date)
    except ValueError:
        return ""
    return date


def _held(entity: Json, odd: list[str]) -> Iterator[HeldOffice]:
    for statement in _statements(entity, OFFICE_HELD):
        office = _value(statement.get("mainsnak"))
        if isinstance(office, Mapping) and "id" in office:
            qualifiers = statement.get("qualifiers") or {}
            yield HeldOffice(
                office["id"], _qualifier(qualifiers, START, odd), _qualifier(qualifiers, END, odd)
            )


def _qualifier(qualifiers: Json, name: str, odd: list[str]) -> str:
    values = (_value(snak) for snak in qualifiers.get(name, ()))
    return _checked((value for value in values if isinstance(value, Mapping)), odd)


def _first_time(entity: Json, name: str, odd: list[str]) -> str:
    values = (_value(statement.get("mainsnak")) for statement in _statements(entity, name))
    return _checked((value for value in values if isinstance(value, Mapping)), odd)


def _checked(values: Iterator[Json], odd: list[str]) -> str:
    """The first time that can be read; those before it that cannot are noted."""
    for value in values:
        text = time_of(value)
        if text:
            return text
        odd.append(str(value.get("time")))
    return ""


def _statements(entity: Json, name: str) -> Iterator[Json]:
    """Statements of a property but for the deprecated ones, the preferred first."""
    claims = entity.get("claims") or {}
    statements = [one for one in claims.get(name, ()) if one.get("rank") != "deprecated"]
    yield from sorted(statements, key=lambda one: one.get("rank") != "preferred")


def _value(snak: Any) -> Any:
    """The value of a snak; None for "no value" and "some value"."""
    if not isinstance(snak, Mapping) or snak.get("snaktype") != "value":
        return None
    return (snak.get("datavalue") or {}).get("value")


def _items(entity: Json, name: str) -> Iterator[str]:
    for statement in _statements(entity, name):
        value = _value(statement.get("mainsnak"))
        if isinstance(value, Mapping) and "id" in value:
            yield str(value["id"])


def _strings(entity: Json, name: str) -> Iterator[str]:
    for statement in _statements(entity, name):
        value = _value(statement.get("mainsnak"))
        if isinstance(value, str):
            yield value


def _coordinates(entity: Json) -> tuple[float | None, float | None]:
    for statement in _statements(entity, COORDINATES):
        value = _value(statement.get("mainsnak"))
        if isinstance(value, Mapping) and "latitude" in value and "longitude" in value:
            return round(float(value["latitude"]), 5), round(float(value["longitude"]), 5)
    return None, None


def _names(entity: Json, name: str) -> Iterator[str]:
    """Further names, each once."""
    texts = [_text(entity.get("labels"), code) for code in NAME_LANGUAGES]
    aliases = entity.get("aliases") or {}
    texts += [alias.get("value", "") for code in NAME_LANGUAGES[:3] for alias in aliases.get(code, ())]
    yield from dict.fromkeys(text for text in texts if text and text != name)


def _text(texts: Any, language: str) -> str:
    """The text in a language; an empty list stands for no texts in some dumps."""
    if not isinstance(texts, Mapping):
        return ""
    return str((texts.get(language) or {}).get("value", ""))
