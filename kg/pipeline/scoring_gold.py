"""Gold annotations: what careful readers found in articles, read from one JSON file for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kg.errors import UnreadableInput

FAMILIES = frozenset(
    {"assault", "coerce", "consult", "mobilize", "protest", "request", "retreat", "threaten"}
)
"""Event types that have subtypes; the subtype follows after a hyphen."""


class Subject(StrEnum):
    """What is scored by precision and recall, in the order in which it is shown."""

    PERSON = "person"
    COUNTRY = "country"
    AGREEMENT = "agreement"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class GoldAgreement:
    """An agreement in the gold. `signed` and `in_force` are EDTF; who is not `core` need not be found."""

    label: str
    kind: str
    parties: tuple[str, ...]
    signed: str | None
    in_force: str | None
    core: bool


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event in the gold. `roles` are actors, recipients and participants; `when` is EDTF.

    `types` are the best type and after it others that are right as well.
    """

    types: tuple[str, ...]
    roles: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    when: str | None
    modality: str
    core: bool
    quote: str

    @property
    def family(self) -> str:
        """The top type of the best type."""
        return family(self.types[0])


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of the article `name`. Persons are given by all their forms, the fullest first.

    Roles and parties name a country by its ISO code and anybody else by a key of `forms`. Countries that
    are only implied are `optional`: to find them is neither right nor wrong.
    """

    name: str
    persons: tuple[tuple[str, ...], ...]
    countries: frozenset[str]
    optional: frozenset[str]
    forms: Mapping[str, tuple[str, ...]]
    agreements: tuple[GoldAgreement, ...]
    events: tuple[GoldEvent, ...]


def family(kind: str) -> str:
    """The top type of an event type.

    >>> family("consult-phone"), family("sign-agreement")
    ('consult', 'sign-agreement')
    """
    head = kind.partition("-")[0]
    return head if head in FAMILIES else kind


def read_gold(folder: Path) -> tuple[Gold, ...]:
    """The gold of all JSON files in a folder, in the order of their names.

    `UnreadableInput` if there are none, or if one is not what a gold file must be.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UnreadableInput(str(folder), "there are no gold files (*.json).", hint="Check the path.")
    return tuple(_read(file) for file in files)


def _read(file: Path) -> Gold:
    try:
        return _gold(file.stem, json.loads(file.read_text(encoding="utf-8")))
    except KeyError as error:
        raise UnreadableInput(str(file), f"the field {error} is missing.", hint=_HINT) from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableInput(str(file), f"is not a gold file ({error}).", hint=_HINT) from error


_HINT = "docs/evaluation.md says what a gold file holds."


def _gold(name: str, data: Mapping[str, Any]) -> Gold:
    persons = [_forms(item) for item in data["persons"]]
    organizations = [_forms(item) for item in data["organizations"]]
    return Gold(
        name=name,
        persons=tuple(persons),
        countries=frozenset(data["countries"]),
        optional=frozenset(data["countries_optional"]),
        forms={forms[0]: forms for forms in (*persons, *organizations)},
        agreements=tuple(_agreement(item) for item in data["agreements"]),
        events=tuple(_event(item) for item in data["events"]),
    )


def _forms(item: Mapping[str, Any]) -> tuple[str, ...]:
    return _words((item["name"], *item["variants"]))


def _agreement(item: Mapping[str, Any]) -> GoldAgreement:
    return GoldAgreement(
        label=item["label"],
        kind=item["kind"],
        parties=_words(item["parties"]),
        signed=item["signed"],
        in_force=item["in_force"],
        core=item["core"],
    )


def _event(item: Mapping[str, Any]) -> GoldEvent:
    return GoldEvent(
        types=_words((item["type"], *item["also"])),
        roles=(_words(item["actors"]), _words(item["recipients"]), _words(item["participants"])),
        when=item["when"],
        modality=item["modality"],
        core=item["core"],
        quote=item["quote"],
    )


def _words(items: Iterable[Any]) -> tuple[str, ...]:
    words = tuple(items)
    for word in words:
        if not isinstance(word, str):
            raise ValueError(f"a word was expected, not {word!r}")
    return words
