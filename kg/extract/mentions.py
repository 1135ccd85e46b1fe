"""What stands for someone or somewhere in a sentence: names and titles with their place and case."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.lang.tr.morphology import Case
from kg.lang.tr.tokenizer import Token

PERSON, COUNTRY, ORGANIZATION, PLACE = "person", "country", "organization", "place"


@dataclass(slots=True, eq=False)
class Title:
    """A title or office at tokens `begin` to `end`: its kind (`ot:`), plain words, country and body if named."""

    begin: int
    end: int
    kind: str
    case: Case
    possessed: bool
    plural: bool
    countries: tuple[str, ...] = ()
    body: str = ""
    former: bool = False


@dataclass(slots=True, eq=False)
class Name:
    """A name at tokens `begin` to `end`, in `case`. `ref` is an ISO code for countries, else the bare name.

    `adjective`: a demonym ("Rus"). `implied`: a seat of power that stands for its government ("Kremlin").
    `iso2` is the country that a place or organisation belongs to.
    """

    kind: str
    ref: str
    begin: int
    end: int
    case: Case
    confidence: float
    rule: str
    iso2: str = ""
    adjective: bool = False
    implied: bool = False
    plural: bool = False
    title: Title | None = None
    subkind: str = ""
    short: str = ""


Owners = list["Name | Title | None"]  # for each token, the name or title that it belongs to


@dataclass(slots=True)
class SentenceNames:
    """What was found in one sentence, in order of position."""

    names: list[Name] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)


def surface(tokens: list[Token], begin: int, end: int) -> str:
    """The words from `begin` to `end` as they stand in the text, with one space between them."""
    return (
        " ".join(token.text for token in tokens[begin:end])
        .replace(" .", ".")
        .replace("( ", "(")
        .replace(" )", ")")
    )
