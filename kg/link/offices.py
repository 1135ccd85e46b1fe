"""Which kind of office English words name, and how well known its holders are."""

from __future__ import annotations

import re

LEGISLATOR = "legislator"

_REGIONAL = (
    r"\b(state (house|senate|deputy|senator|representative|assembly)|house of delegates|general assembly of"
    r"|regional council|municipal|legislative assembly|state senate|city council|county)\b"
    r"|\bmember of the \w+ (house of representatives|general assembly)$"
)
_LEGISLATORS = (
    r"\b(member of|senator|representative$|representative of the parliamentary|knesset member|people's deputy"
    r"|federal deputy|member of parliament|deputy of the)\b"
)
_SECOND = (
    r"\b(vice|deputy|assistant|under|parliamentary|shadow|acting|adviser|advisor|lady|staff|designate|elect|candidate"
    r"|minister of state|secretary to|lord of the|whip)\b"
)
_FOREIGN_MINISTERS = (
    r"\bminister (of|for) (the )?(foreign|external|european and (foreign|international)|europe and foreign"
    r"|international relations)"
    r"|\bforeign (minister|secretary)|\b(secretary|minister) (of state )?for foreign"
    r"|^(united states )?secretary of state$"
    r"|\b(foreign|external) (affairs|relations)( and [\w ]+)? minister\b"
)
_BODIES = (
    r"\b(president|chair\w*|speaker|governor|head|leader) of the (\w+ )*(national assembly|senate|parliament|council"
    r"|court|committee|commission|bank|party|university|chamber|congress|association|assembly|board|duma|knesset"
    r"|house|administration|academy|agency|region|conference)\b"
)
_GOVERNMENTS = (
    r"\b(prime minister|taoiseach|premier of the state council|federal chancellor|head of government"
    r"|chancellor of (germany|austria|the federal republic of germany)|minister of state of monaco)\b"
    r"|^(premier|chancellor)$|\bpremier of (the )?(republic of china|people's republic of china|north korea)\b"
)
_STATES = (
    r"^(president|supreme leader|monarch|king|queen|emperor|emir|sultan|pope|sovereign)\b|\bking of \w+$"
)
_RULES: tuple[tuple[str, float, str], ...] = (
    # kind, popularity of a holder, what the words match; the first that fits decides
    ("other", 0.15, _REGIONAL),
    (LEGISLATOR, 0.2, _LEGISLATORS),
    ("ambassador", 0.25, r"\b(ambassador|permanent representative|high commissioner to|envoy|consul)\b"),
    ("spokesperson", 0.4, r"\b(spokes(man|woman|person)|press secretary)\b"),
    ("other", 0.65, r"^(first )?(vice[- ]president|deputy prime minister)( of (the )?[\w' ]+)?$"),
    ("other", 0.35, _SECOND),
    ("foreign-minister", 0.75, _FOREIGN_MINISTERS),
    ("other", 0.3, _BODIES),
    ("head-of-government", 0.9, _GOVERNMENTS),
    ("head-of-state", 0.9, _STATES),
    ("minister", 0.6, r"\b(minister|secretary (of|for)|chancellor of the exchequer|attorney general)\b"),
    (
        "other",
        0.9,
        r"^secretary[- ]general of (the )?(united nations|north atlantic treaty organi[sz]ation|nato)$",
    ),
    ("other", 0.6, r"\b(secretary[- ]general|director[- ]general) of\b"),
)
_COMPILED = tuple((kind, popularity, re.compile(pattern)) for kind, popularity, pattern in _RULES)


def office_kind(title: str) -> tuple[str, float]:
    """Kind of office (local name of the scheme `ot:`, or `legislator`) and popularity of its holders, 0 to 1.

    >>> office_kind("Minister of Foreign Affairs"), office_kind("President of Turkey")
    (('foreign-minister', 0.75), ('head-of-state', 0.9))
    >>> office_kind("President of the National Assembly"), office_kind("Deputy Minister of Defence")
    (('other', 0.3), ('other', 0.35))
    """
    words = title.casefold().replace("’", "'")
    for kind, popularity, pattern in _COMPILED:
        if pattern.search(words):
            return kind, popularity
    return "other", 0.25
