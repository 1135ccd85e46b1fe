from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.acquire import ReadOptions
from kg.acquire.web.options import WebOptions
from kg.errors import StoreLocked
from kg.pipeline.following import FEEDS, Followed, Follower, Look
from kg.pipeline.ingesting import IngestOptions
from kg.pipeline.parallel import PORTION, Crew
from kg.pipeline.watching import Watch
from kg.store import Store
from tests.acquire.site import Site, answer, site
from tests.pipeline.fakes import workshop

CREW = Crew(workshop, jobs=1)
READING = ReadOptions(keep_duplicates=True, web=WebOptions(allow_private=True, pause=0.0), feed_text=True)
CALL = "Putin ile Şi telefonda görüştü."


@dataclass
class Scene:
    """A folder of news and a store; the time only passes by hand, an hour after each change."""

    news: Path
    folder: Path
    sources: tuple[str, ...] = ()
    forget_removed: bool = False
    opened: int = 0
    locked: bool = False
    hour: int = field(default=0)

    def write(self, name: str, *texts: str, day: str = "2025-12-12") -> Path:
        path = self.news / name
        if name.endswith(".jsonl"):
            lines = (json.dumps({"text": text, "date": day}) for text in texts)
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        else:
            path.write_text(f"date {day}\n\n{texts[0]}\n", encoding="utf-8")
        self.hour += 1
        os.utime(path, (self.hour * 3600, self.hour * 3600))
        return path

    def open(self) -> AbstractContextManager[Store]:
        self.opened += 1
        if self.locked:
            raise StoreLocked("locked")
        return Store.open(self.folder)

    def look(self, *, at: float | None = None, watch: Watch | None = None) -> Look | None:
        followed = Followed(self.sources or (str(self.news),), READING, self.forget_removed)
        now = self.hour * 3600 + 1800.0 if at is None else at
        with closing(Follower(followed, self.folder, CREW, now=lambda: now)) as follower:
            return follower.look(self.open, IngestOptions(skip_known=True), watch)

    def stored(self) -> int:
        with Store.open_read_only(self.folder) as store:
            return len(store.articles())


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    (tmp_path / "news").mkdir()
    Store.open(tmp_path / "store").close()
    return Scene(tmp_path / "news", tmp_path / "store")


def told(look: Look | None) -> tuple[int, int, int]:
    assert look is not None
    return look.summary.stored, look.summary.skipped, look.forgotten


def test_only_what_is_new_is_read_and_without_news_the_store_is_not_opened(scene: Scene) -> None:
    scene.write("a.txt", CALL)
    assert told(scene.look()) == (1, 0, 0)
    assert scene.look() is None
    assert scene.opened == 1
    scene.write("b.txt", "Çin.")
    assert told(scene.look()) == (1, 0, 0)


def test_a_changed_file_takes_the_place_of_what_it_was(scene: Scene) -> None:
    scene.write("a.jsonl", CALL, "Çin.")
    scene.look()
    scene.write("a.jsonl", "Çin.", "Rusya.")
    assert told(scene.look()) == (1, 1, 1)
    assert scene.stored() == 2


def test_an_article_that_another_file_gives_too_stays(scene: Scene) -> None:
    scene.write("a.txt", CALL)
    scene.write("b.jsonl", CALL, "Çin.")
    scene.look()
    scene.write("a.txt", "Rusya.")
    assert told(scene.look()) == (1, 0, 0)
    assert scene.stored() == 3


def test_a_file_that_can_only_be_read_in_part_forgets_nothing(scene: Scene) -> None:
    path = scene.write("a.jsonl", CALL, "Çin.")
    scene.look()
    path.write_text('{"text": "Rusya.", "date": "2025-12-12"}\n{"text": "Çi', encoding="utf-8")
    assert told(scene.look()) == (1, 0, 0)
    assert scene.stored() == 3


@pytest.mark.parametrize(("forget", "left"), [(True, 1), (False, 2)])
def test_removed_files_are_forgotten_on_request(scene: Scene, forget: bool, left: int) -> None:
    scene.forget_removed = forget
    path = scene.write("a.txt", CALL)
    scene.write("b.txt", "Çin.")
    scene.look()
    path.unlink()
    look = scene.look()
    assert (look is not None) == forget
    assert scene.stored() == left


def test_a_folder_that_is_empty_all_at_once_is_no_reason_to_forget(scene: Scene) -> None:
    scene.forget_removed = True
    scene.write("a.txt", CALL).rename(scene.folder.parent / "elsewhere.txt")
    (scene.folder.parent / "elsewhere.txt").rename(scene.news / "a.txt")
    scene.look()
    (scene.news / "a.txt").unlink()
    assert scene.look() is None
    scene.news.rmdir()
    assert scene.look() is None
    assert scene.stored() == 1


def test_a_file_that_may_still_be_written_waits_whatever_the_clock_says(scene: Scene) -> None:
    changed = scene.write("a.txt", CALL).stat().st_mtime
    assert scene.look(at=changed + 1) is None
    assert scene.look(at=changed - 1) is None
    assert told(scene.look(at=changed - 86400)) == (1, 0, 0)  # the clock went back a day


def test_a_look_that_is_broken_off_is_made_again(scene: Scene) -> None:
    for number in range(PORTION + 4):
        scene.write(f"{number:02}.txt", f"Putin {number}.")
    done: list[None] = []
    look = scene.look(watch=Watch(done=lambda: done.append(None), stop=lambda: len(done) >= 2))
    assert look is not None
    assert look.summary.interrupted
    stored = scene.stored()
    assert 0 < stored < PORTION + 4
    assert told(scene.look()) == (PORTION + 4 - stored, stored, 0)
    assert scene.look() is None


def test_while_the_store_is_locked_nothing_is_taken_for_done(scene: Scene) -> None:
    scene.write("a.txt", CALL)
    scene.locked = True
    with pytest.raises(StoreLocked):
        scene.look()
    scene.locked = False
    assert told(scene.look()) == (1, 0, 0)


@pytest.fixture
def feed() -> Iterator[Site]:
    with site() as here:
        yield here


def rss(*texts: str) -> bytes:
    items = "".join(
        f"<item><title>Haber</title><guid>{text}</guid><link>http://127.0.0.1/{number}</link>"
        f"<description>{text}</description><pubDate>Fri, 12 Dec 2025 10:00:00 GMT</pubDate>"
        "<atom:updated>2025-12-12T10:00:00Z</atom:updated></item>"
        for number, text in enumerate(texts)
    )
    return answer(
        f'<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>H</title>{items}</channel></rss>',
        content_type="application/rss+xml",
    )


def test_feeds_give_what_is_new_and_a_failed_look_loses_nothing(scene: Scene, feed: Site) -> None:
    scene.sources = (feed.url("/rss"),)
    long = "Putin ile Şi telefonda görüştü ve iki ülkenin ilişkilerini uzun uzun ele aldı. " * 5
    feed.pages["/rss"] = rss(long)
    scene.locked = True
    with pytest.raises(StoreLocked):
        scene.look()
    scene.locked = False
    assert told(scene.look()) == (1, 0, 0)
    assert (scene.folder / FEEDS).exists()
    assert scene.look() is None
    feed.pages["/rss"] = rss(long, f"Kremlin: {long}")
    assert told(scene.look()) == (1, 0, 0)
    assert scene.stored() == 2
