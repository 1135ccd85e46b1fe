"""Names known beforehand: countries, places, organisations, seats of power, given names and surnames.

The tables are package data, built by `tools/build_gazetteers.py` (`data/SOURCES.md` names the sources and
licences). Forms stand as Turkish newspapers print them, in their dictionary form, without case suffixes. They
are case sensitive: "Fas" is a country, "fas" is not. An *ambiguous* form is also an ordinary word, a name of a
person or another thing, so it needs support from its context.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_DATA = files("kg.lang.tr") / "data"


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country or territory. `iso2` is ISO 3166-1 alpha-2, XK for Kosovo or CY-N for Northern Cyprus.

    `aliases` are further names, `demonyms` adjectives and words for its people; `ambiguous` is the part of
    `name`, `aliases` and `demonyms` that needs support. `capital` is its Turkish name, "" where there is none
    or it is disputed; `qid` is a Wikidata identifier.
    """

    iso2: str
    qid: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    ambiguous: frozenset[str]


@dataclass(frozen=True, slots=True)
class HistoricalRow:
    """A state that no longer exists, with its adjectives; it is no country of today."""

    name: str
    qid: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place.

    `kind` is city, region, province, district, sea, continent, building, mountain, river, island, strait, camp
    or area. `iso2` is "" where a place belongs to no single country, and for contested areas the country by which
    international law counts it. `qid` is "" where no source has it. `population` is that of the city, 0 where
    unknown. Two rows may share a name; both are ambiguous then.
    """

    name: str
    kind: str
    iso2: str
    qid: str
    population: int
    ambiguous: bool
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organisation.

    `kind` is international, bloc, court, party, armed, agency, media, company, ngo, body or sport; `iso2` is set
    for national bodies, parties, companies and media.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    iso2: str
    qid: str
    ambiguous: frozenset[str]


@dataclass(frozen=True, slots=True)
class MetonymRow:
    """A form that may stand for a government.

    `kind` is capital, seat (a city of government that is not the capital, or the seat of a bloc) or building;
    `iso2` is "" where the government is no country's ("Brüksel" for the European Union). The same form may stand
    for two: "Lefkoşa".
    """

    form: str
    iso2: str
    kind: str


@dataclass(frozen=True, slots=True)
class GivenName:
    """A given name; `ambiguous` if it is also a word of the language ("Deniz") or a place."""

    form: str
    ambiguous: bool


@lru_cache(maxsize=1)
def load_countries() -> tuple[CountryRow, ...]:
    """All countries and territories, ordered by code."""
    return tuple(
        CountryRow(
            iso2, qid, name, name_en, _split(aliases), _split(demonyms), capital, frozenset(_split(ambiguous))
        )
        for iso2, qid, name, name_en, aliases, demonyms, capital, ambiguous in _rows("countries.tsv", 8)
    )


@lru_cache(maxsize=1)
def load_historical() -> tuple[HistoricalRow, ...]:
    """States of the past, ordered by name."""
    return tuple(
        HistoricalRow(name, qid, _split(aliases)) for name, qid, aliases in _rows("historical.tsv", 3)
    )


@lru_cache(maxsize=1)
def load_places() -> tuple[PlaceRow, ...]:
    """Cities, provinces, regions, seas and the like by name; of equal names the most populous first."""
    return tuple(
        PlaceRow(name, kind, iso2, qid, int(population), ambiguous == "1", _split(aliases))
        for name, kind, iso2, qid, population, ambiguous, aliases in _rows("places.tsv", 7)
    )


@lru_cache(maxsize=1)
def load_organizations() -> tuple[OrganizationRow, ...]:
    """Organisations, ordered by name."""
    return tuple(
        OrganizationRow(name, _split(aliases), kind, iso2, qid, frozenset(_split(ambiguous)))
        for name, aliases, kind, iso2, qid, ambiguous in _rows("organizations.tsv", 6)
    )


@lru_cache(maxsize=1)
def load_metonyms() -> tuple[MetonymRow, ...]:
    """Seats of power, ordered by form."""
    return tuple(MetonymRow(*row) for row in _rows("metonyms.tsv", 3))


@lru_cache(maxsize=1)
def load_given_names() -> dict[str, GivenName]:
    """Given names of many nationalities, by form."""
    return {form: GivenName(form, flag == "1") for form, flag in _rows("given_names.txt", 2)}


@lru_cache(maxsize=1)
def load_surnames() -> dict[str, bool]:
    """Family names of many nationalities, with whether the form is also an ordinary word or a place."""
    return {form: flag == "1" for form, flag in _rows("surnames.txt", 2)}


def _rows(name: str, width: int) -> Iterator[list[str]]:
    """The rows of a table without its header; `width` columns, missing ones at the end empty."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > width:
            raise ValueError(
                f"{name}: {width} columns expected, found {len(cells)} in {line!r}; rebuild the data"
            )
        yield cells + [""] * (width - len(cells))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
