"""Figures beside the store: which event lies in which month, of which kind, between which countries.

To count a large graph takes seconds, and pages show counts at every step. So a worker process counts a snapshot once,
into an SQLite file in which each figure is found in a moment (`kg.server.figures`). A person counts for the countries
whose offices the person holds, as in the query `cooperation-and-conflict`.

An event lies in the month that its dates lie in. One without any date lies in the month of the first article that
reports it, and is not `own`; one whose dates are not in one month lies in none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.vocabulary import COUNTRY, PREFIXES
from kg.server.quadrants import quadrant

CLASSES = ("Event", "Prospect", "Person", "Country", "Organization", "Place", "Agreement", "Article")
ROLES = ("actor", "recipient", "participant", "place")

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE counted (class TEXT PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE article (month TEXT PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE event (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, month TEXT NOT NULL, day TEXT NOT NULL, own INTEGER NOT NULL
);
CREATE TABLE typed (event INTEGER NOT NULL, type TEXT NOT NULL, quadrant TEXT NOT NULL);
CREATE TABLE role (event INTEGER NOT NULL, role TEXT NOT NULL, thing TEXT NOT NULL);
CREATE TABLE acts_for (thing TEXT NOT NULL, country TEXT NOT NULL, PRIMARY KEY (thing, country)) WITHOUT ROWID;
"""
_DERIVED = """
CREATE INDEX role_thing ON role (thing);
CREATE TABLE side AS SELECT DISTINCT role.event, role.role, acts_for.country FROM role JOIN acts_for USING (thing);
CREATE INDEX side_event ON side (event);
CREATE TABLE pair AS SELECT DISTINCT min(a.country, b.country) AS one, max(a.country, b.country) AS other, a.event
  FROM side AS a JOIN side AS b ON a.event = b.event AND a.country <> b.country
  WHERE (a.role = 'actor' AND b.role = 'recipient') OR (a.role = 'participant' AND b.role = 'participant');
CREATE TABLE involved AS SELECT DISTINCT country, event FROM side;
CREATE TABLE busy AS SELECT thing, count(DISTINCT event) AS n FROM role WHERE role <> 'place' GROUP BY thing;
CREATE TABLE monthly AS SELECT event.month, typed.quadrant, '' AS type, event.own, count(DISTINCT event.id) AS n
  FROM event JOIN typed ON typed.event = event.id GROUP BY event.month, typed.quadrant, event.own;
INSERT INTO monthly SELECT event.month, typed.quadrant, typed.type, event.own, count(DISTINCT event.id)
  FROM event JOIN typed ON typed.event = event.id GROUP BY event.month, typed.type, event.own;
CREATE TABLE pair_count AS SELECT pair.one, pair.other, typed.quadrant, count(DISTINCT pair.event) AS n
  FROM pair JOIN typed ON typed.event = pair.event GROUP BY pair.one, pair.other, typed.quadrant;
CREATE TABLE involvement AS SELECT country, count(*) AS n FROM involved GROUP BY country;
CREATE INDEX event_day ON event (day DESC, iri); CREATE INDEX event_month ON event (month, day DESC);
CREATE INDEX typed_event ON typed (event); CREATE INDEX typed_type ON typed (type, event);
CREATE INDEX pair_both ON pair (one, other);
CREATE INDEX involved_country ON involved (country, event); CREATE INDEX busy_n ON busy (n DESC, thing);
DROP TABLE role; DROP TABLE side;
ANALYZE;
"""
_COUNT = "SELECT (COUNT(*) AS ?n) {{ ?s a kg:{name} }}"
_ARTICLES = """SELECT ?month (COUNT(*) AS ?n) {
  ?a a kg:Article ; dcterms:issued ?issued BIND(SUBSTR(STR(?issued), 1, 7) AS ?month)
} GROUP BY ?month"""
_EVENTS = "SELECT ?e ?first ?last { ?e a kg:Event OPTIONAL { ?e kg:earliest ?first } OPTIONAL { ?e kg:latest ?last } }"
_REPORTED = "SELECT ?e ?day { ?report kg:reports ?e ; kg:inArticle ?article . ?article dcterms:issued ?day }"
_TYPES = "SELECT ?e ?type { ?e a kg:Event ; kg:eventType ?type }"
_ROLES = "SELECT ?e ?thing {{ ?e kg:{role} ?thing ; a kg:Event }}"
_COUNTRIES = "SELECT ?thing (?thing AS ?country) { ?thing a kg:Country }"
_HOLDERS = "SELECT DISTINCT ?thing ?country { ?position kg:holder ?thing ; kg:office/kg:represents ?country }"


