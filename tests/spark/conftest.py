"""A session of real Spark on this machine, for the tests that need one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import MissingExtra
from kg.spark.session import ATTEMPTS, SessionOptions, check_java, session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Two cores; files are read in small pieces, so that even small ones are split."""
    pytest.importorskip("pyspark", reason="Spark is not installed: pip install '.[spark]'")
    try:
        check_java(os.environ)
    except MissingExtra as missing:
        pytest.skip(str(missing))
    with pytest.MonkeyPatch.context() as patch:
        # Spark's Python processes import the workshops of the tests.
        patch.setenv("PYTHONPATH", str(Path(__file__).resolve().parent.parent.parent))
        settings = (("spark.sql.files.maxPartitionBytes", "2000"), ("spark.sql.files.openCostInBytes", "0"))
        with session(SessionOptions(f"local[2,{ATTEMPTS}]", settings)) as started:
            yield started
