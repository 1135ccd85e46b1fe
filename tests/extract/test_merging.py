"""One happening told several times is one occurrence; two happenings stay two."""

from __future__ import annotations

import pytest

from tests.extract.reading import events, read, roles, told

THRICE = (
    "Fiji Başbakanı Selim Taşören, Malta Başbakanı Nadir Kovanlı ile telefonda görüştü. "
    "İki lider, telefon görüşmesinde balıkçılığı ele aldı. "
    "Taşören ve Kovanlı arasındaki telefon görüşmesi salı günü gerçekleşti."
)


def test_an_event_told_three_times_is_one() -> None:
    analysis = read(THRICE)
    (call,) = analysis.occurrences
    assert call.types[0] == "consult-phone"
    assert roles(analysis, call) == (["Selim Taşören"], ["Nadir Kovanlı"], [])
    assert str(call.when) == "2025-06-17"


def test_a_merged_event_keeps_the_sentences_that_tell_it_and_is_surer() -> None:
    (once,) = read(THRICE.split(". ", maxsplit=1)[0] + ".").occurrences
    (thrice,) = read(THRICE).occurrences
    assert len(once.evidence.sentences) == 1
    assert thrice.evidence.sentences[0] == once.evidence.sentences[0]
    assert len(thrice.evidence.sentences) >= 2
    assert thrice.evidence.confidence > once.evidence.confidence


TWO = {
    "another actor": "Fiji, Tonga'ya saldırdı. Malta, Tonga'ya saldırdı.",
    "another recipient": "Fiji, Tonga'ya saldırdı. Fiji, Malta'ya saldırdı.",
    "the other way round": "Fiji, Tonga'ya saldırdı. Tonga, Fiji'ye saldırdı.",
    "another day": "Fiji, pazartesi günü Tonga'ya saldırdı. Fiji, salı günü Tonga'ya saldırdı.",
    "done and planned": "Fiji, Tonga'ya saldırdı. Fiji, Tonga'ya yeniden saldıracak.",
}


@pytest.mark.parametrize("text", TWO.values(), ids=TWO.keys())
def test_two_events_stay_two(text: str) -> None:
    analysis = read(text)
    assert len(events(analysis, "assault")) == 2, told(analysis)


def test_an_event_of_a_day_and_the_same_without_a_date_are_one() -> None:
    analysis = read("Fiji, salı günü Tonga'ya saldırdı. Fiji'nin Tonga'ya saldırdığı bildirildi.")
    assert [str(event.when) for event in events(analysis, "assault")] == ["2025-06-17"]


def test_what_is_told_as_possible_and_as_planned_is_planned() -> None:
    text = "Fiji, Tonga'ya saldırabilir. Fiji, Tonga'ya saldırmayı planlıyor."
    (attack,) = events(read(text), "assault")
    assert attack.modality.value == "planned"
