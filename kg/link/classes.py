"""Which classes of Wikidata the index takes, as a table that a user can replace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from kg.errors import InputError, UnreadableInput
from kg.model import EntityKind

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Classes:
    """`kinds` gives the kind of each class, in order of preference; `offices` are the classes of offices."""

    kinds: dict[str, EntityKind]
    offices: frozenset[str]

    def kind_of(self, classes: tuple[str, ...]) -> EntityKind | None:
        """The kind of an item of these classes; None if the index does not take it."""
        own = set(classes)
        return next((kind for qid, kind in self.kinds.items() if qid in own), None)

    def office(self, classes: tuple[str, ...]) -> bool:
        """Whether an item of these classes is an office."""
        return not self.offices.isdisjoint(classes)


@lru_cache(maxsize=1)
def default_classes() -> Classes:
    """The classes that come with the package."""
    return parse_classes((files("kg.link") / "classes.txt").read_text(encoding="utf-8"), "classes.txt")


def read_classes(path: Path) -> Classes:
    """The classes in a file of lines `kind | Q… | words`; `InputError` names a line that is none.

    `UnreadableInput` if the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(
            str(path), f"the classes cannot be read ({error}).", hint="Check the path."
        ) from error
    return parse_classes(text, str(path))


def parse_classes(text: str, source: str) -> Classes:
    """The classes in a text; `source` is for messages."""
    kinds: dict[str, EntityKind] = {}
    offices: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, rest = (part.strip() for part in line.partition("|"))
        qid = rest.partition("|")[0].strip()
        if not (qid.startswith("Q") and qid[1:].isdigit()) or kind not in (OFFICE, *EntityKind):
            raise InputError(
                source, f"line {number} is no class: {line!r}.", hint="Write: kind | Q… | words."
            )
        if kind == OFFICE:
            offices.add(qid)
        else:
            kinds.setdefault(qid, EntityKind(kind))
    return Classes(kinds, frozenset(offices))
