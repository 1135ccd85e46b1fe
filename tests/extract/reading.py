"""Reading invented text with the extractor, and telling what came out in plain words."""

from __future__ import annotations

from datetime import date

from kg.extract import extractor
from kg.model import Analysis, Article, EntityKind, Occurrence

DAY = date(2025, 6, 20)  # a Friday


def read(text: str, published: date | None = DAY) -> Analysis:
    return extractor("tr").extract(Article(text=text, published=published))


def called(analysis: Analysis, keys: tuple[str, ...]) -> list[str]:
    """ISO codes of countries, names of all others."""
    entities = {entity.key: entity for entity in analysis.entities}
    return [entities[key].iso2 or entities[key].name for key in keys]


def roles(analysis: Analysis, event: Occurrence) -> tuple[list[str], list[str], list[str]]:
    return (
        called(analysis, event.actors),
        called(analysis, event.recipients),
        called(analysis, event.participants),
    )


def events(analysis: Analysis, kind: str) -> list[Occurrence]:
    """Occurrences with the type `kind` among their types."""
    return [event for event in analysis.occurrences if kind in event.types]


def persons(analysis: Analysis) -> list[str]:
    return [entity.name for entity in analysis.entities if entity.kind is EntityKind.PERSON]


def told(analysis: Analysis) -> list[str]:
    """All events in a line each, for messages of failed tests."""
    return [
        f"{'/'.join(event.types)} {event.modality} {roles(analysis, event)} {event.evidence.rule}"
        for event in analysis.occurrences
    ]
