"""A town is linked where the article uses its name as a town's."""

from __future__ import annotations

import pytest

from kg.extract import extractor
from kg.link import linker, shipped_index
from kg.link.whereabouts import Use, use
from kg.model import Analysis, Article, EntityKind, Mention, Span


def use_of(text: str, name: str) -> Use:
    begin = text.index(name)
    sentence = Span(0, len(text))
    mention = Mention("place:x", Span(begin, begin + len(name)), sentence, 0.9)
    return use(Analysis(Article(text), (sentence,)), [mention])


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Patlama Foggia'da oldu.", "Foggia", Use.TOWN),
        ("Patlama Foggia kentinde oldu.", "Foggia", Use.TOWN),
        ("Heyet başkent Doha yolunda.", "Doha", Use.TOWN),
        ("Uçak Frankfurt Havalimanı üzerinden geçti.", "Frankfurt", Use.TOWN),
        ("Polis Elgin Caddesi'ni kapattı.", "Elgin", Use.OTHER),
        ("Deprem İsfahan eyaletinde hissedildi.", "İsfahan", Use.OTHER),
        ("Toplantıya üye Li Changchun katıldı.", "Changchun", Use.OTHER),
        ("Yolcular La Palma'da indi.", "Palma", Use.OTHER),
        ("Limandan 'Kaliningrad' ve bir gemi ayrıldı.", "Kaliningrad", Use.OTHER),
        ("Ürün Bremen, Kiel arasında taşındı.", "Bremen", Use.OPEN),
        ("Toplantı Rusya'nın Saransk kentinde.", "Saransk", Use.TOWN),
    ],
)
def test_the_words_around_a_name_tell_what_it_stands_for(text: str, name: str, expected: Use) -> None:
    assert use_of(text, name) is expected


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Fransa'da grev var. Paris'te binlerce kişi yürüdü.", "Paris", "Paris"),
        ("Görüşmeler Cenevre'de sürüyor. Taraflar anlaşamadı.", "Cenevre", "Geneva"),
        ("İtalya'nın Foggia kentinde kaza oldu.", "Foggia", "Foggia"),
        ("Avukat Salvador konuştu. Salvador'un sözleri tepki çekti.", "Salvador", None),
        ("Kanada polisi Ottawa'daki Elgin Caddesi'ni kapattı.", "Elgin", None),
        ("İngiltere donanmasının HMS Montrose gemisi ABD açıklarında.", "Montrose", None),
        ("Santiago'da deprem oldu.", "Santiago", None),
        ("Filistin'de savaş sürüyor. Gazze'ye yardım girdi.", "Gazze", None),
    ],
)
def test_a_name_is_linked_to_a_town_only_where_it_means_one(text: str, name: str, label: str | None) -> None:
    found = linker().link(extractor("tr").extract(Article(text)))
    qids = [
        one.link.qid
        for one in found.entities
        if one.kind is EntityKind.PLACE and one.name == name and one.link is not None
    ]
    items = [shipped_index().item(qid) for qid in qids]
    assert [item.name for item in items if item] == ([label] if label else [])
