"""Tagged news for `evaluate_tagger.py`: reading, and what a document says of its persons."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.lang.tr.tagger import NameTagger
from kg.lang.tr.tagger_features import split_suffix
from kg.lang.tr.tokenizer import sentences as split_sentences
from kg.lang.tr.tokenizer import tokenize

KINDS = ("PER", "LOC", "ORG")
MIN_SURNAME = 3
Span = tuple[int, int]  # half-open, in words of a sentence


@dataclass(slots=True)
class Sentence:
    """Words of a sentence and the spans of names in it, by class; `sure` holds the probability of found ones."""

    words: list[str]
    gold: dict[str, set[Span]] = field(default_factory=dict)
    found: dict[str, set[Span]] = field(default_factory=dict)
    sure: dict[Span, float] = field(default_factory=dict)


Article = list[Sentence]


def spans_of(labels: Sequence[str]) -> dict[str, set[Span]]:
    """Spans by class."""
    spans: dict[str, set[Span]] = {kind: set() for kind in KINDS}
    start = 0
    for index in range(len(labels) + 1):
        label = labels[index] if index < len(labels) else "O"
        if index and labels[index - 1] != "O" and label != "I" + labels[index - 1][1:]:
            spans[labels[index - 1][2:]].add((start, index))
        if label[0] == "B":
            start = index
    return spans


def stem(word: str) -> str:
    """A word without its case suffix."""
    return split_suffix(word)[0]


def read_nakba(path: Path) -> dict[str, Article]:
    """Articles of a NakbaTR file by address, in the words of our tokenizer."""
    articles: dict[str, Article] = {}
    current: Article = []
    text = ""
    rows: list[tuple[str, str]] = []
    for raw in [*path.read_text(encoding="utf-8").splitlines(), "#sent_id"]:
        line = raw.strip()
        if line.startswith(("#sent_id", "#doc_id")):
            if text and rows:
                current.append(_aligned(text, rows))
            text, rows = "", []
        if line.startswith("#doc_id"):
            current = articles.setdefault(line.partition("=")[2].strip(), [])
        elif line.startswith("#text"):
            text = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            word, _, label = line.rpartition(" ")
            rows.append((word, label))
    return articles


def _aligned(text: str, rows: list[tuple[str, str]]) -> Sentence:
    """Gold labels by character, given to our own words."""
    marks = ["O"] * (len(text) + 1)
    position = 0
    for word, label in rows:
        letters = word.replace(" ", "")
        found = text.find(letters, position)
        if found < 0 or not letters:
            continue
        position = found + len(letters)
        marks[found] = label
        marks[found + 1 : position] = ["I" + label[1:] if label != "O" else "O"] * (len(letters) - 1)
    tokens = tokenize(text, 0, len(text))
    labels: list[str] = []
    for token in tokens:
        label = marks[token.begin]
        if label[0] == "I" and (not labels or labels[-1][2:] != label[2:]):
            label = "B" + label[1:]
        labels.append(label)
    return Sentence([token.text for token in tokens], spans_of(labels))


def read_article(path: Path) -> Article:
    """An article in sentences, without gold spans."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    return [
        Sentence([token.text for token in tokenize(text, begin, end)]) for begin, end in split_sentences(text)
    ]


def tag(article: Article, tagger: NameTagger) -> None:
    """Fill in what the tagger finds."""
    for sentence in article:
        tagged = tagger.tag(sentence.words)
        sentence.found = spans_of([label for label, _ in tagged])
        for start, end in set().union(*sentence.found.values()):
            sentence.sure[(start, end)] = min(probability for _, probability in tagged[start:end])


def propagate(article: Article, threshold: float) -> None:
    """Use the document: drop doubtful persons, and find family names of persons wherever they stand alone.

    A person is doubtful if no mention of it reaches the threshold. A word that is the last of a name of several
    words is a person's name wherever it stands, even if the tagger takes it for a place or an organisation.
    """
    best = _best(article)
    for sentence in article:
        for span in sorted(sentence.found["PER"]):
            name = _text(sentence, span)
            if max(sure for other, sure in best.items() if same_name(name, other)) < threshold:
                sentence.found["PER"].discard(span)
    surnames = {
        stem(sentence.words[end - 1])
        for sentence in article
        for start, end in sentence.found["PER"]
        if end - start > 1
    }
    for sentence in article:
        taken = {index for start, end in set().union(*sentence.found.values()) for index in range(start, end)}
        for index, word in enumerate(sentence.words):
            if stem(word) in surnames and len(stem(word)) >= MIN_SURNAME:
                _take(sentence, index, taken)


def _take(sentence: Sentence, index: int, taken: set[int]) -> None:
    """Make the word a person's name unless it is part of a longer name or of a run of capitalised words."""
    alone = (index, index + 1)
    before = sentence.words[index - 1] if index else ""
    if index not in taken:
        if index <= 1 or not before[:1].isupper() or index - 1 in taken:
            sentence.found["PER"].add(alone)
    elif alone in sentence.found["LOC"] | sentence.found["ORG"]:
        sentence.found["LOC"].discard(alone)
        sentence.found["ORG"].discard(alone)
        sentence.found["PER"].add(alone)


def _best(article: Article) -> dict[str, float]:
    best: Counter[str] = Counter()
    for sentence in article:
        for span in sentence.found["PER"]:
            name = _text(sentence, span)
            best[name] = max(best[name], sentence.sure[span])  # type: ignore[assignment]
    return dict(best)


def _text(sentence: Sentence, span: Span) -> str:
    return " ".join(stem(word) for word in sentence.words[span[0] : span[1]])


def persons(article: Article, *, gold: bool) -> list[str]:
    """Names of the persons of an article, each in its fullest form."""
    forms = {
        _text(sentence, span)
        for sentence in article
        for span in (sentence.gold if gold else sentence.found)["PER"]
    }
    kept: list[str] = []
    for form in sorted(forms, key=lambda form: (-len(form.split()), form)):
        if not any(same_name(form, other) for other in kept):
            kept.append(form)
    return kept


def _fold(text: str) -> list[str]:
    """Words of a name without marks, in lower case."""
    text = text.replace("İ", "i").replace("I", "ı").lower().replace("ı", "i")
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub(r"[^0-9a-z]+", " ", plain).split()


def same_name(one: str, two: str) -> bool:
    """Whether one name has all the words of the other, at least one of them longer than two letters."""
    first, second = _fold(one), _fold(two)
    small, large = sorted((first, second), key=len)
    return first == second or (set(small) <= set(large) and any(len(word) > 2 for word in small))
