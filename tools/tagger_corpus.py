"""The tagged corpus of `train_tagger.py`: reading, mapping to three classes, repairs of systematic noise."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.lang.tr.casing import lower

Sentence = list[tuple[str, str]]  # word as printed, label

CLASSES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "ORG": "ORG"}
APOSTROPHE = re.compile(r"['’]")
TITLES = frozenset(
    "lord leydi sir kral kraliçe prens prenses papa general albay amiral dr dr. prof prof. doç. başkan başbakan bakan "
    "cumhurbaşkanı imparator imparatoriçe sayın aziz azize yüzbaşı binbaşı teğmen mareşal kont dük düşes baron".split()
)
LONGEST_SUFFIX = 6
MIN_EVIDENCE = 4
AGREEMENT = 0.9


def read(path: Path) -> list[Sentence]:
    """Sentences with the labels of the tagger; all but persons, places and organisations is "O"."""
    sentences: list[Sentence] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            sentences.append([])
            continue
        word, _, label = line.rpartition("\t")
        mark, _, name = label.partition("-")
        sentences[-1].append((word.strip(), f"{mark}-{CLASSES[name]}" if name in CLASSES else "O"))
    return [_well_formed(sentence) for sentence in sentences if sentence]


def _well_formed(sentence: Sentence) -> Sentence:
    """No continuation without a beginning, none after a case suffix, no punctuation at the edge of a name."""
    fixed: Sentence = []
    previous, ended = "O", False
    for word, given in sentence:
        label = given
        if not any(char.isalnum() for char in word) and not (label[0] == "I" and word in "-&/."):
            label = "O"
        if label[0] == "I" and (previous[2:] != label[2:] or ended):
            label = "B" + label[1:]
        fixed.append((word, label))
        previous = label
        ended = (
            APOSTROPHE.search(word[1:-1]) is not None and len(APOSTROPHE.split(word)[-1]) <= LONGEST_SUFFIX
        )
    return fixed


def repair(sentences: list[Sentence]) -> tuple[list[Sentence], Counter[str]]:
    """Make the labels of the corpus agree with themselves; gives the sentences and counts of the repairs.

    Names that begin with a small letter are dropped. Titles before names are taken out of them ("Lord Salisbury").
    A capitalised form that is nearly always tagged the same way inside sentences is tagged so where the annotators
    left it out, if it stands alone.
    """
    made: Counter[str] = Counter()
    usual = _usual_labels(sentences)
    repaired: list[Sentence] = []
    for sentence in sentences:
        words = list(sentence)
        for index, (word, label) in enumerate(words):
            stem = APOSTROPHE.split(word)[0] or word
            if label[0] == "B" and not any(char.isupper() for char in word):
                words[index] = (word, "O")
                made["beginning in a small letter dropped"] += 1
            elif label == "B-PER" and lower(stem) in TITLES and words[index + 1 : index + 2]:
                following, next_label = words[index + 1]
                if next_label == "I-PER":
                    words[index : index + 2] = [(word, "O"), (following, "B-PER")]
                    made["title taken out of a person"] += 1
            elif label == "O" and index and stem in usual and _alone(words, index):
                words[index] = (word, "B-" + usual[stem])
                made[f"missing {usual[stem]} added"] += 1
        repaired.append(_well_formed(words))
    return repaired, made


def _usual_labels(sentences: Iterable[Sentence]) -> dict[str, str]:
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for index, (word, label) in enumerate(sentence):
            stem = APOSTROPHE.split(word)[0]
            if stem[:1].isupper() and _alone(sentence, index):
                seen[stem][label[2:]] += 1
    usual: dict[str, str] = {}
    for stem, counts in seen.items():
        label, count = counts.most_common(1)[0]
        if label and count >= MIN_EVIDENCE and count >= AGREEMENT * counts.total():
            usual[stem] = label
    return usual


def _alone(sentence: Sentence, index: int) -> bool:
    """Whether no capitalised word stands beside the word."""
    beside = (sentence[k][0] for k in (index - 1, index + 1) if 0 <= k < len(sentence))
    return not any(word[:1].isupper() for word in beside)


def ordinary_words(sentences: Iterable[Sentence], minimum: int) -> list[str]:
    """Lower-case words outside of names, seen at least `minimum` times, in order."""
    words = (
        word for sentence in sentences for word, label in sentence if label == "O" and word[:1].islower()
    )
    return sorted(
        {lower(word) for word, count in Counter(words).items() if count >= minimum and word.isalpha()}
    )
