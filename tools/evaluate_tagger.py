"""Score the name tagger on tagged news.

    python tools/evaluate_tagger.py --nakba FILE [--articles DIR --gold DIR] [--errors]

FILE is in the format of NakbaTR: "#doc_id", "#text", then one "word label" a line. DIRs hold articles as NNN.txt and
their annotations as NNN.json with "persons": [{"name", "variants"}]. Nothing here is ever trained on.

*mention* counts names of persons by their exact words; *article* compares the sets of persons of an article, a
person being the fullest name with all the shorter forms of it. The second line of each uses what the document says
elsewhere: a word that is the family name of a person found with a first name is that person's name everywhere.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.lang.tr.tagger import NameTagger
from kg.lang.tr.tokenizer import sentences as split_sentences
from kg.lang.tr.tokenizer import tokenize

SURE = 0.5
MIN_SURNAME = 3
Span = tuple[int, int]  # half-open, in words of a sentence


@dataclass(slots=True)
class Sentence:
    """Words of a sentence and the spans of names in it, by class."""

    words: list[str]
    gold: dict[str, set[Span]] = field(default_factory=dict)
    found: dict[str, set[Span]] = field(default_factory=dict)
    sure: dict[Span, float] = field(default_factory=dict)


@dataclass(slots=True)
class Count:
    """Right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({self.right} of {self.found} found, {self.wanted} wanted)"


def spans_of(labels: Sequence[str]) -> dict[str, set[Span]]:
    """Spans by class."""
    spans: dict[str, set[Span]] = {"PER": set(), "LOC": set(), "ORG": set()}
    start = 0
    for index in range(len(labels) + 1):
        label = labels[index] if index < len(labels) else "O"
        if index and labels[index - 1] != "O" and label != "I" + labels[index - 1][1:]:
            spans[labels[index - 1][2:]].add((start, index))
        if label[0] == "B":
            start = index
    return spans


def stem(word: str) -> str:
    """A word without what follows the apostrophe."""
    return re.split(r"(?<=.)['’‘ʼ`´]", word)[0]


def read_nakba(path: Path) -> dict[str, list[Sentence]]:
    """Articles of a NakbaTR file, in the words of our tokenizer."""
    articles: dict[str, list[Sentence]] = {}
    current: list[Sentence] = []
    text, rows = "", []

    def close() -> None:
        if text and rows:
            current.append(_aligned(text, rows))

    for line in path.read_text(encoding="utf-8").splitlines() + ["#end"]:
        line = line.strip()
        if line.startswith("#"):
            if line.startswith(("#sent_id", "#doc_id", "#end")):
                close()
                text, rows = "", []
            if line.startswith("#doc_id"):
                current = articles.setdefault(line.partition("=")[2].strip(), [])
            elif line.startswith("#text"):
                text = line.partition("=")[2].strip()
        elif " " in line:
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
        if found < 0:
            continue
        for offset in range(found, found + len(letters)):
            marks[offset] = label if offset == found else "I" + label[1:] if label != "O" else "O"
        position = found + len(letters)
    tokens = tokenize(text, 0, len(text))
    labels: list[str] = []
    for token in tokens:
        label = marks[token.begin]
        if label[0] == "I" and (not labels or labels[-1][2:] != label[2:]):
            label = "B" + label[1:]
        labels.append(label)
    return Sentence([token.text for token in tokens], spans_of(labels))


def read_article(path: Path) -> list[Sentence]:
    """An article in sentences, without gold spans."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    return [
        Sentence([token.text for token in tokenize(text, begin, end)]) for begin, end in split_sentences(text)
    ]


def tag(article: list[Sentence], tagger: NameTagger) -> None:
    """Fill in what the tagger finds."""
    for sentence in article:
        tagged = tagger.tag(sentence.words)
        sentence.found = spans_of([label for label, _ in tagged])
        for spans in sentence.found.values():
            for span in spans:
                sentence.sure[span] = min(probability for _, probability in tagged[span[0] : span[1]])


def propagate(article: list[Sentence]) -> None:
    """Use the document: family names of persons found in full are persons' names wherever they stand alone."""
    full: dict[str, float] = {}
    parts: set[str] = set()
    for sentence in article:
        for start, end in sentence.found["PER"]:
            if end - start > 1:
                last = stem(sentence.words[end - 1])
                full[last] = max(full.get(last, 0.0), sentence.sure[(start, end)])
                parts.update(stem(word) for word in sentence.words[start:end])
    names = {name for name, sure in full.items() if sure >= SURE and len(name) >= MIN_SURNAME}
    for sentence in article:
        taken = {
            index for spans in sentence.found.values() for start, end in spans for index in range(start, end)
        }
        for index, word in enumerate(sentence.words):
            if stem(word) not in names:
                continue
            beside = any(
                sentence.words[k][:1].isupper() and k not in taken and stem(sentence.words[k]) not in parts
                for k in (index - 1,)
                if k >= 0
            )
            if index not in taken:
                if not beside or index - 1 == 0:
                    sentence.found["PER"].add((index, index + 1))
            else:
                for kind in ("LOC", "ORG"):
                    if (index, index + 1) in sentence.found[kind]:
                        sentence.found[kind].discard((index, index + 1))
                        sentence.found["PER"].add((index, index + 1))


