"""The command line as a user has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main


@dataclass(frozen=True)
class Done:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]

CALL = """date 2025-12-12

Rusya Devlet Başkanı Vladimir Putin, Venezuela Devlet Başkanı Nicolas Maduro ile telefonda görüştü.
"""
VISIT = """date 2025-11-03

Fransa Cumhurbaşkanı Emmanuel Macron, Almanya'ya gitti. Macron, Berlin'de Başbakan Friedrich Merz ile görüştü.
"""
NOTHING = """date 2026-02-11

Kar yağışı yerini ayaza bıraktı.
"""


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in this process, in an empty folder and without settings from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str | Path) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Done(int(caught.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with three articles: a call, a visit, and one with nothing to find."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("call.txt", CALL), ("visit.txt", VISIT), ("nothing.txt", NOTHING)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def store(kg: Run, news: Path, tmp_path: Path) -> Path:
    """A store with these articles."""
    done = kg("ingest", news, "--store", tmp_path / "store", "-j", "1")
    assert done.code == 0, done.err
    return tmp_path / "store"
