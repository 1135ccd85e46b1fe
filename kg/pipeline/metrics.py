"""Figures of ingestion for Prometheus, from the run log of a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kg.pipeline.runlog import Run, RunLog, RunState

_ALL = 1_000_000
"""More runs than a store has in its life."""

_ARTICLES = ("stored", "unchanged", "skipped", "quarantined", "failed")


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric: `kind` is counter or gauge; `values` are by labels in braces, "" for none."""

    name: str
    kind: str
    meaning: str
    values: tuple[tuple[str, float], ...]

    def lines(self) -> Iterator[str]:
        """It in the Prometheus text format; nothing if it has no value."""
        if self.values:
            yield f"# HELP {self.name} {self.meaning}"
            yield f"# TYPE {self.name} {self.kind}"
            for labels, value in self.values:
                yield f"{self.name}{labels} {value:.15g}"


def ingestion(store: Path, now: datetime) -> tuple[Figure, ...]:
    """The figures of a store's folder at a time (with zone). A store without runs has few, and one without a log too.

    `StoreError` if the log is damaged or of a newer kg. Reading never makes who writes wait.
    """
    with RunLog.open_read(store) as log:
        runs = log.latest(_ALL)
        kinds = log.kinds(runs[0].id) if runs else ()
    return (*_of_all(runs), *_of_last(runs, kinds, now), _quarantine(store))


def in_text(figures: Iterable[Figure]) -> str:
    """All figures in the Prometheus text format."""
    return "".join(f"{line}\n" for figure in figures for line in figure.lines())


def _of_all(runs: tuple[Run, ...]) -> Iterator[Figure]:
    states = Counter(run.state for run in runs)
    yield Figure(
        "kg_ingest_runs_total",
        "counter",
        "Runs of ingestion by how they ended; running ones too.",
        tuple((f'{{state="{state}"}}', states[state]) for state in RunState),
    )
    yield Figure(
        "kg_ingest_articles_total",
        "counter",
        "Articles by what became of them, in all runs.",
        tuple((f'{{outcome="{name}"}}', sum(getattr(run, name) for run in runs)) for name in _ARTICLES),
    )


def _of_last(runs: tuple[Run, ...], kinds: tuple[tuple[str, int], ...], now: datetime) -> Iterator[Figure]:
    done = next((run for run in runs if run.state is RunState.DONE and run.ended), None)
    if done and done.ended:
        yield _gauge(
            "kg_ingest_last_success_timestamp_seconds", "When a run last came to its end.", done.ended
        )
    if not runs:
        return
    last = runs[0]
    yield _gauge("kg_ingest_last_start_timestamp_seconds", "When the last run began.", last.started)
    yield _gauge(
        "kg_ingest_last_seen_timestamp_seconds", "When the last run last wrote its log.", last.heartbeat
    )
    alive = last.is_alive(now)
    yield Figure("kg_ingest_running", "gauge", "1 while a run goes on.", (("", alive),))
    if last.expected is not None:
        yield Figure(
            "kg_ingest_last_expected",
            "gauge",
            "Articles that the last run has to read.",
            (("", last.expected),),
        )
    read = (
        ('{outcome="read"}', last.read),
        *((f'{{outcome="{name}"}}', getattr(last, name)) for name in _ARTICLES),
    )
    yield Figure("kg_ingest_last_articles", "gauge", "Articles of the last run by what became of them.", read)
    yield Figure(
        "kg_ingest_last_issues",
        "gauge",
        "Issues of the last run by kind.",
        tuple((f'{{kind="{kind}"}}', number) for kind, number in kinds),
    )


def _gauge(name: str, meaning: str, when: str) -> Figure:
    return Figure(name, "gauge", meaning, (("", datetime.fromisoformat(when).timestamp()),))


def _quarantine(store: Path) -> Figure:
    folder = store / "quarantine"
    number = sum(1 for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else 0
    return Figure("kg_quarantined_articles", "gauge", "Articles in quarantine now.", (("", number),))
