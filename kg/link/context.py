"""What an article tells about an entity, as far as it helps to say which item it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from kg.link.folding import fold
from kg.link.whereabouts import Use, use
from kg.model import Analysis, Entity, EntityKind, Mention, Position
from kg.model.indexed import IndexedItem
from kg.ports import EntityIndex

HOME = {"tr": "TR"}
"""The country that an article in a language means where it says none: "Cumhurbaşkanı" alone is Türkiye's."""

APART_OCCUPATIONS = frozenset(
    "futbolcu basketbolcu voleybolcu tenisci antrenor hakem sarkici oyuncu ressam manken yonetmen muzisyen".split()
)
"""Words of occupations, folded, by which an article tells a namesake from a holder of offices."""

PRIVATE_OCCUPATIONS = APART_OCCUPATIONS | frozenset(
    "sunucu yapimci sair yazar muhabir gazeteci sampiyon astronot ogrenci ogretmen hemsire ciftci psikolog pilot rektor"
    " akademisyen arastirmaci tarihci ekonomist uzman analist profesor doktor muhendis".split()
)
"""Words of occupations, folded, whose people rarely are holders of offices, though some become that."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the article gives it: kind, ISO country or "", folded words, English names of its body.

    `international` if it is of an organisation that belongs to no country.
    """

    kind: str
    country: str
    words: str
    bodies: tuple[str, ...] = ()
    international: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of one entity: `offices` it is presented in, `occupations`, `countries` named in the article.

    `home` is the country that the language takes for granted; `forms` are the other names that the article uses;
    `use` says whether the article uses a place's name as that of a town.
    """

    published: date | None
    home: str
    countries: frozenset[str]
    offices: tuple[Office, ...] = ()
    occupations: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    country: str = ""
    use: Use = Use.OPEN


def contexts(analysis: Analysis, index: EntityIndex) -> dict[str, Context]:
    """The context of each entity, by key."""
    named = frozenset(entity.iso2 for entity in analysis.entities if entity.iso2)
    bodies = {
        entity.key: (_english(entity, index), _international(entity, index))
        for entity in analysis.entities
        if entity.kind is EntityKind.ORGANIZATION
    }
    held: defaultdict[str, list[Position]] = defaultdict(list)
    for position in analysis.positions:
        held[position.holder].append(position)
    places = {entity.key for entity in analysis.entities if entity.kind is EntityKind.PLACE}
    named_at: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in analysis.mentions:
        if mention.entity in places:
            named_at[mention.entity].append(mention)
    home = HOME.get(analysis.article.language.split("-")[0], "")
    return {
        entity.key: Context(
            published=analysis.article.published,
            home=home,
            countries=named,
            offices=tuple(_office(position, bodies) for position in held[entity.key]),
            occupations=_occupations(held[entity.key]),
            forms=entity.aliases,
            country=entity.country or "",
            use=use(analysis, named_at[entity.key]) if entity.key in places else Use.OPEN,
        )
        for entity in analysis.entities
    }


def _office(position: Position, bodies: dict[str, tuple[tuple[str, ...], bool]]) -> Office:
    names, international = bodies.get(position.body or "", ((), False))
    return Office(position.kind, position.country or "", fold(position.title), names, international)


def _international(entity: Entity, index: EntityIndex) -> bool:
    """Whether the index knows the organisation as one of no country."""
    item = _known(entity, index)
    return item is not None and not item.country


def _occupations(positions: list[Position]) -> tuple[str, ...]:
    words = (
        word for position in positions if position.kind == "other" for word in fold(position.title).split()
    )
    return tuple(dict.fromkeys(word for word in words if _private(word)))


def _private(word: str) -> bool:
    """Whether the word, perhaps with a possessive ending, is an occupation of this kind."""
    return any(stem in PRIVATE_OCCUPATIONS for stem in (word, word[:-1], word[:-2]))


def tells_apart(occupation: str) -> bool:
    """Whether an occupation makes its holder another person than a politician of the same name."""
    return any(stem in APART_OCCUPATIONS for stem in (occupation, occupation[:-1], occupation[:-2]))


def _english(entity: Entity, index: EntityIndex) -> tuple[str, ...]:
    """English name of an organisation, folded, if the index knows which it is."""
    item = _known(entity, index)
    return (fold(item.name),) if item else ()


def _known(entity: Entity, index: EntityIndex) -> IndexedItem | None:
    """The item of its link, else the one item that bears its name."""
    if entity.link is not None:
        return index.item(entity.link.qid)
    matches = index.find(entity.name, EntityKind.ORGANIZATION)
    return matches[0].item if len(matches) == 1 else None
