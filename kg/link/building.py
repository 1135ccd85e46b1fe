"""Builds an entity index from a Wikidata JSON dump: one pass over the dump, then one over what was kept.

What the first pass keeps lies in a work file beside the target, together with how far it came, in one transaction for
each batch. So a run that was stopped goes on where it was: lines already dealt with are unpacked but not parsed.
Memory holds one batch, the ISO codes of countries and the words of offices.
"""

from __future__ import annotations

import json
import pickle
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kg.link.classes import Classes, default_classes
from kg.link.dump import open_dump
from kg.link.wikidata import Raw, RawOffice, classes_of, finished, label_of, read_item, read_office
from kg.link.writer import new_index
from kg.model import EntityKind

BATCH = 20_000
"""Lines in one transaction."""
SHOWN = 10
"""Broken lines that the report names."""

_WORK = """
CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, raw BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS office (id TEXT PRIMARY KEY, title TEXT NOT NULL, country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(slots=True)
class BuildReport:
    """What a build met with. `broken_lines` are the numbers of the first broken lines."""

    lines: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    broken: int = 0
    broken_lines: list[int] = field(default_factory=list)
    unlabelled: int = 0
    redirects: int = 0
    deleted: int = 0
    odd_times: int = 0
    unpopular: int = 0
    offices: int = 0
    offices_missing: int = 0
    interrupted: bool = False

    def as_json(self) -> str:
        """The counts as they are kept between runs."""
        values = {name: getattr(self, name) for name in self.__slots__ if name not in ("kept", "interrupted")}
        return json.dumps({**values, "kept": dict(self.kept)})

    @classmethod
    def from_json(cls, text: str) -> BuildReport:
        """The counts of a former run."""
        values = json.loads(text)
        return cls(**{**values, "kept": Counter(values["kept"])})


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """`classes` says what is taken; persons and organisations with fewer pages in wikis than `sitelinks` are left out.

    `base` is an index whose items the dump's replace or join; `horizon` is the ISO date of the dump.
    """

    classes: Classes = field(default_factory=default_classes)
    sitelinks: int = 1
    base: Path | None = None
    horizon: str = ""


@dataclass(frozen=True, slots=True)
class Watching:
    """How a build tells of its progress: `moved(bytes read, bytes in all)`; `stop()` ends it after the batch."""

    moved: Callable[[int, int], None] = lambda _read, _total: None
    stop: Callable[[], bool] = lambda: False


def build(
    dump: Path, target: Path, options: BuildOptions | None = None, watching: Watching | None = None
) -> BuildReport:
    """Build the index at `target`; the report has `interrupted` set if it was stopped and will go on next time."""
    chosen = options or BuildOptions()
    with open_dump(dump):
        pass  # a wrong path must not leave a work file behind
    target.parent.mkdir(parents=True, exist_ok=True)
    work_file = target.with_name(f"{target.name}.work")
    with closing(sqlite3.connect(work_file, isolation_level=None)) as work:
        work.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;" + _WORK)
        report = _Reading(work, dump, chosen).run(watching or Watching())
        if report.interrupted:
            return report
        _write(work, target, chosen, report)
    for file in (
        work_file,
        work_file.with_name(f"{work_file.name}-wal"),
        work_file.with_name(f"{work_file.name}-shm"),
    ):
        file.unlink(missing_ok=True)
    return report


class _Reading:
    """The pass over the dump."""

    def __init__(self, work: sqlite3.Connection, dump: Path, options: BuildOptions) -> None:
        self._work = work
        self._dump = dump
        self._options = options
        numbers = sorted({qid[1:] for qid in (*options.classes.kinds, *options.classes.offices)}, key=int)
        self._taken = re.compile(rf'"id"\s*:\s*"Q(?:{"|".join(numbers)})"'.encode())
        self._report = self._former()

    def run(self, watching: Watching) -> BuildReport:
        report = self._report
        with open_dump(self._dump) as opened:
            done = report.lines
            lines = enumerate(opened.lines, start=1)
            for number, _ in lines if done else ():
                if number == done:
                    break
            while batch := _some(lines):
                self._batch(batch)
                report.lines = batch[-1][0]
                self._keep_state()
                watching.moved(opened.position, opened.total)
                if watching.stop():
                    report.interrupted = True
                    break
        return report

    def _former(self) -> BuildReport:
        """The report of a run over the same dump that was stopped, or a new one; another dump starts anew."""
        stat = self._dump.stat() if self._dump.exists() else None
        name = f"{self._dump.absolute()} {stat.st_size} {stat.st_mtime_ns}" if stat else ""
        rows = dict(self._work.execute("SELECT key, value FROM state"))
        if rows.get("dump") == name:
            return BuildReport.from_json(rows["report"])
        self._work.executescript("DELETE FROM kept; DELETE FROM office; DELETE FROM state;")
        self._work.execute("INSERT INTO state VALUES ('dump', ?)", (name,))
        self._work.execute("INSERT INTO state VALUES ('report', ?)", (BuildReport().as_json(),))
        return BuildReport()

    def _keep_state(self) -> None:
        self._work.execute("REPLACE INTO state VALUES ('report', ?)", (self._report.as_json(),))
        self._work.execute("COMMIT")

    def _batch(self, lines: list[tuple[int, bytes]]) -> None:
        self._work.execute("BEGIN")
        for number, line in lines:
            if not line.startswith(b"{") or not line.endswith(b"}"):
                self._broken(number)
            elif self._taken.search(line) or b'"redirect' in line or b'"missing"' in line:
                self._line(number, line)

    def _line(self, number: int, line: bytes) -> None:
        try:
            entity = json.loads(line)
            self._entity(entity)
        except (ValueError, KeyError, TypeError, AttributeError):
            # whatever shape a broken line has, it must not end a run of hours
            self._broken(number)

    def _broken(self, number: int) -> None:
        self._report.broken += 1
        if len(self._report.broken_lines) < SHOWN:
            self._report.broken_lines.append(number)

    def _entity(self, entity: dict[str, object]) -> None:
        report, classes = self._report, self._options.classes
        if "redirect" in entity or "redirects" in entity:
            report.redirects += 1
            return
        if "missing" in entity:
            report.deleted += 1
            return
        own = classes_of(entity)
        if classes.office(own):
            office = read_office(entity)
            self._work.execute(
                "REPLACE INTO office VALUES (?, ?, ?)", (office.qid, office.title, office.country)
            )
            report.offices += 1
        kind = classes.kind_of(own)
        if kind is None:
            return
        if not label_of(entity):
            report.unlabelled += 1
            return
        sitelinks = entity.get("sitelinks")
        if (
            kind in (EntityKind.PERSON, EntityKind.ORGANIZATION)
            and _count(sitelinks) < self._options.sitelinks
        ):
            report.unpopular += 1
            return
        raw = read_item(entity, kind)
        if raw is not None:
            self._keep(raw)

    def _keep(self, raw: Raw) -> None:
        self._report.odd_times += raw.odd_times
        self._report.kept[raw.item.kind.value] += 1
        self._work.execute("REPLACE INTO kept VALUES (?, ?)", (int(raw.item.qid[1:]), pickle.dumps(raw, 5)))


def _some(lines: Iterator[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """The next batch, shorter at the end and where lines are long."""
    batch: list[tuple[int, bytes]] = []
    size = 0
    for number, line in lines:
        batch.append((number, line))
        size += len(line)
        if len(batch) >= BATCH or size > LARGE:
            break
    return batch


LARGE = 32 * 1024 * 1024
"""Bytes of lines in one batch."""


def _count(sitelinks: object) -> int:
    return len(sitelinks) if isinstance(sitelinks, dict) else 0


def _write(work: sqlite3.Connection, target: Path, options: BuildOptions, report: BuildReport) -> None:
    offices = {
        qid: RawOffice(qid, title, country)
        for qid, title, country in work.execute("SELECT id, title, country FROM office")
    }
    countries = {raw.item.qid: raw.iso2 for raw in _kept(work) if raw.iso2}
    missing: set[str] = set()
    with new_index(target, horizon=options.horizon, base=options.base) as index:
        for raw in _kept(work):
            missing.update(held.office for held in raw.held if held.office not in offices)
            index.add(finished(raw, countries, offices), raw.names)
    report.offices_missing = len(missing)


def _kept(work: sqlite3.Connection) -> Iterator[Raw]:
    for (blob,) in work.execute("SELECT raw FROM kept ORDER BY id"):
        yield pickle.loads(blob)  # noqa: S301  written by this module into its own work file
