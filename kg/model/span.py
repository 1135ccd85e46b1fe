"""Half-open spans of code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `begin` (included) to `end` (excluded) of an article's NFC text."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin < self.end:
            raise ValueError(f"not a span: {self.begin}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.begin

    def of(self, text: str) -> str:
        """The surface: `text[begin:end]`.

        >>> Span(0, 5).of("Ankara'da")
        'Ankar'
        """
        return text[self.begin : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.begin < other.end and other.begin < self.end
