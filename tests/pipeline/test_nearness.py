"""The same story in several papers: recognised, told of one event, and taken apart again when one is forgotten."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat

from kg.model import (
    Analysis,
    Article,
    Edtf,
    Entity,
    EntityKind,
    Evidence,
    Issue,
    Link,
    Mention,
    Modality,
    Occurrence,
    Span,
)
from kg.pipeline.ingesting import IngestOptions, Summary, ingest
from kg.pipeline.nearness import FILE, Nearness
from kg.pipeline.parallel import Crew
from kg.pipeline.workshop import Workshop
from kg.ports import Extractor
from kg.rdf import ArticleGraph, iris
from kg.rdf.sharing import repeats
from kg.rdf.vocabulary import KG
from kg.store import Store
from kg.validate import Gate

DAY = date(2025, 12, 12)
RU = Entity("ru", EntityKind.COUNTRY, "Rusya", iso2="RU", link=Link("Q159", 1.0, "iso"))
CN = Entity("cn", EntityKind.COUNTRY, "Çin", iso2="CN", link=Link("Q148", 1.0, "iso"))


class Meetings:
    """Finds a meeting of Russia and China, of no known day, in each sentence that names both."""

    def extract(self, article: Article) -> Analysis:
        """The meetings."""
        spans, begin = [], 0
        for part in article.text.split(". "):
            spans.append(Span(begin, begin + len(part)))
            begin += len(part) + 2
        told = [span for span in spans if "Rusya" in span.of(article.text) and "Çin" in span.of(article.text)]
        return Analysis(
            article,
            tuple(spans),
            entities=(RU, CN) if told else (),
            mentions=tuple(_mention(article, span, entity) for span in told for entity in (RU, CN)),
            occurrences=tuple(_meeting(number, article, span) for number, span in enumerate(told)),
        )


def _mention(article: Article, sentence: Span, entity: Entity) -> Mention:
    begin = sentence.begin + sentence.of(article.text).index(entity.name)
    return Mention(entity.key, Span(begin, begin + len(entity.name)), sentence, 1.0)


def _meeting(number: int, article: Article, sentence: Span) -> Occurrence:
    dated = "bugün" in sentence.of(article.text) and article.published
    return Occurrence(
        key=f"m{number}",
        types=("accuse" if "suçla" in sentence.of(article.text) else "consult",),
        modality=Modality.ACTUAL,
        label="görüşme",
        trigger=sentence,
        evidence=Evidence((sentence,), "test/meeting@1", 0.9),
        actors=("ru",),
        recipients=("cn",),
        when=Edtf.day(article.published) if dated and article.published else None,
    )


def meetings(_language: str) -> Extractor:
    return Meetings()


def workshop() -> Workshop:
    return Workshop(meetings, Gate.load())


STORY = (
    "Rusya ile Çin heyetleri uzun süren hazırlıklardan sonra enerji hatlarının geleceğini başkentte ele aldı. "
    "Görüşmede taraflar ödemelerin kendi paralarıyla yapılmasını da konuştu. "
    "Daha önce Rusya Dışişleri Bakanlığı sözcüsü Çin yönetimini verilen sözleri tutmamakla suçlamış ve özür beklemişti"
)
COPY = STORY.replace("sonra enerji", "sonra, enerji").replace("Görüşmede taraflar", "Taraflar ayrıca")
OTHER = (
    "Rusya limanlarından kalkan gemiler fırtına yüzünden Çin kıyılarına varamadan iki hafta boyunca açıkta beklemek "
    "zorunda kaldı. Çin pazarında Rusya buğdayının payı son yıllarda hızla arttı ve üreticileri sevindirdi"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def article(text: str, published: date | None = DAY) -> Article:
    return Article(text, published=published, source=text[:10])


def run(store: Store, *articles: Article | Issue, jobs: int = 1, batch: int = 200) -> Summary:
    return ingest(articles, store, Crew(workshop, jobs=jobs), IngestOptions(batch=batch))


def graph(store: Store, item: Article) -> ArticleGraph:
    found = store.article_graph(iris.article(item).value)
    assert found is not None
    return found


def events(of: Iterable[ArticleGraph]) -> list[set[str]]:
    return [{str(t.subject) for t in each.triples if t.predicate == KG.modality} for each in of]


def dump(store: Store) -> list[str]:
    output = io.BytesIO()
    store.dump(output, RdfFormat.N_QUADS)
    return sorted(output.getvalue().decode().splitlines())


FIRST, SECOND, THIRD = article(STORY), article(COPY), article(OTHER)


@pytest.mark.parametrize("batch", [1, 200], ids=["in another batch", "in the same batch"])
def test_a_copy_says_what_it_repeats_and_reports_the_same_events(store: Store, batch: int) -> None:
    summary = run(store, FIRST, THIRD, SECOND, batch=batch)
    first, second, third = graph(store, FIRST), graph(store, SECOND), graph(store, THIRD)
    assert [repeats(each) for each in (first, second, third)] == [None, first.iri, None]
    ours, theirs, others = events([first, second, third])
    assert ours == theirs
    assert len(ours) == 2
    assert not ours & others
    assert summary.repeated == 1
    assert Gate.load().validate(second).conforms
    rows = store.query(
        "SELECT ?event (COUNT(?report) AS ?reports) { ?event a kg:Event . ?report kg:reports ?event } GROUP BY ?event"
    )
    assert sorted(int(row["reports"].value) for row in rows) == [1, 1, 2, 2]  # type: ignore[union-attr]


APART = {
    "another story": OTHER,
    "the same words of another year": STORY,
    "other numbers": STORY.replace("enerji hatlarının", "14 enerji hattının 90 milyon dolarlık"),
    "too short to tell": "Rusya ile Çin görüştü",
}
ORIGINALS = {
    "other numbers": STORY.replace("enerji hatlarının", "15 enerji hattının 80 milyon dolarlık"),
    "too short to tell": "Rusya, Çin ile görüştü",
}


@pytest.mark.parametrize("name", APART)
def test_what_is_another_story_stays_one(store: Store, name: str) -> None:
    day = DAY + timedelta(365) if name.endswith("year") else DAY
    one, other = article(ORIGINALS.get(name, STORY)), article(APART[name], day)
    run(store, one, other)
    assert repeats(graph(store, other)) is None
    ours, theirs = events([graph(store, one), graph(store, other)])
    assert not ours & theirs


def test_an_event_told_with_another_number_or_in_other_words_stays_apart(store: Store) -> None:
    changed = article(STORY.replace("uzun süren hazırlıklardan sonra", "3 ay süren hazırlıklardan sonra"))
    run(store, FIRST, changed)
    assert repeats(graph(store, changed)) == graph(store, FIRST).iri
    ours, theirs = events([graph(store, FIRST), graph(store, changed)])
    assert len(ours & theirs) == 1


def test_copies_again_change_nothing(store: Store) -> None:
    run(store, FIRST, SECOND, THIRD)
    before, version = dump(store), store.version
    summary = run(store, SECOND, THIRD, FIRST)
    assert (summary.unchanged, summary.stored) == (3, 0)
    assert (dump(store), store.version) == (before, version)


def test_the_number_of_processes_does_not_matter(tmp_path: Path) -> None:
    copies = [article(COPY + f". Sayfa {number} okundu") for number in range(20)]
    dumps = []
    for jobs in (1, 3):
        with Store.open(tmp_path / str(jobs)) as store:
            run(store, FIRST, *copies, THIRD, jobs=jobs, batch=7)
            dumps.append(dump(store))
    assert dumps[0] == dumps[1]


def test_a_copy_keeps_what_it_says_when_its_original_is_forgotten(store: Store) -> None:
    run(store, FIRST, SECOND)
    kept = graph(store, SECOND)
    assert store.forget(graph(store, FIRST).iri)
    assert graph(store, SECOND) == kept
    assert store.rebuild().missing == 0
    for event in events([kept])[0]:
        node = NamedNode(event.strip("<>"))
        assert [q.object for q in store.raw.quads_for_pattern(node, KG.actor, None)]
    run(store, SECOND)
    assert repeats(graph(store, SECOND)) is None
    run(store, FIRST)
    assert repeats(graph(store, FIRST)) == graph(store, SECOND).iri


@pytest.mark.parametrize("damage", ["gone", "spoilt", "old"])
def test_the_index_follows_from_the_store(store: Store, damage: str) -> None:
    run(store, FIRST)
    index = store.path / FILE
    old = index.read_bytes()
    run(store, THIRD)
    if damage == "gone":
        index.unlink()
    else:
        index.write_bytes(old if damage == "old" else b"no database, but long enough to look like one" * 50)
    run(store, SECOND, article(OTHER + ". Bu da eklendi"))
    assert repeats(graph(store, SECOND)) == graph(store, FIRST).iri
    assert repeats(graph(store, article(OTHER + ". Bu da eklendi"))) == graph(store, THIRD).iri


def test_what_was_not_committed_is_not_in_the_index(store: Store) -> None:
    run(store, FIRST)
    nearness = Nearness.open(store, Gate.load())
    (settled,) = nearness.settle_each([workshop().process(THIRD).graph])  # type: ignore[union-attr]
    assert settled.repeats is None
    nearness.close()
    run(store, article(OTHER + ". Bu da eklendi"))
    assert repeats(graph(store, article(OTHER + ". Bu da eklendi"))) is None


def test_it_can_be_left_alone(store: Store) -> None:
    ingest([FIRST, SECOND], store, Crew(workshop, jobs=1), IngestOptions(near_duplicates=False))
    assert repeats(graph(store, SECOND)) is None
    assert not (store.path / FILE).exists()


def test_the_same_words_of_another_year_are_not_even_fetched(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store, *(article(STORY, DAY + timedelta(days=10 * number)) for number in range(9)))
    fetched = []
    monkeypatch.setattr(Store, "article_graph", lambda _store, iri: fetched.append(iri))
    run(store, article(STORY, DAY + timedelta(days=105)), batch=1)
    assert not fetched
    monkeypatch.undo()
    copy = article(COPY, DAY + timedelta(days=81))
    run(store, copy)
    original = article(STORY, DAY + timedelta(days=80))
    assert repeats(graph(store, copy)) == graph(store, original).iri
