from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kg.model import Issue
from kg.pipeline.metrics import in_text, ingestion
from kg.pipeline.recording import Recorder
from kg.pipeline.runlog import Outcome, RunState
from tests.cli.conftest import kg, news

__all__ = ["kg", "news"]


def run(store: Path, state: RunState | None, issues: int = 0, **counts: int) -> None:
    """A run with these counts; one that still goes on, if no state is given."""
    recorder = Recorder.begin(store, expected=9, landed=lambda _: True)
    recorder.counts.update(counts)
    for number in range(issues):
        recorder.note(Outcome.NOTED, f"{number}.txt", issue=Issue(f"{number}.txt", "undated", "no date"))
    recorder.end(state or RunState.RUNNING)


def figures(store: Path, now: datetime | None = None) -> dict[str, float]:
    lines = in_text(ingestion(store, now or datetime.now(UTC))).splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def test_counts_add_up_over_runs(tmp_path: Path) -> None:
    run(tmp_path, RunState.DONE, read=5, stored=3, unchanged=2)
    run(tmp_path, RunState.INTERRUPTED, issues=2, read=4, stored=1, failed=1)
    found = figures(tmp_path)
    assert found['kg_ingest_articles_total{outcome="stored"}'] == 4
    assert found['kg_ingest_articles_total{outcome="unchanged"}'] == 2
    assert found['kg_ingest_last_articles{outcome="stored"}'] == 1
    assert found['kg_ingest_last_issues{kind="undated"}'] == 2
    assert found['kg_ingest_runs_total{state="done"}'] == 1
    assert found['kg_ingest_runs_total{state="interrupted"}'] == 1
    assert found["kg_ingest_last_expected"] == 9


def test_a_run_that_was_killed_does_not_run_for_long(tmp_path: Path) -> None:
    run(tmp_path, None, read=1)
    now = datetime.now(UTC)
    assert figures(tmp_path, now)["kg_ingest_running"] == 1
    assert figures(tmp_path, now + timedelta(minutes=5))["kg_ingest_running"] == 0
    assert "kg_ingest_last_success_timestamp_seconds" not in figures(tmp_path)


def test_the_last_success_is_that_of_a_run_that_ended_well(tmp_path: Path) -> None:
    run(tmp_path, RunState.DONE)
    run(tmp_path, RunState.FAILED)
    seconds = figures(tmp_path)["kg_ingest_last_success_timestamp_seconds"]
    assert abs(datetime.now(UTC).timestamp() - seconds) < 60


def test_a_store_without_runs_has_figures_too(tmp_path: Path) -> None:
    found = figures(tmp_path)
    assert found["kg_quarantined_articles"] == 0
    assert found['kg_ingest_runs_total{state="done"}'] == 0


def test_the_quarantine_is_counted(tmp_path: Path) -> None:
    for name in ("aaaa", "bbbb"):
        (tmp_path / "quarantine" / name).mkdir(parents=True)
    assert figures(tmp_path)["kg_quarantined_articles"] == 2


def test_the_format_is_that_of_prometheus(tmp_path: Path) -> None:
    run(tmp_path, RunState.DONE, issues=1, read=1, stored=1)
    lines = in_text(ingestion(tmp_path, datetime.now(UTC))).splitlines()
    told: dict[str, str] = {}
    for line in lines:
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name not in told
            told[name] = kind
        elif not line.startswith("# HELP "):
            name = line.partition("{")[0].partition(" ")[0]
            assert name in told, line
            assert (told[name] == "counter") == name.endswith("_total")
    assert len(told) > 6


def test_a_file_is_put_in_place(kg, news: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert kg("ingest", news, "-s", "s", "-j", "1").code == 0
    assert kg("metrics", "-s", "s", "-o", "out/kg.prom").out == ""
    assert (tmp_path / "out" / "kg.prom").read_text() == kg("metrics", "-s", "s").out
    assert "kg_ingest_articles_total" in kg("metrics", "-s", "s").out


def test_without_a_store_it_is_told(kg) -> None:  # type: ignore[no-untyped-def]
    assert kg("metrics", "-s", "nowhere").code == 3
