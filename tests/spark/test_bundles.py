from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Engine

from kg.errors import UnreadableInput
from kg.model import Article, Issue, Severity
from kg.pipeline.bundle import Loaded, Manifest, check, load
from kg.pipeline.bundle.loading import PROGRESS
from kg.pipeline.ingesting import ingest
from kg.pipeline.parallel import Crew
from kg.pipeline.runlog import RunLog, RunState
from kg.pipeline.watching import Watch
from kg.store import Store
from tests.pipeline import fakes
from tests.spark.bundles import DAY, calls, kept, make, quads

CALLED = "Putin ile Şi telefonda görüştü;"
BROKEN = "BOZUK Putin telefonda."


def loaded(bundle: Path, store: Path, watch: Watch | None = None) -> tuple[Loaded, list[Issue]]:
    with Store.open(store) as opened:
        done = load(bundle, opened, watch)
    return done, list(done.issues)


def ingested(articles: Iterable[Article], store: Path) -> None:
    with Store.open(store) as opened:
        ingest(articles, opened, Crew(fakes.workshop, jobs=1))


def test_a_loaded_bundle_is_what_ingesting_its_articles_makes(tmp_path: Path) -> None:
    articles = [*calls(20), Article(BROKEN, published=DAY, source="broken.txt")]
    make(tmp_path / "bundle", articles)
    done, issues = loaded(tmp_path / "bundle", tmp_path / "one")
    ingested(articles, tmp_path / "two")
    assert quads(tmp_path / "one") == quads(tmp_path / "two")
    assert kept(tmp_path / "one") == kept(tmp_path / "two") != {}
    assert (done.articles, done.quarantined, done.parts) == (20, 1, 3)
    assert [issue.kind for issue in issues] == ["shape-violation"]
    with Store.open(tmp_path / "one") as store:
        assert store.rebuild().was_right


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    for name, order in (("one", 1), ("two", -1)):
        make(tmp_path / name, [*calls(10), Article(BROKEN, published=DAY)][::order])
    files = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert len(files) > 3


def test_any_store_can_load_the_parts_as_they_are(tmp_path: Path) -> None:
    make(tmp_path / "bundle", calls(9))
    ingested(calls(9), tmp_path / "store")
    engine = Engine()
    for path in sorted((tmp_path / "bundle").glob("*.nq.zst")):
        engine.load(
            zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes()), RdfFormat.N_QUADS
        )
    ontology = quads_of_empty(tmp_path)
    assert {str(quad) for quad in engine} | ontology == quads(tmp_path / "store")


def quads_of_empty(tmp_path: Path) -> set[str]:
    Store.open(tmp_path / "empty").close()
    return quads(tmp_path / "empty")


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path / "bundle", calls(9))
    loaded(tmp_path / "bundle", tmp_path / "store")
    before = quads(tmp_path / "store")
    with Store.open(tmp_path / "store") as store:
        version = store.version
    done, _ = loaded(tmp_path / "bundle", tmp_path / "store")
    assert (done.articles, done.unchanged) == (0, 9)
    assert quads(tmp_path / "store") == before
    with Store.open(tmp_path / "store") as store:
        assert store.version == version


def test_an_article_whose_graph_changed_takes_the_place_of_the_former(tmp_path: Path) -> None:
    former = [replace(article, title="Eski", publisher="Eski Ajans") for article in calls(6)]
    ingested([*former[:4], *calls(1, "Putin konuştu.")], tmp_path / "store")
    make(tmp_path / "bundle", calls(6))
    done, _ = loaded(tmp_path / "bundle", tmp_path / "store")
    ingested([*calls(6), *calls(1, "Putin konuştu.")], tmp_path / "other")
    assert quads(tmp_path / "store") == quads(tmp_path / "other")
    assert not any("Eski" in quad for quad in quads(tmp_path / "store"))
    assert (done.articles, done.unchanged) == (6, 0)


