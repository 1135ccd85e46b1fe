"""Names and titles in one sentence: countries, organisations, places, persons.

Known names come first, longest match; then organisations by their head noun ("… Komitesi"), titles ("… Bakanı"), and
persons: runs of capitalised words that a title introduces, that hold a known given name or that the tagger takes for
a person. What stays unexplained is no entity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kg.lang.tr.casing import capitalize
from kg.lang.tr.lexicon import Lexicon, NameMatch
from kg.lang.tr.morphology import Case, case_of_suffix
from kg.lang.tr.nouns import Noun, noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

PERSON, COUNTRY, ORGANIZATION, PLACE = "person", "country", "organization", "place"

_WORDS = words()
_PARTICLES = _WORDS.name_particles
_UNSURE_PARTICLES = _WORDS.unsure_particles
_TITLE_MODIFIERS = _WORDS.title_modifiers


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


class NameFinder:
    """Finds names in the sentences of one article; knows the persons found so far."""

    def __init__(self, lexicon: Lexicon, tagger: Tagger | None) -> None:
        self.lexicon = lexicon
        self.tagger = tagger

    def find(self, tokens: list[Token], known_parts: frozenset[str] = frozenset()) -> SentenceNames:
        """Names of a sentence; `known_parts` are lower-case words of persons' names found elsewhere in the article."""
        found = SentenceNames()
        owner: Owners = [None] * len(tokens)
        self._known_names(tokens, owner, found)
        self._organizations(tokens, owner, found)
        self._short_forms(tokens, owner, found)
        self._titles(tokens, owner, found)
        self._persons(tokens, owner, found, known_parts)
        found.names.sort(key=lambda name: (name.begin, -name.end))
        return found

    # known names

    def _known_names(self, tokens: list[Token], owner: Owners, found: SentenceNames) -> None:
        at = 0
        while at < len(tokens):
            matches = self.lexicon.match(tokens, at) if tokens[at].capital else []
            chosen = next((match for match in matches if self._credible(match, tokens)), None)
            if chosen is None:
                at += 1
                continue
            name = _known(chosen, tokens)
            if name is not None:
                found.names.append(name)
                if name.kind == ORGANIZATION:
                    found.names += self._countries_inside(chosen, tokens)
                for index in range(chosen.begin, chosen.end):
                    owner[index] = name
            at = chosen.end

    def _countries_inside(self, outer: NameMatch, tokens: list[Token]) -> list[Name]:
        """Countries named in a longer name: "ABD" in "ABD Kongresi"."""
        inside: list[Name] = []
        for at in range(outer.begin, outer.end - 1):
            for match in self.lexicon.match(tokens, at):
                if match.entry.kind in ("country", "demonym") and match.end < outer.end:
                    name = _known(match, tokens)
                    if name is not None:
                        inside.append(name)
                    break
        return inside

    def _credible(self, match: NameMatch, tokens: list[Token]) -> bool:
        entry, first, last = match.entry, tokens[match.begin], tokens[match.end - 1]
        if self._inside_personal_name(match, tokens):
            return False
        if first.all_caps and entry.kind == "place" and sum(token.all_caps for token in tokens) > 3:
            return False
        if not entry.ambiguous:
            return True
        if last.suffix:
            return entry.kind != "place" or match.case in (Case.LOC, Case.ABL, Case.DAT, Case.GEN)
        following = tokens[match.end] if match.end < len(tokens) else None
        if entry.kind in ("country", "demonym"):
            if following is not None and self.lexicon.title_head(following) and following.capital:
                return True
            return first.index > 0 and not (
                following is not None and following.capital and following.is_word and entry.kind == "demonym"
            )
        if entry.kind == "organization":
            return first.all_caps or first.index > 0
        return following is not None and noun_of(following.lower, self.lexicon.place_heads) is not None

    def _inside_personal_name(self, match: NameMatch, tokens: list[Token]) -> bool:
        """A place or country name that is a part of a person's name ("Jordan", "Paris" in "Paris Hilton")."""
        entry = match.entry
        if match.end - match.begin > 1 or entry.kind not in ("place", "country", "demonym", "metonym"):
            return False
        before = tokens[match.begin - 1] if match.begin else None
        after = tokens[match.end] if match.end < len(tokens) else None
        if before is not None and before.capital and not before.suffix and before.text[:1].isalpha():
            given = self.lexicon.given.get(before.text)
            if given is not None and not given.ambiguous and not self.lexicon.match(tokens, match.begin - 1):
                return entry.ambiguous or entry.kind in ("place", "metonym")
        first_name = entry.kind == "metonym" and tokens[match.begin].text in self.lexicon.given
        if (
            ((entry.kind == "place" and entry.ambiguous) or first_name)
            and not tokens[match.begin].suffix
            and after is not None
            and after.capital
        ):
            head = after.stem if after.suffix else after.lower
            return (
                not noun_of(head, self.lexicon.place_heads)
                and not noun_of(head, self.lexicon.organization_heads)
                and self.lexicon.title_head(after) is None
            )
        return False

    # organisations by head noun

    def _organizations(self, tokens: list[Token], owner: Owners, found: SentenceNames) -> None:
        heads = self.lexicon.organization_heads
        for at in range(1, len(tokens)):
            token = tokens[at]
            known = owner[at]
            if not token.capital or (isinstance(known, Name) and known.kind == ORGANIZATION):
                continue
            word = token.stem if token.suffix else token.lower
            noun = noun_of(word, heads)
            if noun is None or noun.plural:
                continue
            begin = self._organization_begin(tokens, owner, at)
            if begin == at or (
                not noun.possessed
                and (begin == at - 1 == 0 or (noun.case is not Case.NOM and not token.suffix))
            ):
                continue
            case = case_of_suffix(token.suffix) if token.suffix else noun.case
            text = _surface(tokens, begin, at + 1)
            surface = text[: len(text) - len(token.text)] + _strip_case(token, noun.stem)
            inside = [name for name in found.names if begin <= name.begin and name.end <= at + 1]
            iso2 = next((name.iso2 or name.ref for name in inside if name.kind == COUNTRY), "")
            kind = ORGANIZATION
            if noun.stem in self.lexicon.place_heads and noun.stem not in (
                "merkez",
                "üniversite",
                "hastane",
                "müze",
            ):
                kind = PLACE
            name = Name(
                kind,
                surface,
                begin,
                at + 1,
                case,
                0.85,
                "organization-head",
                iso2=iso2 if len(iso2) <= 4 else "",
            )
            found.names = [
                other
                for other in found.names
                if not (other.kind in (ORGANIZATION, PLACE) and other in inside)
            ]
            found.names.append(name)
            for index in range(begin, at + 1):
                owner[index] = name

    def _organization_begin(self, tokens: list[Token], owner: Owners, at: int) -> int:
        begin = at
        while begin > 0:
            before = tokens[begin - 1]
            if before.text in ("ve", "&") and begin > 1 and tokens[begin - 2].capital and begin < at:
                begin -= 1
                continue
            if not before.capital or before.suffix or not before.text[0].isalpha():
                break
            if begin - 1 == 0 and owner[0] is None and self._plain_opening(before):
                break
            noun = self.lexicon.title_head(before)
            if noun is not None and noun.possessed:
                break
            begin -= 1
        return begin

    def _plain_opening(self, token: Token) -> bool:
        """Whether a sentence-initial word is an ordinary word with a capital only because it opens the sentence."""
        return (
            token.text not in self.lexicon.given
            and token.text not in self.lexicon.surnames
            and self.lexicon.is_ordinary(token.lower)
        )

    def _short_forms(self, tokens: list[Token], owner: Owners, found: SentenceNames) -> None:
        """An abbreviation in brackets right after a name belongs to it: "… Yönetimi (IKBY)"."""
        for name in found.names:
            at = name.end
            if (
                name.kind in (ORGANIZATION, PLACE)
                and at + 2 < len(tokens)
                and tokens[at].text == "("
                and tokens[at + 2].text == ")"
            ) and tokens[at + 1].all_caps:
                name.short = tokens[at + 1].text
                name.end = at + 3
                for index in range(at, at + 3):
                    owner[index] = name

    # titles

    def _titles(self, tokens: list[Token], owner: Owners, found: SentenceNames) -> None:
        for at, token in enumerate(tokens):
            if not token.is_word or isinstance(owner[at], Name):
                continue
            noun = self.lexicon.title_head(token)
            if noun is None or (not token.capital and not self._presents_someone(tokens, owner, at, noun)):
                continue
            begin = self._title_begin(tokens, owner, at)
            title = Title(begin, at + 1, "", noun.case, noun.possessed, noun.plural)
            stems = (*tuple(self._plain(tokens[index]) for index in range(begin, at)), noun.stem)
            title.former = "eski" in stems
            self._owner_of(title, found)
            title.kind = self._office_kind(stems, noun.stem, title)
            if found.titles and found.titles[-1].end > begin:
                previous = found.titles[-1]
                if previous.begin >= begin:
                    found.titles.pop()
            found.titles.append(title)
            for index in range(begin, at + 1):
                if owner[index] is None:
                    owner[index] = title

    def _presents_someone(self, tokens: list[Token], owner: Owners, at: int, noun: Noun) -> bool:
        """Whether a lower-case word is used as a title: before a name, or as an office of a named country or body."""
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is not None and following.capital and noun.case is Case.NOM and owner[at + 1] is None:
            return True
        return (
            noun.stem in self.lexicon.offices
            and at > 0
            and (isinstance(owner[at - 1], Name) or noun.possessed)
        )

    def _title_begin(self, tokens: list[Token], owner: Owners, at: int) -> int:
        begin = at
        while begin > 0:
            before = tokens[begin - 1]
            if (
                before.text in ("ve", "ile")
                and begin > 1
                and begin < at + 1
                and tokens[begin - 2].capital
                and owner[begin - 2] is None
                and tokens[begin].capital
            ):
                begin -= 1
                continue
            if before.suffix or not before.is_word or isinstance(owner[begin - 1], Name):
                break
            if before.capital:
                if begin - 1 == 0 and self._plain_opening(before) and before.lower not in _TITLE_MODIFIERS:
                    break
                if (
                    before.text in self.lexicon.given
                    and tokens[at].capital
                    and not self.lexicon.title_head(before)
                    and before.lower not in _TITLE_MODIFIERS
                ):
                    break
            elif before.lower not in _TITLE_MODIFIERS and self.lexicon.title_head(before) is None:
                break
            begin -= 1
        while begin < at and tokens[begin].text in ("ve", "ile"):
            begin += 1
        return begin

    def _plain(self, token: Token) -> str:
        noun = self.lexicon.title_head(token)
        return noun.stem if noun is not None else token.lower

    def _owner_of(self, title: Title, found: SentenceNames) -> None:
        """The country or organisation just before the title: "Rusya Devlet Başkanı", "BM Genel Sekreteri"."""
        position = title.begin - 1
        names = [
            name
            for name in found.names
            if name.begin <= position < name.end or (name.begin >= title.begin and name.end <= title.end)
        ]
        if not names:
            return
        nearest = max(names, key=lambda name: (name.kind == ORGANIZATION, name.end))
        if nearest.kind == COUNTRY and nearest.case in (Case.NOM, Case.GEN):
            title.countries = (nearest.ref,)
        elif nearest.kind == ORGANIZATION and nearest.case in (Case.NOM, Case.GEN):
            title.body = nearest.ref
            inside = [
                name.ref
                for name in found.names
                if name.kind == COUNTRY and nearest.begin <= name.begin and name.end <= nearest.end
            ]
            title.countries = tuple(inside[:1]) or ((nearest.iso2,) if nearest.iso2 else ())

    def _office_kind(self, stems: tuple[str, ...], head: str, title: Title) -> str:
        words = tuple(stem for stem in stems if stem not in ("eski", "yeni", "emekli", "merhum", "önceki"))
        for phrase, kind in self.lexicon.title_phrases:
            if len(phrase) <= len(words) and tuple(words[-len(phrase) :]) == phrase:
                return kind
        if head in ("başkan", "lider") and title.body:
            return "party-leader" if self._is_party(title.body) else "other"
        if head in ("başkan", "lider") and title.countries and len(words) == 1:
            return "head-of-state"
        return self.lexicon.title_heads.get(head, "other")

    def _is_party(self, body: str) -> bool:
        row = self.lexicon.organizations.get(body)
        return row.kind == "party" if row is not None else "parti" in body.lower()

    # persons

    def _persons(
        self, tokens: list[Token], owner: Owners, found: SentenceNames, known: frozenset[str]
    ) -> None:
        runs = self._runs(tokens, owner)
        if not runs:
            return
        labels = self._tag(tokens)
        for begin, end in runs:
            name = self._person(tokens, begin, end, owner, labels, known)
            if name is None:
                name = self._other(tokens, begin, end, labels)
            if name is not None:
                found.names.append(name)
                for index in range(name.begin, name.end):
                    owner[index] = name

    def _runs(self, tokens: list[Token], owner: Owners) -> list[tuple[int, int]]:
        runs, at, total = [], 0, len(tokens)
        while at < total:
            if owner[at] is not None or not tokens[at].capital or not tokens[at].text[0].isalpha():
                at += 1
                continue
            end = at + 1
            while not tokens[end - 1].suffix:
                if (
                    end < total
                    and owner[end] is None
                    and tokens[end].capital
                    and tokens[end].text[0].isalpha()
                ):
                    end += 1
                elif (
                    end + 1 < total
                    and tokens[end].text == "."
                    and len(tokens[end - 1].text) == 1
                    and tokens[end + 1].capital
                    and owner[end + 1] is None
                ) or (end + 1 < total and self._particle(tokens, end, owner)):
                    end += 2
                else:
                    break
            runs.append((at, end))
            at = end
        return runs

    def _particle(self, tokens: list[Token], at: int, owner: Owners) -> bool:
        word, following = tokens[at], tokens[at + 1]
        if (
            word.text in _PARTICLES
            and at + 2 < len(tokens)
            and following.text in _PARTICLES
            and tokens[at + 2].capital
        ):
            return following.text not in _UNSURE_PARTICLES
        if word.text not in _PARTICLES or not following.capital or owner[at + 1] is not None:
            return False
        return word.text not in _UNSURE_PARTICLES or following.stem in _WORDS.after_unsure_particles

    def _tag(self, tokens: list[Token]) -> Sequence[tuple[str, float]]:
        if self.tagger is None:
            return [("O", 1.0)] * len(tokens)
        return self.tagger.tag([token.text for token in tokens])

    def _person(
        self,
        tokens: list[Token],
        begin: int,
        end: int,
        owner: Owners,
        labels: Sequence[tuple[str, float]],
        known: frozenset[str],
    ) -> Name | None:
        before = owner[begin - 1] if begin else None
        title = before if isinstance(before, Title) else None
        if (
            title is None
            and begin == 0
            and end - begin > 1
            and tokens[0].text not in self.lexicon.given
            and (self._plain_opening(tokens[0]) or labels[0][0] == "O")
        ):
            begin = 1
        if title is not None and (title.plural or title.case is not Case.NOM):
            title = None
        per = [labels[i][1] if labels[i][0].endswith("PER") else 0.0 for i in range(begin, end)]
        other = [labels[i][1] if labels[i][0][2:] in ("ORG", "LOC") else 0.0 for i in range(begin, end)]
        score = sum(per) / len(per)
        first = tokens[begin]
        given = self.lexicon.given.get(first.text if not first.suffix else first.text[: len(first.stem)])
        words = [token for token in tokens[begin:end] if token.is_word]
        rule, confidence = "", 0.0
        if (
            any(token.stem in known for token in words if len(token.stem) > 2)
            and not all(token.all_caps for token in words)
            and sum(other) / len(other) < 0.85
        ):
            rule, confidence = "known-name", 0.9
        if title is not None and not (words[0].all_caps and len(words) == 1 and len(words[0].stem) < 6):
            rule, confidence = "title", 0.95
        elif (
            given is not None
            and len(words) >= 2
            and (not given.ambiguous or score > 0.3)
            and sum(other) / len(other) < 0.7
        ):
            rule, confidence = "given-name", 0.9
        elif score >= 0.5 and len(words) >= 2 and not self._shouting(tokens, words):
            rule, confidence = "tagger", max(0.6, min(score, 0.9))
        elif score >= 0.7 and len(words) == 1 and len(first.stem) > 2 and not first.all_caps:
            rule, confidence = "tagger-single", score
        if not rule:
            return None
        last = tokens[end - 1]
        text = (
            _surface(tokens, begin, end - 1) + (" " if end - begin > 1 else "") + last.text[: len(last.stem)]
        )
        return Name(
            PERSON,
            " ".join(text.split()),
            begin,
            end,
            case_of_suffix(last.suffix),
            confidence,
            rule,
            title=title,
        )

    def _shouting(self, tokens: list[Token], words: list[Token]) -> bool:
        """Whether words in a line of capitals have no part that is a known name."""
        if sum(token.all_caps for token in tokens) < 3 or not all(word.all_caps for word in words):
            return False
        return not any(
            capitalize(word.stem) in self.lexicon.given or capitalize(word.stem) in self.lexicon.surnames
            for word in words
        )

    def _other(
        self, tokens: list[Token], begin: int, end: int, labels: Sequence[tuple[str, float]]
    ) -> Name | None:
        if begin == 0 and end > 1 and labels[0][0] == "O" and self._plain_opening(tokens[0]):
            begin = 1
        last = tokens[end - 1]
        text = (
            _surface(tokens, begin, end - 1) + (" " if end - begin > 1 else "") + last.text[: len(last.stem)]
        )
        case = case_of_suffix(last.suffix)
        org = sum(labels[i][1] for i in range(begin, end) if labels[i][0].endswith("ORG")) / (end - begin)
        loc = sum(labels[i][1] for i in range(begin, end) if labels[i][0].endswith("LOC")) / (end - begin)
        following = tokens[end] if end < len(tokens) else None
        head = (
            noun_of(following.lower, self.lexicon.place_heads)
            if following is not None and not last.suffix
            else None
        )
        if (head is not None and head.possessed) or (loc >= 0.6 and (begin > 0 or last.suffix)):
            return Name(PLACE, text, begin, end, case, 0.7, "place-head" if head is not None else "tagger")
        acronym = end - begin == 1 and tokens[begin].all_caps and 2 <= len(last.stem) <= 7
        if org >= 0.5 or acronym:
            return Name(
                ORGANIZATION,
                text,
                begin,
                end,
                case,
                0.7 if org >= 0.5 else 0.6,
                "tagger" if org >= 0.5 else "acronym",
            )
        return None


