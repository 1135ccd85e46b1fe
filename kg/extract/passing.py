"""Verbs after a time that it does not date: what did not happen, where somebody was, words that only look like none."""

from __future__ import annotations

import re

from kg.extract.modality import Interpreter
from kg.extract.order import LONGEST_NOUN_PHRASE, Order, is_relative
from kg.extract.phrases import Predicate
from kg.lang.tr.morphology import Form
from kg.lang.tr.times import TimeExpression

_TAKES_NOTHING = ("hedef", "yer")
_ELAPSE = ("bit", "dol", "gel", "geç", "çık")
# Forms of verbs that the lexicon may lack; a time before one of them belongs to it.
_UNKNOWN_VERB = re.compile(
    r"süren|(?!olarak|giderek|erken|gelecek)\w{2,}(?:[ae]r[ae]k|[ae]c[ae]ğ[ıi]\w*|[dt][ıiuü]ğ[ıiuü]\w*|[ıiuüae]rken|yorken)"
)


class Passing:
    """Which verbs of a sentence a time passes over, and where it can be given to none."""

    def __init__(self, order: Order, interpreter: Interpreter) -> None:
        self._order = order
        self._interpreter = interpreter

    def over(self, time: TimeExpression, verb: Predicate) -> bool:
        """Whether the time belongs to a verb further on."""
        if self.tells_where(time, verb):
            return True
        return self._did_not_happen(verb) and not self._elapses(time, verb)

    def tells_where(self, time: TimeExpression, relative: Predicate) -> bool:
        """Whether a clause only tells where somebody was on a day: "dün Malta'da bulunan Bakan, … açıkladı"."""
        verb = relative.verb
        return (
            is_relative(relative)
            and verb is not None
            and verb.stem == "bulun"
            and time.value is not None
            and time.value.exact_day is not None
            and self._order.lower(relative.begin - 1) != "ölü"
            and any(phrase.slot == "loc" and phrase.keys for phrase in relative.arguments)
        )

    def unknown_between(self, begin: int, end: int) -> bool:
        """Whether a word stands between that looks like a verb that the lexicon lacks; the time may be its own."""
        return any(self._is_unknown_verb(at) or self._takes(at, begin) for at in range(begin, end))

    def _did_not_happen(self, clause: Predicate) -> bool:
        """Whether a clause says without what something happened: "dün beklemeden gitti"."""
        verb = clause.verb
        bare = clause.form is Form.CONVERB and verb is not None and verb.negated
        return bare and not self._interpreter.negated_in_form_only(clause)

    def _elapses(self, time: TimeExpression, clause: Predicate) -> bool:
        """Whether the time itself is what comes or ends: "yıl bitmeden"."""
        return clause.begin == time.end and clause.verb is not None and clause.verb.stem in _ELAPSE

    def _is_unknown_verb(self, at: int) -> bool:
        return bool(_UNKNOWN_VERB.fullmatch(self._order.lower(at))) and not self._order.is_verb(at)

    def _takes(self, at: int, begin: int) -> bool:
        """Whether "alan" is no field but a participle soon after a time: "1982'de iktidarı alan", not "hedef alan"."""
        if self._order.lower(at) != "alan" or at - begin > LONGEST_NOUN_PHRASE:
            return False
        between = [self._order.lower(place) for place in range(begin, at)]
        votes = any(word.startswith("oy") for word in between)
        return between != [] and between[-1] not in _TAKES_NOTHING and "," not in between and not votes