def persons(article: list[Sentence], spans: str) -> list[str]:
    """Names of the persons of an article, each in its fullest form."""
    forms = Counter(
        " ".join(stem(word) for word in sentence.words[start:end])
        for sentence in article
        for start, end in sorted(getattr(sentence, spans)["PER"])
    )
    ordered = sorted(forms, key=lambda form: (-len(form.split()), form))
    kept: list[str] = []
    for form in ordered:
        if not any(same_name(form, other) for other in kept):
            kept.append(form)
    return kept


def fold(text: str) -> list[str]:
    """Words of a name without marks, in lower case."""
    text = text.replace("İ", "i").replace("I", "ı").lower().replace("ı", "i")
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub(r"[^0-9a-z]+", " ", plain).split()


def same_name(one: str, two: str) -> bool:
    """Whether one name has all the words of the other, the family name among them."""
    first, second = fold(one), fold(two)
    small, large = sorted((first, second), key=len)
    return first == second or (
        bool(small) and set(small) <= set(large) and any(len(word) > 2 for word in small)
    )


def compare(found: list[str], wanted: list[list[str]], count: Count, errors: Counter[str]) -> None:
    """Match names to persons, each of whom has several forms."""
    left = list(wanted)
    for name in found:
        match = next((forms for forms in left if any(same_name(name, form) for form in forms)), None)
        count.right += match is not None
        if match is None:
            errors[f"+ {name}"] += 1
        else:
            left.remove(match)
    count.found += len(found)
    count.wanted += len(wanted)
    errors.update(f"- {forms[0]}" for forms in left)


def score_tagged(
    articles: Iterable[list[Sentence]], with_document: bool, errors: Counter[str]
) -> dict[str, Count]:
    """Counts by class for mentions, and for the sets of persons."""
    counts = {kind: Count() for kind in ("PER", "LOC", "ORG", "article")}
    for article in articles:
        if with_document:
            propagate(article)
        for sentence in article:
            for kind in ("PER", "LOC", "ORG"):
                gold, found = sentence.gold[kind], sentence.found[kind]
                counts[kind].right += len(gold & found)
                counts[kind].found += len(found)
                counts[kind].wanted += len(gold)
                if kind == "PER":
                    for mark, spans in (("-", gold - found), ("+", found - gold)):
                        errors.update(
                            f"{mark} {' '.join(sentence.words[max(0, b - 3) : b])} [{' '.join(sentence.words[b:e])}] "
                            f"{' '.join(sentence.words[e : e + 2])}"
                            for b, e in spans
                        )
        listed: Counter[str] = Counter()
        compare(
            persons(article, "found"),
            [[name] for name in persons(article, "gold")],
            counts["article"],
            listed,
        )
        errors.update({f"set {error}": number for error, number in listed.items()})
    return counts


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--nakba", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the errors that remain")
    arguments = parser.parse_args()

    tagger = NameTagger.load()
    articles = list(read_nakba(arguments.nakba).values())
    started = time.perf_counter()
    for article in articles:
        tag(article, tagger)
    seconds = time.perf_counter() - started
    words = sum(len(sentence.words) for article in articles for sentence in article)
    print(
        f"{len(articles)} articles, {words:,} words; {1e6 * seconds / words:.1f} µs a word, with empty caches"
    )
    errors: Counter[str] = Counter()
    for title, with_document in (("sentence by sentence", False), ("with the document", True)):
        errors.clear()
        print(title)
        for kind, count in score_tagged(articles, with_document, errors).items():
            print(f"  {kind:8} {count}")
    if arguments.gold and arguments.articles:
        for with_document in (False, True):
            count, dev_errors = Count(), Counter[str]()
            for path in sorted(arguments.gold.glob("*.json")):
                wanted = [
                    [person["name"], *person["variants"]]
                    for person in json.loads(path.read_text(encoding="utf-8"))["persons"]
                ]
                article = read_article(arguments.articles / f"{path.stem}.txt")
                tag(article, tagger)
                if with_document:
                    propagate(article)
                compare(persons(article, "found"), wanted, count, dev_errors)
            print(
                f"annotated articles, {'with the document' if with_document else 'sentence by sentence'}\n  article  {count}"
            )
        errors.update({f"gold {error}": number for error, number in dev_errors.items()})
    if arguments.errors:
        for error, number in sorted(errors.items(), key=lambda item: (-item[1], item[0])):
            print(f"{number:4} {error}")


if __name__ == "__main__":
    main()
