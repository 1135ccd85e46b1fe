"""A node as a page shows it: words that fit, the page behind them, nothing that a browser would run."""

from __future__ import annotations

from dataclasses import dataclass

from kg.rdf.vocabulary import BASE
from kg.server.links import KINDS, local_path

LONGEST = 120
"""Characters of a name that are shown in running text; the page of the thing has all of them."""
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """A node for people. `link` is empty where there is no page that is safe to go to; `language` is that of a text."""

    text: str
    link: str = ""
    note: str = ""
    language: str = ""

    @property
    def brief(self) -> str:
        """The text, cut if it is very long."""
        return cut(self.text)


def cut(text: str, longest: int = LONGEST) -> str:
    """A text of at most so many characters, with an ellipsis where something is left out.

    >>> cut("Karakas", 5)
    'Kara…'
    """
    return text if len(text) <= longest else text[: longest - len(ELLIPSIS)].rstrip() + ELLIPSIS


def page_of(iri: str) -> str:
    """Where a click on an IRI leads: its page here, a page of the web, or nowhere (empty).

    A sentence is a place in the page of its article.

    >>> page_of("https://w3id.org/news-kg/article/6e3c#char=0,9")
    '/article/6e3c#char=0,9'
    >>> page_of("javascript:alert(1)")
    ''
    """
    if iri.startswith(BASE):
        article, mark, fragment = iri.partition("#")
        if mark and article.removeprefix(BASE).startswith("article/"):
            return f"{local_path(article)}#{fragment}"
        kind = iri.removeprefix(BASE).partition("/")[0].partition("#")[0]
        return local_path(iri) if kind in KINDS else ""
    return local_path(iri)


def percent(share: float | str) -> str:
    """A share of 1 in percent; what is no number stays as it is.

    >>> percent("0.876")
    '88'
    """
    try:
        return f"{100 * float(share):.0f}"
    except ValueError:
        return cut(str(share), 20)
