from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import ingest_faults
from benchmarks.ingest_faults import FAULTS, NotHere


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_as_it_should(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_faults, "GIGABYTE", 50_000_000)  # the measure takes a whole one
    try:
        seen = FAULTS[fault](tmp_path)
    except NotHere as reason:
        pytest.skip(str(reason))
    assert seen.right, seen.words
