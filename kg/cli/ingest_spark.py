"""`kg ingest --engine spark`: articles into a bundle, by a Spark job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli.exits import ExitCode
from kg.cli.parameters import settings
from kg.errors import SettingsError

if TYPE_CHECKING:
    from kg.acquire import ReadOptions


@dataclass(frozen=True, slots=True)
class SparkChoice:
    """What the command line says about Spark: see the options of `kg ingest`.

    `unusable` are options given that only extraction in this process heeds.
    """

    output: Path | None
    parts: int
    master: str
    settings: tuple[str, ...]
    unusable: tuple[str, ...] = ()


def ingest_on_spark(
    sources: Sequence[str],
    choice: SparkChoice,
    options: ReadOptions,
    tools: tuple[Path | None, Path | None],
) -> None:
    """Make the bundle and tell what is in it; exit code 1 if something was left out."""
    from kg.spark import Inputs, JobOptions, SessionOptions, make_bundle, session

    if choice.output is None:
        raise SettingsError(
            "--engine spark needs a folder for what it makes.",
            hint="Name it with --output, then `kg load` it.",
        )
    if choice.unusable:
        raise SettingsError(
            f"{' and '.join(choice.unusable)} cannot be used with --engine spark.", hint="Leave it out."
        )
    chosen = tuple(_setting(written) for written in choice.settings)
    with session(SessionOptions(choice.master, chosen)) as spark:
        job = JobOptions(options, choice.parts, *tools, settings().article_seconds)
        manifest = make_bundle(Inputs.find(sources, spark), choice.output, job, spark)
    told = [f"{manifest.total('articles')} articles", f"{manifest.total('quads')} quads"]
    told += [
        f"{number} {name}"
        for name in ("duplicates", "quarantined", "failed")
        if (number := manifest.total(name))
    ]
    typer.echo(f"{', '.join(told)}; {len(manifest.parts)} parts in {choice.output}.")
    typer.echo(f"Load it: kg load {choice.output}")
    if manifest.total("errors"):
        raise typer.Exit(ExitCode.LEFT_OUT)


def _setting(written: str) -> tuple[str, str]:
    key, equals, value = written.partition("=")
    if not (key and equals):
        raise SettingsError(f"--spark-conf {written!r} is no setting.", hint="Write it as key=value.")
    return key, value
