"""How fast an entity index is built from a dump, in how much memory, and how fast it answers.

    python benchmarks/link_build.py --entities 200000 --packing gz

Makes a dump in the true format, of entities about as long as Wikidata's on average, nine in ten of classes that the
index does not take, and builds an index of it in a process of its own, whose peak memory is measured.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard

from kg.link.building import build as run
from kg.link.index import SqliteIndex
from kg.model import EntityKind

GIVEN = "Ali Ayşe Boris Chen Dmitri Elena Fatma Giorgi Hassan Ivana John Kenji Lena Mehmet Nadia Olga Pierre".split()
FAMILY = "Yılmaz Smith Ivanov Wang Tanaka Müller Rossi García Kaya Demir Petrov Novak Khan Haddad Cohen Silva".split()
PADDING = "x" * 1200


def statement(value: object, kind: str, qualifiers: dict[str, object] | None = None) -> dict[str, object]:
    """One statement with a value, as dumps have it."""
    made: dict[str, object] = {
        "mainsnak": {"snaktype": "value", "property": "P0", "datavalue": {"value": value, "type": kind}},
        "type": "statement",
        "id": f"Q0${'0' * 36}",
        "rank": "normal",
        "references": [{"hash": "0" * 40, "snaks": {"P854": [{"snaktype": "value", "note": PADDING}]}}],
    }
    return made | ({"qualifiers": qualifiers} if qualifiers else {})


def item(qid: int) -> dict[str, object]:
    """A reference to an item."""
    return {"entity-type": "item", "numeric-id": qid, "id": f"Q{qid}"}


def entity(number: int, chance: random.Random) -> dict[str, object]:
    """One entity; one in ten is a person, one in fifty an organisation or a city."""
    draw = chance.random()
    kind = 5 if draw < 0.1 else 43229 if draw < 0.11 else 515 if draw < 0.12 else 13442814
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)} {number % 5000}"
    claims: dict[str, object] = {"P31": [statement(item(kind), "wikibase-entityid")]}
    if kind == 5:
        start = {
            "time": f"+{chance.randint(1990, 2024)}-01-01T00:00:00Z",
            "precision": chance.choice((9, 10, 11)),
        }
        held: dict[str, object] = {
            "P580": [{"snaktype": "value", "datavalue": {"value": start, "type": "time"}}]
        }
        claims["P39"] = [statement(item(30185), "wikibase-entityid", held)]
        claims["P27"] = [statement(item(43), "wikibase-entityid")]
    languages = ("en", "tr", "de", "fr", "es", "ru", "ar", "mul")
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {code: {"language": code, "value": name} for code in languages},
        "descriptions": {
            code: {"language": code, "value": "an entity of the benchmark"} for code in languages
        },
        "aliases": {"en": [{"language": "en", "value": f"{name} alias"}]},
        "claims": claims,
        "sitelinks": {f"{code}wiki": {"site": f"{code}wiki", "title": name} for code in languages},
    }


def lines(count: int) -> Iterator[bytes]:
    """A dump of `count` entities, line by line."""
    chance = random.Random(7)
    yield b"[\n"
    for number in range(1, count + 1):
        yield json.dumps(entity(number + 10_000_000, chance)).encode() + (b",\n" if number < count else b"\n")
    yield b"]\n"


def write_dump(path: Path, count: int) -> int:
    """Write the dump, packed as the name says; how many bytes it has unpacked."""
    size = 0
    if path.suffix == ".zst":
        with path.open("wb") as raw, zstandard.ZstdCompressor().stream_writer(raw) as out:
            for line in lines(count):
                size += out.write(line)
        return size
    opened: Any = {".gz": gzip.open, ".bz2": bz2.open}.get(path.suffix, open)
    with opened(path, "wb") as out:
        for line in lines(count):
            size += out.write(line)
    return size


def build(dump: Path, target: Path) -> None:
    """Build in this process and print seconds and peak memory in megabytes."""
    began = time.perf_counter()
    report = run(dump, target)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "kept": sum(report.kept.values())}))


def look_up(target: Path) -> None:
    """Print how fast the index opens and answers."""
    began = time.perf_counter()
    index = SqliteIndex.open(target)
    opened = time.perf_counter() - began
    chance = random.Random(8)
    names = [
        f"{chance.choice(GIVEN)} {chance.choice(FAMILY)} {chance.randrange(5000)}" for _ in range(20_000)
    ]
    began = time.perf_counter()
    hits = sum(len(index.find(name, EntityKind.PERSON)) for name in names)
    rate = len(names) / (time.perf_counter() - began)
    print(
        f"opened in {opened * 1000:.1f} ms; {rate:,.0f} look-ups/s, {hits / len(names):.2f} items each, all loaded"
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entities", type=int, default=200_000)
    parser.add_argument("--packing", choices=("json", "gz", "bz2", "zst"), default="gz")
    parser.add_argument("--build", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        build(*options.build)
        return
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / ("dump.json" if options.packing == "json" else f"dump.json.{options.packing}")
        size = write_dump(dump, options.entities)
        target = Path(folder) / "index.sqlite"
        command = [sys.executable, __file__, "--build", str(dump), str(target)]
        done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(
            f"{options.entities:,} entities, {size / 1e6:.0f} MB unpacked,"
            f" {dump.stat().st_size / 1e6:.0f} MB {options.packing};"
            f" {done['kept']:,} taken in {done['seconds']:.1f} s: {options.entities / done['seconds']:,.0f} entities/s,"
            f" {size / 1e6 / done['seconds']:.0f} MB/s unpacked; peak {done['peak']:.0f} MB;"
            f" index {target.stat().st_size / 1e6:.1f} MB"
        )
        look_up(target)


if __name__ == "__main__":
    main()
