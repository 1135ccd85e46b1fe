from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.acquire import read_articles
from kg.errors import StoreFull
from kg.model import Article, Issue, Severity
from kg.pipeline import ingesting
from kg.pipeline.findings import Distinct
from kg.pipeline.ingesting import IngestOptions, Summary, ingest, quarantine_of
from kg.pipeline.parallel import PORTION, Crew
from kg.pipeline.rehearsing import rehearsal
from kg.pipeline.runlog import Outcome, RunLog
from kg.pipeline.watching import Watch
from kg.pipeline.workshop import Workshop
from kg.rdf import ArticleGraph, iris
from kg.store import Store
from kg.validate import AuditedGate, ValidationReport
from tests.pipeline.fakes import QuoteGate, name_finder, workshop

DAY = date(2025, 12, 12)
CREW = Crew(workshop, jobs=1)
CALL = "Putin ile Şi telefonda görüştü."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def article(text: str, source: str = "") -> Article:
    return Article(text, published=DAY, source=source or f"{text[:5]}.txt")


def dump(store: Store) -> list[str]:
    output = io.BytesIO()
    store.dump(output, RdfFormat.N_QUADS)
    return sorted(output.getvalue().decode().splitlines())


def counts(summary: Summary) -> dict[str, int]:
    names = ("read", "stored", "unchanged", "skipped", "quarantined", "failed")
    return {name: count for name in names if (count := getattr(summary, name))}


def test_articles_go_into_the_store_and_are_counted(store: Store) -> None:
    summary = ingest([article(CALL), article("Rusya ile Çin.")], store, CREW)
    assert counts(summary) == {"read": 2, "stored": 2}
    assert dict(summary.findings.counts) == {
        "Person": 2,
        "Country": 2,
        "Organization": 0,
        "Place": 0,
        "Agreement": 0,
        "Event": 1,
        "Prospect": 0,
    }
    assert len(store.articles()) == 2
    assert summary.issues == ()


def test_the_same_articles_again_change_nothing(store: Store) -> None:
    articles = [article(CALL), article("Kremlin: Putin, Şi'yi telefonla aradı.")]
    ingest(articles, store, CREW)
    before, version = dump(store), store.version
    again = ingest(articles, store, CREW)
    assert counts(again) == {"read": 2, "unchanged": 2}
    assert again.findings["Person"] == 2
    assert (dump(store), store.version) == (before, version)


def test_a_graph_that_breaks_a_shape_is_quarantined_and_the_run_goes_on(store: Store) -> None:
    bad = article("Putin BOZUK bir cümlede.", "bad.txt")
    summary = ingest([bad, article(CALL)], store, CREW)
    assert counts(summary) == {"read": 2, "stored": 1, "quarantined": 1}
    (issue,) = summary.issues
    assert (issue.source, issue.kind, issue.severity) == ("bad.txt", "shape-violation", Severity.ERROR)
    assert "a broken sentence" in issue.message
    assert store.article_graph(iris.article(bad).value) is None
    folder = quarantine_of(store) / bad.id
    assert str(folder) in issue.hint
    assert {path.name for path in folder.iterdir()} == {
        "article.txt",
        "graph.ttl",
        "report.ttl",
        "report.txt",
    }
    (kept,) = read_articles([folder / "article.txt"])
    assert isinstance(kept, Article)
    assert (kept.text, kept.published, kept.id) == (bad.text, DAY, bad.id)


def test_an_article_that_got_through_leaves_quarantine(store: Store) -> None:
    once = article("Putin BOZUK.")
    ingest([once], store, CREW)
    assert quarantine_of(store).joinpath(once.id).exists()
    ingest([once], store, Crew(trusting_workshop, jobs=1))
    assert not quarantine_of(store).joinpath(once.id).exists()
    assert len(store.articles()) == 1


class Trusting:
    def validate(self, _graph: ArticleGraph) -> ValidationReport:
        return ValidationReport((), ())

    def validate_each(self, graphs: Sequence[ArticleGraph]) -> list[ValidationReport]:
        return [self.validate(graph) for graph in graphs]


def trusting_workshop() -> Workshop:
    return Workshop(name_finder, Trusting())


class Stumbling(Trusting):
    """A gate with a mistake that one graph brings to light."""

    def validate(self, graph: ArticleGraph) -> ValidationReport:
        if any("BOZUK" in str(triple.object) for triple in graph.triples):
            raise IndexError("a mistake in a validator")
        return super().validate(graph)


def stumbling_workshop() -> Workshop:
    return Workshop(name_finder, Stumbling())


def test_an_article_that_the_gate_stumbles_over_costs_only_itself(store: Store) -> None:
    articles = [article(CALL), article("Putin BOZUK.", "bad.txt"), article("Rusya ile Çin.")]
    summary = ingest(articles, store, Crew(stumbling_workshop, jobs=1))
    assert counts(summary) == {"read": 3, "stored": 2, "failed": 1}
    assert [(issue.source, issue.kind) for issue in summary.issues] == [("bad.txt", "failed")]


