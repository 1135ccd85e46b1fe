"""What speaks for an item and against it: named features, each a pure function with its reason.

The points are weights of evidence on one scale: an item that gathers `THRESHOLD` points, and `MARGIN` more than any
other, is linked. They were set so that a full name needs one more sign (a fitting country, or fame), a surname needs
its office, and a likeness of sounds needs more than a name letter by letter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from kg.link.context import Context, Office
from kg.link.folding import fold
from kg.link.titles import same_office, same_portfolio
from kg.model import EntityKind
from kg.model.indexed import IndexedItem, Match, NameMatch, Term, bounds

THRESHOLD = 6.0
MARGIN = 2.0

_NAME_POINTS = {
    NameMatch.LABEL: 4.0,
    NameMatch.ALIAS: 4.0,
    NameMatch.SOUND: 3.5,
    NameMatch.CONSONANTS: 1.5,
    NameMatch.SURNAME: 1.0,
    NameMatch.SURNAME_SOUND: 0.5,
}
_NAME_WORDS = {
    NameMatch.LABEL: "the name is its label",
    NameMatch.ALIAS: "the name is one of its aliases",
    NameMatch.SOUND: "the name sounds like its label",
    NameMatch.CONSONANTS: "the name has the consonants of its label",
    NameMatch.SURNAME: "the name is its family name",
    NameMatch.SURNAME_SOUND: "the name sounds like its family name",
}
_OF_ONE_COUNTRY = frozenset({"head-of-state", "head-of-government", "foreign-minister"})
_POLITICAL = frozenset(
    {"head-of-state", "head-of-government", "foreign-minister", "minister", "ambassador", "spokesperson"}
)
EMINENT = 0.75
"""Popularity of foreign ministers and heads of state and government."""
SHORT = 8
"""Letters below which a whole name belongs to many people: Li Hui, Wang Yi."""
LARGE_PLACE = 0.02
"""Popularity of a city of 400,000."""
LIFE = 100
"""Years after which nobody is in the news as living."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Points of one feature for one item, and why."""

    feature: str
    points: float
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """One item that may be meant, and what the article says of the entity."""

    match: Match
    context: Context
    horizon: date | None

    @property
    def item(self) -> IndexedItem:
        """The item in question."""
        return self.match.item


Feature = Callable[[Question], Finding | None]


def name(question: Question) -> Finding:
    """How well the name fits."""
    how = question.match.how
    return Finding("name", _NAME_POINTS[how], f"{_NAME_WORDS[how]} “{question.item.name}”")


def office(question: Question) -> Finding | None:
    """Whether the item held the office that the article presents the entity in, on that day."""
    judged = [_judge(held, question) for held in question.context.offices]
    found = [finding for finding in judged if finding is not None]
    return max(found, key=lambda finding: finding.points) if found else None


def country(question: Question) -> Finding | None:
    """Whether the item's country is in the article, or is the one that the entity is said to belong to."""
    item, context = question.item, question.context
    if item.kind is not EntityKind.PERSON:
        return _place_country(item, context)
    countries = countries_of(item)
    if not countries:
        return None
    said = {held.country for held in context.offices if held.country and held.kind in _POLITICAL}
    if said and not said & countries:
        return Finding(
            "country",
            -5.0,
            f"the article's office is of {_listed(said)}, the item is of {_listed(countries)}",
        )
    return _person_country(item, countries, context)


def _person_country(item: IndexedItem, countries: frozenset[str], context: Context) -> Finding | None:
    if countries & context.countries:
        return Finding("country", 1.5, f"{_listed(countries & context.countries)} is in the article")
    if context.home in countries:
        return Finding("country", 0.5, f"{context.home} is the home country of the article's language")
    if item.popularity >= 1.0 or any(held.international for held in context.offices):
        return None
    return Finding("country", -1.5, f"{_listed(countries)} is not in the article")


def fame(question: Question) -> Finding:
    """How well known the item is."""
    points = round(2 * question.item.popularity, 2)
    return Finding("fame", points, f"popularity {question.item.popularity:.2f}")


def occupation(question: Question) -> Finding | None:
    """Whether the article presents the entity in an occupation that holders of offices seldom have."""
    if question.context.occupations and question.item.terms:
        return Finding(
            "occupation", -5.0, f"the article says “{question.context.occupations[0]}”, the item held offices"
        )
    return None


def lifetime(question: Question) -> Finding | None:
    """Whether the person lived at a time that fits the article's date."""
    day, item = question.context.published, question.item
    if day is None or item.kind is not EntityKind.PERSON:
        return None
    if item.born and bounds(item.born)[0] > day:
        return Finding("lifetime", -8.0, f"born {item.born}, after the article")
    if item.born and bounds(item.born)[1].year + LIFE < day.year:
        return Finding("lifetime", -3.0, f"born {item.born}")
    if (
        item.died
        and bounds(item.died)[1] < day
        and any(held.kind in _POLITICAL for held in question.context.offices)
    ):
        return Finding("lifetime", -6.0, f"died {item.died}, before the article, which presents it in office")
    return None


