"""Verb forms and cases: a table of words, and what holds for any word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lang.tr.morphology import Case, Verb, case_of_suffix, known_stem, verb_of

FLAGS = ("negated", "able", "passive", "causative", "possessed", "plural", "first_person")

# word: stem, form, tense, case if not nominative, flags
WORDS = """
imzaladı: imzala finite past
imzalamış: imzala finite past
imzalamadı: imzala finite past negated
imzalandı: imzala finite past passive
imzalattı: imzala finite past causative
imzalıyor: imzala finite present
imzalayacak: imzala finite future
imzalar: imzala finite aorist
imzalamaz: imzala finite aorist negated
imzalayabilir: imzala finite aorist able
imzalayamaz: imzala finite aorist negated able
imzalayamadı: imzala finite past negated able
imzalamalı: imzala finite necessity
imzalarsa: imzala finite conditional
imzalasın: imzala finite optative
imzaladığını: imzala dik past acc possessed
imzalamadığını: imzala dik past acc negated possessed
imzalanan: imzala an none passive
imzalayan: imzala an none
imzalanması: imzala ma none passive possessed
imzalamak: imzala mak none
imzalamaya: imzala mak none dat
imzalamayı: imzala mak none acc
imzalayarak: imzala converb none
imzalayıp: imzala converb none
imzalamadan: imzala converb none negated
imzalayınca: imzala when present
görüştü: görüş finite past
görüştüm: görüş finite past first_person
görüştük: görüş finite past first_person
görüşmedi: görüş finite past negated
görüşecek: görüş finite future
görüşmeyecek: görüş finite future negated
görüşülecek: görüş finite future passive
görüşüyor: görüş finite present
görüşmüyor: görüş finite present negated
görüştüğünü: görüş dik past acc possessed
görüştükleri: görüş dik past possessed plural
görüşeceklerini: görüş fut future acc possessed plural
görüşmesini: görüş ma none acc possessed
görüşmelerini: görüş ma none acc possessed plural
görüşmekten: görüş mak none abl
gitti: git finite past
gidiyor: git finite present
gidecek: git finite future
gideceğini: git fut future acc possessed
giden: git an none
ediyor: et finite present
edildi: et finite past passive
edildiğini: et dik past acc passive possessed
edecek: et finite future
edeceği: et fut future possessed
edilmesi: et ma none passive possessed
etmedi: et finite past negated
ettiler: et finite past
öldürüldü: öldür finite past passive
öldüren: öldür an none
tutuklandı: tutukla finite past passive
tutuklanmadı: tutukla finite past negated passive
tutuklanmasına: tutukla ma none dat passive possessed
saldıracak: saldır finite future
saldırmayacağını: saldır fut future acc negated possessed
vuruldu: vur finite past passive
çekilmeye: çekil mak none dat
bekliyor: bekle finite present
bekleniyor: bekle finite present passive
söylüyor: söyle finite present
açıkladığında: açıkla when past
kaçırıldı: kaçır finite past passive
kaçtı: kaç finite past
seçilemedi: seç finite past negated able passive
seçilebilir: seç finite aorist able passive
desteklemiyor: destekle finite present negated
yapmaktadır: yap finite present
yapmalıydı: yap finite necessity
yapıyordu: yap finite past
başladıktan: başla when past
dedi: de finite past
diyor: de finite present
istemedi: iste finite past negated
konuşmuyorlar: konuş finite present negated
""".strip().splitlines()

NO_VERBS = "ankara masa gazeteci bahçe kapı cumhurbaşkanı ülke salı iki".split()

SUFFIXES = {
    "": Case.NOM, "in": Case.GEN, "nın": Case.GEN, "nün": Case.GEN, "e": Case.DAT, "ya": Case.DAT,
    "na": Case.DAT, "i": Case.ACC, "yı": Case.ACC, "nu": Case.ACC, "de": Case.LOC, "ta": Case.LOC,
    "ndaki": Case.LOC, "den": Case.ABL, "tan": Case.ABL, "ndan": Case.ABL, "le": Case.INS, "yla": Case.INS,
    "ca": Case.EQU,
}  # fmt: skip


def _told(verb: Verb) -> str:
    case = [] if verb.case is Case.NOM else [verb.case.value]
    flags = [flag for flag in FLAGS if getattr(verb, flag)]
    return " ".join([verb.stem, verb.form.value, verb.tense.value, *case, *flags])


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.split(":")[0])
def test_a_verb_form_is_read(row: str) -> None:
    word, expected = row.split(": ")
    verb = verb_of(word)
    assert verb is not None
    assert _told(verb) == expected


@pytest.mark.parametrize("word", NO_VERBS)
def test_a_noun_is_no_verb_form(word: str) -> None:
    assert verb_of(word) is None


def test_while_doing_is_read_after_a_stem_in_a_vowel() -> None:
    assert verb_of("imzalarken") is not None


@pytest.mark.parametrize(("suffix", "case"), SUFFIXES.items())
def test_the_suffix_after_an_apostrophe_tells_the_case(suffix: str, case: Case) -> None:
    assert case_of_suffix(suffix) is case


@given(st.text("abcçdeğhıiklmnoöprsştuüvyz", max_size=24))
def test_any_word_is_read_as_a_form_of_a_listed_stem_or_not_at_all(word: str) -> None:
    verb = verb_of(word)
    assert verb is None or known_stem(verb.stem)


def test_the_longest_stem_wins() -> None:
    verbs = [verb_of(word) for word in ("görüştü", "gördü", "anlaştı", "anladı")]
    assert [verb.stem for verb in verbs if verb] == ["görüş", "gör", "anlaş", "anla"]
