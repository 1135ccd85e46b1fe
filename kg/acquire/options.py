"""What a caller can choose about reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How articles are read.

    `language` (BCP 47) and `default_date` are for articles that name none. `max_bytes` is the largest article
    that is read, as it lies on disk. With `keep_duplicates` an article that a run has already seen
    comes again, otherwise it becomes an issue.
    """

    language: str = "tr"
    default_date: date | None = None
    max_bytes: int = 5 * MEGABYTE
    keep_duplicates: bool = False

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise ValueError(f"the largest article must have at least one byte, not {self.max_bytes}")
