"""Random analyses that a careful extractor could have made, so that their graphs conform to the shapes.

Names come from small pools: then articles share facts, spans coincide and names clash.
"""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import strategies as st

from kg.model import (
    Agreement,
    Analysis,
    Article,
    Edtf,
    Entity,
    EntityKind,
    Evidence,
    Label,
    Link,
    Mention,
    Modality,
    Occurrence,
    Position,
    Span,
)
from tests.rdf.analyses import sentences_of

WORDS = (
    "Ankara",
    "Şi'yle",
    "görüştü",
    "“barış”",
    "ﬁlo",
    "e\u0301tat",
    "𝔸BD",
    "\\n",
    "\ttab",
    "ILGAZ",
    "ıslık",
)
_ENTITIES = (
    Entity(
        "tr", EntityKind.COUNTRY, "Türkiye", (Label("Turkey", "en"),), iso2="TR", link=Link("Q43", 1.0, "iso")
    ),
    Entity("us", EntityKind.COUNTRY, "ABD", (), ("Amerika",), "US", link=Link("Q30", 1.0, "iso")),
    Entity("us2", EntityKind.COUNTRY, "Birleşik Devletler", iso2="US", link=Link("Q30", 0.5, "name")),
    Entity("nc", EntityKind.COUNTRY, "KKTC", iso2="CY-N", link=Link("Q23681", 1.0, "iso")),
    Entity("fidan", EntityKind.PERSON, "Hakan Fidan", link=Link("Q6060519", 0.91, "office-and-name")),
    Entity("fidan2", EntityKind.PERSON, "HAKAN FİDAN", aliases=("Fidan",), link=Link("Q1", 0.2, "name")),
    Entity("namesake", EntityKind.PERSON, "Hakan Fidan", qualifier="Futbolcu"),
    Entity("mao", EntityKind.PERSON, "毛泽东"),
    Entity("nato", EntityKind.ORGANIZATION, "NATO"),
    Entity("chp", EntityKind.ORGANIZATION, "CHP", country="TR"),
    Entity("izmir", EntityKind.PLACE, "İzmir", country="TR"),
)
_KEYS = tuple(entity.key for entity in _ENTITIES)
_ACTORS = tuple(entity.key for entity in _ENTITIES if entity.kind is not EntityKind.PLACE)
_PERSONS = tuple(entity.key for entity in _ENTITIES if entity.kind is EntityKind.PERSON)
_PLACES = ("izmir", "tr", "us", "nc")
_TYPES = ("consult", "consult-phone", "accuse", "assault-aerial", "statement", "disaster", "travel")
_WHEN = ("2025-12-11", "2025-12-11", "2025-12-10", "2025-12", "2024/..", "/..", "[..2025-12-12]", "2025-05~")
_KINDS = ("head-of-state", "minister", "party-leader", "other")
_RULES = ("tr/a@1", "tr/b@12")

_shares = st.floats(0, 1, allow_nan=False) | st.sampled_from((0.0, 0.5, 0.95, 1.0))
_labels = st.sampled_from(("Görüşme", "Görüşme ", "anlaşma", "İkinci anlaşma", 'tırnak "içinde"'))


@st.composite
def _articles(draw: st.DrawFn, *, dated: bool) -> Article:
    sentences = draw(
        st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=4)
    )
    text = " ".join(" ".join(words) + "." for words in sentences)
    day = st.sampled_from((date(2025, 12, 11), date(2025, 12, 12)))
    return Article(
        text=unicodedata.normalize("NFC", text),
        published=draw(day if dated else st.none() | day),
        url=draw(st.sampled_from((None, "https://a.example/x y?q=ş", "a.example"))),
        title=draw(st.sampled_from((None, "Başlık", 'Çok "özel"\nbaşlık'))),
        publisher=draw(st.sampled_from((None, "NATO", "Örnek Haber"))),
        authors=draw(st.sampled_from(((), ("Ayşe Yılmaz",), ("Can \\ Öz", 'D. "E"')))),
    )


def _spans_in(sentence: Span) -> st.SearchStrategy[Span]:
    begins = st.integers(sentence.begin, sentence.end - 1)
    return begins.flatmap(
        lambda begin: st.integers(begin + 1, sentence.end).map(lambda end: Span(begin, end))
    )


