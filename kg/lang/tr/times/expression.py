"""What a time expression of a sentence is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.edtf import Edtf


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell when, at tokens `begin` (included) to `end` (excluded).

    `value` is None where the words tell of time but give no date: durations, habits, clock times, dates that
    hang on something unknown, dates that are talked about ("Cuma'ya ertelendi"). `rule` is the name and version
    of the rule that read them. `modifies_noun`: they tell of the noun that follows ("dünkü saldırı", "25 Kasım
    seçimleri"), not of the clause's verb. `names`: the words name a time on the calendar, known or not, and are no
    mere duration, habit or clock time. `told`: the year, month or day that they name, if it is known, however the
    event lies to it ("2013'ten önce", "Cuma'ya ertelendi").
    """

    begin: int
    end: int
    value: Edtf | None
    rule: str
    modifies_noun: bool = False
    names: bool = False
    told: Edtf | None = None


def context_after(found: Sequence[TimeExpression], context: Edtf | None) -> Edtf | None:
    """What later sentences count from ("ertesi gün"), after a sentence with these expressions and this context.

    A time that is named but not known leaves nothing to count from.
    """
    return next((time.told for time in reversed(found) if time.names), context)
