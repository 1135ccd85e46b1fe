"""A sentence in pieces: plain words, names of things, and the words that tell of an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a piece of a sentence is."""

    PLAIN = "plain"
    NAME = "name"
    TRIGGER = "trigger"


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open span of code points of the sentence, and the thing (IRI) that it stands for."""

    begin: int
    end: int
    role: Role
    iri: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence; `iri` is empty for plain ones."""

    text: str
    role: Role
    iri: str = ""


def pieces(quote: str, marks: Iterable[Mark]) -> list[Piece]:
    """The sentence from its beginning to its end. Of marks that overlap a name wins, then the first, then the longest.

    >>> [piece.text for piece in pieces("Putin aradı.", [Mark(0, 5, Role.NAME, "urn:p")])]
    ['Putin', ' aradı.']
    """
    inside = [mark for mark in marks if 0 <= mark.begin < mark.end <= len(quote)]
    inside.sort(key=lambda mark: (mark.role is not Role.NAME, mark.begin, -mark.end, mark.iri))
    chosen: list[Mark] = []
    for mark in inside:
        if all(mark.end <= other.begin or other.end <= mark.begin for other in chosen):
            chosen.append(mark)
    found, at = [], 0
    for mark in sorted(chosen, key=lambda mark: mark.begin):
        if at < mark.begin:
            found.append(Piece(quote[at : mark.begin], Role.PLAIN))
        found.append(Piece(quote[mark.begin : mark.end], mark.role, mark.iri))
        at = mark.end
    if at < len(quote):
        found.append(Piece(quote[at:], Role.PLAIN))
    return found


def trigger(quote: str, labels: Sequence[str]) -> tuple[int, int] | None:
    """Where the words stand that an event is named after; None if they are not in this sentence.

    Labels end in these words, after who and whom, as in "Vladimir Putin → Nicolas Maduro: arayarak".

    >>> trigger("Putin onu arayarak konuştu.", ["Putin: arayarak"])
    (10, 18)
    """
    for label in labels:
        words = own_words(label)
        at = quote.find(words) if words else -1
        if at >= 0:
            return at, at + len(words)
    return None


def own_words(label: str) -> str:
    """The words of the text that an event is named after: what stands behind the parties in its label."""
    return label.rpartition(": ")[2].removesuffix("…").strip()
