from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kg.errors import MissingExtra
from kg.spark.session import check_java, session
from tests.cli.conftest import kg, news

__all__ = ["kg", "news"]


def java(folder: Path, version: str) -> str:
    """A folder with something that says it is Java of a version."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "java").write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    (folder / "bin" / "java").chmod(0o755)
    return str(folder)


def test_without_java_it_is_told_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(MissingExtra, match=r"none on the path\. Install Java 17"):
        check_java({"PATH": str(tmp_path)})
    with pytest.raises(MissingExtra, match="none in JAVA_HOME"):
        check_java({"PATH": os.environ["PATH"], "JAVA_HOME": str(tmp_path)})


@pytest.mark.parametrize("version", ["1.8.0_392", "11.0.21"])
def test_an_old_java_is_refused(tmp_path: Path, version: str) -> None:
    with pytest.raises(MissingExtra, match="Java 17 or newer"):
        check_java({"JAVA_HOME": java(tmp_path, version)})


@pytest.mark.parametrize("version", ["17.0.15", "21", "25-ea"])
def test_a_newer_java_will_do(tmp_path: Path, version: str) -> None:
    check_java({"JAVA_HOME": java(tmp_path, version)})


def test_without_pyspark_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingExtra, match=r"pip install 'news-kg\[spark\]'"), session():
        pass


def test_the_command_line_says_so_too(kg, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setitem(sys.modules, "pyspark", None)
    done = kg("ingest", news, "--engine", "spark", "-o", "bundle")
    assert done.code == 2
    assert "pip install 'news-kg[spark]'" in done.err


def test_a_bundle_needs_a_name(kg, news: Path) -> None:  # type: ignore[no-untyped-def]
    done = kg("ingest", news, "--engine", "spark")
    assert done.code == 2
    assert "--output" in done.err
