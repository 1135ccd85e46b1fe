from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from docs.cli_reference import commands
from kg.acquire.metadata import split_date
from kg.model import Article
from kg.pipeline.ingesting import ingest
from kg.pipeline.parallel import Crew
from kg.store import Store

PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def readme() -> str:
    return (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def store(readme: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example article of the README, in a store with the default name."""
    (example,) = blocks(readme, "text")
    dated = split_date(example)
    assert dated.published == date(2025, 12, 12)
    path = tmp_path_factory.mktemp("readme") / "kg-store"
    with Store.open(path) as opened:
        summary = ingest([Article(dated.text, published=dated.published)], opened, Crew(jobs=1))
    assert (summary.stored, summary.issues) == (1, ())
    return path


def test_the_python_example_runs(
    readme: str, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(store.parent)
    (example,) = blocks(readme, "python")
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  that is what a reader does
    assert "1 Vladimir Putin" in capsys.readouterr().out


def test_the_sparql_example_finds_the_example_article(readme: str, store: Path) -> None:
    (example,) = blocks(readme, "sparql")
    with Store.open_read_only(store) as opened:
        rows: Any = opened.query(example)
        (row,) = rows
    assert (row["who"].value, row["whom"].value) == ("Vladimir Putin", "Nicolas Maduro")
    assert row["sentence"].value.endswith("telefonda görüştü.")


def test_every_command_and_option_in_the_readme_exists(readme: str) -> None:
    lines = [line.partition("#")[0].split() for block in blocks(readme, "sh") for line in block.splitlines()]
    used = [" ".join(words[1:]) for words in lines if words[:1] == ["kg"]]
    assert len(used) >= 8
    for line in used:
        (command,) = [command for name, command in commands().items() if f"{line} ".startswith(f"{name} ")]
        known = {spelled for parameter in command.params for spelled in parameter.opts}
        assert {word for word in line.split() if word.startswith("-")} <= known, line


def test_every_command_is_named_in_the_readme(readme: str) -> None:
    assert {name.split()[0] for name in commands()} <= set(re.findall(r"\bkg ([a-z]+)", readme))


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(root: Path, page: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [target for target in targets if not (root / target).exists()] == []


def test_every_word_of_make_in_the_docs_is_a_target(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for page in PAGES:
        text = (root / page).read_text(encoding="utf-8")
        used = re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE)
        assert set(used) <= targets, page
