"""Who has which role in which event, beside the store: what the pages of things ask most, and the engine is slow at.

A country that is much in the news has ten thousand events in a large store, and the engine takes some thirty
microseconds for each. A worker process reads them once for a snapshot into an SQLite file, where they are found in a
moment. `kg.server.things.ties` asks it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.vocabulary import PREFIXES
from kg.server.quadrants import CONFLICT, COOPERATION, quadrant

ROLES = ("actor", "recipient", "participant", "place", "origin", "concerns")
"""Local names of the properties by which an event has to do with a thing, the most active first."""

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE event (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, happened INTEGER NOT NULL
);
CREATE TABLE kind (event INTEGER NOT NULL, side TEXT NOT NULL);
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
CREATE TABLE role (thing INTEGER NOT NULL, event INTEGER NOT NULL, role TEXT NOT NULL);
"""
_INDEXES = """
CREATE UNIQUE INDEX thing_iri ON thing (iri); CREATE INDEX role_thing ON role (thing, event);
CREATE INDEX role_event ON role (event); CREATE INDEX kind_event ON kind (event); ANALYZE;
"""
_ROLES = "SELECT ?e ?thing {{ ?e kg:{role} ?thing }}"
_HAPPENED = "SELECT ?e { ?e a kg:Event }"
_KINDS = "SELECT ?e ?kind { ?e kg:eventType ?kind }"
_DATES = "SELECT ?e ?day {{ ?e kg:{bound} ?day }}"


def build(store: ox.Store, target: Path) -> int:
    """Read a store into a file that must not exist; gives the number of events."""
    draft = target.with_suffix(".draft")
    played = [
        (e, thing, role) for role in ROLES for e, thing in _nodes(store, _ROLES.format(role=role), "thing")
    ]
    events = {iri: number for number, iri in enumerate(sorted({e for e, _, _ in played}), 1)}
    things = {iri: number for number, iri in enumerate(sorted({thing for _, thing, _ in played}), 1)}
    first, last = (_days(store, bound) for bound in ("earliest", "latest"))
    happened = {row["e"].value for row in _rows(store, _HAPPENED)}
    with closing(sqlite3.connect(draft)) as database:
        database.executescript(_TABLES)
        database.executemany(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?)",
            (
                (number, iri, min(first.get(iri, [""])), max(last.get(iri, [""])), iri in happened)
                for iri, number in events.items()
            ),
        )
        database.executemany(
            "INSERT INTO kind VALUES (?, ?)",
            ((events[e], _side(kind)) for e, kind in _nodes(store, _KINDS, "kind") if e in events),
        )
        database.executemany("INSERT INTO thing VALUES (?, ?)", ((n, iri) for iri, n in things.items()))
        database.executemany(
            "INSERT INTO role VALUES (?, ?, ?)",
            ((things[thing], events[e], role) for e, thing, role in played),
        )
        database.executescript(_INDEXES)
        database.commit()
    draft.replace(target)
    return len(events)


def _side(kind: str) -> str:
    found = quadrant(kind)
    return "with" if found in COOPERATION else "against" if found in CONFLICT else "other"


def _days(store: ox.Store, bound: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in _rows(store, _DATES.format(bound=bound)):
        found.setdefault(row["e"].value, []).append(row["day"].value)
    return found


def _nodes(store: ox.Store, text: str, name: str) -> Iterable[tuple[str, str]]:
    for row in _rows(store, text):
        if isinstance(row["e"], ox.NamedNode) and isinstance(row[name], ox.NamedNode):
            yield row["e"].value, row[name].value


def _rows(store: ox.Store, text: str) -> Iterable[ox.QuerySolution]:
    found = store.query(text, prefixes=PREFIXES)
    return found if isinstance(found, ox.QuerySolutions) else ()
