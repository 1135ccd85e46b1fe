from __future__ import annotations

import pytest

from kg.acquire.languages import language_of, main_tag

SENTENCES = {
    "tr": "Cumhurbaşkanı Erdoğan, Rusya Devlet Başkanı Putin ile telefonda görüştü ve ikili ilişkileri ele aldı.",
    "az": "Azərbaycan Prezidenti İlham Əliyev Türkiyənin Prezidenti ilə telefonla danışıb və əlaqələri müzakirə edib.",
    "crh": "Qırım Muhtar Cumhuriyetiniñ paytahtında keçirilgen toplaşuvda qırımtatar halqınıñ areketi qayd etildi.",
    "ku": "Serokê Herêma Kurdistanê li Hewlêrê pêşwaziya şandeke Tirkiyê kir û têkiliyên dualî hatin nirxandin.",
    "tk": "Türkmenistanyň Prezidenti Türkiýäniň Prezidenti bilen telefon arkaly söhbetdeşlik geçirdi we maslahatlaşdy.",
    "uz": "O'zbekiston Prezidenti Turkiya Prezidenti bilan telefon orqali muloqot qildi va masalalarni muhokama etdi.",
    "en": "Turkish President Recep Tayyip Erdoğan spoke by phone with Russian President Vladimir Putin on Friday.",
    "de": "Der türkische Präsident Recep Tayyip Erdoğan hat am Freitag mit dem russischen Präsidenten telefoniert.",
    "ru": "Президент Турции Реджеп Тайип Эрдоган провёл телефонный разговор с президентом России Путиным.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert language_of(SENTENCES[language]) == language


UNSURE = {
    "names and numbers": "1. Müller 2. Obama 3. Putin",
    "a word": "Metin.",
    "nothing": "",
    "numbers": "12 34 56 78 " * 30,
}


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_what_shows_no_language_is_left_open(text: str) -> None:
    assert language_of(text) is None


def test_turkish_is_told_in_capitals_and_without_its_letters() -> None:
    sentence = SENTENCES["tr"]
    assert language_of(sentence.replace("i", "İ").upper()) == "tr"
    plain = sentence.translate(str.maketrans("ışğüöç", "isguoc"))
    assert language_of(plain) == "tr"


@pytest.mark.parametrize(
    ("written", "tag"), [("tr", "tr"), ("tr_TR", "tr-TR"), ("TR-tr", "tr-TR"), ("Türkçe", None), ("", None)]
)
def test_tags_get_their_common_form(written: str, tag: str | None) -> None:
    assert main_tag(written) == tag
