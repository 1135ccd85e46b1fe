"""A reaction to an event is aimed at who did it: "saldırıyı kınadı", "çağrıyı reddetti"."""

from __future__ import annotations

import pytest

from tests.extract.reading import events, read, roles, told

ATTACK = "Fiji, Tonga'ya saldırdı. "

REFERRED = {
    "attack": (ATTACK + "Malta Başbakanı Selim Taşören saldırıyı kınadı.", ["FJ"]),
    "attack in the same sentence": ("Fiji'nin Tonga'ya saldırması üzerine Malta saldırıyı kınadı.", ["FJ"]),
    "decision": (
        "Malta, Fiji'ye yaptırım uyguladı. Fiji Başbakanı Nadir Kovanlı kararı eleştirdi.",
        ["MT"],
    ),
    "call": ("Selim Taşören, Fiji'ye ateşkes çağrısında bulundu. Fiji çağrıyı reddetti.", ["Selim Taşören"]),
    "charges": ("Malta, Fiji'yi yalan söylemekle suçladı. Fiji suçlamaları reddetti.", ["MT"]),
    "missile test": ("Fiji, balistik füze denemesi yaptı. Malta denemeyi kınadı.", ["FJ"]),
    "another's attack": (ATTACK + "Malta, Vanuatu'nun saldırısını kınadı.", ["VU"]),
    "attack of a kind": (ATTACK + "Malta Başbakanı Selim Taşören, terör saldırısını kınadı.", []),
    "of two, either": ("Fiji, Tonga'ya saldırdı; Samoa da Vanuatu'ya saldırdı. Malta saldırıyı kınadı.", []),
    "his own": (ATTACK + "Fiji saldırıyı eleştirdi.", []),
    "decision with a description": (ATTACK + "Malta, polisin aldığı kararı eleştirdi.", []),
    "no such event": ("Fiji, Tonga ile görüştü. Malta saldırıyı kınadı.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "recipients"), REFERRED.values(), ids=REFERRED.keys())
def test_a_reaction_is_to_the_doer(text: str, recipients: list[str]) -> None:
    analysis = read(text)
    found = [event for kind in ("accuse", "reject") for event in events(analysis, kind)]
    reaction = max(found, key=lambda event: event.evidence.sentences[0].begin)
    assert roles(analysis, reaction)[1] == recipients, told(analysis)
