from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.acquire.repair import repair

REPAIRS = {
    "windows quotes as controls": ("Fransa\x92da \x93dost\x94 \x91ülke\x92", "Fransa’da “dost” ‘ülke’"),
    "a control after a letter that could begin one": ("M.Ö\x92nün HALİÇ\x92İN", "M.Ö’nün HALİÇ’İN"),
    "UTF-8 read as windows-1252": ("CumhurbaÅŸkanÄ± TÃ¼rkiyeâ€™de", "Cumhurbaşkanı Türkiye’de"),
    "UTF-8 read as latin-1": ("ErdoÄ\x9fanâ\x80\x99Ä±n", "Erdoğan’ın"),
    "windows-1254 read as windows-1252": (
        "Cumhurbaþkaný Erdoðan'ýn aþaðýdaki açýklamasý",
        "Cumhurbaşkanı Erdoğan'ın aşağıdaki açıklaması",
    ),
    "DOS letters": ("uzaklı\x8dkta m\x81dahale", "uzaklııkta müdahale"),
    "no-break and thin spaces": ("10\xa0milyon\u2009avro\u3000var", "10 milyon avro var"),
    "zero width": ("böb\xadrek tel\u200bgraf\ufeff \u200f@ad", "böbrek telgraf @ad"),
    "entities": ("Tom &amp; Jerry &quot;dedi&quot;", 'Tom & Jerry "dedi"'),
    "line ends": ("bir\r\niki\rüç\u2028dört", "bir\niki\nüç\ndört"),
    "letter and mark": ("go\u0308ru\u0308s\u0327tu\u0308", "görüştü"),
    "İ lowered without Turkish": ("i\u0307stanbul", "istanbul"),
    "white space at the ends": ("\n  metin \t\n", "metin"),
    "nothing": (" \u200b\x00 \n", ""),
}


@pytest.mark.parametrize(("broken", "whole"), REPAIRS.values(), ids=REPAIRS)
def test_text_is_repaired(broken: str, whole: str) -> None:
    assert repair(broken) == whole


SOUND = {
    "Turkish": "Cumhurbaşkanı Erdoğan, İstanbul'da “dostum” dediği Şi ile ‘özel’ görüştü…",
    "letters before curly quotes": "HALİÇ’İN, M.Ö’nün, ç’’ ve Ü’ye",
    "foreign names": "Łukasz Müller, François Hollande, Nicolás Maduro, Çağla Šimonytė, Sigurður Þórðarson",
    "other scripts": "Владимир Путин 习近平 مصر",
    "paragraphs": "Başlık\n\nMetin  iki boşlukla.",
    "less than": "2 < 3 &amp; kaldı",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_sound_text_stays_as_it_is(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])))
def test_a_repaired_text_is_nfc_and_is_not_repaired_again(text: str) -> None:
    once = repair(text)
    assert unicodedata.is_normalized("NFC", once)
    assert repair(once) == once
    assert once == once.strip()
