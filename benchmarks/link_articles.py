"""What the linker makes of articles: every decision as a row to judge by hand, counts, and time for an article.

    python benchmarks/link_articles.py seeds/ more-articles/ > decisions.tsv

Rows go to the standard output: article, kind, name, verdict, item, its name, confidence or reason. Counts and time go
to the standard error.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from kg.acquire import ReadOptions, read_articles
from kg.extract import extractor
from kg.link import linker
from kg.link.index import SqliteIndex, shipped_index
from kg.model import Article


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--index", type=Path, help="an index other than the one that comes with kg")
    options = parser.parse_args()
    index = SqliteIndex.open(options.index) if options.index else shipped_index()
    found = linker(options.index)
    articles = [item for item in read_articles(options.sources, ReadOptions()) if isinstance(item, Article)]
    analyses = [extractor(article.language).extract(article) for article in articles]
    began = time.process_time()
    decisions = [found.explain(analysis) for analysis in analyses]
    seconds = time.process_time() - began
    counts: Counter[tuple[str, str]] = Counter()
    for article, made in zip(articles, decisions, strict=True):
        for decision in made:
            entity, link = decision.entity, decision.link
            item = index.item(link.qid) if link else None
            row = (
                Path(article.source).stem,
                entity.kind,
                entity.name,
                decision.verdict,
                link.qid if link else "",
                f"{item.name} ({item.description}, {item.country})" if item else "",
                f"{link.confidence} {link.method}" if link else decision.reason,
            )
            print("\t".join(row))
            counts[entity.kind, "linked" if link else "unlinked"] += 1
    for (kind, verdict), number in sorted(counts.items()):
        print(f"{kind}\t{verdict}\t{number}", file=sys.stderr)
    print(
        f"{len(articles)} articles, {seconds / len(articles) * 1000:.2f} ms of processor time each",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
