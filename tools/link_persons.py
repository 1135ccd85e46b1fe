"""Persons with their offices, from tables of office holders with Wikidata identifiers."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.link.offices import office_kind
from kg.model import EntityKind, Label
from kg.model.indexed import IndexedItem, Term, bounds

COUNTRY_OF_FOLDER = {
    "armenia-ministers": "AM",
    "belarus-ministers": "BY",
    "brazil-ministers": "BR",
    "china-ministers": "CN",
    "france-cabinet": "FR",
    "greece-cabinet": "GR",
    "india-ministers": "IN",
    "iran-ministers": "IR",
    "iraq-ministers": "IQ",
    "israel-ministers": "IL",
    "japan-ministers": "JP",
    "kazakhstan-cabinet": "KZ",
    "russia-cabinet": "RU",
    "south-korea-ministers": "KR",
    "turkey-ministers": "TR",
    "ukraine-cabinet": "UA",
    "united-kingdom-cabinet": "GB",
    "us-cabinet": "US",
    "world": "",
}
OTHER_ITEMS_OF_COUNTRIES = {
    # realms and republics that the tables name beside the country itself
    "Q756617": "DK",
    "Q29999": "NL",
    "Q159583": "VA",
    "Q219060": "PS",
    "Q148": "CN",
}
HORIZON = "2023-01-15"
"""When the youngest of the tables of cabinets was made: a term without an end had not ended by then."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_REGIONAL_LEADERS = re.compile(r"of (Abkhazia|South Ossetia|Transnistria|Somaliland|Artsakh)")


@dataclass(slots=True)
class Person:
    """One person as the tables tell of them, in the making."""

    qid: str
    names: list[str] = field(default_factory=list)
    turkish: str = ""
    terms: dict[tuple[str, str, str], Term] = field(default_factory=dict)
    popularity: float = 0.0
    born: str = ""
    died: str = ""

    def name(self, text: str) -> None:
        """One more name; a bracket that tells namesakes apart is no part of it."""
        plain = re.sub(r"\s*\([^)]*\)$", "", text).strip()
        if plain and plain not in self.names and _LATIN.search(plain):
            self.names.append(plain)

    def term(self, term: Term, popularity: float) -> None:
        """One more office; the same office from two tables keeps the end that one of them knows."""
        former = self.terms.get((term.title, term.country, term.start))
        if former is None or (term.end and not former.end):
            self.terms[term.title, term.country, term.start] = term
        self.popularity = max(self.popularity, popularity)

    def item(self) -> IndexedItem:
        """The finished item."""
        terms = tuple(sorted(self.terms.values(), key=lambda term: (term.start, term.end, term.title)))
        best = max(terms, key=lambda term: (office_kind(term.title)[1], term.start), default=None)
        countries = Counter(term.country for term in terms if term.country)
        country = max(countries, key=lambda code: (countries[code], code), default="")
        return IndexedItem(
            qid=self.qid,
            kind=EntityKind.PERSON,
            name=self.names[0],
            description=best.title if best else "politician",
            popularity=self.popularity,
            country=country,
            born=self.born,
            died=self.died,
            labels=(Label(self.turkish, "tr"),) if self.turkish else (),
            terms=terms,
        )