def test_an_article_that_got_through_leaves_the_quarantine(tmp_path: Path) -> None:
    article = Article(BROKEN, published=DAY, source="broken.txt")
    ingested([article], tmp_path / "store")
    assert kept(tmp_path / "store")
    mended = replace(fakes.workshop(), gate=Lenient())
    make(tmp_path / "bundle", [article], workshop=lambda: mended)
    loaded(tmp_path / "bundle", tmp_path / "store")
    assert kept(tmp_path / "store") == {}


class Lenient(fakes.QuoteGate):
    def validate(self, graph):  # type: ignore[no-untyped-def]
        return super().validate(replace(graph, triples=()))


def test_issues_come_along(tmp_path: Path) -> None:
    noted = Issue("a.txt", "undated", "no date is known.", Severity.WARNING, "Say --date.")
    left_out = Issue("b.txt", "unreadable", "is binary.")
    manifest = make(tmp_path / "bundle", [*calls(2), noted, left_out])
    done, issues = loaded(tmp_path / "bundle", tmp_path / "store")
    assert sorted(issues, key=str) == sorted([noted, left_out], key=str)
    assert manifest.total("errors") == done.errors == 1
    assert done.issues_by_kind == (("undated", 1), ("unreadable", 1))


def test_a_load_that_is_stopped_goes_on_with_the_next_part(tmp_path: Path) -> None:
    make(tmp_path / "bundle", calls(20), parts=5)
    steps: list[int] = []
    watch = Watch(done=lambda: steps.append(1), stop=lambda: len(steps) >= 2)
    first, _ = loaded(tmp_path / "bundle", tmp_path / "store", watch)
    assert (first.interrupted, first.parts) == (True, 2)
    assert (tmp_path / "store" / PROGRESS).exists()
    second, _ = loaded(tmp_path / "bundle", tmp_path / "store")
    assert (second.interrupted, second.skipped, second.parts) == (False, 2, 3)
    assert first.articles + second.articles == 20
    assert not (tmp_path / "store" / PROGRESS).exists()
    ingested(calls(20), tmp_path / "other")
    assert quads(tmp_path / "store") == quads(tmp_path / "other")


@pytest.mark.slow
def test_a_load_that_is_killed_at_any_instant_leaves_whole_parts_and_goes_on(tmp_path: Path) -> None:
    make(tmp_path / "bundle", calls(60), parts=12)
    ingested(calls(60), tmp_path / "other")
    script = (
        "import sys; from pathlib import Path; from kg.pipeline.bundle import load; from kg.store import Store\n"
        "with Store.open(sys.argv[2]) as store:\n"
        "    print('open', flush=True); load(Path(sys.argv[1]), store)"
    )
    command = [sys.executable, "-c", script]
    kills = 0
    for pause in (0.005, 0.02, 0.04, 0.06, 0.1):
        process = subprocess.Popen(
            [*command, tmp_path / "bundle", tmp_path / "store"], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
        process.stdout.close()
        with Store.open(tmp_path / "store") as store:
            assert store.rebuild().was_right
    assert kills >= 2, "the load was over before it could be killed"
    loaded(tmp_path / "bundle", tmp_path / "store")
    assert quads(tmp_path / "store") == quads(tmp_path / "other")


def test_a_file_that_was_changed_is_not_loaded(tmp_path: Path) -> None:
    manifest = make(tmp_path / "bundle", calls(9))
    last = [part.graphs for part in manifest.parts if part.graphs][-1]
    path = tmp_path / "bundle" / last.name
    packed = bytearray(path.read_bytes())
    packed[-1] ^= 1
    path.write_bytes(packed)
    with pytest.raises(UnreadableInput, match="not the file that the manifest describes"):
        check(tmp_path / "bundle")
    with pytest.raises(UnreadableInput, match="not the file that the manifest describes") as caught:
        loaded(tmp_path / "bundle", tmp_path / "store")
    assert any("loaded before; they stay" in note for note in caught.value.__notes__)
    with Store.open(tmp_path / "store") as store:
        assert store.rebuild().was_right
        assert len(store.articles()) == sum(part.articles for part in manifest.parts[:-1])


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        pytest.param({"format": 99}, "newer kg", id="a newer format"),
        pytest.param(
            {"made_with": {"kg": "9", "mapping": 999, "ontology": "x"}},
            "another mapping",
            id="another mapping",
        ),
        pytest.param({"parts": 7}, "is damaged", id="no manifest"),
    ],
)
def test_what_was_made_otherwise_is_refused(tmp_path: Path, edit: dict[str, object], said: str) -> None:
    make(tmp_path / "bundle", calls(3))
    path = tmp_path / "bundle" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **edit}), encoding="utf-8")
    with pytest.raises(UnreadableInput, match=said):
        loaded(tmp_path / "bundle", tmp_path / "store")
    assert quads(tmp_path / "store") == quads_of_empty(tmp_path)


