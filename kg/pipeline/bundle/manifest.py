"""What a bundle holds, in JSON, and which kg made it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

import kg
from kg.errors import UnreadableInput
from kg.pipeline.writing import write_atomically
from kg.rdf import MAPPING_VERSION, ArticleGraph
from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import ONTOLOGY

FORMAT = 1
"""Number of this layout of bundles. A higher one is refused: only a newer kg can read it."""

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Versions:
    """What a bundle was made with: kg, the version of the mapping, the digest of the ontology."""

    kg: str
    mapping: int
    ontology: str

    @classmethod
    @cache
    def here(cls) -> Versions:
        """Those of this installation."""
        ontology = ArticleGraph.of(ONTOLOGY.value, ontology_triples()).digest
        return cls(kg.__version__, MAPPING_VERSION, ontology)


@dataclass(frozen=True, slots=True)
class File:
    """A file beside the manifest: its name, the SHA-256 of its bytes as they lie there, bytes, and lines in it."""

    name: str
    sha256: str
    size: int
    lines: int

    def check(self, folder: Path) -> bytes:
        """The file's bytes. `UnreadableInput` if it is not there or another than the manifest says."""
        path = folder / self.name
        try:
            found = path.read_bytes()
        except OSError as error:
            raise UnreadableInput(
                str(path), f"cannot be read ({error.strerror}).", hint="Copy the whole folder again."
            ) from error
        if hashlib.sha256(found).hexdigest() != self.sha256:
            raise UnreadableInput(
                str(path), "is not the file that the manifest describes.", hint="Copy it again."
            )
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `quads` are those of `articles` graphs, `merged` the triples of the default graph beside them.

    `duplicates` are articles that came more than once, `quarantined` and `failed` as in a run's summary;
    `errors` are records and articles that were left out for any reason.
    """

    number: int
    articles: int
    quads: int
    merged: int
    quarantined: int
    failed: int
    errors: int
    duplicates: int
    graphs: File | None
    issues: File | None
    quarantine: File | None

    @property
    def files(self) -> tuple[File, ...]:
        """All its files that exist."""
        return tuple(file for file in (self.graphs, self.issues, self.quarantine) if file)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Self:
        """A part from its JSON; KeyError or TypeError if it is none."""
        files = {name: File(**found[name]) for name in _FILES if found[name]}
        return cls(**{**found, **files})


_FILES = ("graphs", "issues", "quarantine")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole bundle."""

    versions: Versions
    parts: tuple[Part, ...]

    def total(self, name: str) -> int:
        """The sum of a count over all parts, such as `articles`."""
        return sum(int(getattr(part, name)) for part in self.parts)

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest as it is written."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """The manifest as text; the same bundle always gives the same text."""
        counts = ("articles", "quads", "merged", "quarantined", "failed", "errors", "duplicates")
        document = {
            "format": FORMAT,
            "made_with": asdict(self.versions),
            "totals": {name: self.total(name) for name in counts},
            "parts": [asdict(part) for part in self.parts],
        }
        return json.dumps(document, indent=1, ensure_ascii=False) + "\n"

    def write(self, folder: Path) -> None:
        """Put it into the folder, which makes the bundle a whole one."""
        write_atomically(folder / NAME, self.to_json())

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Whether a finished bundle is in the folder."""
        return (folder / NAME).exists()

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of a folder; `UnreadableInput` if there is none, or of another format."""
        path = folder / NAME
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            if int(found["format"]) > FORMAT:
                raise UnreadableInput(str(path), "was made by a newer kg.", hint="Install the newer kg.")
            return cls(
                Versions(**found["made_with"]),
                tuple(Part.from_json(part) for part in found["parts"]),
            )
        except OSError as error:
            raise UnreadableInput(
                str(path),
                f"cannot be read ({error.strerror}).",
                hint="A bundle has it only when it is finished: let `kg ingest --engine spark` run to its end.",
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableInput(
                str(path), f"is damaged: {error!r}.", hint="Make the bundle anew."
            ) from error
