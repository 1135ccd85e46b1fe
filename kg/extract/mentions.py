"""What stands for someone or somewhere in a sentence: names and titles with their place and case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.lang.tr.morphology import Case
from kg.lang.tr.personal_names import name_words
from kg.lang.tr.tokenizer import Token

PERSON, COUNTRY, ORGANIZATION, PLACE = "person", "country", "organization", "place"


@dataclass(slots=True, eq=False)
class Title:
    """A title at tokens `begin` to `end`: its kind (`ot:`), the stem of its head, country and body if named.

    `former`: no longer held ("eski"). `office` is false for descriptions that are none ("kardeşi", "sanık").
    `distant`: with words that keep it from meaning the bearer that the article knows ("bir başka başkan").
    `loose`: a common noun that means someone only if the article has one bearer of it ("genç lider").
    """

    begin: int
    end: int
    kind: str
    case: Case
    possessed: bool
    plural: bool
    countries: tuple[str, ...] = ()
    body: str = ""
    head: str = ""
    former: bool = False
    office: bool = True
    distant: bool = False
    loose: bool = False


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


Labels = Sequence[
    tuple[str, float]
]  # for each token, the label of the tagger in BIO scheme and its probability


class Reading:
    """One sentence while its names are being found.

    `known` are lower-case words of persons' names found elsewhere in the article.
    """

    __slots__ = ("_labels", "_tag", "found", "known", "owner", "tokens")

    def __init__(
        self, tokens: list[Token], known: frozenset[str], tag: Callable[[Sequence[str]], Labels] | None
    ) -> None:
        self.tokens = tokens
        self.known = known
        self.owner: Owners = [None] * len(tokens)
        self.found = SentenceNames()
        self._tag = tag
        self._labels: Labels | None = None

    @property
    def labels(self) -> Labels:
        """What the tagger says, asked for once and only when it is needed."""
        if self._labels is None:
            if self._tag is None:
                self._labels = [("O", 1.0)] * len(self.tokens)
            else:
                self._labels = self._tag([token.text for token in self.tokens])
        return self._labels

    def knows(self, token: Token) -> bool:
        """Whether a word is, or ends in, a word of a person's name found elsewhere ("Hatib", "el-Hatib")."""
        return token.stem in self.known or ("-" in token.stem and name_words(token.stem)[-1] in self.known)

    def chance(self, index: int, *kinds: str) -> float:
        """The tagger's probability for the label of a token if it is of one of `kinds` ("PER"), else 0."""
        label, probability = self.labels[index]
        return probability if label[2:] in kinds else 0.0

    def mean(self, begin: int, end: int, *kinds: str) -> float:
        """The mean of `chance` over tokens."""
        return sum(self.chance(index, *kinds) for index in range(begin, end)) / (end - begin)


def surface(tokens: list[Token], begin: int, end: int) -> str:
    """The words from `begin` to `end` as they stand in the text, with one space between them."""
    return (
        " ".join(token.text for token in tokens[begin:end])
        .replace(" .", ".")
        .replace("( ", "(")
        .replace(" )", ")")
    )
