"""From tokens and names to phrases and predicates, in the order of the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract.compounds import Compounds
from kg.extract.described import Describer
from kg.extract.entities import EntityTable
from kg.extract.groups import told_by_members
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, PLACE, Name, SentenceNames, Title
from kg.extract.nominals import head_after, possessed_guess, slot_of, word_case
from kg.extract.phrases import POSTPOSITIONS, Phrase, Unit
from kg.extract.predicates import PredicateFinder
from kg.lang.tr.frames import FrameIndex
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, Form, verb_of
from kg.lang.tr.nouns import inflection
from kg.lang.tr.times import TimeExpression
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()


class PhraseBuilder:
    """Makes the units of a sentence."""

    def __init__(self, lexicon: Lexicon, frames: FrameIndex, table: EntityTable) -> None:
        self._lexicon = lexicon
        self._predicates = PredicateFinder(frames)
        self._compounds = Compounds(lexicon, self._predicates)
        self._describer = Describer(lexicon, table)
        pairs = (*lexicon.two_parties, *lexicon.two_persons)
        self._pair_words = {pair[0] for pair in pairs}
        self._one_word = tuple(pair[0] for pair in pairs if len(pair) == 1)
        self._table = table

    def build(
        self,
        number: int,
        tokens: list[Token],
        found: SentenceNames,
        times: list[TimeExpression],
        parties: Callable[[str], tuple[str, ...]],
        focus: str,
    ) -> list[Unit]:
        """Units of sentence `number` in order.

        `parties` gives who "iki ülke" (by COUNTRY) or "iki lider" (by PERSON) are, `focus` whose "polis" it is.
        """
        heads = self._noun_phrases(number, tokens, found)
        by_begin = {phrase.begin: phrase for phrase in heads}
        time_at = {time.begin: time for time in times}
        units: list[Unit] = []
        at = 0
        while at < len(tokens):
            phrase = by_begin.get(at)
            time = time_at.get(at)
            if time is not None and phrase is None:
                units.append(Phrase(at, time.end, "time", time=time))
                at = time.end
                continue
            if phrase is not None:
                self._attach_postposition(phrase, tokens)
                units.append(phrase)
                at = phrase.end
                continue
            kind, two = self._two(tokens, at)
            if two:
                keys = parties(kind)
                last = tokens[at + two - 1]
                if last.lower.startswith("ülke") and any(self._table.kind(key) != COUNTRY for key in keys):
                    keys = ()
                phrase = Phrase(
                    at,
                    at + two,
                    slot_of(word_case(last)),
                    keys,
                    tuple(self._table.kind(key) for key in keys),
                    plural=True,
                    generic=not keys,
                )
                self._attach_postposition(phrase, tokens)
                units.append(phrase)
                at = phrase.end
                continue
            predicate = self._predicates.predicate(tokens, at, units[-1].end if units else 0)
            if predicate is not None:
                units.append(predicate)
                at = predicate.end
                continue
            subject = (
                self._describer.own(tokens, at)
                or self._describer.institution(number, tokens, at)
                or self._describer.focused(tokens, at, focus)
                or self._describer.generic_subject(tokens, at)
            )
            if subject is not None:
                self._attach_postposition(subject, tokens)
                units.append(subject)
                at = subject.end
                continue
            at += 1
        return told_by_members(units, tokens)

    # noun phrases

    def _noun_phrases(self, number: int, tokens: list[Token], found: SentenceNames) -> list[Phrase]:
        phrases: list[Phrase] = []
        outer = _outermost(found.names)
        titled: set[int] = set()
        covered = 0
        items: list[tuple[int, Name | Title]] = [
            (name.begin if name.title is None else min(name.title.begin, name.begin), name) for name in outer
        ]
        for name in outer:
            if name.title is not None:
                titled.add(id(name.title))
        items += [
            (title.begin, title)
            for title in found.titles
            if id(title) not in titled and self._bears(title, number)
        ]
        owners = {name.end: name for name in outer if name.kind in (COUNTRY, ORGANIZATION, PLACE)}
        skip: set[int] = set()
        people = {name.begin for name in outer if name.kind == PERSON}
        named = frozenset(name.begin for name in outer if name.kind == COUNTRY)
        skip |= {
            id(name) for name in outer if name.adjective and name.case is Case.NOM and name.end in people
        }
        starts: list[tuple[int, Name | Title]] = []
        for first, item in items:
            begin = first
            title = item if isinstance(item, Title) else item.title
            owner = owners.get(title.begin) if title is not None else None
            if owner is not None and owner is not item and owner.case in (Case.NOM, Case.GEN):
                skip.add(id(owner))
                begin = owner.begin
                body = owners.get(begin) if owner.kind == PLACE else None
                if body is not None and body.kind == ORGANIZATION and body.case is Case.NOM:
                    skip.add(id(body))  # "FHP Suva Milletvekili": the member of a party for a town
                    begin = body.begin
            starts.append((begin, item))
        for begin, item in sorted(starts, key=lambda pair: (pair[0], -_end(pair[1]))):
            if id(item) in skip or begin < covered:
                continue
            phrase = (
                self._titled(number, begin, item, tokens)
                if isinstance(item, Title)
                else self._named(begin, item, tokens, named)
            )
            before = phrases[-1] if phrases else None
            if before is not None and isinstance(item, Name) and _in_apposition(before, phrase, tokens):
                phrase.begin = phrases.pop().begin
            phrases.append(phrase)
            covered = phrase.end
        return phrases

    def _bears(self, title: Title, number: int) -> bool:
        return not title.loose or self._table.by_title(title, number) is not None

    def _titled(self, number: int, begin: int, title: Title, tokens: list[Token]) -> Phrase:
        key = self._table.by_title(title, number) if not _describes(title, tokens) else None
        slot = slot_of(title.case)
        if key is not None:
            return Phrase(begin, title.end, slot, (key,), (PERSON,))
        keys = tuple(f"country:{iso}" for iso in title.countries if f"country:{iso}" in self._table.clusters)
        kinds = (COUNTRY,) * len(keys)
        body = f"organization:{title.body.lower()}"
        if not keys and (title.plural or title.head in _VOICES) and body in self._table.clusters:
            keys, kinds = (
                (body,),
                (ORGANIZATION,),
            )  # "Avrupa Birliği liderleri", "NATO Sözcüsü" act for the body
        return Phrase(
            begin,
            title.end,
            slot,
            keys,
            kinds,
            weak=True,
            generic=not keys,
            plural=title.plural,
        )

    def _named(self, begin: int, name: Name, tokens: list[Token], named: frozenset[int]) -> Phrase:
        key = self._table.key(name)
        phrase = Phrase(begin, name.end, slot_of(name.case), (key,), (name.kind,), plural=name.plural)
        last = tokens[name.end - 1]
        if name.case is Case.LOC and (last.suffix or last.lower).endswith(("ki", "kiler")):
            phrase.adjectival = True
        if name.kind == PLACE and phrase.slot == "nom":
            phrase.slot = "place"
        if name.case is Case.NOM and (not last.suffix or name.adjective):
            self._compounds.extend(phrase, name, tokens, named)
            if phrase.slot == "gen":
                self._compounds.own(phrase, name, tokens)
        elif name.case is Case.GEN:
            self._compounds.own(phrase, name, tokens)
        return phrase

    def _attach_postposition(self, phrase: Phrase, tokens: list[Token]) -> None:
        at = _with_company(phrase, tokens)
        if at < len(tokens) and _belongs(phrase, tokens[at].lower):
            head = head_after(tokens, at + 1)
            if head is not None:
                compound = possessed_guess(tokens[head]) if head > at + 1 else None
                case = compound[1] if compound is not None else word_case(tokens[head])
                phrase.slot, phrase.end, phrase.weak = slot_of(case), head + 1, True
                phrase.bound, phrase.plural = "", "lar" in tokens[head].lower or "ler" in tokens[head].lower
                at = phrase.end
        if at < len(tokens) and tokens[at].lower in POSTPOSITIONS and not tokens[at].suffix:
            word = tokens[at].lower
            slot = POSTPOSITIONS[word]
            if word == "ev":
                slot = (
                    "by" if at + 1 < len(tokens) and tokens[at + 1].lower.startswith("sahipliğinde") else ""
                )
            needs_dative = word in (
                "karşı",
                "yönelik",
                "göre",
                "kadar",
                "doğru",
                "rağmen",
                "dair",
                "ilişkin",
                "karşılık",
            )
            if (
                slot
                and (not needs_dative or phrase.slot == "dat")
                and not (word == "üzerine" and phrase.slot != "gen")
                and not (word == "için" and phrase.slot not in ("nom", "gen"))
            ):
                phrase.slot = slot
                phrase.end = at + 1
                if (
                    slot == "ins"
                    and phrase.end < len(tokens)
                    and tokens[phrase.end].lower in ("birlikte", "beraber")
                ):
                    phrase.slot, phrase.end = "with", phrase.end + 1
                elif word == "ile" and phrase.end < len(tokens) and tokens[phrase.end].lower in _CONCERNING:
                    phrase.slot, phrase.end = "about", phrase.end + 1
                elif word == "ile" and (between := _between(tokens, phrase.end)):
                    phrase.slot, phrase.end = "between", between
        if phrase.end < len(tokens) and tokens[phrase.end].text == ",":
            phrase.comma = True

    def _two(self, tokens: list[Token], at: int) -> tuple[str, int]:
        """How many tokens name two as a pair, and of which kind: "iki ülke", "iki lider"."""
        word = tokens[at].lower
        if word not in self._pair_words and not word.startswith(self._one_word):
            return "", 0
        before = verb_of(tokens[at - 1].lower) if at and word.startswith(self._one_word) else None
        if before is not None and before.form in (Form.AN, Form.DIK, Form.FUT):
            return "", 0  # "çatışan taraflar": told anew who they are
        for kind, pairs in ((COUNTRY, self._lexicon.two_parties), (PERSON, self._lexicon.two_persons)):
            for pair in pairs:
                if at + len(pair) <= len(tokens) and all(
                    tokens[at + i].lower == part for i, part in enumerate(pair[:-1])
                ):
                    last = tokens[at + len(pair) - 1].lower
                    if last.startswith(pair[-1]) and inflection(last[len(pair[-1]) :]) is not None:
                        return kind, len(pair)
        return "", 0

    # predicates


_VOICES = ("sözcü", "yetkili")  # unnamed, they speak for their body
_CONCERNING = ("ilgili", "alakalı", "ilişkili", "bağlantılı")
_BETWEEN_REACH = 5


def _between(tokens: list[Token], at: int) -> int:
    """End of "… arasında" after someone unnamed: "Fiji ile siyasi liderler arasındaki"; else 0."""
    if at < len(tokens) and tokens[at].capital:
        return 0
    for end in range(at + 1, min(at + _BETWEEN_REACH, len(tokens))):
        if not tokens[end].is_word or tokens[end].capital:
            return 0
        if tokens[end].lower in ("arasında", "arasındaki"):
            return end + 1
    return 0


def _end(item: Name | Title) -> int:
    return item.end


def _outermost(names: list[Name]) -> list[Name]:
    ordered = sorted(names, key=lambda name: (name.begin, -name.end))
    kept: list[Name] = []
    for name in ordered:
        if not kept or name.begin >= kept[-1].end:
            kept.append(name)
    return kept


_VERB_LIKE = re.compile(r"[dt][ıiuü]$|m[ae]l[ıi]$|(?:[dt][ıiuü]|[ae]c[ae])ğ[ıiuü]")


def _in_apposition(title: Phrase, name: Phrase, tokens: list[Token]) -> bool:
    """Whether a title and a name are one phrase though a full stop parts them: "lideri Prof. Nadir Kovanlı"."""
    between = [tokens[index].text for index in range(title.end, name.begin)]
    return (
        PERSON in name.kinds
        and PERSON not in title.kinds
        and title.slot == "nom"
        and title.weak
        and between == ["."]
    )


def _with_company(phrase: Phrase, tokens: list[Token]) -> int:
    """Take those who come with someone into the phrase: "Selim Taşören ve beraberindeki heyeti kabul etti"."""
    at = phrase.end + 1
    if phrase.slot != "nom" or at + 1 >= len(tokens) or tokens[at - 1].lower not in ("ve", "ile"):
        return phrase.end
    if tokens[at].lower == "beraberindeki":
        at += 1  # what stands for them: "heyeti", "heyetle"
    elif not tokens[at].lower.startswith("beraberindekiler"):
        return phrase.end
    word, case = tokens[at].lower, word_case(tokens[at])
    if case is Case.NOM and word.endswith(("le", "la")):
        case = Case.INS
    elif case is Case.NOM and word.endswith(("ti", "leri", "ları")):
        case = Case.ACC
    phrase.slot, phrase.end, phrase.plural = slot_of(case), at + 1, True
    return phrase.end


def _belongs(phrase: Phrase, word: str) -> bool:
    """Whether a word makes the phrase the owner of the noun after it: "Fiji'ye bağlı", "Fiji öncülüğündeki"."""
    if phrase.slot == "dat":
        return word in _WORDS.belonging
    return phrase.slot in ("nom", "gen") and word in _WORDS.leading


_BECOME = ("ol", "seç", "seçil", "ata", "atan")


def _describes(title: Title, tokens: list[Token]) -> bool:
    """Whether an office stands for none who bears it: "Dışişleri Bakanı olarak", "cumhurbaşkanı seçimini"."""
    if title.plural or title.end >= len(tokens) or title.case is not Case.NOM:
        return title.plural
    following = tokens[title.end]
    noun = possessed_guess(following) if not following.capital else None
    verb = verb_of(following.lower)
    if verb is not None and verb.stem in _BECOME:
        return True
    return following.lower == "olarak" or (noun is not None and noun[1] in (Case.NOM, Case.ACC, Case.GEN))
