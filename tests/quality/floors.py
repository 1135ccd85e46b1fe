"""The floors under the numbers of `kg eval`: read from floors.toml, measured, raised.

    python -m tests.quality.floors [--anew PART ...]

Raises every floor to the number measured now less `MARGIN`; none goes down. A part whose articles or gold
have changed has to be named after --anew: then its digest and all its floors are set anew, lower ones too.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.extract import extractor
from kg.pipeline.evaluate import evaluate

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
CORPUS = HERE.parent / "corpus"
VARIABLE = "KG_DEV_EVAL"
MARGIN = 0.02

_HEAD = """# Floors under the numbers of `kg eval`, written by `python -m tests.quality.floors` (docs/evaluation.md).
# `digest` is of all articles and gold files of the part: other files have other numbers.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Articles with their gold. `name` is the part's section in floors.toml."""

    name: str
    gold: Path
    articles: Path

    @property
    def digest(self) -> str:
        """SHA-256, in hex, over names and bytes of all articles and gold files in the order of their names."""
        total = hashlib.sha256()
        for file in (*sorted(self.articles.glob("*.txt")), *sorted(self.gold.glob("*.json"))):
            total.update(f"{file.name}\n{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
        return total.hexdigest()

    def measure(self) -> dict[str, float]:
        """The numbers of the extraction as it is now."""
        return evaluate(self.gold, self.articles, extractor).metrics()


@dataclass(frozen=True, slots=True)
class Pinned:
    """What floors.toml holds of a part; a floor is the smallest number allowed, between 0 and 1."""

    digest: str
    floors: Mapping[str, float]

    def complaints(self, part: Part, measured: Mapping[str, float]) -> list[str]:
        """Everything that the gate must stop: a changed corpus, numbers below their floors or without one."""
        if part.digest != self.digest:
            return [f"{part.name}: the files are not those that the floors were measured on"]
        below = [
            f"{part.name}: {name} is {measured.get(name, 0.0):.4f}, below its floor {floor:.4f}"
            for name, floor in self.floors.items()
            if measured.get(name, 0.0) < floor
        ]
        return below + [f"{part.name}: {name} has no floor" for name in measured if name not in self.floors]

    def raised(self, measured: Mapping[str, float]) -> Pinned:
        """With higher floors where the numbers allow them."""
        names = dict.fromkeys((*self.floors, *measured))
        return Pinned(
            self.digest,
            {name: max(self.floors.get(name, 0.0), floor_under(measured.get(name, 0.0))) for name in names},
        )


def floor_under(value: float) -> float:
    """The floor for a number measured, to four places."""
    return max(0.0, round(value - MARGIN, 4))


def corpus_parts() -> list[Part]:
    """The parts of the project's own corpus."""
    return [Part(name, CORPUS / name, CORPUS / name) for name in ("open", "held")]


def private_part() -> Part | None:
    """The set that the environment points to: a folder with `gold` and `articles`, named after itself."""
    folder = os.environ.get(VARIABLE)
    return Part(Path(folder).name, Path(folder) / "gold", Path(folder) / "articles") if folder else None


def read_floors(file: Path = FLOORS) -> dict[str, Pinned]:
    """What is pinned, by the name of the part."""
    if not file.exists():
        return {}
    sections = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: Pinned(section["digest"], section["floors"]) for name, section in sections.items()}


def write_floors(pinned: Mapping[str, Pinned], file: Path = FLOORS) -> None:
    """Write the file anew."""
    lines = [_HEAD]
    for name, part in pinned.items():
        lines += [f'[{name}]\ndigest = "{part.digest}"\n', f"[{name}.floors]"]
        lines += [f'"{metric}" = {floor:.4f}' for metric, floor in part.floors.items()]
        lines.append("")
    file.write_text("\n".join(lines), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Raise floors; 1 if a part's files have changed and it is not among those to be set anew."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.floors")
    parser.add_argument("--anew", nargs="+", default=[], metavar="PART")
    anew = parser.parse_args(arguments).anew
    pinned = read_floors()
    private = private_part()
    changed = False
    for part in [*corpus_parts(), *([private] if private else [])]:
        known = pinned.get(part.name)
        if known is None or part.name in anew:
            known = Pinned(part.digest, {})
        if known.digest != part.digest:
            sys.stderr.write(f"{part.name}: its files have changed. If that is right, --anew {part.name}.\n")
            changed = True
            continue
        pinned[part.name] = known.raised(part.measure())
    write_floors(pinned)
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
