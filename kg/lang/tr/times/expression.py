"""What a time expression of a sentence is."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.edtf import Edtf


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell when, at tokens `begin` (included) to `end` (excluded).

    `value` is None where the words tell of time but give no date: durations, habits, clock times, dates that
    hang on something unknown, dates that are talked about ("Cuma'ya ertelendi"). `rule` is the name and version
    of the rule that read them. `modifies_noun`: they tell of the noun that follows ("dünkü saldırı", "25 Kasım
    seçimleri"), not of the clause's verb. `told`: the year, month or day that the words name, however the event
    lies to it ("2013'ten önce", "Cuma'ya ertelendi"); the last one told is the context of later sentences.
    """

    begin: int
    end: int
    value: Edtf | None
    rule: str
    modifies_noun: bool = False
    told: Edtf | None = None
