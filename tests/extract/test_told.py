"""Acts of speech that show in what is said: who reproaches, demands, threatens, and whom."""

from __future__ import annotations

import pytest

from kg.lang.tr.frames import complement_fits, frame_index
from tests.extract.reading import events, read, roles, told

SELIM = "Selim Taşören"

REPROACHES = [
    ("Selim Taşören, Fiji'nin anlaşmayı ihlal ettiğini söyledi.", [SELIM], ["FJ"]),
    ("Selim Taşören, Fiji'nin sözünde durmadığını söyledi.", [SELIM], ["FJ"]),
    ("Selim Taşören, Fiji'nin anlaşmayı ihlal ettiğini ve Tonga'nın sustuğunu söyledi.", [SELIM], ["FJ"]),
    ('Selim Taşören, "Fiji anlaşmayı ihlal etti" dedi.', [SELIM], ["FJ"]),
    ("Fiji'nin anlaşmayı ihlal ettiği öne sürüldü.", [], ["FJ"]),
]
NO_REPROACHES = [
    "Selim Taşören, Fiji'nin anlaşmayı ihlal edeceğini söyledi.",
    "Selim Taşören, Fiji'nin anlaşmayı ihlal ettiğini söylemedi.",
    "Fiji, anlaşmayı ihlal ettiğini kabul etti.",
    "Selim Taşören, Fiji'nin anlaşmayı ihlal ettiğini yazdı.",
    "Fiji'nin anlaşmayı ihlal ettiği açıklandı.",
]
DEMANDS = [
    ("Selim Taşören, Fiji'nin çekilmesi gerektiğini söyledi.", [SELIM], ["FJ"]),
    ("Selim Taşören, silahların susması gerektiğini söyledi.", [SELIM], []),
    ('Selim Taşören, "Fiji hemen çekilmeli" dedi.', [SELIM], ["FJ"]),
    ("Selim Taşören, 'Yorulduk. Fiji hemen çekilmeli' dedi.", [SELIM], ["FJ"]),
]
NO_DEMANDS = [
    "Selim Taşören, eve gitmek gerektiğini söyledi.",
    'Selim Taşören, "Hemen çekilmeliyiz" dedi.',
    "Fiji hemen çekilmeli.",
    "Selim Taşören, bunun için 60 oy gerektiğini hatırlattı.",
]
THREATS = [
    ("Fiji, Tonga'nın saldırması halinde karşılık vereceğini söyledi.", ["FJ"], ["TO"]),
    ("Selim Taşören, Fiji'nin bunun bedelini ödeyeceğini söyledi.", [SELIM], ["FJ"]),
]
NO_THREATS = [
    "Fiji, mektuba yarın karşılık vereceğini söyledi.",
    "Fiji, Tonga'nın saldırması halinde Malta'nın karşılık vereceğini söyledi.",
]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [(text, "accuse", *who) for text, *who in REPROACHES]
    + [(text, "request", *who) for text, *who in DEMANDS]
    + [(text, "threaten", *who) for text, *who in THREATS],
)
def test_what_is_said_shows_who_does_what_to_whom(
    text: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    analysis = read(text)
    assert [roles(analysis, event) for event in events(analysis, kind)] == [(actors, recipients, [])], told(
        analysis
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [(text, "accuse") for text in NO_REPROACHES]
    + [(text, "request") for text in NO_DEMANDS]
    + [(text, "threaten") for text in NO_THREATS],
)
def test_what_only_looks_alike_is_no_act_of_speech(text: str, kind: str) -> None:
    analysis = read(text)
    assert events(analysis, kind) == [], told(analysis)


@pytest.mark.parametrize(
    ("word", "pattern", "open_", "fits"),
    [
        ("forumu'na", "forum", True, True),
        ("patriot’ların", "patriot", True, True),
        ("duyurusunda", "duyurusu", True, True),
        ("forumu'na", "forum", False, False),
        ("formaya", "forum", True, False),
    ],
)
def test_a_complement_may_be_inflected(word: str, pattern: str, open_: bool, fits: bool) -> None:
    assert complement_fits(word, pattern, open_) is fits


def test_alternatives_of_a_trigger_are_written_out() -> None:
    texts = {trigger.text for found in frame_index().verbs.values() for trigger in found}
    assert {"asker~ yığ", "asker~ sevk et", "birlik~ sevk et"} <= texts
    assert not [text for text in texts if "|" in text or "_" in text]


def test_an_idiom_beats_the_verb_that_it_is_made_of() -> None:
    analysis = read("Nadir Kovanlı, geçen yıla damga vurdu. Fiji, Tonga'yı vurdu.")
    assert [roles(analysis, event) for event in events(analysis, "assault")] == [(["FJ"], ["TO"], [])]


def test_words_in_quotation_marks_are_read_as_words() -> None:
    analysis = read('Malta Emek Partisi, tasarıya "hayır" oyu verdi.')
    assert len(events(analysis, "reject")) == 1, told(analysis)
