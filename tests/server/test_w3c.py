"""The W3C test suites, driven over HTTP against a server on a plain store.

They are large and not part of the project: `KG_W3C_SUITES` names the folder that holds them, with the
script `run_w3c.py` that drives an endpoint. What is expected to fail is listed with its reason.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.serving import Served

SUITES = os.environ.get("KG_W3C_SUITES", "")

pytestmark = pytest.mark.skipif(
    not SUITES or not Path(SUITES, "run_w3c.py").is_file(),
    reason="KG_W3C_SUITES does not name the suites' folder",
)

CANONICAL = "the engine keeps numbers and booleans by value, not as they were written"
ENGINE = "the engine's own: the native server gives the same"
KNOWN = {
    "sparql10/distinct": CANONICAL,
    "sparql10/expr-builtin": CANONICAL,
    "sparql10/expr-equals": CANONICAL,
    "sparql10/graph": ENGINE,
    "sparql10/open-world": CANONICAL,
    "sparql10/syntax-sparql3": ENGINE,
    "sparql11/aggregates": ENGINE,
    "sparql11/bindings": ENGINE,
    "sparql11/csv-tsv-res": CANONICAL,
    "sparql11/functions": ENGINE,
    "sparql11/negation": ENGINE,
    "sparql11/property-path": ENGINE,
    "sparql12/eval-triple-terms": ENGINE,
    "sparql12/grouping": CANONICAL,
    "sparql12/syntax": ENGINE,
    "sparql12/syntax-triple-terms-negative": ENGINE,
}
"""Groups of tests in which one or more fail, with the reason."""

MOST = {"sparql10": 16, "sparql11": 12, "sparql12": 10}
"""Failures of the native server."""


def run(server: Served, suites: str, folder: Path) -> list[tuple[str, str, str, str]]:
    """Group, name, outcome and detail of each test."""
    output = folder / "results.json"
    urls = ["--query", server.sparql, "--update", server.sparql, "--gsp", f"{server.url}/store"]
    command = [
        sys.executable,
        str(Path(SUITES, "run_w3c.py")),
        *urls,
        "--suites",
        suites,
        "--out",
        str(output),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return [(group, name, outcome, detail) for group, name, outcome, detail in json.loads(output.read_text())]


@pytest.mark.parametrize(("suite", "count"), [("protocol", 34), ("gsp", 13), ("sd", 3)])
def test_protocols_pass_whole(empty: Served, tmp_path: Path, suite: str, count: int) -> None:
    found = run(empty, suite, tmp_path)
    assert [test for test in found if test[2] != "pass"] == []
    assert len(found) == count


@pytest.mark.slow
@pytest.mark.parametrize("suite", ["sparql10", "sparql11", "sparql12"])
def test_queries_and_updates_are_answered_as_well_as_by_the_native_server(
    empty: Served, tmp_path: Path, suite: str
) -> None:
    failed = [test for test in run(empty, suite, tmp_path) if test[2] == "fail"]
    assert [test for test in failed if test[0] not in KNOWN] == []
    assert len(failed) <= MOST[suite]
