"""The extractor: a pure function from an article to its analysis."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from kg.extract.agreements import AgreementFinder, AgreementMention
from kg.extract.article_names import ArticleNames
from kg.extract.assembly import Assembler
from kg.extract.attribution import Attribution, speakers
from kg.extract.clauses import ClauseParser
from kg.extract.clocks import last_day, with_days
from kg.extract.confidence import judge
from kg.extract.drafts import Draft, Scene
from kg.extract.entities import EntityTable
from kg.extract.merging import merge
from kg.extract.modality import Interpreter
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, PLACE, NameFinder, SentenceNames, Tagger
from kg.extract.occurrences import FrameMatcher
from kg.extract.parties import country_held, settle
from kg.extract.phrases import Predicate, Unit
from kg.extract.phrasing import PhraseBuilder
from kg.extract.referred import fill_referred
from kg.extract.sharing import Dating
from kg.extract.told import ToldMatcher
from kg.extract.treaties import AgreementDraft, bring_together, fill_signatories
from kg.extract.unsaid import fill_reflexives, fill_subjects
from kg.lang.tr.agreements import agreement_terms
from kg.lang.tr.confidence import Weights, weights
from kg.lang.tr.factuality import factuality
from kg.lang.tr.frames import frame_index
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case
from kg.lang.tr.times import TimeExpression, context_after, find_times
from kg.lang.tr.tokenizer import Token, quoted_from, sentences, tokenize
from kg.model import Analysis, Article, Edtf, Span

_LEAD = 2
_SEATS = ("capital", "seat")
_FOCUS_SHARE = 0.6


@dataclass(slots=True)
class SentenceTrace:
    """What each stage gave for one sentence."""

    span: Span
    tokens: list[Token]
    names: SentenceNames = field(default_factory=SentenceNames)
    times: list[TimeExpression] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    dating: Dating | None = None
    drafts: list[Draft] = field(default_factory=list)
    agreements: list[AgreementMention] = field(default_factory=list)


@dataclass(slots=True)
class ArticleTrace:
    """Everything on the way to an analysis."""

    article: Article
    sentences: list[SentenceTrace]
    table: EntityTable
    merged: list[Draft]
    agreements: list[AgreementDraft]
    analysis: Analysis


class TurkishExtractor:
    """Extracts from Turkish articles. Holds only what never changes: lexicon, frames, tagger."""

    def __init__(self, names: Lexicon, tagger: Tagger | None, confidence: Weights | None = None) -> None:
        self._lexicon = names
        self._frames = frame_index()
        self._matcher = FrameMatcher(self._frames)
        self._told = ToldMatcher(self._frames, self._matcher)
        self._finder = ArticleNames(names, NameFinder(names, tagger))
        self._factuality = factuality()
        self._terms = agreement_terms()
        self._weights = confidence or weights()

    def extract(self, article: Article) -> Analysis:
        """All that the article says."""
        with _uncollected():
            return self.trace(article).analysis

    def trace(self, article: Article) -> ArticleTrace:
        """The analysis with what each stage gave."""
        rows = self._sentences(article)
        self._names(rows)
        table = EntityTable(self._lexicon)
        table.build([row.names for row in rows])
        self._clauses(article, rows, table)
        finder = AgreementFinder(self._terms, table)
        for number, row in enumerate(rows):
            row.agreements = finder.mentions(number, row.tokens, row.names, row.times)
        self._events(article, rows, table)
        settle(rows, table)
        agreements = bring_together(rows)
        fill_signatories(rows, agreements)
        drafts = [draft for row in rows for draft in row.drafts]
        kinds = {key: cluster.kind for key, cluster in table.clusters.items()}
        merged = judge(merge(drafts, article.published), kinds, self._weights)
        analysis = Assembler(article, self._lexicon, rows, table).assemble(merged, agreements)
        return ArticleTrace(article, rows, table, merged, agreements, analysis)

    def _sentences(self, article: Article) -> list[SentenceTrace]:
        text = article.text
        spans = sentences(text)
        return [
            SentenceTrace(Span(begin, end), tokenize(text, begin, end, self._lexicon.is_name_part, quoted))
            for (begin, end), quoted in zip(spans, quoted_from(text, spans), strict=True)
        ]

    def _names(self, rows: list[SentenceTrace]) -> None:
        for row, names in zip(rows, self._finder.find([row.tokens for row in rows]), strict=True):
            row.names = names

    def _clauses(self, article: Article, rows: list[SentenceTrace], table: EntityTable) -> None:
        builder = PhraseBuilder(self._lexicon, self._frames, table)
        focus = _focus(table)
        context: Edtf | None = None
        day: Edtf | None = None
        for number, row in enumerate(rows):
            times = find_times(row.tokens, article.published, context)
            row.times = with_days(times, row.tokens, day, article.published)
            context, day = context_after(times, context), last_day(times)
            row.units = builder.build(
                number,
                row.tokens,
                row.names,
                row.times,
                partial(_two_named, rows, number, table),
                focus,
            )
            row.predicates = ClauseParser().parse(row.tokens, row.units)
            for predicate in row.predicates:
                predicate.sentence = number

    def _events(self, article: Article, rows: list[SentenceTrace], table: EntityTable) -> None:
        readings = [Interpreter(self._factuality, row.tokens, row.predicates) for row in rows]
        spoken = speakers(rows, readings)
        subject: tuple[str, ...] = ()
        setting: str | None = None
        for number, row in enumerate(rows):
            reading, speaker = readings[number], spoken[number]
            fill_subjects(
                row.predicates,
                row.tokens,
                row.agreements,
                (speaker, tuple(table.kind(key) for key in speaker)),
                (subject, tuple(table.kind(key) for key in subject)),
            )
            fill_reflexives(row.predicates, lambda key: country_held(key, table), speaker)
            row.dating = Dating(row.tokens, row.times, row.predicates, reading, article.published)
            scene = Scene(
                tokens=row.tokens,
                sentence=number,
                interpreter=reading,
                dating=row.dating,
                country_of=lambda key: _country_of(key, table),
                is_seat=lambda key: table.clusters[key].subkind in _SEATS,
                agreements=row.agreements,
                predicates=row.predicates,
                attribution=Attribution(reading, row.tokens, row.predicates, speaker),
                published=article.published,
                setting=(setting := _setting(row, table) or setting),
            )
            row.drafts = self._matcher.drafts(row.predicates, scene) + self._told.drafts(
                row.predicates, scene
            )
            row.drafts.sort(key=lambda draft: draft.begin)
            fill_referred(
                row.drafts, row.tokens, [earlier.drafts for earlier in rows[max(0, number - 2) : number]]
            )
            told = _main_subject(row)
            subject = subject if told is None else told


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: all that is made for an article lives until it is read (a tenth of the time)."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _country_of(key: str, table: EntityTable) -> str | None:
    iso2 = table.clusters[key].iso2
    return f"country:{iso2}" if iso2 and f"country:{iso2}" in table.clusters else None


def _focus(table: EntityTable) -> str:
    """Key of the country that the article is about: most of all mentions of countries, from its beginning on."""
    counts = {key: len(c.mentions) for key, c in table.clusters.items() if c.kind == COUNTRY}
    if not counts:
        return ""
    best = max(counts, key=lambda key: counts[key])
    early = table.clusters[best].mentions[0][0] <= _LEAD
    return best if early and counts[best] >= _FOCUS_SHARE * sum(counts.values()) else ""


def _two_named(rows: list[SentenceTrace], number: int, table: EntityTable, kind: str) -> tuple[str, ...]:
    """The two that "iki ülke" or "iki lider" can mean: the only two of this or a sentence before it."""
    for back in range(number, max(-1, number - 3), -1):
        keys = list(dict.fromkeys(table.key(name) for name in rows[back].names.names if name.kind == kind))
        sides = _sides(rows[back]) if kind == COUNTRY and back < number else ()
        if sides or len(keys) == 2:
            return sides or tuple(keys)
        if len(keys) > 2:
            return ()
    return ()


def _sides(row: SentenceTrace) -> tuple[str, ...]:
    """The two between whom something is or happens in a sentence, if it tells of one such couple."""
    couples = {
        unit.keys
        for predicate in row.predicates
        for unit in predicate.arguments
        if unit.slot == "between" and len(unit.keys) == 2
    }
    sides = couples.pop() if len(couples) == 1 else ()
    return sides if all(not key.startswith("person:") for key in sides) else ()


def _setting(row: SentenceTrace, table: EntityTable) -> str | None:
    """Where the sentence is set: the last place or country in the locative, or the place of a dateline."""
    found = [
        name
        for name in row.names.names
        if name.kind in (PLACE, COUNTRY) and name.case is Case.LOC and not name.adjective
    ]
    return table.key(found[-1]) if found else None


def _main_subject(row: SentenceTrace) -> tuple[str, ...] | None:
    """Whom the next sentence may leave unsaid: the subject of the last finite verb, () if that names nobody.

    None if the sentence itself left it unsaid or is all quotation: then the story goes on about the same.
    """
    for predicate in reversed(row.predicates):
        subject = predicate.subject
        if predicate.form != "finite" or predicate.quoted or subject is None:
            continue
        if predicate.inherited_subject:
            return None
        named = subject.kinds and all(kind in (PERSON, COUNTRY, ORGANIZATION) for kind in subject.kinds)
        return subject.keys if named and not subject.weak else ()
    return None
