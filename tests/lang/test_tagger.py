from __future__ import annotations

import gzip
import math
from importlib.resources import files
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lang.tr.tagger import SCALE, NameTagger
from kg.lang.tr.tagger_features import (
    LABELS,
    describe,
    find_runs,
    shape,
    split_suffix,
    suffix_class,
    word_features,
)

TAGGER = NameTagger.load()


def names(sentence: str) -> list[tuple[str, str]]:
    """Names found in a sentence whose words are parted by blanks, with their classes."""
    words = sentence.split()
    found: list[tuple[str, str]] = []
    for word, (label, _) in zip(words, TAGGER.tag(words), strict=True):
        if label[0] == "B":
            found.append((word, label[2:]))
        elif label[0] == "I":
            found[-1] = (f"{found[-1][0]} {word}", label[2:])
    return found


@pytest.mark.parametrize(
    ("sentence", "persons"),
    [
        ("Rusya Devlet Başkanı Vladimir Putin , Maduro'yu aradı .", ["Vladimir Putin", "Maduro'yu"]),
        ("Norveç'e giden Maria Corina Machado açıklama yaptı .", ["Maria Corina Machado"]),
        ("Dışişleri Bakanı Hakan Fidan ile Lavrov görüştü .", ["Hakan Fidan", "Lavrov"]),
        ("Görüşmede Putin’in desteğini ilettiği ifade edildi .", ["Putin’in"]),
        ("Hamas lideri Usame Hamdan , Beyrut'ta konuştu .", ["Usame Hamdan"]),
        ("UNICEF Sözcüsü Salim Oweis , yardım çağrısında bulundu .", ["Salim Oweis"]),
        ("Kassam Tugayları Sözcüsü Ebu Ubeyde açıklama yaptı .", ["Ebu Ubeyde"]),
        ("Veliaht Prens Muhammed bin Selman törene katılmadı .", ["Muhammed bin Selman"]),
        (
            "Toplantıya Olaf Scholz , Emmanuel Macron ve Rishi Sunak katıldı .",
            ["Olaf Scholz", "Emmanuel Macron", "Rishi Sunak"],
        ),
        ("Sözcü Grnqvist'in Tbolvani'ye yanıtı gecikmedi .", ["Grnqvist'in", "Tbolvani'ye"]),
        ("Açıklamada , operasyonun tamamlandığı belirtildi .", []),
        ("Bakanlık , yeni yönetmeliği yayımladı .", []),
        ("Kasım ayında yürürlüğe giren anlaşma uzatıldı .", []),
        ("F-16 savaş uçakları hedefleri vurdu .", []),
        ("", []),
    ],
)
def test_persons_are_found_in_full_and_nothing_else_is_taken_for_one(
    sentence: str, persons: list[str]
) -> None:
    assert [name for name, kind in names(sentence) if kind == "PER"] == persons


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Patlama , Kırıkhan ilçesinde meydana geldi .", ("Kırıkhan", "LOC")),
        ("Sağlık Bakanlığı , ölü sayısını güncelledi .", ("Sağlık Bakanlığı", "ORG")),
        ("İran'ın güneyinde deprem oldu .", ("İran'ın", "LOC")),
        ("Dünya Sağlık Örgütü uyarı yaptı .", ("Dünya Sağlık Örgütü", "ORG")),
    ],
)
def test_places_and_organizations_are_found(sentence: str, name: tuple[str, str]) -> None:
    assert name in names(sentence)


def test_a_hospital_that_bears_the_name_of_a_person_is_no_person() -> None:
    assert all(
        kind != "PER" for _, kind in names("Cenin'deki Halil Süleyman Hastanesi'ne saldırı düzenlendi .")
    )


WORDS = st.lists(
    st.sampled_from(
        "Putin Putin'in bin el Rusya'nın Devlet Başkanı , \" . ve Sergey görüştü Kızılay'ı Halep BM 12 da Ebu".split()
    ),
    max_size=9,
)


@given(words=WORDS)
@settings(max_examples=200, deadline=None)
def test_each_word_gets_a_label_that_may_follow_the_one_before_and_a_probability(words: list[str]) -> None:
    tagged = TAGGER.tag(words)
    assert len(tagged) == len(words)
    previous = "O"
    for label, probability in tagged:
        assert label in LABELS
        assert 0.0 < probability <= 1.0 + 1e-9
        assert label[0] != "I" or previous[2:] == label[2:]
        previous = label


