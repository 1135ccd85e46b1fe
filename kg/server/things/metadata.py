"""What pages tell search engines about their subject, in the words of schema.org (JSON-LD).

Only what the graph holds is told. What is denied or merely possible is not told as an event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Edtf
from kg.rdf.vocabulary import BASE, MO, WD
from kg.server.things.agreements import Accord
from kg.server.things.happening import Happening
from kg.server.things.names import Names
from kg.server.things.reading import Reading
from kg.server.things.shown import cut
from kg.server.things.sources import Sources

_TYPES = {"person": "Person", "country": "Country", "organization": "Organization", "place": "Place"}
_LONGEST = 200
"""Characters of a name."""
_MOST = 20
"""Values of a property."""

Json = dict[str, object]


def of_entity(iri: str, facts: Mapping[str, Sequence[str]], names: Names, others: Sequence[str]) -> Json:
    """A Person, Country, Organization or Place."""
    found = _node(iri, names) | {"@context": "https://schema.org"}
    if others:
        found["alternateName"] = [cut(name, _LONGEST) for name in dict.fromkeys(others)][:_MOST]
    if links := [link for link in facts.get("schema:sameAs", ()) if link.startswith(WD.iri)]:
        found["sameAs"] = links[0] if len(links) == 1 else links[:_MOST]
    if (countries := facts.get("kg:country")) and found["@type"] == "Place":
        found["containedInPlace"] = _node(countries[0], names)
    return found


def of_happening(one: Happening, title: str, names: Names, told: Sources) -> Json | None:
    """An Event that happened or is planned; None for all others."""
    if not one.happened and MO.planned.value not in one.modalities:
        return None
    found: Json = {
        "@context": "https://schema.org", "@type": "Event", "@id": one.iri, "name": cut(title, _LONGEST),
    }  # fmt: skip
    if not one.happened:
        found["eventStatus"] = "https://schema.org/EventScheduled"
    if len(one.whens) == 1:
        found |= _dates(one.whens[0])
    if actors := one.roles.get("actor"):
        found["organizer"] = [_node(iri, names) for iri in actors[:_MOST]]
    if people := one.people():
        found["attendee"] = [_node(iri, names) for iri in people[:_MOST]]
    if places := one.roles.get("place"):
        found["location"] = [_place(iri, names) for iri in places[:_MOST]]
    if told.articles:
        found["subjectOf"] = [
            {"@type": "NewsArticle", "@id": each.article} | ({"url": each.url} if each.url else {})
            for each in told.articles[:_MOST]
        ]
    return found


def of_agreement(one: Accord, title: str, names: Names) -> Json:
    """A Legislation (schema.org has no narrower type for treaties) with its parties and dates."""
    found: Json = {
        "@context": "https://schema.org", "@type": "Legislation", "@id": one.iri, "name": cut(title, _LONGEST),
        "legislationType": [names.text(kind) for kind in one.kinds],
        "legislationResponsible": [_node(party, names) for party in one.parties[:_MOST]],
    }  # fmt: skip
    if len(one.signed) == 1 and (day := _plain(one.signed[0])):
        found["legislationDate"] = day
    if one.in_force:
        found["legislationLegalForce"] = "https://schema.org/InForce"
    return found


def of_article(iri: str, title: str, reading: Reading, about: Sequence[str], names: Names) -> Json:
    """A NewsArticle; its text is not told, since it is not stored."""
    facts = reading.facts
    found: Json = {
        "@context": "https://schema.org", "@type": "NewsArticle", "@id": iri, "headline": cut(title, 110),
    }  # fmt: skip
    for key, value in (("datePublished", "issued"), ("inLanguage", "language"), ("url", "url")):
        if facts.get(value):
            found[key] = facts[value]
    if publisher := facts.get("publisher"):
        found["publisher"] = _node(publisher, names)
    if reading.authors:
        found["author"] = [{"name": name} for name in reading.authors[:_MOST]]
    if about:
        found["mentions"] = [_node(each, names) for each in about[:_MOST]]
    return found


def _node(iri: str, names: Names) -> Json:
    kind = iri.removeprefix(BASE).partition("/")[0]
    return {"@type": _TYPES.get(kind, "Thing"), "@id": iri, "name": cut(names.text(iri), _LONGEST)}


def _place(iri: str, names: Names) -> Json:
    node = _node(iri, names)
    return node | ({"@type": "Place"} if node["@type"] == "Thing" else {})


def _dates(when: str) -> Json:
    """Start and end where the value is exact in itself; schema.org has no words for doubt."""
    first, slash, last = when.partition("/")
    if not slash:
        plain = _plain(when)
        return {"startDate": plain} if plain else {}
    return {key: day for key, end in (("startDate", first), ("endDate", last)) if (day := _plain(end))}


def _plain(when: str) -> str:
    """An ISO 8601 date, empty if the value is more than that."""
    try:
        Edtf(when)
    except ValueError:
        return ""
    return when if when.replace("-", "").isdecimal() else ""
