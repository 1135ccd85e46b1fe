"""Who the text names as the source of what it tells."""

from __future__ import annotations

import pytest

from tests.extract.reading import called, events, read, told

ASSAULT = "assault"

SOURCES = [
    ("Fiji, Tonga'ya saldırdı.", []),
    ("Fiji, Tonga'ya saldırdığını açıkladı.", ["FJ"]),
    ("Tonga Dışişleri Bakanlığı, Fiji'nin Tonga'ya saldırdığını bildirdi.", ["Tonga Dışişleri Bakanlığı"]),
    ("Selim Taşören, Fiji'nin Tonga'ya saldırdığını söyledi.", ["Selim Taşören"]),
    ('Selim Taşören, "Fiji, Tonga\'ya saldırdı" dedi.', ["Selim Taşören"]),
    ("Selim Taşören, 'Fiji, Tonga'ya saldırdı' dedi.", ["Selim Taşören"]),
    ("Selim Taşören, ''Fiji, Tonga'ya saldırdı'' diye konuştu.", ["Selim Taşören"]),
    ("Selim Taşören, ‘Fiji, Tonga’ya saldırdı’ dedi.", ["Selim Taşören"]),
    ("Fiji'nin Tonga'ya saldırdığı belirtildi.", []),
    ("Malta'ya göre, Fiji Tonga'ya saldırdı.", ["MT"]),
    ("Malta'ya göre Fiji, Tonga'ya saldırdı.", ["MT"]),
    (
        "Malta Dışişleri Bakanlığının açıklamasına göre Fiji, Tonga'ya saldırdı.",
        ["Malta Dışişleri Bakanlığı"],
    ),
    ("Malta hükümetinden yapılan açıklamada, Fiji'nin Tonga'ya saldırdığı belirtildi.", ["MT"]),
    ("Malta hükümetinden yapılan yazılı açıklamaya göre, Fiji Tonga'ya saldırdı.", ["MT"]),
    ("Malta'nın açıklamasında, Fiji'nin Tonga'ya saldırdığı ifade edildi.", ["MT"]),
    ("Malta tarafından Fiji'nin Tonga'ya saldırdığı duyuruldu.", ["MT"]),
    ("Malta basını, Fiji'nin Tonga'ya saldırdığını yazdı.", []),
    ("Anlaşmaya göre Fiji, Tonga'ya saldırdı.", []),
    ("Malta'da yapılan açıklamada, Fiji'nin Tonga'ya saldırdığı belirtildi.", []),
]

OVER_SENTENCES = [
    ('Selim Taşören, "Kaygılıyız. Fiji, Tonga\'ya saldırdı" dedi.', ["Selim Taşören"]),
    ('Selim Taşören, "Kaygılıyız. Fiji, Tonga\'ya saldırdı. Susmayacağız." dedi.', ["Selim Taşören"]),
    ('Selim Taşören şunları söyledi: "Kaygılıyız. Fiji, Tonga\'ya saldırdı."', ["Selim Taşören"]),
    ("Selim Taşören, kaygılı olduğunu söyledi. Fiji'nin Tonga'ya saldırdığını belirtti.", ["Selim Taşören"]),
    ('Selim Taşören, "Kaygılıyız" dedi. Fiji, Tonga\'ya saldırdı.', []),
    (
        'Selim Taşören, Fiji halkının karar vereceğini kaydederek, "Kaygılıyız. Fiji, Tonga\'ya saldırdı" dedi.',
        ["Selim Taşören"],
    ),
    (
        'Selim Taşören, "Kaygılıyız" dedi. "Fiji, Tonga\'ya saldırdı. Susmayacağız" diyen Nadir Kovanlı ayağa kalktı.',
        ["Nadir Kovanlı"],
    ),
]


@pytest.mark.parametrize(("text", "source"), [*SOURCES, *OVER_SENTENCES])
def test_an_event_names_who_says_so(text: str, source: list[str]) -> None:
    analysis = read(text)
    found = events(analysis, ASSAULT)
    assert [called(analysis, event.evidence.attributed_to) for event in found] == [source], told(analysis)


def test_who_charges_someone_with_an_act_is_its_source() -> None:
    analysis = read("Malta, Fiji'yi Tonga'ya asker göndermekle suçladı.")
    found = events(analysis, "mobilize-troops")
    assert [called(analysis, event.evidence.attributed_to) for event in found] == [["MT"]], told(analysis)


def test_a_quotation_that_a_new_line_cuts_keeps_its_speaker() -> None:
    analysis = read('Selim Taşören, "Kaygılıyız.\n\nFiji, Tonga\'ya saldırdı" dedi.')
    found = events(analysis, ASSAULT)
    assert [called(analysis, event.evidence.attributed_to) for event in found] == [["Selim Taşören"]], told(
        analysis
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nadir Kovanlı ile görüşmesi sonrası açıklama yapan Selim Taşören, kaygılı olduğunu söyledi.",
        "Selim Taşören, Nadir Kovanlı ile görüşmesinin ardından kaygılı olduğunu söyledi.",
    ],
)
def test_the_occasion_of_a_statement_is_not_told_by_it(text: str) -> None:
    analysis = read(text)
    found = events(analysis, "consult")
    assert [called(analysis, event.evidence.attributed_to) for event in found] == [[]], told(analysis)
