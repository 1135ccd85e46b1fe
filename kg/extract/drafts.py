"""Occurrences in the making, and what may be asked about the sentence that they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kg.lang.tr.frames import Frame
from kg.lang.tr.times import TimeExpression
from kg.lang.tr.tokenizer import Token
from kg.model import Modality

if TYPE_CHECKING:
    from kg.extract.agreements import AgreementMention
    from kg.extract.attribution import Attribution
    from kg.extract.modality import Interpreter
    from kg.extract.phrases import Predicate
    from kg.extract.sharing import Dating


@dataclass(slots=True, eq=False)
class Draft:
    """An occurrence in the making; roles hold entity keys.

    `settled`: a noun of which the text says that it has happened ("geçen ay yaptığı ziyaret").
    """

    types: tuple[str, ...]
    rule: str
    sentence: int
    begin: int
    end: int
    modality: Modality
    nominal: bool
    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    place: str | None = None
    origin: str | None = None
    time: TimeExpression | None = None
    sources: tuple[str, ...] = ()
    frame: Frame | None = None
    sentences: list[int] = field(default_factory=list)
    agreements: list[AgreementMention] = field(default_factory=list)
    quoted: bool = False
    anaphoric: bool = False
    settled: bool = False
    main: bool = False
    staged: bool = False
    confidence: float = 0.0
    signs: tuple[str, ...] = ()

    @property
    def everyone(self) -> list[str]:
        """All participants, each once."""
        return list(dict.fromkeys((*self.actors, *self.recipients, *self.participants)))


@dataclass(frozen=True, slots=True)
class Scene:
    """What the frames may ask about the sentence and the article around a predicate."""

    tokens: list[Token]
    sentence: int
    interpreter: Interpreter
    dating: Dating
    country_of: Callable[[str], str | None]
    is_seat: Callable[[str], bool]
    agreements: list[AgreementMention]
    predicates: list[Predicate]
    attribution: Attribution
    published: date | None
    setting: str | None = None
