from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.cli.events import LogForm, log_as
from kg.cli.pulse import SECONDS_BETWEEN, Pulse
from tests.cli.conftest import Run


def events(err: str) -> list[dict[str, Any]]:
    """All lines of standard error, each an event with a time that has a zone."""
    found = [json.loads(line) for line in err.splitlines()]
    assert all(datetime.fromisoformat(event["time"]).tzinfo for event in found)
    return found


def test_a_run_of_ingestion_is_told_in_events(kg: Run, news: Path) -> None:
    (news / "empty.txt").write_text("")
    done = kg("ingest", news, "-s", "s", "-j", "1", "--log", "json")
    told = {event["event"]: event for event in events(done.err)}
    assert list(told) == ["begun", "ended", "issue", "summary"]
    assert told["begun"]["total"] == 4
    assert told["ended"]["interrupted"] is False
    assert (told["issue"]["kind"], told["issue"]["severity"]) == ("empty", "error")
    assert told["issue"]["source"].endswith("empty.txt")
    assert (told["summary"]["read"], told["summary"]["stored"]) == (3, 3)
    assert told["summary"]["issues"] == {"empty": 1}
    assert done.out.startswith("3 articles read, 3 stored")


def test_an_error_is_an_event(kg: Run) -> None:
    (event,) = events(kg("ingest", "nowhere", "-s", "s", "--log", "json").err)
    assert (event["event"], event["kind"]) == ("error", "UnreadableInput")
    assert "nowhere" in event["message"]


def test_without_it_words_are_for_people(kg: Run, news: Path) -> None:
    kg("ingest", news, "-s", "s", "-j", "1", "--log", "json")
    assert "{" not in kg("ingest", "nowhere", "-s", "s").err


def test_a_long_run_tells_its_pace(capsys) -> None:  # type: ignore[no-untyped-def]
    now = [0.0]
    log_as(LogForm.JSON)
    try:
        pulse = Pulse("Ingesting", 100, clock=lambda: now[0])
        for _ in range(30):
            now[0] += SECONDS_BETWEEN / 10
            pulse.step()
    finally:
        log_as(LogForm.TEXT)
    told = [event for event in events(capsys.readouterr().err) if event["event"] == "progress"]
    assert [event["done"] for event in told] == [10, 20, 30]
    assert {event["per_second"] for event in told} == {10 / SECONDS_BETWEEN}
