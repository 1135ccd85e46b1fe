"""Time expressions of Turkish news, as EDTF against the article's date, never more precise than the text."""

from kg.lang.tr.times.clock import RULE as CLOCK
from kg.lang.tr.times.dates import NAMED
from kg.lang.tr.times.expression import TimeExpression, context_after
from kg.lang.tr.times.finder import find_times
from kg.lang.tr.times.scene import POSSESSED
from kg.lang.tr.times.weeks import WEEKDAY

__all__ = ["CLOCK", "NAMED", "POSSESSED", "WEEKDAY", "TimeExpression", "context_after", "find_times"]
