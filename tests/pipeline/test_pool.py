from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.model import Analysis, Article, Issue
from kg.pipeline.parallel import AHEAD, Crew
from kg.pipeline.workshop import Processed, Workshop
from kg.ports import Extractor
from tests.pipeline.fakes import NameFinder, QuoteGate

DAY = date(2025, 12, 12)


@dataclass(frozen=True)
class Troublesome:
    """ÖLÜM ends the process as the kernel does when memory runs out, BİRKEZ only the first time, SONSUZ never ends."""

    def extract(self, article: Article) -> Analysis:
        if "ÖLÜM" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "BİRKEZ" in article.text:
            mark = Path(article.source)
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        while "SONSUZ" in article.text:
            pass
        return NameFinder().extract(article)


def troublesome(_language: str) -> Extractor:
    return Troublesome()


def workshop() -> Workshop:
    return Workshop(troublesome, QuoteGate())


def dying_workshop() -> Workshop:
    os._exit(1)


def article(text: str, source: str = "") -> Article:
    return Article(text, published=DAY, source=source or f"{text}.txt")


def told(outcome: Processed | Issue) -> str:
    return outcome.kind if isinstance(outcome, Issue) else outcome.article.text


def test_an_article_that_kills_its_process_twice_costs_nothing_but_itself(tmp_path: Path) -> None:
    texts = [f"Putin {number}." for number in range(30)]
    items = [article(text) for text in texts]
    items.insert(3, article("ÖLÜM", "death.txt"))
    items.insert(20, article("BİRKEZ", str(tmp_path / "mark")))
    outcomes = list(Crew(workshop, jobs=2).process(items))
    assert [told(outcome) for outcome in outcomes] == [
        *texts[:3],
        "process-died",
        *texts[3:19],
        "BİRKEZ",
        *texts[19:],
    ]
    (issue,) = (outcome for outcome in outcomes if isinstance(outcome, Issue))
    assert issue.source == "death.txt"


def test_an_article_that_takes_forever_is_given_up_and_the_run_goes_on() -> None:
    items = [article("Putin 1."), article("SONSUZ"), article("Putin 2.")]
    beats: list[None] = []
    crew = Crew(workshop, jobs=1, seconds=1.5, apart=True)
    outcomes = list(crew.process(items, lambda: beats.append(None)))
    assert [told(outcome) for outcome in outcomes] == ["Putin 1.", "too-slow", "Putin 2."]
    assert beats, "who waits is told that it goes on"


@pytest.mark.parametrize("apart", [False, True])
def test_graphs_are_the_same_from_this_process_and_from_others(apart: bool) -> None:
    items = [article("Putin ile Şi telefonda görüştü."), article("Putin BOZUK.")]
    here = list(Crew(workshop, jobs=1).process(items))
    there = list(Crew(workshop, jobs=2, apart=apart).process(items))
    for one, other in zip(here, there, strict=True):
        assert isinstance(one, Processed)
        assert isinstance(other, Processed)
        assert (one.article, one.graph, one.verdict) == (other.article, other.graph, other.verdict)
        assert one.digest == other.digest == one.graph.digest
    assert not there[1].verdict.conforms  # type: ignore[union-attr]


def test_no_more_is_read_than_can_be_worked_on() -> None:
    numbers = count()
    items = (article(f"Putin {number}.") for number in numbers)
    outcomes = Crew(workshop, jobs=2).process(items)
    for _ in range(3):
        next(outcomes)
    time.sleep(0.5)
    assert next(numbers) <= 2 * AHEAD + 3
    outcomes.close()  # type: ignore[attr-defined]


def test_processes_that_cannot_begin_end_the_run_in_words() -> None:
    with pytest.raises(KgError, match="ended from outside") as caught:
        list(Crew(dying_workshop, jobs=2).process([article("Putin.")]))
    assert "--jobs 1" in caught.value.hint


def test_killed_processes_lose_and_change_nothing() -> None:
    texts = [f"Putin ile Şi telefonda görüştü {number}." for number in range(2000)]
    killed = []
    outcomes = []
    for outcome in Crew(workshop, jobs=2).process(article(text) for text in texts):
        outcomes.append(told(outcome))
        if len(outcomes) % 400 == 200:
            killed.append(children()[0])
            os.kill(killed[-1], signal.SIGKILL)
    assert len(set(killed)) == 5
    assert outcomes == texts


def children() -> list[int]:
    """Processes that this one has spawned to work, the oldest first; not the tracker of resources."""
    pids = [
        int(pid)
        for task in Path("/proc/self/task").iterdir()
        for pid in (task / "children").read_text(encoding="ascii").split()
    ]
    return sorted(pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes())


Check = Callable[[], bool]


def until(check: Check, seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if check():
            return True
        time.sleep(0.05)
    return False


def test_processes_go_when_the_one_that_started_them_is_gone() -> None:
    outcomes = Crew(workshop, jobs=2).process(article(f"Putin {number}.") for number in count())
    next(outcomes)
    assert children()
    outcomes.close()  # type: ignore[attr-defined]
    assert until(lambda: not children())