def audited_workshop() -> Workshop:
    return Workshop(name_finder, AuditedGate(Trusting(), QuoteGate(), rate=1))


def test_a_graph_in_dispute_is_quarantined_and_to_be_reported(store: Store) -> None:
    bad = article("Putin BOZUK bir cümlede.", "bad.txt")
    summary = ingest([bad, article(CALL)], store, Crew(audited_workshop, jobs=1))
    assert counts(summary) == {"read": 2, "stored": 1, "quarantined": 1}
    (issue,) = summary.issues
    assert (issue.source, issue.kind, issue.severity) == ("bad.txt", "audit-disagreement", Severity.ERROR)
    assert "a broken sentence" in issue.message
    assert "report" in issue.hint
    assert str(quarantine_of(store) / bad.id) in issue.hint


FAILURES: dict[str, tuple[Article, str, str]] = {
    "mistake in the program": (article("HATA"), "failed", "IndexError in extract, line"),
    "no such language": (Article("Hello.", language="en", published=DAY), "unknown-language", "'en'"),
}


@pytest.mark.parametrize(("bad", "kind", "words"), FAILURES.values(), ids=FAILURES)
def test_an_article_that_fails_costs_only_itself(store: Store, bad: Article, kind: str, words: str) -> None:
    summary = ingest([bad, article(CALL)], store, CREW)
    assert counts(summary) == {"read": 2, "stored": 1, "failed": 1}
    (issue,) = summary.issues
    assert issue.kind == kind
    assert words in issue.message


def test_issues_of_reading_are_kept_and_counted_by_kind(store: Store) -> None:
    found = [Issue("a", "empty", "…"), Issue("b", "undated", "…", Severity.WARNING), Issue("c", "empty", "…")]
    summary = ingest([*found, article(CALL)], store, CREW)
    assert summary.issues == tuple(found)
    assert summary.issues_by_kind == (("empty", 2), ("undated", 1))
    assert counts(summary) == {"read": 1, "stored": 1}


def test_known_articles_are_skipped_on_request(store: Store) -> None:
    ingest([article(CALL)], store, CREW)
    summary = ingest([article(CALL), article("Çin.")], store, CREW, IngestOptions(skip_known=True))
    assert counts(summary) == {"read": 2, "skipped": 1, "stored": 1}


def test_each_batch_is_one_commit(store: Store) -> None:
    before = store.version
    articles = [article(f"Putin {number}.") for number in range(5)]
    ingest(articles, store, CREW, IngestOptions(batch=2))
    assert store.version == before + 3


def test_a_stopped_run_stores_what_it_has_and_says_so(store: Store) -> None:
    seen: list[None] = []
    watch = Watch(done=lambda: seen.append(None), stop=lambda: len(seen) >= 3)
    articles = [article(f"Putin {number}.") for number in range(3 * PORTION)]
    summary = ingest(articles, store, CREW, IngestOptions(batch=100), watch)
    assert summary.interrupted
    assert counts(summary) == {"read": PORTION, "stored": PORTION}
    assert len(store.articles()) == PORTION


def test_a_full_disk_ends_the_run_and_tells_what_was_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [article(f"Putin {number}.") for number in range(6)]
    room = iter([10**12] + [0] * 10)
    monkeypatch.setattr("shutil.disk_usage", lambda _: _Usage(free=next(room)))
    with pytest.raises(StoreFull, match="full") as caught:
        ingest(articles, store, CREW, IngestOptions(batch=2))
    assert caught.value.__notes__ == ["2 articles were stored before; they stay."]
    assert len(store.articles()) == 2


class _Usage:
    def __init__(self, free: int) -> None:
        self.free = free


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_order_whatever_the_number_of_processes(jobs: int) -> None:
    articles = [article(f"{CALL} {number}.", f"{number}.txt") for number in range(40)]
    items = [*articles[:20], Issue("issue", "empty", "…"), *articles[20:], article("HATA")]
    outcomes = list(Crew(workshop, jobs=jobs).process(items))
    sources = [item.source if isinstance(item, Issue) else item.article.source for item in outcomes]
    assert sources == [item.source for item in items]


def test_an_article_that_comes_again_in_a_run_is_told_once_it_is_stored_or_not(store: Store) -> None:
    items = [article(CALL, "1.txt"), article(CALL, "2.txt"), article("Çin.", "3.txt"), article(CALL, "4.txt")]
    summary = ingest(items, store, CREW, IngestOptions(batch=1))
    assert counts(summary) == {"read": 2, "stored": 2}
    assert [(issue.source, issue.kind, issue.message) for issue in summary.issues] == [
        ("2.txt", "duplicate", "is the same article as 1.txt."),
        ("4.txt", "duplicate", "is the same article as 1.txt."),
    ]


