"""Counts before a unit of time: "3", "on beş", "bir buçuk", "3-4", "birkaç"."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.scene import Scene
from kg.lang.tr.times.words import Kind

_TENS = 10


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count that ends before token `end`; `number` is None where it is not told, `about` where it is not exact."""

    number: int | None
    end: int
    about: bool = False


def quantity(scene: Scene, at: int) -> Quantity | None:
    """The count at a token."""
    word = scene.word(at, Kind.INTEGER, Kind.DECIMAL, Kind.NUMBER, Kind.VAGUE)
    if word is None or word.case is not Case.NOM or word.possessed or word.decade or word.ordinal:
        return None
    if word.kind is Kind.VAGUE:
        following = quantity(scene, at + 1)
        return Quantity(None, following.end if following is not None else at + 1)
    if word.kind is Kind.NUMBER:
        found = _in_words(scene, at)
    else:
        found = Quantity(word.value, at + 1, word.kind is Kind.DECIMAL)
    return _inexact(scene, found)


def _in_words(scene: Scene, at: int) -> Quantity:
    total, last = 0, 1000
    end = at
    while (word := scene.word(end, Kind.NUMBER)) is not None:
        if word.value >= last or (last < _TENS and word.value < _TENS):
            return Quantity(None, end + 1)  # "iki üç": two or three
        total, end = total + word.value, end + 1
        last = word.value
    return Quantity(total, end)


def _inexact(scene: Scene, found: Quantity) -> Quantity:
    """The count with what blurs it: "iki buçuk", "3-4", "2 bin", "5 veya 6"."""
    after = scene.lower(found.end)
    if after == "buçuk":
        return Quantity(found.number, found.end + 1, about=True)
    if scene.word(found.end, Kind.VAGUE) is not None:
        following = quantity(scene, found.end)
        return Quantity(None, following.end if following is not None else found.end + 1)
    step = 2 if after == "ya" and scene.lower(found.end + 1) == "da" else 1
    if after in ("-", "–", "veya", "ila", "ile") or step == 2:
        second = scene.word(found.end + step, Kind.INTEGER, Kind.NUMBER)
        if (
            second is not None
            and second.case is Case.NOM
            and scene.word(found.end + step + 1, Kind.UNIT) is not None
        ):
            return Quantity(None, found.end + step + 1)
    return found
