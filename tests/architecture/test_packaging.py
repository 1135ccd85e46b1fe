from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.lock", "requirements-dev.lock")
FOUND_BY_UVICORN = {"httptools", "uvloop"}
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?==(?P<version>[^ ;\\]+)", re.MULTILINE)


@pytest.fixture
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def pins(root: Path, lock: str) -> dict[str, str]:
    text = (root / lock).read_text(encoding="utf-8")
    return {canonicalize_name(match["name"]): match["version"] for match in PIN.finditer(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_host_and_no_place(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    found = re.findall(r"\S*://\S*|^--(?!hash)\S+|^-[a-z]\b.*|\S+ @ \S+", text, re.MULTILINE)
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(root: Path, lock: str) -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", (root / lock).read_text(encoding="utf-8"))
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_locks_fit_what_the_project_asks_for(root: Path, project: dict[str, Any]) -> None:
    wanted = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": project["project"]["dependencies"] + project["dependency-groups"]["dev"],
    }
    for lock, lines in wanted.items():
        pinned = pins(root, lock)
        for requirement in map(Requirement, lines):
            version = pinned.get(canonicalize_name(requirement.name))
            assert version is not None, f"{requirement.name} is not in {lock}: run `make lock`"
            assert requirement.specifier.contains(version, prereleases=True), f"{requirement} in {lock}"


def test_users_and_developers_run_the_same_versions(root: Path) -> None:
    developers = pins(root, "requirements-dev.lock")
    assert {name: developers.get(name) for name in pins(root, "requirements.lock")} == pins(
        root, "requirements.lock"
    )


def test_what_is_imported_is_declared_and_nothing_else(root: Path, project: dict[str, Any]) -> None:
    imported = {name for path in (root / "kg").rglob("*.py") for name in imports_of(path)}
    third_party = imported - set(sys.stdlib_module_names) - {"kg"}
    distributions = packages_distributions()
    used = {canonicalize_name(name) for module in third_party for name in distributions.get(module, [module])}
    declared = {canonicalize_name(Requirement(line).name) for line in project["project"]["dependencies"]}
    assert used | FOUND_BY_UVICORN == declared


def imports_of(path: Path) -> Iterator[str]:
    """The top-level modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]


def test_the_lock_of_the_pages_names_no_registry(root: Path) -> None:
    lock = json.loads((root / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert packages
    assert [name for name, about in packages.items() if "resolved" in about] == []
    assert [name for name, about in packages.items() if "integrity" not in about] == []
    assert "registry" not in json.dumps(lock)


def bundle(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script that builds the parts of the pages from npm."""
    return subprocess.run(
        [sys.executable, folder / "bundle.py"],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def frontend(root: Path, tmp_path: Path) -> Path:
    """A copy of what the parts of the pages are built from, where nothing was built yet."""
    ignored = shutil.ignore_patterns("node_modules", "__pycache__")
    return Path(shutil.copytree(root / "frontend", tmp_path / "frontend", ignore=ignored))


def test_without_the_registry_the_pages_are_built_plainer_and_that_is_said(
    frontend: Path, tmp_path: Path
) -> None:
    nowhere = {"npm_config_registry": "http://127.0.0.1:9/", "npm_config_cache": str(tmp_path / "cache")}
    done = bundle(frontend, **nowhere)
    assert done.returncode == 0, done.stderr
    assert "plain editor" in done.stderr
    assert "cannot be reached" in done.stderr or "there is no Node" in done.stderr
    assert not (tmp_path / "kg" / "server" / "static" / "vendor").exists()


def test_what_is_built_is_not_built_again_until_its_sources_change(frontend: Path, tmp_path: Path) -> None:
    vendor = tmp_path / "kg" / "server" / "static" / "vendor"
    vendor.mkdir(parents=True)
    print_it = "import sys; sys.path.insert(0, sys.argv[1]); import bundle; print(bundle.fingerprint())"
    command = [sys.executable, "-c", print_it, frontend]
    made_from = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    (vendor / "built-from.txt").write_text(made_from, encoding="ascii")
    nowhere = {"npm_config_registry": "http://127.0.0.1:9/", "npm_config_cache": str(tmp_path / "cache")}
    assert bundle(frontend, **nowhere).stderr == ""
    with (frontend / "src" / "editor.js").open("a", encoding="utf-8") as source:
        source.write("// changed")
    assert "plain editor" in bundle(frontend, **nowhere).stderr


def test_the_built_parts_come_with_the_licences_of_all_that_is_in_them(root: Path) -> None:
    folder = root / "kg" / "server" / "static" / "vendor"
    if not folder.is_dir():
        pytest.skip("the parts of the pages from npm are not built: make frontend")
    text = (folder / "LICENSES.txt").read_text(encoding="utf-8")
    packages = json.loads((root / "frontend" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    told = set(re.findall(r"^(\S+) \d+\.\d+\.\d+ \(", text, re.MULTILINE))
    assert set(packages) <= told
    assert "Natural Earth" in text
    assert "axe-core" not in text


@pytest.mark.slow
def test_the_wheel_holds_all_that_the_program_reads(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("news_kg-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "shapes", "seeds"):
        files = {str(path.relative_to(root)) for path in (root / folder).rglob("*") if path.is_file()}
        assert files
        assert {f"kg/_resources/{name}" for name in files} <= names
    code = {
        str(path.relative_to(root))
        for path in (root / "kg").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert code <= names
    assert "kg/py.typed" in names
