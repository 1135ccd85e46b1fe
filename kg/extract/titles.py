"""Titles and offices in a sentence: "Rusya Devlet Başkanı", "eski Başbakan", "BM Genel Sekreteri"."""

from __future__ import annotations

from kg.extract.mentions import COUNTRY, ORGANIZATION, Name, Owners, Reading, SentenceNames, Title
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case
from kg.lang.tr.nouns import Noun
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_TITLE_MODIFIERS = words().title_modifiers
_SURE, _LIKELY = 0.8, 0.5


class TitleFinder:
    """Finds titles with the country or body that they belong to."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, reading: Reading) -> None:
        """Add titles to `found`; mark those of their tokens in `owner` that nothing else has."""
        tokens, owner, found = reading.tokens, reading.owner, reading.found
        for at, token in enumerate(tokens):
            if not token.is_word or isinstance(owner[at], Name):
                continue
            noun = self._lexicon.title_head(token)
            if noun is None or (not token.capital and not self._presents_someone(tokens, owner, at, noun)):
                continue
            if token.capital and self._inside_name(reading, at):
                continue
            begin = self._title_begin(reading, at)
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
            noun.stem in self._lexicon.offices
            and at > 0
            and (isinstance(owner[at - 1], Name) or noun.possessed)
        )

    def _title_begin(self, reading: Reading, at: int) -> int:
        tokens, owner = reading.tokens, reading.owner
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
                if (
                    begin - 1 == 0
                    and self._lexicon.plain_opening(before)
                    and before.lower not in _TITLE_MODIFIERS
                ):
                    break
                if (
                    before.text in self._lexicon.given
                    and tokens[at].capital
                    and not self._lexicon.title_head(before)
                    and before.lower not in _TITLE_MODIFIERS
                ):
                    break
                if self._named(reading, begin - 1) and before.lower not in _TITLE_MODIFIERS:
                    break
            elif before.lower not in _TITLE_MODIFIERS and self._lexicon.title_head(before) is None:
                break
            begin -= 1
        while begin < at and tokens[begin].text in ("ve", "ile"):
            begin += 1
        return begin

    def _inside_name(self, reading: Reading, at: int) -> bool:
        """Whether the head of a title is a part of a name: "Filippo Patroni Griffi", "Adam Smith"."""
        tokens = reading.tokens
        if reading.chance(at, "PER") < _SURE:
            return False
        if at and self._named(reading, at - 1):
            return True
        return (
            tokens[at].text in self._lexicon.given
            and at + 1 < len(tokens)
            and tokens[at + 1].capital
            and reading.labels[at + 1][0] == "I-PER"
        )

    def _named(self, reading: Reading, at: int) -> bool:
        """Whether the tagger takes a word for a part of a person's name, and it is no title."""
        token = reading.tokens[at]
        return (
            token.capital
            and not token.suffix
            and reading.owner[at] is None
            and reading.chance(at, "PER") >= _LIKELY
            and self._lexicon.title_head(token) is None
        )

    def _plain(self, token: Token) -> str:
        noun = self._lexicon.title_head(token)
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
        for phrase, kind in self._lexicon.title_phrases:
            if len(phrase) <= len(words) and tuple(words[-len(phrase) :]) == phrase:
                return kind
        if head in ("başkan", "lider") and title.body:
            return "party-leader" if self._is_party(title.body) else "other"
        if head in ("başkan", "lider") and title.countries and len(words) == 1:
            return "head-of-state"
        return self._lexicon.title_heads.get(head, "other")

    def _is_party(self, body: str) -> bool:
        row = self._lexicon.organizations.get(body)
        return row.kind == "party" if row is not None else "parti" in body.lower()
