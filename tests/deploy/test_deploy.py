"""What a machine without a container engine and without systemd's manager can tell of the files in deploy/."""

from __future__ import annotations

import fnmatch
import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest

from kg.settings import PREFIX, Settings

UNITS = ("kg-serve.service", "kg-watch.service")
HARDENED = (
    "ProtectSystem",
    "ProtectHome",
    "PrivateTmp",
    "NoNewPrivileges",
    "CapabilityBoundingSet",
    "SystemCallFilter",
)


def instructions(root: Path) -> list[tuple[str, str]]:
    """The instructions of the container file, with their lines joined."""
    text = (root / "deploy" / "Containerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in joined.splitlines() if line.strip()]


def copies(root: Path) -> list[str]:
    return [value for word, value in instructions(root) if word == "COPY"]


def last_stage(root: Path) -> list[tuple[str, str]]:
    found = instructions(root)
    begins = max(number for number, (word, _) in enumerate(found) if word == "FROM")
    return found[begins:]


def unit(root: Path, name: str) -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(root / "deploy" / name, encoding="utf-8")
    return parser


def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"COLUMNS": "200"})


def test_the_container_runs_as_nobody_in_particular(root: Path) -> None:
    users = [value for word, value in last_stage(root) if word == "USER"]
    assert users == ["10001:10001"]


def test_the_image_that_runs_has_no_compiler_and_no_sources(root: Path) -> None:
    stage = last_stage(root)
    assert [value for word, value in stage if word == "COPY"] == ["--from=build /opt/kg /opt/kg"]
    assert not any("pip" in value or "apt" in value for word, value in stage if word == "RUN")


def test_what_is_copied_is_there_and_not_left_out(root: Path) -> None:
    rules = (root / ".dockerignore").read_text(encoding="utf-8").split()
    kept = [rule.removeprefix("!") for rule in rules if rule.startswith("!")]
    copied = [
        name
        for word, value in instructions(root)
        if word == "COPY" and "--from" not in value
        for name in value.split()[:-1]
    ]
    assert set(copied) >= {"kg", "requirements.lock"}
    for name in copied:
        assert (root / name.removeprefix("./")).exists()
        assert any(fnmatch.fnmatch(name, rule) for rule in kept), name


def test_all_that_the_wheel_is_made_of_is_copied(root: Path) -> None:
    import tomllib

    build = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]
    copied = {name for value in copies(root) for name in value.split()[:-1]}
    assert copied >= {*wheel["packages"], *wheel["force-include"]}


def test_the_container_says_whether_it_is_well(root: Path) -> None:
    (check,) = [value for word, value in last_stage(root) if word == "HEALTHCHECK"]
    assert "/ready" in check
    assert f":{Settings.model_fields['port'].default}/" in check


def test_the_container_starts_with_a_command_that_there_is(root: Path) -> None:
    (words,) = [value for word, value in last_stage(root) if word == "CMD"]
    command, *options = re.findall(r'"([^"]*)"', words)
    told = kg(command, "--help").stdout
    for option in options:
        assert not option.startswith("--") or option in told, option


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_hardened(root: Path, name: str) -> None:
    service = unit(root, name)["Service"]
    assert [key for key in HARDENED if key not in service] == []
    assert service["User"] == "kg"


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_starts_a_command_that_there_is(root: Path, name: str) -> None:
    program, command, *options = shlex.split(unit(root, name)["Service"]["ExecStart"])
    assert program == "/opt/kg/bin/kg"
    done = kg(command, "--help")
    assert done.returncode == 0, done.stderr
    for option in options:
        assert not option.startswith("--") or option in done.stdout, option


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_a_unit(root: Path, tmp_path: Path, name: str) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: apt install systemd")
    text = (root / "deploy" / name).read_text(encoding="utf-8").replace("/opt/kg/bin/kg", "/bin/true")
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_settings_of_the_units_are_settings(root: Path) -> None:
    lines = (root / "deploy" / "kg.env").read_text(encoding="utf-8").splitlines()
    names = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {"KG_WATCH"}
    assert set(names) <= known
    assert len(names) == 3
