"""Speed and memory of extraction, and where the time goes.

    python -m benchmarks.extraction_speed ARTICLES.jsonl [--articles 1000] [--profile]

ARTICLES.jsonl has one JSON object a line with the text of an article in the field `text`. Everything runs in one
process on one core. Rates are given for articles as they are and for the same number of words in articles of 300
words. The name tagger alone runs over the same articles in the same run, as the yardstick that another machine can be
measured by.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from kg.extract import extractor
from kg.lang.tr.lexicon import lexicon
from kg.lang.tr.tagger import NameTagger
from kg.lang.tr.tokenizer import sentences, tokenize
from kg.model import Article

WORDS = 300


def articles(path: Path, limit: int) -> Iterator[Article]:
    """The first `limit` articles that have a text."""
    with path.open(encoding="utf-8") as lines:
        found = 0
        for line in lines:
            text = json.loads(line).get("text")
            if text and text.strip():
                yield Article(text=text.strip(), published=None, source=f"{path.name}#{found}")
                found += 1
                if found == limit:
                    return


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction_speed")
    parser.add_argument("articles", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--articles", dest="limit", type=int, default=1000)
    parser.add_argument(
        "--profile", action="store_true", help="show the ten functions that take the most time"
    )
    options = parser.parse_args(arguments)
    read = list(articles(options.articles, options.limit))
    words = sum(len(article.text.split()) for article in read)
    reader, tagger = extractor(), NameTagger.load()
    reader.extract(read[0])
    base = _memory()

    begin = time.process_time()
    events = sum(len(reader.extract(article).occurrences) for article in read)
    took = time.process_time() - begin
    begin = time.process_time()
    for article in read:
        for first, last in sentences(article.text):
            tagger.tag([token.text for token in tokenize(article.text, first, last, lexicon().is_name_part)])
    tagging = time.process_time() - begin

    sys.stdout.write(
        f"{len(read)} articles, {words} words, {events} events\n"
        f"extraction {took:.1f} s: {len(read) / took:.0f} articles/s, "
        f"{words / took / WORDS:.0f} articles/s of {WORDS} words\n"
        f"tagger alone {tagging:.1f} s: extraction takes {took / tagging:.2f} times as long\n"
        f"peak memory {_memory():.0f} MB, of it {base:.0f} MB before the first article\n"
    )
    if options.profile:
        sys.stdout.write(profile(read))
    return 0


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def profile(read: Sequence[Article]) -> str:
    """The ten functions with the most time of their own."""
    reader, profiler = extractor(), cProfile.Profile()
    profiler.enable()
    for article in read:
        reader.extract(article)
    profiler.disable()
    out = StringIO()
    pstats.Stats(profiler, stream=out).strip_dirs().sort_stats("tottime").print_stats(10)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
