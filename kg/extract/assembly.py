"""From drafts to the frozen analysis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.agreements import SPECIFIC
from kg.extract.drafts import Draft
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, PLACE, Name, Title
from kg.extract.settling import settled
from kg.lang.tr.casing import lower
from kg.lang.tr.morphology import Case
from kg.model import (
    Agreement,
    Analysis,
    Article,
    Entity,
    EntityKind,
    Evidence,
    Label,
    Link,
    Mention,
    Modality,
    Occurrence,
    Position,
    Span,
)

if TYPE_CHECKING:
    from kg.extract.agreements import AgreementMention
    from kg.extract.entities import Cluster, EntityTable
    from kg.extract.extractor import SentenceTrace
    from kg.extract.treaties import AgreementDraft
    from kg.lang.tr.lexicon import Lexicon

_KINDS = {
    PERSON: EntityKind.PERSON,
    COUNTRY: EntityKind.COUNTRY,
    ORGANIZATION: EntityKind.ORGANIZATION,
    PLACE: EntityKind.PLACE,
}
_SUFFIX = re.compile(r"['’][a-zçğıöşü]+$")
_LABEL_LENGTH = 160


class Assembler:
    """Builds the analysis of one article from its sentences and entity table."""

    def __init__(
        self, article: Article, lexicon: Lexicon, rows: list[SentenceTrace], table: EntityTable
    ) -> None:
        self._article = article
        self._lexicon = lexicon
        self._rows = rows
        self._table = table

    def assemble(self, drafts: list[Draft], agreements: list[AgreementDraft]) -> Analysis:
        """The analysis; facts are ordered by their place in the text."""
        keys = {mention: draft.key for draft in agreements for mention in draft.mentions}
        return Analysis(
            article=self._article,
            sentences=tuple(row.span for row in self._rows),
            entities=tuple(self._entity(cluster) for cluster in self._table.clusters.values()),
            mentions=self._mentions(),
            occurrences=tuple(self._occurrence(index, draft, keys) for index, draft in enumerate(drafts)),
            agreements=tuple(self._agreement(draft) for draft in agreements),
            positions=self._positions(),
        )

    # entities

    def _entity(self, cluster: Cluster) -> Entity:
        if cluster.kind == COUNTRY:
            return self._country(cluster)
        name = cluster.name
        labels: tuple[Label, ...] = ()
        link = None
        country = cluster.iso2 if f"country:{cluster.iso2}" in self._table.clusters else None
        if cluster.kind == ORGANIZATION and cluster.ref in self._lexicon.organizations:
            qid = self._lexicon.organizations[cluster.ref].qid
            link = Link(qid, 0.95, "gazetteer") if qid else None
        elif cluster.kind == PLACE and cluster.ref in self._lexicon.places:
            row = self._lexicon.places[cluster.ref]
            link = Link(row.qid, 0.9, "gazetteer") if row.qid and not row.ambiguous else None
        return Entity(
            cluster.key, _KINDS[cluster.kind], name, labels, self._aliases(cluster, name), None, country, link
        )

    def _country(self, cluster: Cluster) -> Entity:
        row = self._lexicon.countries[cluster.ref]
        labels = (Label(row.name_en, "en"),) if row.name_en else ()
        link = Link(row.qid, 1.0, "iso-3166") if row.qid else None
        return Entity(
            cluster.key,
            EntityKind.COUNTRY,
            row.name,
            labels,
            self._aliases(cluster, row.name),
            row.iso2,
            None,
            link,
        )

    def _aliases(self, cluster: Cluster, name: str) -> tuple[str, ...]:
        forms: list[str] = []
        for number, mention in cluster.mentions:
            if mention.adjective or mention.implied:
                continue
            surface = self._surface(number, mention)
            if surface != name and surface not in forms:
                forms.append(surface)
        return tuple(forms)

    def _surface(self, number: int, name: Name) -> str:
        if name.kind == PERSON:
            return name.ref
        text = self._name_span(number, name).of(self._article.text)
        full = text.partition("(")[0].strip()
        return " ".join(_SUFFIX.sub("", full or text).split())

    def _name_span(self, number: int, name: Name) -> Span:
        """The span of the name without an apostrophe suffix."""
        tokens = self._rows[number].tokens
        last = tokens[name.end - 1]
        end = last.begin + len(last.stem) if last.suffix else last.end
        return Span(tokens[name.begin].begin, end)

    def _mentions(self) -> tuple[Mention, ...]:
        found: dict[tuple[Span, str], Mention] = {}
        for number, row in enumerate(self._rows):
            for name in row.names.names:
                span, key = self._name_span(number, name), self._table.key(name)
                found.setdefault((span, key), Mention(key, span, row.span, round(name.confidence, 2)))
        return tuple(sorted(found.values(), key=lambda m: (m.span, m.entity)))

    # events

    def _occurrence(self, index: int, draft: Draft, agreements: dict[AgreementMention, str]) -> Occurrence:
        row = self._rows[draft.sentence]
        trigger = Span(row.tokens[draft.begin].begin, row.tokens[draft.end - 1].end)
        value = settled(draft.time, draft.modality, self._article.published)
        concerns = [agreements[mention] for mention in draft.agreements if mention in agreements]
        return Occurrence(
            key=f"event:{index}",
            types=draft.types,
            modality=draft.modality,
            label=self._label(draft, trigger),
            trigger=trigger,
            evidence=Evidence(
                tuple(self._rows[number].span for number in draft.sentences),
                draft.rule,
                round(min(0.99, max(0.05, draft.confidence)), 2),
                draft.sources,
            ),
            actors=tuple(draft.actors),
            recipients=tuple(draft.recipients),
            participants=tuple(draft.participants),
            place=draft.place,
            origin=draft.origin if draft.origin != draft.place else None,
            when=value,
            concerns=tuple(dict.fromkeys(concerns)),
        )

    def _label(self, draft: Draft, trigger: Span) -> str:
        """Who, to whom, and the words of the text that name the event."""
        words = " ".join(trigger.of(self._article.text).split())
        who = ", ".join(self._name(key) for key in (*draft.actors, *draft.participants))
        whom = ", ".join(self._name(key) for key in draft.recipients)
        parties = f"{who} → {whom}" if who and whom else who or whom
        if not parties and draft.place:
            parties = self._name(draft.place)
        label = f"{parties}: {words}" if parties else words
        return label if len(label) <= _LABEL_LENGTH else label[: _LABEL_LENGTH - 1] + "…"

    def _name(self, key: str) -> str:
        cluster = self._table.clusters[key]
        return self._lexicon.countries[cluster.ref].name if cluster.kind == COUNTRY else cluster.name

    # agreements

    def _agreement(self, draft: AgreementDraft) -> Agreement:
        sentences = tuple(dict.fromkeys(self._rows[mention.sentence].span for mention in draft.mentions))
        aliases = tuple(
            dict.fromkeys(
                label
                for m in draft.mentions
                if m.level is SPECIFIC
                for label in (m.label, m.short, m.abbreviation)
                if label and label != draft.label
            )
        )
        return Agreement(
            key=draft.key,
            label=draft.label,
            kind=draft.kind,
            parties=tuple(draft.parties),
            evidence=Evidence(sentences, "tr/agreement@2", round(draft.confidence, 2)),
            mentions=tuple(self._phrase_span(mention) for mention in draft.mentions),
            aliases=aliases,
            signed=draft.signed,
            in_force=draft.in_force,
        )

    def _phrase_span(self, mention: AgreementMention) -> Span:
        tokens = self._rows[mention.sentence].tokens
        last = tokens[mention.end - 1]
        end = last.begin + len(last.stem) if last.suffix else last.end
        return Span(tokens[mention.begin].begin, end)

    # positions

    def _positions(self) -> tuple[Position, ...]:
        found: dict[tuple[str, str, str | None, str | None, str], Position] = {}
        for cluster in self._table.clusters.values():
            if cluster.kind != PERSON:
                continue
            for number, title in cluster.titles:
                if title.former or title.plural or not title.office:
                    continue
                country = title.countries[0] if title.countries else None
                body = self._body(title)
                words = self._title_words(number, title)
                identity = (
                    cluster.key,
                    title.kind,
                    country,
                    body,
                    words if title.kind in ("minister", "other") else "",
                )
                if identity not in found:
                    evidence = Evidence(
                        (self._rows[number].span,), "tr/title@1", 0.9 if country or body else 0.75
                    )
                    found[identity] = Position(cluster.key, title.kind, words, evidence, country, body)
        held = list(found.values())
        return tuple(one for one in held if not any(_says_more(other, one) for other in held))

    def _body(self, title: Title) -> str | None:
        key = f"organization:{lower(title.body)}" if title.body else ""
        return key if key in self._table.clusters else None

    def _title_words(self, number: int, title: Title) -> str:
        tokens = self._rows[number].tokens[title.begin : title.end]
        return " ".join(token.text if not token.suffix else token.text[: len(token.stem)] for token in tokens)


def _says_more(other: Position, one: Position) -> bool:
    """Whether another position is the same office, told with its country or body, or in more words."""
    if other is one or (other.holder, other.kind) != (one.holder, one.kind):
        return False
    named = bool(other.country or other.body)
    if not (one.country or one.body):
        return named or len(other.title.split()) > len(one.title.split()) == 1
    return False


__all__ = ["Assembler", "Case", "Modality"]
