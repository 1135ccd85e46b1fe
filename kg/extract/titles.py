"""Titles and offices in a sentence: "Rusya Devlet Başkanı", "eski Başbakan", "BM Genel Sekreteri"."""

from __future__ import annotations

from kg.extract.mentions import COUNTRY, ORGANIZATION, Name, Owners, Reading, SentenceNames, Title
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case
from kg.lang.tr.nouns import Noun, guess_case
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_TITLE_MODIFIERS = words().title_modifiers
_FORMER = words().former
_ENVOYS = ("büyükelçi", "elçi", "temsilci", "maslahatgüzar", "konsolos", "başkonsolos", "ataşe")
_PRIVATE = ("company", "media", "ngo", "sport")  # who leads one holds no office of its country
_ABBREVIATIONS = words().abbreviations
_LONGEST_ACRONYM = 6
_LOOSE = ("lider", "başbakan", "bakan", "başkan", "kral", "kraliçe", "şansölye")
_INDEFINITE = (
    "bir",
    "hiçbir",
    "her",
    "bazı",
    "yeni",
    "ilk",
    "başka",
    "iki",
    "birçok",
    "hangi",
    "güçlü",
    "diğer",
    "çok",
    "olan",
)
_PARTICLES = ("ise", "da", "de")
_SURE, _LIKELY = 0.8, 0.5