@given(words=st.lists(st.text(max_size=8).filter(bool), max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_tagged(words: list[str]) -> None:
    assert len(TAGGER.tag(words)) == len(words)


def read_model() -> tuple[dict[str, list[float]], dict[tuple[str, str], float]]:
    """The model file, read again here by what its first line says."""
    weights: dict[str, list[float]] = {}
    transitions: dict[tuple[str, str], float] = {}
    packed = (files("kg.lang.tr") / "data" / "tagger.model.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").split("\n")[1:]:
        name, *cells = line.split("\t")
        if name == "transition":
            transitions[(cells[0], cells[1])] = int(cells[2]) / SCALE
        else:
            row = weights.setdefault(name, [0.0] * len(LABELS))
            for cell in cells:
                row[int(cell[0])] = int(cell[1:]) / SCALE
    return weights, transitions


@pytest.mark.parametrize(
    "sentence",
    [
        "dedi Vladimir Putin'in sözcüsü",
        "Ebu Ubeyde , konuştu",
        "Bugün Halep'te Rus Ordusu ilerledi",
        "Ali bin Selman",
    ],
)
def test_labels_and_probabilities_are_those_of_the_field_counted_out_in_full(sentence: str) -> None:
    """Every sequence of labels is scored from the features' names, without the tagger's short cuts."""
    weights, transitions = read_model()
    forms = sentence.split()
    words = [describe(form) for form in forms]
    tagged = TAGGER.tag(forms)
    for start, end in find_runs(words):
        scores = [
            [
                sum(weights[f][k] for f in word_features(words, i, start, end) if f in weights)
                for k in range(len(LABELS))
            ]
            for i in range(start, end)
        ]
        allowed: dict[tuple[str, ...], float] = {}
        for labels in product(LABELS, repeat=end - start):
            pairs = list(zip(("O", *labels), labels, strict=False))
            if all(right[0] != "I" or left[2:] == right[2:] for left, right in pairs):
                total = sum(row[LABELS.index(label)] for row, label in zip(scores, labels, strict=True))
                total += sum(transitions.get(pair, 0.0) for pair in pairs[1:])
                allowed[labels] = math.exp(total)
        best = max(allowed, key=allowed.__getitem__)
        assert tuple(label for label, _ in tagged[start:end]) == best
        for place, (label, probability) in enumerate(tagged[start:end]):
            share = sum(mass for labels, mass in allowed.items() if labels[place] == label) / sum(
                allowed.values()
            )
            assert probability == pytest.approx(share, rel=1e-6)


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("Putin'in", ("Putin", "in")),
        ("Trump’a", ("Trump", "a")),
        ("Kur'an", ("Kur'an", "")),
        ("O'Brien'ın", ("O'Brien", "ın")),
        ("ABD'deki", ("ABD", "deki")),
        ("Amerika", ("Amerika", "")),
        ("'", ("'", "")),
    ],
)
def test_only_case_suffixes_are_split_off(form: str, parts: tuple[str, str]) -> None:
    assert split_suffix(form) == parts


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("nin", "gen"),
        ("ya", "dat"),
        ("yı", "acc"),
        ("da", "loc"),
        ("ndan", "abl"),
        ("yla", "ins"),
        ("li", "li"),
        ("", ""),
    ],
)
def test_suffixes_are_classed_by_case(suffix: str, expected: str) -> None:
    assert suffix_class(suffix) == expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("Putin", "Aa"), ("ABD", "AA"), ("A.", "A."), ("McCain", "AaAa"), ("Ben-Gvir", "Aa-Aa"), ("G20", "A9")],
)
def test_shape_tells_capitals_digits_and_hyphens(stem: str, expected: str) -> None:
    assert shape(stem) == expected


def test_a_run_spans_particles_between_capitalised_words_only() -> None:
    words = [describe(form) for form in "dün Muhammed bin Selman ve Lavrov geldi de Ankara".split()]
    assert find_runs(words) == [(1, 6), (8, 9)]


@pytest.mark.parametrize(
    ("form", "mark"),
    [("Gazzeli", "D"), ("Amerikalıların", "D"), ("ABD-Venezuela", "-"), ("Hastanesinden", "org")],
)
def test_inflected_and_joined_forms_are_recognised(form: str, mark: str) -> None:
    assert mark in describe(form).kind


def test_the_model_is_small_and_loaded_once() -> None:
    size = len((files("kg.lang.tr") / "data" / "tagger.model.gz").read_bytes())
    assert size < 1_500_000
    assert NameTagger.load() is TAGGER
