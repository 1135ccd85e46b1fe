"""Headings of events and articles, which have no good names of their own, in the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.server.dates import in_words
from kg.server.things.happening import Happening
from kg.server.things.names import Names
from kg.server.things.shown import cut
from kg.server.things.sources import Source
from kg.server.words import Translator

_MOST = 4
"""Names in one role; the page has all of them."""


def of_happening(one: Happening, names: Names) -> str:
    """What happened between whom: "phone call: Vladimir Putin → Nicolas Maduro"."""
    who = " → ".join(
        text for text in (_joined(one.roles.get(role, ()), names) for role in ("actor", "recipient")) if text
    )
    others = _joined(one.roles.get("participant", ()), names, " – ")
    people = ", ".join(text for text in (who, others) if text)
    people = people or _joined(one.roles.get("place", ()), names)
    kind = ", ".join(names.text(kind) for kind in one.kinds)
    return f"{kind}: {people}" if people else kind


def of_agreement(label: str, parties: Sequence[str], names: Names) -> str:
    """Its name behind its parties, unless it names them itself."""
    unnamed = [party for party in parties if names.text(party) not in label]
    return f"{_joined(parties, names, ' – ')}: {label}" if unnamed else label


def of_article(article: Mapping[str, str], t: Translator) -> str:
    """Its title, else its day."""
    if title := article.get("title"):
        return title
    if issued := article.get("issued"):
        return t.plain("entity.article_of", date=in_words(issued, t))
    return t.plain("entity.article_undated")


def _joined(iris: Iterable[str], names: Names, between: str = ", ") -> str:
    texts = [cut(names.text(iri), 60) for iri in iris]
    return between.join([*texts[:_MOST], "…"] if len(texts) > _MOST else texts)


def of_source(source: Source, t: Translator) -> str:
    """The title of the article that reports something."""
    return of_article({"title": source.title, "issued": source.issued}, t)
