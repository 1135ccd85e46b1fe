"""What people decided: an entity is this item, or none. Kept as lines of JSON, the last word wins.

    {"kind": "person", "name": "Ali Yılmaz", "qualifier": "", "qid": "Q123", "by": "review"}

`qid` is null where the entity is refused a link. A judgement is on the name as the graph has it: it holds for
every article whose entity has this kind, name and qualifier, and changes its link, never its IRI.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import InputError
from kg.link.folding import fold
from kg.model import Entity, EntityKind, Link

METHOD = "judgement"
FILE = "judgements.jsonl"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person; `qid` None means that the entity has no item."""

    kind: EntityKind
    name: str
    qid: str | None
    qualifier: str = ""
    by: str = ""

    @property
    def link(self) -> Link | None:
        """The link that follows; None for a refusal."""
        return Link(self.qid, 1.0, METHOD) if self.qid else None


class Judgements:
    """Judgements by what they are on; a later one replaces an earlier one."""

    def __init__(self, items: Iterable[Judgement] = ()) -> None:
        self._by_name = {_key(item.kind, item.name, item.qualifier): item for item in items}

    def on(self, entity: Entity) -> Judgement | None:
        """The judgement that holds for an entity, or None."""
        return self.on_name(entity.kind, entity.name, entity.qualifier)

    def on_name(self, kind: EntityKind, name: str, qualifier: str = "") -> Judgement | None:
        """The judgement that holds for a name, or None."""
        return self._by_name.get(_key(kind, name, qualifier))

    def __len__(self) -> int:
        return len(self._by_name)

    @classmethod
    def read(cls, path: Path) -> Judgements:
        """The judgements in a file, none if there is no file; `InputError` names a line that cannot be read."""
        if not path.exists():
            return cls()
        return cls(
            _parsed(path, number, line)
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
            if line.strip()
        )


def append(path: Path, judgement: Judgement) -> None:
    """Add one judgement to a file, which is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(judgement), ensure_ascii=False) + "\n")


def _key(kind: EntityKind, name: str, qualifier: str) -> tuple[EntityKind, str, str]:
    return kind, fold(name), qualifier


def _parsed(path: Path, number: int, line: str) -> Judgement:
    try:
        row = json.loads(line)
        judgement = Judgement(
            EntityKind(row["kind"]), row["name"], row["qid"], row.get("qualifier", ""), row.get("by", "")
        )
        _ = judgement.link
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            str(path), f"line {number} is no judgement ({error}).", hint="Correct the line or take it out."
        ) from error
    return judgement
