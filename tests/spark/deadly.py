"""Workshops that go wrong in ways that only other processes survive."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Analysis, Article
from kg.pipeline.workshop import Workshop
from kg.ports import Extractor
from tests.pipeline import fakes


@dataclass(frozen=True)
class Deadly(fakes.NameFinder):
    """An article with the word ÖLÜM ends the process, one with UZUN never comes to an end."""

    def extract(self, article: Article) -> Analysis:
        if "ÖLÜM" in article.text:
            os._exit(7)
        while "UZUN" in article.text:
            pass
        return super().extract(article)


@dataclass(frozen=True)
class Unsteady(fakes.NameFinder):
    """The first few articles that come after a file is put there are too much; the file counts them."""

    counter: Path
    times: int

    def extract(self, article: Article) -> Analysis:
        tries = self.counter.stat().st_size
        if tries < self.times:
            with self.counter.open("ab") as file:
                file.write(b"x")
            os._exit(7)
        return super().extract(article)


def deadly() -> Workshop:
    """A workshop that one article ends."""
    return replace(fakes.workshop(), extractor_of=_deadly)


def _deadly(_language: str) -> Extractor:
    return Deadly()


@dataclass(frozen=True)
class MakeUnsteady:
    """Makes a workshop that is ended so many times, whatever the article."""

    counter: Path
    times: int

    def __call__(self) -> Workshop:
        return replace(fakes.workshop(), extractor_of=self._extractor)

    def _extractor(self, _language: str) -> Extractor:
        return Unsteady(self.counter, self.times)
