from __future__ import annotations

import pytest

from benchmarks.ingest_kill import main


@pytest.mark.slow
def test_an_ingestion_that_is_killed_and_resumed_ends_as_one_that_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(["--number", "200", "--kills", "4", "--seconds", "6", "--batch", "5", "--seed", "3"])
    told = capsys.readouterr().out
    assert code == 0, told
    assert "the same" in told
