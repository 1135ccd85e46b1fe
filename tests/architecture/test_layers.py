from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLANTED = {
    "RDF that imports the server": ("kg/rdf/__init__.py", "import kg.server\n", "kg.rdf -> kg.server"),
    "acquisition that imports its sibling": (
        "kg/acquire/text.py",
        "import kg.extract\n",
        "kg.acquire.text -> kg.extract",
    ),
    "a part that no layer has": ("kg/stray.py", "X = 1\n", "kg.stray"),
}


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_layers_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("file", "code", "named"), PLANTED.values(), ids=PLANTED)
def test_a_planted_violation_is_caught(copy: Path, file: str, code: str, named: str) -> None:
    path = copy / file
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + code, encoding="utf-8")
    done = lint(copy)
    assert done.returncode != 0
    assert named in done.stdout.replace("`", "") + done.stderr
