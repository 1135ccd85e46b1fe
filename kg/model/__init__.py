"""Frozen types that the stages hand to each other. No I/O, no RDF."""

from kg.model.analysis import (
    Agreement,
    Analysis,
    Entity,
    EntityKind,
    Evidence,
    Label,
    Link,
    Mention,
    Modality,
    Occurrence,
    Position,
)
from kg.model.article import Article
from kg.model.edtf import Edtf
from kg.model.issue import Issue, Severity
from kg.model.span import Span

__all__ = [
    "Agreement",
    "Analysis",
    "Article",
    "Edtf",
    "Entity",
    "EntityKind",
    "Evidence",
    "Issue",
    "Label",
    "Link",
    "Mention",
    "Modality",
    "Occurrence",
    "Position",
    "Severity",
    "Span",
]
