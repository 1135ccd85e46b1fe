"""Writing one part of a bundle, whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import zstandard

from kg.model import Issue, Severity
from kg.pipeline.bundle.manifest import File, Part
from kg.pipeline.ingesting import NO_GRAPH
from kg.pipeline.quarantine import files_of
from kg.pipeline.workshop import Processed
from kg.pipeline.writing import open_atomically
from kg.rdf import is_merged

LEVEL = 9
"""Of zstd: a fifth less than level 3, for one hundredth of the time that extraction takes."""


class PartWriter:
    """Collects what became of a part's articles, and writes it at the end.

    Give articles in the order of their identifiers: then the same part always has the same bytes. Two processes may
    write the same part at the same time: each file takes its place as a whole.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self._folder = folder
        self._number = number
        self._merged: set[str] = set()
        self._issues: list[str] = []
        self._quarantine: list[str] = []
        self._articles = self._quads = self._failed = self._errors = self._duplicates = 0

    def write(self, outcomes: Iterable[Processed | Issue]) -> Part:
        """Write the files of the part, and give its entry of the manifest."""
        graphs = self._file("nq", self._lines(outcomes))
        return Part(
            number=self._number,
            articles=self._articles,
            quads=self._quads,
            merged=len(self._merged),
            quarantined=len(self._quarantine),
            failed=self._failed,
            errors=self._errors + len(self._quarantine),
            duplicates=self._duplicates,
            graphs=graphs,
            issues=self._file("issues.jsonl", sorted(self._issues)),
            quarantine=self._file("quarantine.jsonl", self._quarantine),
        )

    def _lines(self, outcomes: Iterable[Processed | Issue]) -> Iterator[str]:
        """The quads of the graphs, as they come, and the merged triples after them, each once."""
        for outcome in outcomes:
            if isinstance(outcome, Issue):
                self._issues.append(_json(asdict(outcome)))
                self._failed += outcome.kind in NO_GRAPH
                self._errors += outcome.severity is Severity.ERROR
                self._duplicates += outcome.kind == "duplicate"
            elif not outcome.verdict.conforms:
                self._quarantine.append(_json(_kept(outcome)))
            else:
                self._articles += 1
                yield from self._graph(outcome)
        for line in sorted(self._merged):
            yield f"{line} .\n"

    def _graph(self, outcome: Processed) -> Iterator[str]:
        name = f"<{outcome.graph.iri}>"
        self._quads += len(outcome.graph)
        for triple in outcome.graph.triples:
            written = str(triple)
            if is_merged(triple):
                self._merged.add(written)
            yield f"{written} {name} .\n"

    def _file(self, kind: str, lines: Iterable[str]) -> File | None:
        """A compressed file of these lines; None, and no file, if there are none."""
        name = f"{part_name(self._number)}.{kind}.zst"
        count = 0
        packer = zstandard.ZstdCompressor(LEVEL)
        with (
            open_atomically(self._folder / name) as file,
            packer.stream_writer(file, closefd=False) as packed,
        ):
            for line in lines:
                packed.write(line.encode())
                count += 1
        path = self._folder / name
        if not count:
            path.unlink(missing_ok=True)
            return None
        with path.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        return File(name, digest, path.stat().st_size, count)


def part_name(number: int) -> str:
    """What the names of a part's files begin with."""
    return f"part-{number:05}"


def _kept(outcome: Processed) -> dict[str, object]:
    """What the quarantine of a store needs to take the article in."""
    article = outcome.article
    return {"article": article.id, "source": article.source, "files": files_of(outcome)}


def _json(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
