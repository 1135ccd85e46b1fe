"""Whether an article uses a name as that of a town.

"Elgin Caddesi" is a street, "İsfahan eyaletinde" a province, "HMS Montrose" a ship, "Li Changchun" a person, and
"La Palma" not Palma. "Foggia'da", "Foggia kentinde" and "başkent Doha" are towns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from kg.model import Analysis, Mention

_TOWN_AHEAD = re.compile(r"(?:başkent|kent|şehr?|belde|kasaba)\w*['’\s]*$", re.IGNORECASE)
_TOWN_BEHIND = re.compile(
    r"^(?:['’](?:[yn]?[ae]|[dt][ae](?:ki\w*|n|yken|ydı|ydi)?)\b"
    r"|,? ?(?:kent|şeh[ir]|ilçe|kasaba|belde|merkezli|yakınlar|havaliman|Havaliman|havaalan|Havaalan|Liman|liman"
    r"|Belediye|belediye|büyükelçi|Büyükelçi|doğumlu))"
)
_OTHER_BEHIND = re.compile(
    r"^ (?:eyalet|vilayet|bölge(?!\s+mahkeme)|ada(?:sı|ları)|nehr|nehir|göl|körfez|boğaz|dağ|cadde|sokak|sokağ|meydan"
    r"|il(?:i|inde|ine|inin)\b|de[lr]? |di |da [A-ZÇĞİÖŞÜ])",
    re.IGNORECASE,
)
_NAME_AHEAD = re.compile(r"(?P<before>\S+)[ ]$")
_TITLES = re.compile(r"^(?:ve|ile|veya|[Bb]aşkent\w*|[Kk]ent\w*|[Mm]erkez\w*|[Ee]ski)$")
_FIRST_PART = re.compile(r"\b(?:La|Las|Los|El|San|Santa|Sao|São|Saint|St|Port|New|Fort|Super) $")
_QUOTES = "'\"‘’“”"
FAR = 40
"""Letters around a mention that are read."""


class Use(StrEnum):
    """What a name stands for in an article."""

    TOWN = "town"
    OPEN = "open"
    OTHER = "other"


def use(analysis: Analysis, mentions: Iterable[Mention]) -> Use:
    """`TOWN` if one of the mentions says so, `OTHER` if none does and one is a part or a kind of something else."""
    found = {_use_of(analysis.article.text, mention) for mention in mentions}
    return next((each for each in (Use.TOWN, Use.OTHER) if each in found), Use.OPEN)


def _use_of(text: str, mention: Mention) -> Use:
    begin, end = mention.span.begin, mention.span.end
    ahead = text[max(mention.sentence.begin, begin - FAR) : begin]
    behind = text[end : end + FAR]
    if _FIRST_PART.search(ahead) or _quoted(ahead, behind) or _OTHER_BEHIND.match(behind):
        return Use.OTHER
    town = bool(_TOWN_BEHIND.match(behind) or _TOWN_AHEAD.search(ahead))
    if _of_a_longer_name(ahead):
        return Use.OPEN if town else Use.OTHER
    return Use.TOWN if town else Use.OPEN


def _of_a_longer_name(ahead: str) -> bool:
    """Whether the word before is a part of the same name: a capital, no ending, not the first of the sentence."""
    found = _NAME_AHEAD.search(ahead)
    if found is None or found.start() == 0:
        return False
    word = found["before"]
    if _TITLES.match(word) or not word[0].isupper() or not word[-1].isalnum():
        return False
    return not any(mark in word for mark in "'’")


def _quoted(ahead: str, behind: str) -> bool:
    return (
        ahead[-1:] in _QUOTES and behind[:1] in _QUOTES and ahead != "" and behind[1:2] in (" ", ",", ".", "")
    )