def test_an_unfinished_bundle_is_refused(tmp_path: Path) -> None:
    make(tmp_path / "bundle", calls(3))
    (tmp_path / "bundle" / "manifest.json").unlink()
    with pytest.raises(UnreadableInput, match=r"manifest\.json"):
        loaded(tmp_path / "bundle", tmp_path / "store")


def test_a_missing_file_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    manifest = make(tmp_path / "bundle", calls(9))
    last = [part.graphs for part in manifest.parts if part.graphs][-1]
    (tmp_path / "bundle" / last.name).unlink()
    with pytest.raises(UnreadableInput, match="missing"):
        loaded(tmp_path / "bundle", tmp_path / "store")
    assert quads(tmp_path / "store") == quads_of_empty(tmp_path)


def test_a_manifest_reads_back_as_it_was_written(tmp_path: Path) -> None:
    manifest = make(tmp_path / "bundle", [*calls(3), Article(BROKEN, published=DAY)])
    assert Manifest.read(tmp_path / "bundle") == manifest


def test_near_duplicates_are_brought_together_if_that_is_wanted(tmp_path: Path) -> None:
    story = " ".join(
        f"{CALLED} {number} dakika konuştular ve {number + 3} konuyu ele aldılar." for number in range(9)
    )
    articles = [
        Article(story, published=DAY, source="one.txt"),
        Article(f"{story} Son.", published=DAY, source="two.txt"),
    ]
    articles.sort(key=lambda article: article.id)
    make(tmp_path / "bundle", articles)
    ingested(articles, tmp_path / "other")
    with Store.open(tmp_path / "store") as opened:
        done = load(tmp_path / "bundle", opened, near_duplicates=True)
    assert (done.articles, done.repeated) == (2, 1)
    assert quads(tmp_path / "store") == quads(tmp_path / "other")
    assert any("nearDuplicateOf" in quad for quad in quads(tmp_path / "store"))
    plain, _ = loaded(tmp_path / "bundle", tmp_path / "plain")
    assert plain.repeated == 0


def test_the_run_log_tells_of_a_load(tmp_path: Path) -> None:
    unread = Issue("b.txt", "unreadable", "is binary.")
    make(tmp_path / "bundle", [*calls(4), unread, Article(BROKEN, published=DAY, source="broken.txt")])
    loaded(tmp_path / "bundle", tmp_path / "store")
    loaded(tmp_path / "bundle", tmp_path / "store")
    with RunLog.open_read(tmp_path / "store") as log:
        again, first = log.latest(2)
        kinds = log.kinds(first.id)
        quarantined = [entry.source for entry in log.quarantined()]
    assert (first.state, first.arguments) == (RunState.DONE, f"load {tmp_path / 'bundle'}")
    assert (first.read, first.stored, first.unchanged, first.quarantined) == (5, 4, 0, 1)
    assert (again.read, again.stored, again.unchanged, again.quarantined) == (5, 0, 4, 1)
    assert kinds == (("shape-violation", 1), ("unreadable", 1))
    assert quarantined == ["broken.txt"]


def test_what_a_load_brought_out_of_quarantine_is_not_told_to_be_in_it(tmp_path: Path) -> None:
    article = Article(BROKEN, published=DAY, source="broken.txt")
    ingested([article], tmp_path / "store")
    make(tmp_path / "bundle", [article], workshop=lambda: replace(fakes.workshop(), gate=Lenient()))
    loaded(tmp_path / "bundle", tmp_path / "store")
    with RunLog.open_read(tmp_path / "store") as log:
        assert log.quarantined() == ()