def test_reading_ends_at_the_limit(store: Store) -> None:
    def items() -> Iterator[Article]:
        for number in range(3):
            yield article(f"Putin {number}.")
        raise AssertionError("read too far")

    assert counts(ingest(items(), store, CREW, IngestOptions(limit=3))) == {"read": 3, "stored": 3}


def test_what_is_too_old_or_without_a_date_is_skipped_and_the_log_says_why(store: Store) -> None:
    items = [
        Article("Putin 1.", published=date(2025, 1, 31), source="old"),
        Article("Putin 2.", published=date(2025, 2, 1), source="new"),
        Article("Putin 3.", source="undated"),
    ]
    summary = ingest(items, store, CREW, IngestOptions(since=date(2025, 2, 1)))
    assert counts(summary) == {"read": 3, "stored": 1, "skipped": 2}
    with RunLog.open_read(store.path) as log:
        skipped = {entry.source: entry.message for entry in log.entries(outcome=Outcome.SKIPPED)}
    assert skipped == {"old": "was published before 2025-02-01", "undated": "has no date"}


def test_the_log_has_every_article_with_what_became_of_it(store: Store) -> None:
    ingest([article("Çin.", "same")], store, CREW)
    items = [
        article(CALL, "good"),
        article("Putin BOZUK.", "bad"),
        article("HATA", "mistake"),
        article("Çin.", "same"),
        Issue("gone", "unreadable", "…"),
    ]
    summary = ingest(items, store, CREW, IngestOptions(arguments="news/", expected=5))
    with RunLog.open_read(store.path) as log:
        (run,) = log.latest()
        found = {entry.source: (entry.outcome, entry.article) for entry in log.entries(run=run.id)}
        (quarantined,) = log.quarantined()
    assert (run.id, run.state, run.arguments, run.expected) == (summary.run, "done", "news/", 5)
    assert counts(summary) == {
        name: count
        for name in ("read", "stored", "unchanged", "quarantined", "failed")
        if (count := getattr(run, name))
    }
    assert found == {
        "good": (Outcome.STORED, items[0].id),  # type: ignore[union-attr]
        "bad": (Outcome.QUARANTINED, items[1].id),  # type: ignore[union-attr]
        "mistake": (Outcome.FAILED, items[2].id),  # type: ignore[union-attr]
        "same": (Outcome.UNCHANGED, items[3].id),  # type: ignore[union-attr]
        "gone": (Outcome.LEFT_OUT, ""),
    }
    assert quarantined.source == "bad"


def files_of(folder: Path) -> list[str]:
    """The files of a store, but for those that SQLite has while it reads."""
    names = (path.name for path in folder.iterdir() if path.is_file())
    return sorted(name for name in names if not name.endswith(("-shm", "-wal")))


def test_a_rehearsal_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    items = [article(CALL), article("Putin BOZUK."), article("Çin.")]
    with Store.open(tmp_path / "store") as store:
        ingest([article("Çin.")], store, CREW)
        before, version = dump(store), store.version
        files = files_of(store.path)
    with rehearsal(lambda: Store.open_read_only(tmp_path / "store")) as pretended:
        summary = ingest(items, pretended, CREW, IngestOptions(dry=True))
    assert counts(summary) == {"read": 3, "stored": 1, "unchanged": 1, "quarantined": 1}
    with Store.open(tmp_path / "store") as store:
        assert (dump(store), store.version) == (before, version)
        assert not quarantine_of(store).exists()
        assert files_of(store.path) == files
        with RunLog.open_read(store.path) as log:
            assert len(log.latest(9)) == 1


def test_a_batch_ends_when_its_graphs_are_large(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "MANY_TRIPLES", 1)
    before = store.version
    ingest([article(f"Putin {number}.") for number in range(3)], store, CREW)
    assert store.version == before + 3


def test_only_the_first_issues_of_a_kind_are_kept_but_all_are_counted(store: Store) -> None:
    items = [Issue(str(number), "empty", "…") for number in range(20)]
    summary = ingest([*items, Issue("x", "undated", "…")], store, CREW)
    assert [issue.source for issue in summary.issues] == ["0", "1", "2", "3", "4", "x"]
    assert summary.issues_by_kind == (("empty", 20), ("undated", 1))


@pytest.mark.parametrize("number", [0, 1, 99, 5_000, 60_000])
def test_things_are_counted_exactly_or_estimated_closely(number: int) -> None:
    found = Distinct(exact=1_000)
    for n in [*range(number), *range(number // 2)]:
        found.add(f"https://example.org/{n}")
    if number < 1_000:
        assert found.count() == number
    else:
        assert abs(found.count() - number) < 0.1 * number  # three standard errors
