"""Trouble with one record, kept and shown while the run goes on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error kept the article out of the store, a warning did not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """What went wrong with which source, in words, and what to do.

    `kind` is a stable short name (`unreadable`, `empty`, `undated`, `shape-violation`, `duplicate` …).
    """

    source: str
    kind: str
    message: str
    severity: Severity = Severity.ERROR
    hint: str = ""
