"""Options that the commands of `kg link` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.link import IndexLinker

Index = Annotated[
    Path | None,
    typer.Option("--index", help="Entity index [default: the one that comes with kg].", show_default=False),
]

JudgementsFile = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        help="File of judgements [default: judgements.jsonl in the store's folder].",
        show_default=False,
    ),
]


def judgements_path(given: Path | None, store: Path) -> Path:
    """The file of judgements that a command works on."""
    from kg.link.judgements import FILE

    return given or store / FILE


def open_linker(index: Path | None, judgements: Path) -> IndexLinker:
    """The linker that a command asks."""
    from kg.link import linker

    return linker(index, judgements)
