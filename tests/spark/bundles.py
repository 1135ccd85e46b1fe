"""Bundles made in this process, and what can be compared of stores."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from kg.model import Article, Issue
from kg.pipeline.bundle import Manifest, PartWriter, Versions
from kg.pipeline.ingesting import quarantine_of
from kg.pipeline.workshop import Workshop
from kg.spark.reading import part_of
from kg.store import Store
from tests.pipeline import fakes
from tests.store.graphs import held

DAY = date(2025, 3, 1)


def calls(number: int, text: str = "Putin ile Şi telefonda görüştü.") -> list[Article]:
    """So many articles that say the same of different days; their merged graphs overlap."""
    return [
        Article(text, published=DAY + timedelta(days=day), source=f"call-{day}.txt") for day in range(number)
    ]


def make(
    folder: Path,
    items: Iterable[Article | Issue],
    parts: int = 3,
    workshop: Callable[[], Workshop] = fakes.workshop,
) -> Manifest:
    """A bundle of articles and issues; issues lie in the first part."""
    folder.mkdir(parents=True, exist_ok=True)
    shop = workshop()
    shared: dict[int, list[Article | Issue]] = {number: [] for number in range(parts)}
    articles = []
    for item in items:
        if isinstance(item, Issue):
            shared[0].append(item)
        else:
            articles.append(item)
    for article in sorted(articles, key=lambda article: article.id):
        shared[part_of(article.id, parts)].append(article)
    entries = [
        PartWriter(folder, number).write(
            item if isinstance(item, Issue) else shop.process(item) for item in shared[number]
        )
        for number in range(parts)
    ]
    manifest = Manifest(Versions.here(), tuple(entries))
    manifest.write(folder)
    return manifest


def quads(path: Path) -> set[str]:
    """All quads of a store."""
    with Store.open_read_only(path) as store:
        return held(store)


def kept(path: Path) -> dict[str, str]:
    """All files of a store's quarantine, by their names."""
    with Store.open_read_only(path) as store:
        folder = quarantine_of(store)
    return {
        str(file.relative_to(folder)): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
