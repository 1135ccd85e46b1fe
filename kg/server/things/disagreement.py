"""What the reports of one fact say differently. To say less, or less exactly, is not to disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Edtf
from kg.server.things.sources import Source


@dataclass(frozen=True, slots=True)
class Difference:
    """An aspect (a local name of the ontology) that articles tell differently.

    `thing` is whom it is about, an IRI or empty; `versions` are the values, each with the articles that give it.
    """

    aspect: str
    thing: str
    versions: tuple[tuple[str, tuple[Source, ...]], ...]


def differences(articles: Sequence[Source], wider: Mapping[str, str]) -> list[Difference]:
    """All that differs; `wider` maps a place to the country that it is in."""
    found = [_dates(articles, name) for name in ("when", "signed", "inForce")]
    found += [_values(articles, "modality"), _places(articles, wider), _kinds(articles)]
    return [each for each in found if each] + _roles(articles)


def contradict(one: str, other: str) -> bool:
    """Whether two EDTF dates cannot both be right: neither lies within the other.

    >>> contradict("2025-11", "2025-11-03"), contradict("2025-11-02", "2025-11-03")
    (False, True)
    """
    try:
        a, b = Edtf(one).bounds(), Edtf(other).bounds()
    except ValueError:
        return one != other
    return not (_within(a, b) or _within(b, a))


_Bounds = tuple[date | None, date | None]


def _within(inner: _Bounds, outer: _Bounds) -> bool:
    starts = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    ends = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return starts and ends


def _versions(articles: Sequence[Source], name: str) -> dict[str, tuple[Source, ...]]:
    found: dict[str, list[Source]] = {}
    for article in articles:
        for value in article.said.get(name, ()):
            found.setdefault(value, []).append(article)
    return {value: tuple(found[value]) for value in sorted(found)}


def _dates(articles: Sequence[Source], name: str) -> Difference | None:
    versions = _versions(articles, name)
    differ = any(contradict(one, other) for one in versions for other in versions)
    return Difference(name, "", tuple(versions.items())) if differ else None


def _values(articles: Sequence[Source], name: str) -> Difference | None:
    versions = _versions(articles, name)
    return Difference(name, "", tuple(versions.items())) if len(versions) > 1 else None


def _places(articles: Sequence[Source], wider: Mapping[str, str]) -> Difference | None:
    versions = _versions(articles, "place")
    exact = [place for place in versions if place not in {wider.get(other) for other in versions}]
    return Difference("place", "", tuple((p, versions[p]) for p in exact)) if len(exact) > 1 else None


def _kinds(articles: Sequence[Source]) -> Difference | None:
    """Kinds differ where two articles have none in common."""
    given = [set(article.said.get("eventType", ())) for article in articles]
    apart = any(one and other and not one & other for one in given for other in given)
    return _values(articles, "eventType") if apart else None


def _roles(articles: Sequence[Source]) -> list[Difference]:
    """Who acts in one article and is acted on in another."""
    actors, recipients = _versions(articles, "actor"), _versions(articles, "recipient")
    return [
        Difference(
            "role",
            iri,
            (
                ("actor", _only(actors[iri], recipients[iri])),
                ("recipient", _only(recipients[iri], actors[iri])),
            ),
        )
        for iri in actors
        if iri in recipients and _apart(actors[iri], recipients[iri])
    ]


def _apart(one: Iterable[Source], other: Iterable[Source]) -> bool:
    """Whether some article says only the one, and another only the other."""
    left, right = {each.report for each in one}, {each.report for each in other}
    return bool(left - right) and bool(right - left)


def _only(these: Sequence[Source], those: Sequence[Source]) -> tuple[Source, ...]:
    others = {each.report for each in those}
    return tuple(each for each in these if each.report not in others)