def build(store: ox.Store, target: Path) -> int:
    """Count a store into a file that must not exist; gives the number of events."""
    draft = target.with_suffix(".draft")
    with closing(sqlite3.connect(draft)) as database:
        database.executescript(_TABLES)
        for name in CLASSES:
            (number,) = (int(row["n"].value) for row in _rows(store, _COUNT.format(name=name)))
            database.execute("INSERT INTO counted VALUES (?, ?)", (name, number))
        months = ((row["month"].value, int(row["n"].value)) for row in _rows(store, _ARTICLES))
        database.executemany("INSERT INTO article VALUES (?, ?)", sorted(months))
        known = _fill_events(database, store)
        typed = ((known[e], t, quadrant(t)) for e, t in _pairs(store, _TYPES, "e", "type") if e in known)
        database.executemany("INSERT INTO typed VALUES (?, ?, ?)", typed)
        for role in ROLES:
            pairs = _pairs(store, _ROLES.format(role=role), "e", "thing")
            database.executemany(
                "INSERT INTO role VALUES (?, ?, ?)",
                ((known[e], role, thing) for e, thing in pairs if e in known),
            )
        for query in (_COUNTRIES, _HOLDERS):
            pairs = ((thing, code(country)) for thing, country in _pairs(store, query, "thing", "country"))
            database.executemany("INSERT OR IGNORE INTO acts_for VALUES (?, ?)", pairs)
        database.executescript(_DERIVED)
        database.commit()
    draft.replace(target)
    return len(known)


def code(country: str) -> str:
    """What stands for a country in the figures: the end of its IRI.

    >>> code("https://w3id.org/news-kg/country/TR")
    'TR'
    """
    return country.removeprefix(COUNTRY.iri)


def _fill_events(database: sqlite3.Connection, store: ox.Store) -> dict[str, int]:
    """Events and their numbers, in the order of their IRIs."""
    reported: dict[str, str] = {}
    for event, day in _pairs(store, _REPORTED, "e", "day"):
        reported[event] = min(day[:_DAY], reported.get(event, _LAST))
    days: dict[str, tuple[str, str]] = {}
    for row in _rows(store, _EVENTS):
        first, last = ("" if row[name] is None else row[name].value for name in ("first", "last"))
        known = days.get(row["e"].value)
        here = (first, last)
        days[row["e"].value] = (
            here if known is None else min(known, here)
        )  # articles may disagree: one counts
    numbered = {iri: number for number, iri in enumerate(sorted(days), 1)}
    database.executemany(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?)",
        ((numbered[iri], iri, *_placed(*span, reported.get(iri, ""))) for iri, span in sorted(days.items())),
    )
    return numbered


_DAY = len("2025-12-11")
_MONTH = len("2025-12")
_LAST = "9999"


def _placed(first: str, last: str, reported: str) -> tuple[str, str, bool]:
    """Month and day by which an event is put in order, and whether they are its own."""
    if not first and not last:
        return reported[:_MONTH], reported, False
    day = last or first
    if first[:_MONTH] == last[:_MONTH]:
        return first[:_MONTH], day, True
    return (
        "",
        min(day, reported) if reported else day,
        True,
    )  # "in 2025", told in March, is no news of December


def _pairs(store: ox.Store, text: str, one: str, other: str) -> Iterator[tuple[str, str]]:
    for row in _rows(store, text):
        yield row[one].value, row[other].value


def _rows(store: ox.Store, text: str) -> Iterable[ox.QuerySolution]:
    found = store.query(text, prefixes=PREFIXES)
    return found if isinstance(found, ox.QuerySolutions) else ()