def distinctiveness(question: Question) -> Finding | None:
    """Whether the name can stand for many: a short one whose office is not told, a small place's."""
    item = question.item
    if item.kind is EntityKind.PLACE and item.popularity < LARGE_PLACE:
        return Finding("distinctiveness", -1.0, "a small place, whose name others may share")
    if item.kind is not EntityKind.PERSON or sum(char.isalpha() for char in item.name) >= SHORT:
        return None
    held = office(question)
    if held is not None and held.points >= OFFICE_HELD:
        return None
    return Finding("distinctiveness", -1.5, f"“{item.name}” is a short name and no office tells whose")


OFFICE_HELD = 3.0
"""Points from which the office feature means that the item held the very office."""

FEATURES: tuple[Feature, ...] = (name, office, country, fame, occupation, lifetime, distinctiveness)


def countries_of(item: IndexedItem) -> frozenset[str]:
    """ISO codes of the countries that an item belongs to or served."""
    codes = (term.country for term in item.terms if term.kind != "ambassador")
    return frozenset(code for code in chain((item.country,), codes) if code)


def _judge(held: Office, question: Question) -> Finding | None:
    """What one office of the article says for or against the item."""
    fitting = [term for term in question.item.terms if _fits(held, term, question.context)]
    day = question.context.published
    if fitting:
        return _by_date(fitting, day, question.horizon)
    known = held.kind in _OF_ONE_COUNTRY and held.country in countries_of(question.item)
    covered = day is not None and question.horizon is not None and day <= question.horizon
    if known and covered and any(term.kind != "legislator" for term in question.item.terms):
        return Finding(
            "office", -3.0, f"{question.item.name} never was {held.kind} of {held.country} as far as is known"
        )
    return _otherwise(held, question)


def _otherwise(held: Office, question: Question) -> Finding | None:
    """An office that the index does not give the item, but that would be like its others."""
    item, context = question.item, question.context
    served = countries_of(item)
    if held.kind in _POLITICAL and held.country in served:
        return Finding("office", 1.0, f"an office of {held.country}, which {item.name} served otherwise")
    if held.kind in _POLITICAL and not held.country and served & context.countries:
        return Finding(
            "office", 0.5, f"an office as of {_listed(served & context.countries)}, which {item.name} served"
        )
    if held.international and item.popularity >= EMINENT:
        return Finding("office", 0.5, f"an international office; {item.name} held a high one")
    return None


def _by_date(fitting: list[Term], day: date | None, horizon: date | None) -> Finding:
    latest = fitting[-1]
    title = f"{latest.title} {latest.country}".strip()
    if day is None:
        return Finding("office", 4.0, f"{title}; the article has no date")
    term = next((term for term in fitting if term.covers(day)), None)
    if term is not None and (horizon is None or day <= horizon or term.end):
        return Finding("office", 5.0, f"{title}, {term.start}–{term.end or 'not over'}, on {day}")
    if term is not None:
        return Finding("office", 4.5, f"{title} since {term.start}; terms are known up to {horizon}")
    if horizon is not None and day > horizon:
        return Finding("office", 3.0, f"{title} before; terms are known up to {horizon}")
    return Finding("office", -2.0, f"{title}, but not on {day}")


def _fits(held: Office, term: Term, context: Context) -> bool:
    """Whether a term is of the article's office: same kind and country, or same body in the words of its title."""
    if held.bodies:
        return any(body in fold(term.title) for body in held.bodies) and same_office(held.words, term.title)
    if not _same_kind(held, term):
        return False
    if held.country:
        return held.country == term.country
    return bool(term.country) and (term.country in context.countries or term.country == context.home)


def _same_kind(held: Office, term: Term) -> bool:
    if held.kind == "other":
        return same_office(held.words, term.title)
    if held.kind == "minister":
        return (
            term.kind in ("minister", "foreign-minister")
            and same_portfolio(held.words, term.title) is not False
        )
    if held.kind == "head-of-state" and held.words.endswith(("lideri", "lider")):
        return term.kind in ("head-of-state", "head-of-government")
    return held.kind == term.kind


def _place_country(item: IndexedItem, context: Context) -> Finding | None:
    if not item.country:
        return None
    if context.country:
        same = context.country == item.country
        return Finding(
            "country", 2.0 if same else -5.0, f"in {item.country}; the article says {context.country}"
        )
    if item.country in context.countries or item.country == context.home:
        return Finding("country", 1.0, f"{item.country} is in the article or its home")
    if item.kind is EntityKind.ORGANIZATION and item.popularity >= 1.0:
        return None
    return Finding("country", -1.0, f"{item.country} is not in the article")


def _listed(codes: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(codes))
