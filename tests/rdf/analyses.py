"""An analysis for tests, written by hand, with every feature."""

from __future__ import annotations

from datetime import date

from kg.model import (
    Agreement,
    Analysis,
    Article,
    Edtf,
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

TEXT = (
    "Rusya Devlet Başkanı Vladimir Putin, Çin lideri Şi Cinping'le perşembe günü telefonda görüştü. "
    "Kremlin Sözcüsü Dmitri Peskov, iki liderin Kasım ayında yürürlüğe giren enerji anlaşmasını "
    "ele aldığını söyledi. "
    "Putin'in mayısta Pekin'e gitmesi bekleniyor. "
    "Çin, Tayvan'a silah satan ABD'yi uyardı."
)


def sentences_of(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of a text whose full stops all end a sentence."""
    spans, begin = [], 0
    while begin < len(text):
        end = text.find(".", begin) + 1 or len(text)
        spans.append(Span(begin, end))
        begin = end + 1
    return tuple(spans)


SENTENCES = sentences_of(TEXT)
ARTICLE = Article(
    text=TEXT,
    published=date(2025, 12, 12),
    url="https://ornek.example/haber?id=1",
    title="Putin ile Şi görüştü",
    publisher="Örnek Haber",
)


def _sentence(span: Span) -> Span:
    return next(sentence for sentence in SENTENCES if sentence.contains(span))


def _find(words: str, start: int = 0) -> Span:
    begin = TEXT.index(words, start)
    return Span(begin, begin + len(words))


def _mention(entity: str, words: str, start: int = 0) -> Mention:
    span = _find(words, start)
    return Mention(entity, span, _sentence(span), 0.98)


def _evidence(*numbers: int, rule: str = "tr/test@1", by: tuple[str, ...] = ()) -> Evidence:
    return Evidence(tuple(SENTENCES[number] for number in numbers), rule, 0.9, by)


def sample() -> Analysis:
    """Four sentences: persons, countries, a place, an organisation, offices, an agreement, all modalities."""
    entities = (
        Entity(
            "ru",
            EntityKind.COUNTRY,
            "Rusya",
            (Label("Russia", "en"),),
            iso2="RU",
            link=Link("Q159", 1.0, "iso"),
        ),
        Entity("cn", EntityKind.COUNTRY, "Çin", iso2="CN", link=Link("Q148", 1.0, "iso")),
        Entity("tw", EntityKind.COUNTRY, "Tayvan", iso2="TW", link=Link("Q865", 1.0, "iso")),
        Entity(
            "us",
            EntityKind.COUNTRY,
            "Amerika Birleşik Devletleri",
            aliases=("ABD",),
            iso2="US",
            link=Link("Q30", 1.0, "iso"),
        ),
        Entity(
            "putin",
            EntityKind.PERSON,
            "Vladimir Putin",
            aliases=("Putin",),
            link=Link("Q7747", 0.973, "office-and-name"),
        ),
        Entity("xi", EntityKind.PERSON, "Şi Cinping"),
        Entity("peskov", EntityKind.PERSON, "Dmitri Peskov"),
        Entity("kremlin", EntityKind.ORGANIZATION, "Kremlin", country="RU"),
        Entity("pekin", EntityKind.PLACE, "Pekin", country="CN"),
    )
    mentions = (
        _mention("ru", "Rusya"),
        _mention("putin", "Vladimir Putin"),
        _mention("cn", "Çin"),
        _mention("xi", "Şi Cinping"),
        _mention("kremlin", "Kremlin"),
        _mention("peskov", "Dmitri Peskov"),
        _mention("putin", "Putin", TEXT.index("Putin'in")),
        _mention("pekin", "Pekin"),
        _mention("cn", "Çin", TEXT.index("Çin, ")),
        _mention("tw", "Tayvan"),
        _mention("us", "ABD"),
    )
    occurrences = (
        Occurrence(
            "call",
            ("consult-phone",),
            Modality.ACTUAL,
            "Putin-Şi telefon görüşmesi",
            _find("telefonda görüştü"),
            _evidence(0, 1, by=("peskov",)),
            actors=("putin",),
            recipients=("xi",),
            when=Edtf("2025-12-11"),
            concerns=("deal",),
        ),
        Occurrence(
            "visit",
            ("consult-visit", "travel"),
            Modality.PLANNED,
            "Putin'in Pekin ziyareti",
            _find("gitmesi"),
            _evidence(2),
            actors=("putin",),
            place="pekin",
            origin="ru",
            when=Edtf("2026-05"),
        ),
        Occurrence(
            "sale",
            ("aid",),
            Modality.ACTUAL,
            "ABD'nin Tayvan'a silah satışı",
            _find("silah satan"),
            _evidence(3, by=("cn",)),
            actors=("us",),
            recipients=("tw",),
            when=Edtf("../2025-12-12"),
        ),
        Occurrence(
            "warning",
            ("threaten",),
            Modality.ACTUAL,
            "Çin'in ABD'yi uyarması",
            _find("uyardı"),
            _evidence(3),
            actors=("cn",),
            recipients=("us",),
        ),
        Occurrence(
            "sanctions",
            ("sanction",),
            Modality.HYPOTHETICAL,
            "Çin'in ABD'ye yaptırım uygulaması",
            _find("uyardı"),
            _evidence(3),
            participants=("cn", "us"),
            part_of="warning",
        ),
        Occurrence(
            "denial",
            ("mobilize",),
            Modality.DENIED,
            "Çin'in yığınak yapması",
            _find("uyardı"),
            _evidence(3),
            participants=("cn",),
            place="tw",
        ),
    )
    agreements = (
        Agreement(
            "deal",
            "Enerji anlaşması",
            "energy",
            ("cn", "ru"),
            _evidence(1, by=("peskov",)),
            mentions=(_find("enerji anlaşması"),),
            in_force=Edtf("2025-11"),
            signed=Edtf("2025~"),
        ),
    )
    positions = (
        Position("putin", "head-of-state", "Rusya Devlet Başkanı", _evidence(0), country="RU"),
        Position("xi", "head-of-state", "Çin lideri", _evidence(0), country="CN"),
        Position("peskov", "spokesperson", "Kremlin Sözcüsü", _evidence(1), country="RU", body="kremlin"),
    )
    return Analysis(ARTICLE, SENTENCES, entities, mentions, occurrences, agreements, positions)