@st.composite
def _mentions(draw: st.DrawFn, sentences: tuple[Span, ...]) -> Mention:
    sentence = draw(st.sampled_from(sentences))
    return Mention(draw(st.sampled_from(_KEYS)), draw(_spans_in(sentence)), sentence, draw(_shares))


def _evidence(sentences: tuple[Span, ...]) -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        st.lists(st.sampled_from(sentences), min_size=1, max_size=3).map(tuple),
        st.sampled_from(_RULES),
        _shares,
        _some(_ACTORS, 1),
    )


def _some(keys: tuple[str, ...], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(keys), max_size=most, unique=True).map(tuple)


@st.composite
def _occurrences(
    draw: st.DrawFn, number: int, sentences: tuple[Span, ...], agreements: tuple[str, ...]
) -> Occurrence:
    roles = {
        "actors": draw(_some(_ACTORS, 2)),
        "recipients": draw(_some(_ACTORS, 2)),
        "participants": draw(_some(_ACTORS, 1)),
    }
    place = st.sampled_from(_PLACES)
    return Occurrence(
        key=f"o{number}",
        types=draw(st.lists(st.sampled_from(_TYPES), min_size=1, max_size=2, unique=True).map(tuple)),
        modality=draw(st.sampled_from((Modality.ACTUAL, *Modality))),
        label=draw(_labels),
        trigger=draw(st.sampled_from(sentences)),
        evidence=draw(_evidence(sentences)),
        place=draw(st.none() | place if any(roles.values()) else place),
        origin=draw(st.none() | place),
        when=draw(st.none() | st.sampled_from(_WHEN).map(Edtf)),
        concerns=draw(_some(agreements, 2)) if agreements else (),
        part_of=draw(st.none() | st.integers(0, number - 1).map(lambda other: f"o{other}"))
        if number
        else None,
        **roles,
    )


@st.composite
def _agreements(draw: st.DrawFn, number: int, sentences: tuple[Span, ...]) -> Agreement:
    day = st.none() | st.sampled_from(("2025-11", "2024?", "2025-12-11")).map(Edtf)
    mention = st.sampled_from(sentences).flatmap(_spans_in)
    return Agreement(
        key=f"a{number}",
        label=draw(_labels),
        kind=draw(st.sampled_from(("trade", "peace"))),
        parties=draw(st.lists(st.sampled_from(_ACTORS), min_size=1, max_size=3).map(tuple)),
        evidence=draw(_evidence(sentences)),
        mentions=draw(st.lists(mention, max_size=2).map(tuple)),
        aliases=draw(st.lists(_labels, max_size=1).map(tuple)),
        signed=draw(day),
        in_force=draw(day),
    )


def _positions(sentences: tuple[Span, ...]) -> st.SearchStrategy[Position]:
    return st.builds(
        Position,
        st.sampled_from(_PERSONS),
        st.sampled_from(_KINDS),
        st.sampled_from(("Genel Başkan", "CHP Genel Başkanı", "Devlet Başkanı")),
        _evidence(sentences),
        country=st.sampled_from((None, "TR", "US", "DE")),
        body=st.sampled_from((None, "chp", "nato")),
    )


def _persons_named(sentence: Span) -> list[Mention]:
    """A mention for each person's node, surer than any other of its span."""
    begin = sentence.begin
    return [
        Mention(key, Span(begin, begin + size), sentence, 1.0)
        for size, key in enumerate(("fidan", "namesake", "mao"), start=1)
    ]


@st.composite
def analyses(draw: st.DrawFn, *, dated: bool = True) -> Analysis:
    """One analysis; `dated` says whether its article always has a date."""
    article = draw(_articles(dated=dated))
    sentences = sentences_of(article.text)
    agreements = tuple(draw(_agreements(number, sentences)) for number in range(draw(st.integers(0, 2))))
    keys = tuple(agreement.key for agreement in agreements)
    return Analysis(
        article,
        sentences,
        _ENTITIES,
        (*_persons_named(sentences[0]), *draw(st.lists(_mentions(sentences), max_size=4))),
        tuple(draw(_occurrences(number, sentences, keys)) for number in range(draw(st.integers(0, 4)))),
        agreements,
        draw(st.lists(_positions(sentences), max_size=3).map(tuple)),
    )
