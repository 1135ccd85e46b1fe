"""Starting Spark, or saying what is missing for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, MissingExtra, SettingsError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST_JAVA = 17
"""What Spark 4 runs on."""

ATTEMPTS = 8
"""How often a part is tried: twice for each article that ends the process, and the losses of a cluster besides."""

_VERSION = re.compile(r'version "(?P<first>\d+)')
_DEFAULTS = {
    "spark.app.name": "kg ingest",
    "spark.log.level": "ERROR",
    "spark.master": f"local[*,{ATTEMPTS}]",
    "spark.task.maxFailures": str(ATTEMPTS),
    "spark.ui.enabled": "false",
    # The day of a date in Parquet must not hang on where the driver stands.
    "spark.sql.session.timeZone": "UTC",
}


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """`master` is the address of a cluster; "" takes that of spark-submit, else all cores of this machine.

    `settings` are Spark's own (`spark.executor.memory`); they go before those that kg would choose.
    """

    master: str = ""
    settings: tuple[tuple[str, str], ...] = ()


@contextmanager
def session(options: SessionOptions | None = None) -> Iterator[SparkSession]:
    """A session for the block, ended with it.

    `MissingExtra` without pyspark or Java; `SettingsError` if Spark refuses to start; `KgError` if a job fails in it.
    """
    chosen = options or SessionOptions()
    try:
        from py4j.protocol import Py4JError  # noqa: PLC0415
        from pyspark import SparkConf  # noqa: PLC0415  an optional part
        from pyspark.errors import PySparkException  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra(
            "Apache Spark is not installed.",
            hint="Install it: pip install 'news-kg[spark]'. It needs Java 17 or newer.",
        ) from error
    check_java(os.environ)
    conf = SparkConf()
    for key, value in _DEFAULTS.items():
        if not conf.contains(key):
            conf.set(key, value)
    wanted = (*chosen.settings, *((("spark.master", chosen.master),) if chosen.master else ()))
    for key, value in wanted:
        conf.set(key, value)
    if conf.get("spark.master").startswith("local"):
        os.environ.setdefault(
            "PYSPARK_PYTHON", sys.executable
        )  # else it takes any `python3` that is on the path
    try:
        started = SparkSession.builder.config(conf=conf).getOrCreate()
    except (PySparkException, RuntimeError, Py4JError) as error:
        raise SettingsError(
            f"Spark does not start: {_in_short(error)}", hint="Its messages say more."
        ) from error
    try:
        with job_errors_in_words():
            yield started
    finally:
        started.stop()


@contextmanager
def job_errors_in_words() -> Iterator[None]:
    """A job that fails raises a `KgError`."""
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise KgError(
            f"The Spark job failed: {_in_short(error)}",
            hint="Parts that are finished stay. Mend the cause and run it again: it goes on from there.",
        ) from error


def _in_short(error: Exception) -> str:
    """The last line of what happened on the other side, which names the error."""
    lines = [line for line in str(error).splitlines() if line.strip() and not line.startswith(("\t", " "))]
    return lines[-1].strip() if lines else type(error).__name__


def check_java(environment: Mapping[str, str]) -> None:
    """`MissingExtra` if there is no Java that Spark can run on, named by JAVA_HOME or on the path."""
    home = environment.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else environment.get("PATH"))
    hint = f"Install Java {OLDEST_JAVA} or newer (`apt install openjdk-{OLDEST_JAVA}-jre-headless`), or set JAVA_HOME."
    if java is None:
        where = f"in JAVA_HOME ({home})" if home else "on the path"
        raise MissingExtra(f"Spark needs Java, and there is none {where}.", hint=hint)
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    match = _VERSION.search(said)
    if match and int(match["first"]) < OLDEST_JAVA:
        raise MissingExtra(f"Spark needs Java {OLDEST_JAVA} or newer; {java} is {match['first']}.", hint=hint)
