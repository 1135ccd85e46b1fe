"""What a run notes of the parts that it has finished, so that it need not make them again after it was broken off."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from kg.pipeline.bundle.manifest import Manifest, Part
from kg.pipeline.bundle.writing import part_name
from kg.pipeline.writing import write_atomically


def keep_entry(folder: Path, run: str, part: Part) -> None:
    """Note that the part is finished, so that the same run need not make it again."""
    write_atomically(
        folder / f"{part_name(part.number)}.json", json.dumps({"run": run, "part": asdict(part)})
    )


def finished_part(folder: Path, run: str, number: int) -> Part | None:
    """The part if the same run has finished it before and its files are there still."""
    try:
        found = json.loads((folder / f"{part_name(number)}.json").read_text(encoding="utf-8"))
        part = Part.from_json(found["part"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    there = all(_size(folder / file.name) == file.size for file in part.files)
    return part if found["run"] == run and there else None


def clear_entries(folder: Path, manifest: Manifest) -> None:
    """Leave of all parts' files only those that the manifest names: also what other, unfinished runs have left."""
    named = {file.name for part in manifest.parts for file in part.files}
    for path in sorted((*folder.glob("part-*"), *folder.glob(".part-*"))):
        if path.name not in named:
            path.unlink(missing_ok=True)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else -1
