from __future__ import annotations

from pathlib import Path

import pytest

from kg.acquire import read_articles
from kg.acquire.read import READERS
from kg.errors import UnknownTerm
from kg.model import Article


@pytest.fixture
def shouting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package that reads `.loud` files, and tries to take `.txt` over."""
    site = tmp_path / "site"
    info = site / "loud-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[kg.readers]\n.loud = loud:read\n.txt = loud:read\n", encoding="utf-8"
    )
    (site / "loud.py").write_text(
        "from kg.model import Article\n"
        "def read(given, options):\n"
        "    yield Article(given.whole(options.max_bytes).decode().upper(), source=given.name)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(site)


@pytest.mark.usefixtures("shouting")
def test_another_package_can_add_a_reader_but_not_take_one_over(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for name in ("a.loud", "b.txt"):
        (news / name).write_text("date 2025-12-12 haber", encoding="utf-8")
    texts = [item.text for item in read_articles([news]) if isinstance(item, Article)]
    assert texts == ["DATE 2025-12-12 HABER", "haber"]


@pytest.mark.usefixtures("shouting")
def test_all_parts_are_named() -> None:
    assert READERS.names() == tuple(sorted({*READERS.builtin, ".loud"}))


def test_a_part_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownTerm, match=r"no reader called '.pdf'") as caught:
        READERS.load(".pdf")
    assert ".jsonl" in caught.value.hint
