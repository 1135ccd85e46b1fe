from __future__ import annotations

import os
import signal
import sqlite3
import stat
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Issue, Severity
from kg.pipeline import recording
from kg.pipeline.recording import Recorder, Written
from kg.pipeline.runlog import FILE, Outcome, RunLog, RunState

BATCH = (Written("a.txt", "a1", "d1"), Written("b.txt", "b2", "d2"))
BROKEN = Issue("q.txt", "shape-violation", "a broken sentence", hint="Read the report.")
UNDATED = Issue("u.txt", "undated", "no date", Severity.WARNING)


def never(_batch: Sequence[Written]) -> bool:
    raise AssertionError("nothing is pending")


def begin(folder: Path, **options: object) -> Recorder:
    return Recorder.begin(folder, **{"landed": never, **options})  # type: ignore[arg-type]


def kill_in_commit(folder: Path) -> None:
    """Run in a process of its own: it is killed between writing down a batch and calling it stored."""
    recorder = begin(folder)
    recorder.counts["read"] = 2
    with recorder.committing(BATCH):
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_store_without_runs_has_an_empty_log(tmp_path: Path) -> None:
    with RunLog.open_read(tmp_path) as log:
        assert (log.latest(5), log.issues(), log.quarantined(), log.kinds()) == ((), (), (), ())
    assert not (tmp_path / FILE).exists()


def test_a_run_is_told_with_its_counts_and_entries(tmp_path: Path) -> None:
    recorder = begin(tmp_path, arguments="news/", expected=9)
    recorder.counts.update(read=4, quarantined=1, skipped=1)
    recorder.note(Outcome.SKIPPED, "s.txt", "s3")
    recorder.note(Outcome.QUARANTINED, "q.txt", "q4", BROKEN)
    recorder.note(Outcome.NOTED, "u.txt", "", UNDATED)
    with recorder.committing(BATCH):
        pass
    recorder.end(RunState.DONE)
    with RunLog.open_read(tmp_path / FILE) as log:
        (run,) = log.latest()
        entries = log.entries()
        assert log.kinds() == (("shape-violation", 1), ("undated", 1))
        assert [entry.kind for entry in log.issues()] == ["undated", "shape-violation"]
        assert [entry.source for entry in log.issues(kind="undated")] == ["u.txt"]
        assert log.issues(run=run.id + 1) == ()
        assert [entry.source for entry in log.entries(outcome=Outcome.STORED)] == ["b.txt", "a.txt"]
        assert [entry.source for entry in log.entries(containing="q.t")] == ["q.txt"]
        assert log.run(run.id) == run
    assert (run.state, run.arguments, run.expected) == (RunState.DONE, "news/", 9)
    assert (run.read, run.stored, run.skipped, run.quarantined, run.unchanged) == (4, 2, 1, 1, 0)
    assert [(entry.seq, entry.article, entry.outcome) for entry in reversed(entries)] == [
        (1, "s3", Outcome.SKIPPED),
        (2, "q4", Outcome.QUARANTINED),
        (3, "", Outcome.NOTED),
        (4, "a1", Outcome.STORED),
        (5, "b2", Outcome.STORED),
    ]
    told = entries[3]
    assert (told.message, told.hint, told.severity) == ("a broken sentence", "Read the report.", "error")


