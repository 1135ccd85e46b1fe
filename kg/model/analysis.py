"""What extraction gives back: entities, occurrences, agreements and positions with their evidence.

Everything is frozen and ordered. Entities are referred to by their `key`, unique in the analysis;
every fact carries the spans of the sentences that say it, the rule that found it and a confidence
between 0 and 1 (the share of such facts that are right, measured).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.article import Article
from kg.model.edtf import Edtf
from kg.model.span import Span


class EntityKind(StrEnum):
    """Local names of the entity classes of the ontology, in lower case."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANIZATION = "organization"
    PLACE = "place"


class Modality(StrEnum):
    """How an article presents an occurrence; local names of the scheme `mo:`."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Link:
    """A decision that an entity is a Wikidata item (`qid`), how surely and by which method."""

    qid: str
    confidence: float
    method: str

    def __post_init__(self) -> None:
        if not (self.qid.startswith("Q") and self.qid[1:].isdigit()):
            raise ValueError(f"not a Wikidata identifier: {self.qid!r}")
        _check_confidence(self.confidence)


@dataclass(frozen=True, slots=True)
class Label:
    """A name in a language (BCP 47)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, country, organisation or place that the article names.

    `name` is the canonical name in the article's language and makes the IRI (for a country, `iso2` does);
    `labels` are further preferred labels in other languages; `aliases` are the other forms used.
    `country` is the ISO code that an organisation or place belongs to. `qualifier` keeps namesakes
    apart in IRIs and is empty for nearly all.
    """

    key: str
    kind: EntityKind
    name: str
    labels: tuple[Label, ...] = ()
    aliases: tuple[str, ...] = ()
    iso2: str | None = None
    country: str | None = None
    link: Link | None = None
    qualifier: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError(f"entity {self.key} has no name")
        if (self.kind is EntityKind.COUNTRY) != (self.iso2 is not None):
            raise ValueError(f"entity {self.key}: a country, and only a country, has an ISO code")


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity (`entity` is its key), in the sentence `sentence`."""

    entity: str
    span: Span
    sentence: Span
    confidence: float

    def __post_init__(self) -> None:
        _check_confidence(self.confidence)
        if not self.sentence.contains(self.span):
            raise ValueError("a mention must lie in its sentence")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is there: sentences, source, rule, confidence.

    `attributed_to` are keys of the entities that the article gives as its source; empty when the
    article speaks in its own voice. `rule` is a name with a version, `tr/consult-phone@1`.
    """

    sentences: tuple[Span, ...]
    rule: str
    confidence: float
    attributed_to: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError("a fact needs a sentence")
        _check_confidence(self.confidence)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that happened, will, may or did not happen. Roles hold entity keys.

    `types` are local names of the scheme `et:`, the most specific first. `trigger` is the span of the words
    that name it. `concerns` holds keys of agreements.
    """

    key: str
    types: tuple[str, ...]
    modality: Modality
    label: str
    trigger: Span
    evidence: Evidence
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    place: str | None = None
    origin: str | None = None
    when: Edtf | None = None
    concerns: tuple[str, ...] = ()
    part_of: str | None = None

    def __post_init__(self) -> None:
        if not self.types:
            raise ValueError(f"occurrence {self.key} has no type")
        if not (self.everyone or self.place):
            raise ValueError(f"occurrence {self.key} has neither a participant nor a place")

    @property
    def everyone(self) -> tuple[str, ...]:
        """All who take part, whatever their role, in order, each once."""
        return tuple(dict.fromkeys((*self.actors, *self.recipients, *self.participants)))


@dataclass(frozen=True, slots=True)
class Agreement:
    """A treaty, accord, contract or memorandum. `kind` is a local name of the scheme `at:`."""

    key: str
    label: str
    kind: str
    parties: tuple[str, ...]
    evidence: Evidence
    mentions: tuple[Span, ...] = ()
    aliases: tuple[str, ...] = ()
    signed: Edtf | None = None
    in_force: Edtf | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A person (`holder`, a key) in an office, as the article presents it.

    `kind` is a local name of the scheme `ot:`; `title` the words of the article ("Rusya Devlet Başkanı");
    `country` an ISO code; `body` the key of the organisation for offices of organisations; `item` the Wikidata
    item of the office ("Q218295"), None where it is not known.
    """

    holder: str
    kind: str
    title: str
    evidence: Evidence
    country: str | None = None
    body: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one article says, with its sentences. Every key that a fact uses is an entity here."""

    article: Article
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    positions: tuple[Position, ...] = ()

    def __post_init__(self) -> None:
        keys = [entity.key for entity in self.entities]
        if len(keys) != len(set(keys)):
            raise ValueError("two entities have the same key")
        agreements = {agreement.key for agreement in self.agreements}
        occurrences = {occurrence.key for occurrence in self.occurrences}
        known = set(keys)
        for where, used in self._references():
            if used not in known:
                raise ValueError(f"{where} refers to an unknown entity: {used!r}")
        for occurrence in self.occurrences:
            if not agreements.issuperset(occurrence.concerns):
                raise ValueError(f"{occurrence.key} concerns an unknown agreement")
            if occurrence.part_of is not None and occurrence.part_of not in occurrences:
                raise ValueError(f"{occurrence.key} is part of an unknown occurrence")

    def _references(self) -> list[tuple[str, str]]:
        found = [("a mention", mention.entity) for mention in self.mentions]
        for occurrence in self.occurrences:
            ends = (occurrence.place, occurrence.origin)
            used = (*occurrence.everyone, *occurrence.evidence.attributed_to, *(end for end in ends if end))
            found += [(occurrence.key, key) for key in used]
        for agreement in self.agreements:
            found += [(agreement.key, key) for key in (*agreement.parties, *agreement.evidence.attributed_to)]
        for position in self.positions:
            found += [("a position", key) for key in (position.holder, position.body) if key]
        return found


def _check_confidence(value: float) -> None:
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"a confidence lies between 0 and 1, not {value}")
