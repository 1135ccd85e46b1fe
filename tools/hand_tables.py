"""The hand-written tables beside the tools: cells between "|", lines that begin with "#" left out."""

from __future__ import annotations

from pathlib import Path


def hand_rows(file: Path, width: int) -> list[list[str]]:
    """Rows of a table, each of `width` cells; ends with file and line if one has more or fewer."""
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != width:
            raise SystemExit(f"{file.name}:{number}: {width} cells expected, found {len(cells)}")
        rows.append(cells)
    return rows