class Tagger(Protocol):
    """What names need of a sequence tagger: a label and its probability for each word of a sentence."""

    def tag(self, words: Sequence[str]) -> Sequence[tuple[str, float]]:
        """Labels in BIO scheme over PER, LOC, ORG."""
        ...


def _known(match: NameMatch, tokens: list[Token]) -> Name | None:
    entry = match.entry
    kind = {"demonym": COUNTRY, "metonym": COUNTRY}.get(entry.kind, entry.kind)
    if kind == "historical":
        return None
    if entry.kind == "metonym" and not entry.iso2:
        kind = ORGANIZATION
    if entry.kind == "metonym" and entry.iso2 and entry.subkind != "building" and _is_location(match, tokens):
        kind = PLACE
    last = tokens[match.end - 1]
    ref = entry.iso2 if kind == COUNTRY else entry.ref
    if entry.kind == "metonym" and kind != COUNTRY:
        ref = " ".join(
            [
                *(token.text for token in tokens[match.begin : match.end - 1]),
                last.text[: len(entry.words[-1])],
            ]
        )
    return Name(
        kind,
        ref,
        match.begin,
        match.end,
        match.case,
        0.85 if entry.ambiguous else 0.98,
        f"gazetteer-{entry.kind}",
        iso2=entry.iso2 if kind != COUNTRY else "",
        adjective=entry.kind == "demonym",
        implied=entry.kind == "metonym",
        plural=match.plural,
        subkind=entry.subkind,
    )


def _is_location(match: NameMatch, tokens: list[Token]) -> bool:
    """Whether a capital is meant as a city: in the locative, ablative or dative, or before another name or noun."""
    if match.case in (Case.LOC, Case.ABL, Case.DAT):
        return True
    if match.case is not Case.NOM or match.end >= len(tokens):
        return False
    following = tokens[match.end]
    return following.capital or following.lower.startswith(
        ("kent", "şehr", "havaliman", "yakın", "sokak", "cadde")
    )


def _surface(tokens: list[Token], begin: int, end: int) -> str:
    return (
        " ".join(token.text for token in tokens[begin:end])
        .replace(" .", ".")
        .replace("( ", "(")
        .replace(" )", ")")
    )


def _strip_case(token: Token, stem: str) -> str:
    """The head noun with its possessive but without its case: "Bakanlığından" → "Bakanlığı"."""
    if token.suffix:
        return token.text[: len(token.stem)]
    rest = token.lower[len(stem) :]
    keep = len(stem)
    for ending in ("ları", "leri", "sı", "si", "su", "sü", "ı", "i", "u", "ü"):
        if rest.startswith(ending):
            keep += len(ending)
            break
    return token.text[:keep]
