"""Persons in a sentence: runs of capitalised words that a title, a given name or the tagger speaks for."""

from __future__ import annotations

from kg.extract.kind_nouns import KindNouns
from kg.extract.mentions import ORGANIZATION, PERSON, PLACE, Name, Reading, Title, surface
from kg.extract.organizations import strip_case
from kg.lang.tr.casing import capitalize
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, case_of_suffix
from kg.lang.tr.nouns import Noun, guess_case, noun_of
from kg.lang.tr.personal_names import spaced
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words as word_lists

_NO_PERSONS = word_lists().no_persons
_WEEKDAYS = frozenset(("pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"))
_OF_DAYS = frozenset(("günü", "sabahı", "akşamı", "gecesi", "gününden", "gününe"))
_DIRECTIONS = ("kuzey", "güney", "doğu", "batı", "orta")  # "Kuzey Irak"
_BEFORE_NAMES = word_lists().before_names
_NO_BODIES = word_lists().abbreviations
_QUOTES = frozenset("\"“”„«»'‘’")
_SURE = 0.85
_LIKELY = 0.5


class PersonFinder:
    """Decides what a run of capitalised words is that no table explains."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._kinds = KindNouns(lexicon)

    def find(self, reading: Reading, begin: int, end: int) -> Name | None:
        """The person that the run from `begin` to `end` names, or else the place or organisation, or None."""
        before = reading.owner[begin - 1] if begin else None
        title = before if isinstance(before, Title) else None
        if title is not None and (title.plural or title.case is not Case.NOM):
            title = None
        first, last = self._trim(reading, begin, end, title)
        kind = None
        if title is None:
            kind = self._kinds.of(reading, first, last, self._is_full_name(reading, first, last))
        if kind is not None and self._is_body(reading, first, last, kind):
            return _name(ORGANIZATION, reading.tokens, first, last, 0.75, "kind-noun")
        if kind is None and not self._thing(reading, first, last, title):
            rule, confidence = self._grounds(reading, first, last, title if first == begin else None)
            if rule:
                person = _name(PERSON, reading.tokens, first, last, confidence, rule)
                person.ref = spaced(person.ref)
                person.title = title if first == begin else None
                return person
        return self._other(reading, begin, end)

    def _is_full_name(self, reading: Reading, begin: int, end: int) -> bool:
        """Whether words are a given and a family name, so that a noun after them is not what they are: "gazetesini"."""
        if end - begin == 1 or capitalize(reading.tokens[end - 1].stem) not in self._lexicon.surnames:
            return False
        given = self._lexicon.given.get(reading.tokens[begin].text)
        return given is not None and (not given.ambiguous or reading.mean(begin, end, "PER") >= _LIKELY)

    def _is_body(self, reading: Reading, begin: int, end: int, kind: Noun) -> bool:
        """Whether a noun beside words makes a body of them: not if the one word is ordinary or no name."""
        only = reading.tokens[begin]
        if kind.stem not in self._lexicon.body_nouns or only.lower in _NO_BODIES:
            return False
        return end - begin > 1 or not self._lexicon.is_ordinary(only.stem)

    def _trim(self, reading: Reading, begin: int, end: int, title: Title | None) -> tuple[int, int]:
        """The run without the words at its ends that do not belong to a name."""
        while end - begin > 1 and self._leads_in(reading, begin, title):
            begin += 1
        while end - begin > 1 and self._trails(reading, begin, end):
            end -= 1
        return begin, end

    def _leads_in(self, reading: Reading, at: int, title: Title | None) -> bool:
        token, following = reading.tokens[at], reading.tokens[at + 1]
        if token.text in self._lexicon.given or not following.capital:
            return False
        if token.stem in _BEFORE_NAMES:
            return True
        if self._lexicon.is_inhabitant(token.lower):
            return True
        if title is not None:
            return False
        if guess_case(token.lower) is not Case.NOM and self._lexicon.plain_opening(token):
            return True
        if at == 0:
            named = following.text in self._lexicon.given and not following.suffix
            return reading.labels[0][0] == "O" or (
                self._lexicon.plain_opening(token) and (named or reading.chance(0, "PER") < _SURE)
            )
        return (
            self._lexicon.plain_opening(token)
            and reading.chance(at, "PER") < _SURE
            and (reading.labels[at + 1][0] == "B-PER" or reading.knows(following))
        )

    def _trails(self, reading: Reading, begin: int, end: int) -> bool:
        """Whether the last word is an ordinary one that only the capitals of the text tie to the name before it."""
        at = end - 1
        token = reading.tokens[at]
        label, probability = reading.labels[at]
        if token.lower in _DIRECTIONS and end + 1 < len(reading.tokens):
            joined, other = reading.tokens[end], reading.tokens[end + 1]
            if joined.lower == "ve" and other.lower.startswith(_DIRECTIONS):
                return True  # "Başbakan Kovanlı *Doğu* ve Güneydoğulu vekillerle …"
        if token.lower in _WEEKDAYS and end < len(reading.tokens) and reading.tokens[end].lower in _OF_DAYS:
            return True  # "Nadir Kovanlı *Perşembe* günü …"
        return (
            not label.endswith("PER")
            and probability >= _SURE
            and reading.tokens[at - 1].capital
            and reading.mean(begin, at, "PER") >= _LIKELY
            and capitalize(token.stem) not in self._lexicon.surnames
            and self._lexicon.is_ordinary(token.stem)
        )

    def _thing(self, reading: Reading, begin: int, end: int, title: Title | None) -> bool:
        """Whether the last word says that a thing is named ("Paul Salonu") or that no name is there at all."""
        token = reading.tokens[end - 1]
        form = capitalize(token.stem)
        if reading.knows(token) or form in self._lexicon.given or form in self._lexicon.surnames:
            return False
        if self._lexicon.is_inhabitant(token.stem) or token.stem in _NO_PERSONS:
            return True
        if end - begin == 1:
            return (
                title is not None
                and self._lexicon.is_ordinary(token.stem)
                and reading.chance(begin, "PER") < 0.9
            )
        noun = noun_of(token.stem, self._lexicon.place_heads) or noun_of(
            token.stem, self._lexicon.thing_heads
        )
        if noun is not None and (noun.possessed or noun.stem in self._lexicon.place_heads):
            return True
        return self._lexicon.is_possessed(token.stem) and reading.mean(begin, end, "PER") < 0.95

    def _grounds(self, reading: Reading, begin: int, end: int, title: Title | None) -> tuple[str, float]:
        """The rule by which tokens name a person, and how sure it is; "" if none says so."""
        tokens = reading.tokens
        score = reading.mean(begin, end, "PER")
        other = reading.mean(begin, end, "ORG", "LOC")
        first = tokens[begin]
        words = [token for token in tokens[begin:end] if token.is_word]
        shouting = self._shouting(tokens, words)
        if title is not None and not shouting and not (_is_acronym(words) and score < _SURE):
            return "title", 0.95
        given = self._lexicon.given.get(first.text if not first.suffix else first.text[: len(first.stem)])
        if given is not None and len(words) >= 2 and (not given.ambiguous or score > 0.3) and other < 0.7:
            return "given-name", 0.9
        if _in_quotes(tokens, begin, end) and not any(reading.knows(token) for token in words):
            return "", 0.0  # a work, a ship, a motto
        if score >= _LIKELY and len(words) >= 2 and not shouting:
            return "tagger", max(0.6, min(score, 0.9))
        if any(char.isdigit() for token in words for char in token.text):
            return "", 0.0
        if (
            any(reading.knows(token) for token in words)
            and not all(token.all_caps for token in words)
            and other < 0.85
        ):
            return "known-name", 0.9
        if len(words) >= 2 and other < 0.7 and not shouting and self._of_a_country(reading, begin, end):
            return "demonym", 0.85
        if score >= 0.7 and len(words) == 1 and len(first.stem) > 2 and not first.all_caps:
            return "tagger-single", score
        return "", 0.0

    def _of_a_country(self, reading: Reading, begin: int, end: int) -> bool:
        """Whether unknown words after a demonym are a name: "Maltalı Carmelo Abela"."""
        before = reading.owner[begin - 1] if begin else None
        return (
            isinstance(before, Name)
            and before.adjective
            and before.case is Case.NOM
            and not any(self._lexicon.is_ordinary(token.stem) for token in reading.tokens[begin:end])
            and not any(token.all_caps for token in reading.tokens[begin:end])
        )

    def _shouting(self, tokens: list[Token], words: list[Token]) -> bool:
        """Whether words in a line of capitals have no part that is a known name."""
        if sum(token.all_caps for token in tokens) < 3 or not all(word.all_caps for word in words):
            return False
        known = sum(
            capitalize(word.stem) in self._lexicon.given or capitalize(word.stem) in self._lexicon.surnames
            for word in words
        )
        return known < len(words) / 2

    def _names_body(self, tokens: list[Token], begin: int, end: int) -> bool:
        """Whether words may be the name of a body: no model ("F-35"), and no ordinary word unless it heads one."""
        token = tokens[end - 1]
        thing = noun_of(token.stem, self._lexicon.thing_heads)
        if not _may_be_body(token) or (thing is not None and thing.possessed):
            return False
        if end - begin > 1 or token.all_caps:
            return True
        head = noun_of(token.stem, self._lexicon.organization_heads)
        return not head.possessed if head is not None else not self._lexicon.is_ordinary(token.stem)

    def _body(self, tokens: list[Token], begin: int, end: int) -> Name:
        """An organisation by the tagger, without a case suffix written close to its last word ("Senatodan")."""
        name = _name(ORGANIZATION, tokens, begin, end, 0.7, "tagger")
        last = tokens[end - 1]
        noun = noun_of(last.lower, self._lexicon.organization_heads) if not last.suffix else None
        if noun is not None and (noun.case is not Case.NOM or noun.plural):
            kept = strip_case(last, noun.stem)
            name.ref = name.ref[: len(name.ref) - len(last.text) + len(kept)]
            name.case = noun.case
        return name

    def _other(self, reading: Reading, begin: int, end: int) -> Name | None:
        tokens = reading.tokens
        if begin == 0 and end > 1 and reading.labels[0][0] == "O" and self._lexicon.plain_opening(tokens[0]):
            begin = 1
        last = tokens[end - 1]
        if (_headline(tokens) and last.all_caps) or (end - begin == 1 and last.stem in _DIRECTIONS):
            return None
        organization, place = reading.mean(begin, end, "ORG"), reading.mean(begin, end, "LOC")
        following = tokens[end] if end < len(tokens) and not last.suffix else None
        head = noun_of(following.lower, self._lexicon.place_heads) if following is not None else None
        if begin == 0 and end == 1 and self._lexicon.plain_opening(last):
            return None
        itself = noun_of(last.stem, self._lexicon.place_heads) if end - begin > 1 else None
        if itself is not None and itself.possessed and itself.stem not in self._lexicon.organization_heads:
            return _name(PLACE, tokens, begin, end, 0.8, "place-head")
        if (head is not None and head.possessed) or (place >= 0.6 and (begin > 0 or last.suffix)):
            return _name(PLACE, tokens, begin, end, 0.7, "place-head" if head is not None else "tagger")
        if organization >= _LIKELY and self._names_body(tokens, begin, end):
            return self._body(tokens, begin, end)
        if end - begin == 1 and last.all_caps and 2 <= len(last.stem) <= 7 and _may_be_body(last):
            return _name(ORGANIZATION, tokens, begin, end, 0.6, "acronym")
        return None


def _in_quotes(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether just these words stand in quotation marks."""
    return (
        begin > 0 and end < len(tokens) and tokens[begin - 1].text in _QUOTES and tokens[end].text in _QUOTES
    )


def _headline(tokens: list[Token]) -> bool:
    """Whether most words of a line are in capitals, so that capitals say nothing."""
    words = [token for token in tokens if token.is_word and token.text[0].isalpha()]
    return len(words) > 1 and sum(token.all_caps for token in words) > len(words) / 2


def _may_be_body(token: Token) -> bool:
    """Whether a word in capitals may be the abbreviation of a body, not of a measure or the name of a model."""
    return token.stem not in _NO_BODIES and not any(char.isdigit() for char in token.stem)


def _is_acronym(words: list[Token]) -> bool:
    return len(words) == 1 and words[0].all_caps and len(words[0].stem) < 6


def _name(kind: str, tokens: list[Token], begin: int, end: int, confidence: float, rule: str) -> Name:
    last = tokens[end - 1]
    before = surface(tokens, begin, end - 1)
    text = f"{before} {last.text[: len(last.stem)]}".strip()
    return Name(kind, " ".join(text.split()), begin, end, case_of_suffix(last.suffix), confidence, rule)
