"""Whether the text presents an event as real, planned, possible or not so, and who says it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extract.reading import called, events, read, told

SANCTION, ASSAULT, TROOPS, VISIT = "sanction", "assault", "mobilize-troops", "consult-visit"


def _failing(reason: str, *case: str) -> Any:
    return pytest.param(*case, marks=pytest.mark.xfail(reason=reason, strict=True))


MODALITIES = [
    ("Fiji, Tonga'ya yaptırım uyguladı.", SANCTION, "actual"),
    ("Fiji'nin Tonga'ya yaptırım uyguladığı bildirildi.", SANCTION, "actual"),
    ("Fiji, Tonga'ya yaptırım uygulayacak.", SANCTION, "planned"),
    ("Fiji'nin Tonga'ya yaptırım uygulaması bekleniyor.", SANCTION, "planned"),
    ("Fiji, Tonga'ya yaptırım uygulamayı planlıyor.", SANCTION, "planned"),
    ("Selim Taşören'in Fiji'yi ziyaret etmesi planlanıyor.", VISIT, "planned"),
    ("Fiji'nin Tonga'ya asker göndereceği bildirildi.", TROOPS, "planned"),
    ("Fiji'nin yarın Tonga'ya asker göndermesi planlanıyor.", TROOPS, "planned"),
    ("Fiji, Tonga'ya yaptırım uygulayabilir.", SANCTION, "hypothetical"),
    ("Fiji, Tonga'ya yaptırım uygulamalı.", SANCTION, "hypothetical"),
    ("Fiji, Tonga'ya yaptırım uygulamak istiyor.", SANCTION, "hypothetical"),
    ("Malta, Fiji'nin Tonga'ya yaptırım uygulamasını istedi.", SANCTION, "hypothetical"),
    ("Fiji, Tonga'ya asker göndermeyi reddetti.", TROOPS, "hypothetical"),
    ("Fiji'nin saldırısı halinde konsey toplanacak.", ASSAULT, "hypothetical"),
    ("Fiji saldırırsa Tonga yardım isteyecek.", ASSAULT, "hypothetical"),
    ("Fiji, Tonga'ya yaptırım uygulamadı.", SANCTION, "denied"),
    ("Fiji, Tonga'ya yaptırım uygulamayacak.", SANCTION, "denied"),
    ("Fiji, Tonga'ya saldırdığını yalanladı.", ASSAULT, "denied"),
    ("Fiji, Tonga'ya saldırmayacağını açıkladı.", ASSAULT, "denied"),
    ("Fiji'nin Tonga'ya saldırmadığı açıklandı.", ASSAULT, "denied"),
    _failing(
        "giving up a plan is not seen", "Fiji, Tonga'ya yaptırım uygulamaktan vazgeçti.", SANCTION, "denied"
    ),
    _failing(
        "a question is taken for a statement", "Fiji Tonga'ya yaptırım uyguladı mı?", SANCTION, "hypothetical"
    ),
    _failing(
        "a claim under investigation counts as fact",
        "Fiji'nin Tonga'ya saldırdığı iddiası araştırılıyor.",
        ASSAULT,
        "hypothetical",
    ),
    _failing(
        "future in the past gives nothing", "Fiji, Tonga'ya yaptırım uygulayacaktı.", SANCTION, "hypothetical"
    ),
]


@pytest.mark.parametrize(("text", "kind", "modality"), MODALITIES)
def test_an_event_has_the_modality_of_its_sentence(text: str, kind: str, modality: str) -> None:
    analysis = read(text)
    assert [event.modality for event in events(analysis, kind)] == [modality], told(analysis)


SOURCES = [
    ("Fiji, Tonga'ya saldırdı.", []),
    ("Fiji, Tonga'ya saldırdığını açıkladı.", ["FJ"]),
    ("Tonga Dışişleri Bakanlığı, Fiji'nin Tonga'ya saldırdığını bildirdi.", ["Tonga Dışişleri Bakanlığı"]),
    ("Selim Taşören, Fiji'nin Tonga'ya saldırdığını söyledi.", ["Selim Taşören"]),
    ('Selim Taşören, "Fiji, Tonga\'ya saldırdı" dedi.', ["Selim Taşören"]),
    ("Fiji'nin Tonga'ya saldırdığı belirtildi.", []),
    _failing('"… göre" before a comma is no source', "Malta'ya göre, Fiji Tonga'ya saldırdı.", ["MT"]),
    _failing("the owner of a statement is no source",
             "Malta hükümetinden yapılan açıklamada, Fiji'nin Tonga'ya saldırdığı belirtildi.", ["MT"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_an_event_names_who_says_so(text: str, source: list[str]) -> None:
    analysis = read(text)
    found = events(analysis, ASSAULT)
    assert [called(analysis, event.evidence.attributed_to) for event in found] == [source]
