"""The one place that mints IRIs: readable, of nothing but their arguments, and never renamed.

| what | path after the base |
|---|---|
| country | `country/{ISO2}` |
| person, organisation, place | `person/{slug of the name}[-{slug of the qualifier}]` … |
| article | `article/{16 hex digits of its text and date}` |
| passage, mention | the article's, with `#char={begin},{end}` |
| office | `office/{ISO2}-{kind}[-{slug of the title}]` |
| position | `position/{person}-{office}` |
| agreement | `agreement/{sorted parties}-{kind}[-{slug of the label}]` |
| event of an exact day | `event/{yyyymmdd}-{type}-{who}` |
| other event | `event/{article's first 8}-{type}-{who}[-{n}]` |
| report | `report/{16 hex digits of the article and what it reports}` |

A sentence and a mention of the same span are one span of text and so one node, of both classes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from pyoxigraph import NamedNode

from kg.model import Article, Entity, EntityKind, Span
from kg.rdf.graph import SPAN_FRAGMENT
from kg.rdf.slug import bounded, slug
from kg.rdf.vocabulary import (
    AGREEMENT,
    ARTICLE,
    COUNTRY,
    EVENT,
    OFFICE,
    ORGANIZATION,
    PERSON,
    PLACE,
    POSITION,
    REPORT,
    WD,
)

__all__ = [
    "agreement",
    "article",
    "country",
    "entity",
    "event_of_article",
    "event_of_day",
    "local",
    "office",
    "organization",
    "position",
    "report",
    "slug",
    "span",
    "who",
    "wikidata",
]

MAX_NAME = 160
"""Longest name put together of parts, in characters."""

UNIQUE_OFFICES = frozenset({"head-of-state", "head-of-government", "foreign-minister"})
"""Kinds of office of which a country has one, whatever the words of its title."""

MUTUAL_TYPES = frozenset(
    {
        "agree",
        "ceremony",
        "consult",
        "consult-multilateral",
        "consult-phone",
        "consult-third-party",
        "consult-visit",
        "cooperate",
        "election",
        "rapprochement",
        "relation",
        "retreat-ceasefire",
        "sign-agreement",
        "tension",
    }
)
"""Event types whose participants take part alike: who called whom does not make two calls of one."""

_NAMESPACES = {
    EntityKind.PERSON: PERSON,
    EntityKind.ORGANIZATION: ORGANIZATION,
    EntityKind.PLACE: PLACE,
}


def local(node: NamedNode) -> str:
    """The part of an IRI after its last slash: what other IRIs take over of it."""
    return node.value.rpartition("/")[2]


def country(iso2: str) -> NamedNode:
    """One node for each ISO 3166-1 code (and XK, CY-N)."""
    return COUNTRY(iso2)


def organization(name: str) -> NamedNode:
    """The node of an organisation that is known by its name only."""
    return ORGANIZATION(slug(name))


def entity(item: Entity) -> NamedNode:
    """The node of an entity: of its code for a country, else of its name and qualifier."""
    if item.iso2 is not None:
        return country(item.iso2)
    name = f"{slug(item.name)}-{slug(item.qualifier)}" if item.qualifier else slug(item.name)
    return _NAMESPACES[item.kind](bounded(name, MAX_NAME))


def wikidata(qid: str) -> NamedNode:
    """The entity IRI of a Wikidata item."""
    return WD(qid)


def article(item: Article) -> NamedNode:
    """The node of an article, which is also the name of its graph."""
    return ARTICLE(item.id)


def span(of: NamedNode, where: Span) -> NamedNode:
    """The node of a passage or mention: code points of the text of the article `of`."""
    return NamedNode(f"{of.value}{SPAN_FRAGMENT}{where.begin},{where.end}")


def report(of: NamedNode, reported: NamedNode) -> NamedNode:
    """The node of what article `of` says of `reported`."""
    digest = hashlib.sha256(f"{of.value}\n{reported.value}".encode())
    return REPORT(digest.hexdigest()[:16])


def office(kind: str, title: str, iso2: str | None, body: str | None) -> NamedNode:
    """The node of an office: ISO code of its country, local name of its body, kind, words of the title.

    The title is left out where a country has one office of the kind only. The body is left out
    where the title names it.

    >>> office("head-of-state", "Rusya lideri", "RU", None).value.rpartition("/")[2]
    'RU-head-of-state'
    >>> office("other", "NATO Genel Sekreteri", None, "nato").value.rpartition("/")[2]
    'other-nato-genel-sekreteri'
    """
    if iso2 and kind in UNIQUE_OFFICES:
        return OFFICE(f"{iso2}-{kind}")
    words = slug(title)
    named = body is None or f"-{body}-" in f"-{words}-"
    return OFFICE(_joined((iso2, kind, None if named else body, words)))


def position(holder: NamedNode, in_office: NamedNode) -> NamedNode:
    """The node of a person in an office."""
    return POSITION(_joined((local(holder), local(in_office))))


def agreement(kind: str, parties: Iterable[NamedNode], label: str = "") -> NamedNode:
    """The node of an agreement; `label` where its parties and kind do not tell it from another."""
    words = slug(label) if label else None
    return AGREEMENT(_joined((*_names(parties), kind, words)))


def who(
    kind: str,
    actors: Iterable[NamedNode],
    recipients: Iterable[NamedNode],
    participants: Iterable[NamedNode],
    place: NamedNode | None,
) -> str:
    """Those who take part, sorted, as part of an event's IRI; the place if there is nobody.

    Actors come before `to` and recipients after it where the type has a direction: two countries
    that attack each other on one day make two events.

    >>> who("accuse", [country("US")], [country("IR")], [], None)
    'US-to-IR'
    >>> who("consult", [country("US")], [country("IR")], [], None)
    'IR-US'
    """
    ahead, behind = _names([*actors, *participants]), _names(recipients)
    if not ahead and not behind:
        return local(place) if place is not None else ""
    if ahead and behind and kind not in MUTUAL_TYPES:
        return "-".join((*ahead, "to", *behind))
    return "-".join(sorted({*ahead, *behind}))


def event_of_day(when: date, kind: str, taking_part: str) -> NamedNode:
    """The node of an event whose day is exact: the same for every article that tells of it."""
    return EVENT(_joined((f"{when:%Y%m%d}", kind, taking_part)))


def event_of_article(item: Article, kind: str, taking_part: str, number: int = 1) -> NamedNode:
    """The node of an event that belongs to its article, the `number`-th that would have this name."""
    name = _joined((item.id[:8], kind, taking_part))
    return EVENT(f"{name}-{number}" if number > 1 else name)


def _names(nodes: Iterable[NamedNode]) -> list[str]:
    return sorted({local(node) for node in nodes})


def _joined(parts: Iterable[str | None]) -> str:
    return bounded("-".join(part for part in parts if part), MAX_NAME)
