"""Quotations in single marks: "Tavake, 'Fiji çekildi' dedi", where the mark is the apostrophe too."""

from __future__ import annotations

import re
from functools import lru_cache

_MARK = re.compile(r"['‘’]{1,2}|[\"“”„«»]|\n")
_DOUBLE = '"“”„«»'
# A suffix that a space parts from its apostrophe: "Fiji 'nin".
_SUFFIX = re.compile(
    r"(?:n?[ıiuü]n|[dt][ae]n?|n?y?[ıiuüae]|y?l[ae]|l[ae]r\w*|s[ıiuü]\w*|[dt][ae]ki\w*)(?!\w)"
)
_AFTER = " \t\n.,;:!?)]…-–"
_SAID = re.compile(r"[\s,.]*(?:de(?:di|miş|yip)|diye|diyen|diyerek|şeklinde)")
_LONGEST = 1500  # characters
_SPEECH = 3  # spaces in what is speech, not the name of a work or a word held at arm's length


@lru_cache(maxsize=2)
def single_quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the marks that open and close a quotation in single marks, outside those in double ones.

    Both stand in one paragraph: the first after a space and before a word, the last after a word or a full stop and
    before a space. A few words count only before a verb of saying. A mark that another follows before it is closed
    opens nothing.

    >>> single_quotations("Tavake, 'Fiji'den çekildik' dedi.")
    ((8, 26),)
    >>> single_quotations("Tavake, 'Son Dalga' filmini övdü.")
    ()
    >>> single_quotations("Fiji 'nin başbakanı Suva'ya geldi. Bakanlar' dedi.")
    ()
    """
    found: list[tuple[int, int]] = []
    opened, inside = -1, False
    for match in _MARK.finditer(text):
        at, end, mark = match.start(), match.end(), match.group()
        if mark == "\n":
            opened, inside = -1, False
        elif mark in _DOUBLE:
            inside = not inside
        elif inside:
            continue
        elif end < len(text) and text[end].isalnum():
            before = text[at - 1] if at else " "
            if (before.isspace() or before in "([:") and _SUFFIX.match(text, end) is None:
                opened = at
        elif opened >= 0 and not text[at - 1].isspace() and (end == len(text) or text[end] in _AFTER):
            spoken = text.count(" ", opened, at) >= _SPEECH or _SAID.match(text, end)
            if at - opened <= _LONGEST and spoken:
                found.append((opened, at))
            opened = -1
    return tuple(found)
