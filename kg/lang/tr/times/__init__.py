"""Time expressions of Turkish news, as EDTF against the article's date, never more precise than the text."""

from kg.lang.tr.times.expression import TimeExpression, context_after
from kg.lang.tr.times.finder import find_times

__all__ = ["TimeExpression", "context_after", "find_times"]