def is_acronym(tokens: list[Token], at: int) -> bool:
    """Whether a word seems to abbreviate the name of a body: "FIS lideri", "CEP'in başkanı"."""
    token = tokens[at]
    return (
        token.all_caps
        and token.stem.isalpha()
        and 2 <= len(token.stem) <= _LONGEST_ACRONYM
        and token.stem not in _ABBREVIATIONS
        and sum(other.all_caps for other in tokens) <= len(tokens) / 3
    )


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
            if noun is None:
                continue
            if not token.capital and not self._presents_someone(tokens, owner, at, noun):
                if self._is_loose(tokens, at, noun):
                    kind = self._lexicon.title_heads[noun.stem]
                    found.titles.append(
                        Title(at, at + 1, kind, noun.case, False, False, head=noun.stem, loose=True)
                    )
                continue
            if token.capital and self._inside_name(reading, at):
                continue
            begin = self._title_begin(reading, at, minister=noun.stem == "bakan" and noun.possessed)
            title = Title(begin, at + 1, "", noun.case, noun.possessed, noun.plural, head=noun.stem)
            stems = (*tuple(self._plain(tokens[index]) for index in range(begin, at)), noun.stem)
            first = self._owner_of(title, found)
            if not title.body and not title.countries and begin and is_acronym(tokens, begin - 1):
                title.body = tokens[begin - 1].text[: len(tokens[begin - 1].stem)]
            title.former = (
                not _FORMER.isdisjoint(stems) or self._was(tokens, first) or _is_numbered(tokens, first)
            )
            title.kind = self._office_kind(stems, noun.stem, title)
            title.distant = self._is_distant(tokens, title, first)
            title.office = noun.stem not in self._lexicon.descriptions
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

    def _is_distant(self, tokens: list[Token], title: Title, first: int) -> bool:
        """Whether words before an office say that another is meant: "birçok ülkenin devlet başkanı"."""
        before = tokens[first - 1] if first else None
        if before is None or before.capital or before.suffix:
            return False
        owned = bool(title.countries or title.body)
        return before.lower in _INDEFINITE or (not owned and guess_case(before.lower) is Case.GEN)

    def _is_loose(self, tokens: list[Token], at: int, noun: Noun) -> bool:
        """Whether a lower-case office stands for one man known from before: "genç lider", "başbakanın"."""
        before = tokens[at - 1].lower if at else ""
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        return (
            noun.stem in _LOOSE
            and not (noun.possessed or noun.plural or before in _INDEFINITE or before[:1].isdigit())
            and following is not None
            and not following.capital
            and (noun.case is not Case.NOM or following.text == "," or following.lower in _PARTICLES)
        )

    def _title_begin(self, reading: Reading, at: int, *, minister: bool) -> int:
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
            if before.text == "," and minister and self._lists_portfolios(reading, begin, at):
                begin -= 1
                continue
            if (
                before.suffix
                or not before.is_word
                or isinstance(owner[begin - 1], Name)
                or is_acronym(tokens, begin - 1)
            ):
                break
            if before.capital:
                if (
                    begin - 1 == 0
                    and self._lexicon.plain_opening(before)
                    and self._lexicon.title_head(before) is None
                    and before.lower not in _TITLE_MODIFIERS
                    and before.lower not in self._lexicon.portfolios
                ):
                    break
                if (
                    before.text in self._lexicon.given
                    and tokens[at].capital
                    and not self._lexicon.title_head(before)
                    and before.lower not in _TITLE_MODIFIERS
                    and not (minister and self._is_portfolio(before))
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

    def _lists_portfolios(self, reading: Reading, begin: int, at: int) -> bool:
        """Whether a comma stands within what a minister is for: "Çevre, Şehircilik ve İklim Bakanı"."""
        before = reading.tokens[begin - 2] if begin > 1 else None
        return (
            before is not None
            and before.capital
            and not before.suffix
            and reading.owner[begin - 2] is None
            and self._is_portfolio(before)
            and before.text not in self._lexicon.surnames
            and any(token.text == "ve" for token in reading.tokens[begin:at])
        )

    def _is_portfolio(self, token: Token) -> bool:
        return token.lower in self._lexicon.portfolios or self._lexicon.is_ordinary(token.lower)

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

    def _was(self, tokens: list[Token], at: int) -> bool:
        """Whether words before an office and its country say that it is held no longer: "eski ABD Başkanı"."""
        while at and (tokens[at - 1].lower == "bir" or tokens[at - 1].lower in _TITLE_MODIFIERS - _FORMER):
            at -= 1
        return at > 0 and tokens[at - 1].lower in _FORMER

    def _owner_of(self, title: Title, found: SentenceNames) -> int:
        """Set the country or organisation of a title: "Rusya Devlet Başkanı", "BM Genel Sekreteri".

        Where an envoy goes is not whose envoy he is: "ABD'nin Irak Büyükelçisi". Returns the token at which
        the title with its country begins.
        """
        position = title.begin - 1
        names = [
            name
            for name in found.names
            if name.begin <= position < name.end or (name.begin >= title.begin and name.end <= title.end)
        ]
        if not names:
            return title.begin
        nearest = max(names, key=lambda name: (name.kind == ORGANIZATION, name.end))
        if title.head in _ENVOYS and nearest.kind != ORGANIZATION and nearest.case is Case.NOM:
            sender = next((name for name in found.names if name.end == nearest.begin), None)
            if sender is not None and sender.kind in (COUNTRY, ORGANIZATION):
                nearest = sender
            elif title.head == "temsilci" or nearest.implied:
                return nearest.begin
        if nearest.kind == COUNTRY and nearest.case in (Case.NOM, Case.GEN):
            title.countries = (nearest.ref,)
        elif nearest.kind == ORGANIZATION and nearest.case in (Case.NOM, Case.GEN):
            title.body = nearest.ref
            inside = [
                name.ref
                for name in found.names
                if name.kind == COUNTRY and nearest.begin <= name.begin and name.end <= nearest.end
            ]
            seat = nearest.iso2 if nearest.subkind not in _PRIVATE else ""
            title.countries = tuple(inside[:1]) or ((seat,) if seat else ())
        return min(title.begin, nearest.begin)

    def _office_kind(self, stems: tuple[str, ...], head: str, title: Title) -> str:
        words = tuple(stem for stem in stems if stem not in _FORMER and stem != "yeni")
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


def _is_numbered(tokens: list[Token], first: int) -> bool:
    """Whether a holder is counted among others: "2. Cumhurbaşkanı"; that tells of history, not of who is in office."""
    return first > 1 and tokens[first - 1].text == "." and tokens[first - 2].text.isdigit()