class People:
    """Persons by identifier, filled from one table after the other."""

    def __init__(self, countries: dict[str, str]) -> None:
        """`countries` gives the ISO code of a country's item."""
        self._countries = {**OTHER_ITEMS_OF_COUNTRIES, **countries}
        self.persons: dict[str, Person] = {}

    def finished(self) -> Iterator[tuple[IndexedItem, tuple[str, ...]]]:
        """Each person with a name in Latin script, with further names, by number."""
        for qid in sorted(self.persons, key=lambda qid: int(qid[1:])):
            person = self.persons[qid]
            if person.names:
                yield person.item(), tuple(person.names[1:])

    def read_every_politician(self, folder: Path) -> None:
        """Cabinets, offices and parliaments of twenty countries, and of international bodies."""
        for name, country in COUNTRY_OF_FOLDER.items():
            for table in ("html_holders21.csv", "html_current.csv", "html_legislators.csv"):
                for row in _rows(folder / name / table):
                    self._holder(row, country)
            bio = folder / name / "html_bio.csv"
            for row in _rows(bio) if bio.exists() else ():
                self._life(row["id"], row["name"], row["dob"], row["dod"], row["enwiki"])

    def read_world_leaders(self, table: Path) -> None:
        """Heads of state and government of all countries, 2021 to 2022."""
        for row in _rows(table):
            country = self._countries.get(row["countryid"], "")
            if not country or _REGIONAL_LEADERS.search(row["positionLabel"]):
                continue
            person = self._person(row["officeholder"])
            person.name(row["officeholderLabel"])
            kind, popularity = office_kind(row["positionLabel"])
            known = kind in ("head-of-state", "head-of-government")
            start, end = _date(row["start_year"]), _date(row["end_year"])
            # the item of an office only where its words say which office it is: Switzerland's seven councillors
            # together are the head of state, and Bosnia's chairman of ministers is none
            item = row["position"] if known else ""
            held = Term(kind if known else "head-of-state", row["positionLabel"], country, start, end, item)
            person.term(held, popularity)

    def read_foreign_ministers(self, table: Path) -> None:
        """Foreign ministers of all countries, 2022."""
        for row in _rows(table):
            country = self._countries.get(row["country"], "")
            if not row["person"] or not country:
                continue
            person = self._person(row["person"])
            person.name(row["name"])
            term = Term(
                "foreign-minister", row["positionLabel"], country, _date(row["start"]), "", row["position"]
            )
            person.term(term, 0.75)

    def read_congress(self, file: Path) -> None:
        """Members of the Congress of the United States."""
        for entry in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            qid = entry["id"].get("wikidata")
            if not qid:
                continue
            person = self._person(qid)
            name = entry["name"]
            person.name(entry["id"].get("wikipedia", ""))
            person.name(name.get("official_full", ""))
            person.name(f"{name.get('nickname') or name['first']} {name['last']}")
            person.born = person.born or entry["bio"].get("birthday", "")
            for held in entry["terms"]:
                title = "United States senator" if held["type"] == "sen" else "United States representative"
                person.term(Term("legislator", title, "US", held["start"], held["end"]), 0.2)

    def read_holder(self, country: str, name: str, qid: str, title: str, start: str, end: str) -> None:
        """One office of a person, as the copied table gives it."""
        self._life(qid, name, "", "", "")
        kind, popularity = office_kind(title)
        if kind.startswith("head-of-") and country in GREAT:
            popularity = 1.0
        self._person(qid).term(Term(kind, title, country, _date(start), _date(end)), popularity)

    def alias(self, label: str, country: str, spellings: tuple[str, ...]) -> None:
        """Further spellings of the one person whom the tables call `label` and who held an office of the country."""
        found = [
            person
            for person in self.persons.values()
            if label in person.names
            and (not country or any(t.country == country for t in person.terms.values()))
        ]
        best = max((person.popularity for person in found), default=0.0)
        found = [person for person in found if person.popularity == best]
        if len(found) != 1:
            print(f"aliases.txt: {label!r} ({country}) is {len(found)} persons of the tables; left out")
            return
        found[0].turkish = found[0].turkish or spellings[0]
        for spelling in spellings:
            found[0].name(spelling)

    def _holder(self, row: dict[str, str], country: str) -> None:
        if not re.fullmatch(r"Q\d+", row["personID"]):
            return
        self._life(
            row["personID"], row["person"], row.get("DOB", ""), row.get("DOD", ""), row.get("enwiki", "")
        )
        kind, popularity = office_kind(row["position"])
        if kind.startswith("head-of-") and country in GREAT:
            popularity = 1.0
        term = Term(kind, row["position"], country, _date(row["start"]), _date(row.get("end", "")))
        self._person(row["personID"]).term(term, popularity)

    def _life(self, qid: str, name: str, born: str, died: str, article: str) -> None:
        person = self._person(qid)
        person.name(name)
        person.name(article)
        person.born = person.born or _date(born)
        person.died = person.died or _date(died)

    def _person(self, qid: str) -> Person:
        return self.persons.setdefault(qid, Person(qid))


GREAT = frozenset({"BR", "CN", "FR", "GB", "GR", "IL", "IN", "IR", "JP", "KR", "RU", "TR", "UA", "US"})
"""Countries whose heads Turkish newspapers name without saying of which country."""


def _rows(table: Path) -> Iterator[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _date(text: str | None) -> str:
    """An ISO date that exists, or ""."""
    match = _DATE.match(text or "")
    if match is None:
        return ""
    try:
        bounds(match.group())
    except ValueError:
        return match.group()[:4]
    return match.group()
