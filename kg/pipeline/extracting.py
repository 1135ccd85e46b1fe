"""One Turtle file for each article, without a store."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.model import Article, Issue
from kg.pipeline.findings import Findings, Tally
from kg.pipeline.parallel import Crew
from kg.pipeline.quarantine import put_aside
from kg.pipeline.watching import Watch
from kg.pipeline.workshop import Processed
from kg.pipeline.writing import write_atomically
from kg.rdf import to_turtle

_RECORD = re.compile(r"(?P<file>.+):(?P<number>\d+)")
_PACKED = frozenset({".gz", ".zst", ".bz2"})
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a run of `extract_to` gave: files written in their order, findings, issues."""

    written: tuple[Path, ...]
    findings: Findings
    issues: tuple[Issue, ...]
    interrupted: bool


def extract_to(
    folder: Path, items: Iterable[Article | Issue], crew: Crew, watch: Watch | None = None
) -> Extracted:
    """Write `folder/<stem>.ttl` for each article, also for one in which nothing is found.

    A graph that does not conform is put into `folder/quarantine` with its report instead.
    """
    watch = watch or Watch()
    written: dict[Path, str] = {}
    issues: list[Issue] = []
    tally = Tally()
    for outcome in crew.process(watch.until_stopped(items)):
        watch.done()
        if isinstance(outcome, Issue):
            issues.append(outcome)
            continue
        path = folder / f"{output_name(outcome.article)}.ttl"
        if path in written:
            issues.append(_name_taken(outcome, path, written[path]))
        elif not outcome.verdict.conforms:
            issues.append(put_aside(folder / "quarantine" / path.stem, outcome))
        else:
            write_atomically(path, to_turtle(outcome.graph.triples))
            written[path] = outcome.article.source
            tally.add(outcome.graph)
    return Extracted(tuple(written), tally.findings(), tuple(issues), watch.stopped)


def output_name(article: Article) -> str:
    """The name of an article's Turtle file, without suffix: its file's stem, and its number if it has one.

    Of an address it is the end, and what names the article, since ends are often alike.

    >>> output_name(Article("Metin", source="haberler/b.jsonl.gz:7"))
    'b-000007'
    >>> output_name(Article("Metin", source="https://example.org/dunya/zirve.html?x=1"))
    'zirve-d05a6e32f22d8ec3'
    """
    if "://" in article.source:
        path = urlsplit(article.source[article.source.index("://") :]).path
        return f"{_UNSAFE.sub('-', Path(path).stem)[:80].strip('-') or 'page'}-{article.id}"
    match = _RECORD.fullmatch(article.source)
    if match:
        return f"{_stem(match['file'])}-{int(match['number']):06}"
    return _stem(article.source) or article.id


def _stem(file: str) -> str:
    path = Path(file)
    return path.with_suffix("").stem if path.suffix.lower() in _PACKED else path.stem


def _name_taken(outcome: Processed, path: Path, first: str) -> Issue:
    return Issue(
        outcome.article.source,
        "name-taken",
        f"{path} already holds the graph of {first}.",
        hint="Extract the two into different folders.",
    )