@pytest.mark.parametrize(("came_through", "stored"), [(True, 2), (False, 0)], ids=["landed", "lost"])
def test_a_batch_that_was_pending_at_a_kill_counts_if_the_store_has_it(
    tmp_path: Path, came_through: bool, stored: int
) -> None:
    process = get_context("spawn").Process(target=kill_in_commit, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    asked: list[Sequence[Written]] = []

    def landed(batch: Sequence[Written]) -> bool:
        asked.append(batch)
        return came_through

    begin(tmp_path, landed=landed).end(RunState.DONE)
    assert asked == [list(BATCH)]
    with RunLog.open_read(tmp_path) as log:
        second, first = log.latest(2)
        assert len(log.entries(run=first.id, outcome=Outcome.STORED)) == stored
    assert (first.state, first.stored, first.read) == (RunState.INTERRUPTED, stored, 2)
    assert first.ended == first.heartbeat
    assert second.state is RunState.DONE


def test_a_commit_that_fails_leaves_nothing_pending(tmp_path: Path) -> None:
    recorder = begin(tmp_path)
    with pytest.raises(StoreError, match="full"), recorder.committing(BATCH):
        raise StoreError("full")
    recorder.end(RunState.FAILED)
    begin(tmp_path).end(RunState.DONE)  # `never` would tell of a pending batch
    with RunLog.open_read(tmp_path) as log:
        assert [run.stored for run in log.latest(2)] == [0, 0]
        assert log.entries() == ()


def test_quarantined_are_those_that_have_not_got_through_since(tmp_path: Path) -> None:
    recorder = begin(tmp_path)
    for article in ("a1", "q4"):
        recorder.note(Outcome.QUARANTINED, f"{article}.txt", article, BROKEN)
    recorder.end(RunState.DONE)
    recorder = begin(tmp_path)
    recorder.note(Outcome.QUARANTINED, "moved/q4.txt", "q4", BROKEN)
    with recorder.committing(BATCH):
        pass
    recorder.end(RunState.DONE)
    with RunLog.open_read(tmp_path) as log:
        assert [(entry.article, entry.source) for entry in log.quarantined()] == [("q4", "moved/q4.txt")]


def test_the_source_of_an_article_of_this_run_is_known(tmp_path: Path) -> None:
    recorder = begin(tmp_path)
    recorder.note(Outcome.UNCHANGED, "old.txt", "a1")
    recorder.end(RunState.DONE)
    recorder = begin(tmp_path)
    assert recorder.source_of("a1") is None
    recorder.note(Outcome.UNCHANGED, "new.txt", "a1")
    assert recorder.source_of("a1") == "new.txt"
    with recorder.committing(BATCH[1:]):
        pass
    assert (recorder.source_of("a1"), recorder.source_of("b2")) == ("new.txt", "b.txt")
    assert recorder.source_of("") is None
    recorder.end(RunState.DONE)


def test_a_reader_sees_a_run_that_goes_on_and_does_not_hold_it_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "HEARTBEAT_SECONDS", 0.0)
    recorder = begin(tmp_path)
    with RunLog.open_read(tmp_path) as log:
        cursor = log._connection.execute("SELECT * FROM run")
        assert cursor.fetchone()
        recorder.counts["read"] = 7
        recorder.note(Outcome.NOTED, "u.txt", "", UNDATED)  # while the reader is in the middle of a query
        cursor.close()
        (run,) = log.latest()
        assert (run.state, run.read) == (RunState.RUNNING, 7)
        now = datetime.now(UTC)
        assert run.is_alive(now)
        assert run.is_alive(now - timedelta(hours=1))  # the clock went back
        assert not run.is_alive(now + timedelta(hours=1))
    recorder.end(RunState.DONE)


def test_entries_of_articles_left_as_they_are_go_after_a_number_of_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "KEPT_RUNS", 2)
    for _ in range(4):
        recorder = begin(tmp_path)
        recorder.note(Outcome.UNCHANGED, "a.txt", "a1")
        recorder.note(Outcome.NOTED, "u.txt", "", UNDATED)
        recorder.end(RunState.DONE)
    with RunLog.open_read(tmp_path) as log:
        assert len(log.entries(outcome=Outcome.UNCHANGED)) == 2
        assert len(log.issues()) == 4


def test_a_log_on_a_read_only_medium_can_be_read(tmp_path: Path) -> None:
    begin(tmp_path).end(RunState.DONE)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with RunLog.open_read(tmp_path) as log:
            assert len(log.latest(5)) == 1
    finally:
        tmp_path.chmod(stat.S_IRWXU)
    assert os.access(tmp_path, os.W_OK)


def test_a_damaged_log_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough" * 40)
    with pytest.raises(StoreError, match="damaged") as caught:
        RunLog.open_read(tmp_path)
    assert "Move it away" in caught.value.hint
    with pytest.raises(StoreError, match="damaged"):
        begin(tmp_path)


def test_a_log_of_a_newer_kg_is_refused(tmp_path: Path) -> None:
    begin(tmp_path).end(RunState.DONE)
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for use in (RunLog.open_read, begin):
        with pytest.raises(StoreError, match="newer"):
            use(tmp_path)
