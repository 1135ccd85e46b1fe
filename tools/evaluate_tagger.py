"""Score the name tagger on tagged news.

    python tools/evaluate_tagger.py --nakba FILE [--articles DIR --gold DIR] [--errors]

FILE is in the format of NakbaTR: "#doc_id", "#text", then one "word label" a line. DIRs hold articles as NNN.txt
and their annotations as NNN.json with "persons": [{"name", "variants"}]. Nothing here is ever trained on.

*PER*, *LOC* and *ORG* count names by their exact words; *persons* compares the sets of persons of an article, a
person being the fullest name with all the shorter forms of it. "With the document" drops persons of whom no
mention is sure enough, and takes the family names of persons for persons wherever they stand.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tagger_gold import KINDS, Article, persons, propagate, read_article, read_nakba, same_name, tag

from kg.lang.tr.tagger import NameTagger

Errors = Counter[str]


@dataclass(slots=True)
class Count:
    """Right, found and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({self.right} of {self.found}; {self.wanted} wanted)"


def compare(found: list[str], wanted: list[list[str]], count: Count, errors: Errors) -> None:
    """Match names to persons, each of whom has several forms."""
    left = list(wanted)
    for name in found:
        match = next((forms for forms in left if any(same_name(name, form) for form in forms)), None)
        if match is None:
            errors[f"+ {name}"] += 1
        else:
            count.right += 1
            left.remove(match)
    count.found += len(found)
    count.wanted += len(wanted)
    errors.update(f"- {forms[0]}" for forms in left)


def score_mentions(articles: Iterable[Article], errors: Errors) -> dict[str, Count]:
    """Counts by class for mentions, and for the sets of persons."""
    counts = {kind: Count() for kind in (*KINDS, "persons")}
    for article in articles:
        for sentence in article:
            for kind in KINDS:
                gold, found = sentence.gold[kind], sentence.found[kind]
                counts[kind].right += len(gold & found)
                counts[kind].found += len(found)
                counts[kind].wanted += len(gold)
                wrong = [("-", span) for span in gold - found] + [("+", span) for span in found - gold]
                errors.update(f"{kind} {mark} {_in_context(sentence.words, *span)}" for mark, span in wrong)
        gold_persons = [[name] for name in persons(article, gold=True)]
        compare(persons(article, gold=False), gold_persons, counts["persons"], errors)
    return counts


def _in_context(words: list[str], start: int, end: int) -> str:
    before, name, after = words[max(0, start - 3) : start], words[start:end], words[end : end + 2]
    return " ".join([*before, "[", *name, "]", *after])


def read_annotated(articles: Path, gold: Path) -> list[tuple[Article, list[list[str]]]]:
    """Articles with the forms of each of their persons."""
    pairs: list[tuple[Article, list[list[str]]]] = []
    for path in sorted(gold.glob("*.json")):
        listed = json.loads(path.read_text(encoding="utf-8"))["persons"]
        forms = [[person["name"], *person["variants"]] for person in listed]
        pairs.append((read_article(articles / f"{path.stem}.txt"), forms))
    return pairs


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--nakba", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--threshold", type=float, default=0.85, help="of a person's surest mention, 0 to 1")
    parser.add_argument("--errors", action="store_true", help="list the errors that remain")
    arguments = parser.parse_args()

    tagger = NameTagger.load()
    articles = list(read_nakba(arguments.nakba).values())
    has_gold = arguments.gold and arguments.articles
    annotated = read_annotated(arguments.articles, arguments.gold) if has_gold else []
    everything = [*articles, *(article for article, _ in annotated)]
    started = time.perf_counter()
    for article in everything:
        tag(article, tagger)
    words = sum(len(sentence.words) for article in everything for sentence in article)
    print(f"{words:,} words, {1e6 * (time.perf_counter() - started) / words:.1f} µs each with empty caches")

    errors: Errors = Counter()
    for title in ("sentence by sentence", f"with the document, threshold {arguments.threshold}"):
        errors.clear()
        print(title)
        if title.startswith("with"):
            for article in everything:
                propagate(article, arguments.threshold)
        for kind, count in score_mentions(articles, errors).items():
            print(f"  {kind:8} {count}")
        total = Count()
        for article, forms in annotated:
            compare(persons(article, gold=False), forms, total, errors)
        if annotated:
            print(f"  {'second':8} {total}")
    if arguments.errors:
        for error, number in sorted(errors.items(), key=lambda item: (-item[1], item[0])):
            print(f"{number:4} {error}")


if __name__ == "__main__":
    main()
