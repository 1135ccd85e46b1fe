"""Reading in tests: the articles and the issues of sources, apart."""

from __future__ import annotations

from pathlib import Path

from kg.acquire import ReadOptions, read_articles
from kg.model import Article, Issue

TEXT = (
    "Cumhurbaşkanı Erdoğan, Rusya Devlet Başkanı Putin ile telefonda görüştü. Görüşmede ikili ilişkiler ve "
    "bölgesel konular ele alındı. İki lider, önümüzdeki ay bir araya gelme konusunda anlaştı."
)


def read(*sources: Path | str, **options: object) -> tuple[list[Article], list[Issue]]:
    items = list(read_articles(sources, ReadOptions(**options)))  # type: ignore[arg-type]
    return (
        [item for item in items if isinstance(item, Article)],
        [item for item in items if isinstance(item, Issue)],
    )
