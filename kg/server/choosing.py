"""Which events a page is asked for, from the parameters of its address; what makes no sense is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.rdf.vocabulary import ET
from kg.server.figures import Chosen
from kg.server.periods import bounds
from kg.server.quadrants import QUADRANTS, event_types

PAGE = 50
"""Events on one page of a list."""
_LAST_PAGE = 2000
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Asked:
    """`all` are the events of the chart, `listed` those of the list (of one `period` of it, if one is chosen).

    `kind` is as in the address: a kind of events or the end of a type's IRI. `page` counts from 1.
    """

    all: Chosen
    kind: str
    period: str
    page: int

    @property
    def listed(self) -> Chosen:
        """Those of the chosen period only."""
        if not self.period:
            return self.all
        first, last = bounds(self.period)
        since, until = max(first, self.all.since), min(last, self.all.until or last)
        return replace(self.all, since=since, until=until)

    def parameters(self) -> dict[str, str]:
        """The parameters of this page, each only if it says something."""
        given = {
            "kind": self.kind,
            "country": self.all.country,
            "other": self.all.other,
            "since": self.all.since,
            "until": self.all.until,
            "own": "1" if self.all.own else "",
            "period": self.period,
        }
        return {name: value for name, value in given.items() if value}


def asked(given: Mapping[str, str], countries: Mapping[str, str]) -> Asked:
    """What the parameters say; `countries` are the codes that there are.

    >>> asked({"kind": "consult-phone", "since": "2025-13", "page": "x"}, {}).all.type
    'https://w3id.org/news-kg/type/event/consult-phone'
    """
    kind = given.get("kind", "")
    quadrant = kind if kind in QUADRANTS else ""
    event_type = f"{ET.iri}{kind}"
    known_type = event_type if event_type in event_types() else ""
    country = given.get("country", "")
    other = given.get("other", "")
    known = country in countries
    chosen = Chosen(
        quadrant=quadrant,
        type=known_type,
        country=country if known else "",
        other=other if known and other in countries and other != country else "",
        since=_matching(_MONTH, given.get("since", "")),
        until=_matching(_MONTH, given.get("until", "")),
        own=given.get("own") == "1",
    )
    page = given.get("page", "")
    return Asked(
        chosen,
        kind if quadrant or known_type else "",
        _matching(_PERIOD, given.get("period", "")),
        min(int(page), _LAST_PAGE)
        if page.isascii() and page.isdigit() and 0 < len(page) < 6 and int(page)
        else 1,
    )


def _matching(pattern: re.Pattern[str], value: str) -> str:
    return value if pattern.fullmatch(value) else ""
