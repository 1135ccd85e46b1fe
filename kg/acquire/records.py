"""From one record of a file with many to an article: lines of JSON, rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.acquire.article import Found, issue_of, make_article
from kg.acquire.fields import Fields
from kg.acquire.input import Input
from kg.acquire.markup import as_text, is_markup
from kg.acquire.options import ReadOptions
from kg.errors import InputError, NoArticle, UnreadableInput
from kg.model import Article, Issue

Record = Mapping[str, Any]

GIVEN_UP_AFTER = 100
"""A file the first so many records of which are all none is not one of articles."""
_SHOWN = 12


def read_records(
    records: Iterable[tuple[str, Record | InputError]], given: Input, options: ReadOptions
) -> Iterator[Article | Issue]:
    """The articles of records, each with its source, and an issue for each that is none.

    `InputError` if none of the first `GIVEN_UP_AFTER` records is an article.
    """
    good = bad = 0
    for source, record in records:
        try:
            if isinstance(record, InputError):
                raise record
            yield from make_article(found_in(record, source, options.fields), options)
            good += 1
        except InputError as error:
            bad += 1
            yield issue_of(error, named=given.named)
        if not good and bad == GIVEN_UP_AFTER:
            raise UnreadableInput(
                given.name, f"has no article in its first {bad} records; the rest is not read."
            )


def found_in(record: Record, source: str, fields: Fields) -> Found:
    """What a record says; `InputError` if it is no article."""
    try:
        said = {name: fields.value(record, name) for name in ("text", "date", "url", "title", "publisher")}
        language = fields.value(record, "language")
    except ValueError as error:
        raise UnreadableInput(source, f"is no article: {error}.", hint=_naming(record)) from error
    text = said["text"]
    if text is None:
        if fields.has(record, "text"):
            raise UnreadableInput(source, f"is no article: {fields.place('text')} is empty.")
        raise without_text(source, record, fields)
    if is_markup(text):
        text = as_text(text)
    return Found(
        source, text, said["date"], said["url"], said["title"], said["publisher"],
        fields.found(record, "author"), language, remedy="Say which field has it: --field date=NAME; or give --date.",
    )  # fmt: skip


def without_text(source: str, names: Iterable[str], fields: Fields) -> NoArticle:
    """The error for records without the field of the text; `names` are those of the fields there are."""
    return NoArticle(source, f"has no field {fields.place('text')!r} with the text.", hint=_naming(names))


def _naming(names: Iterable[str]) -> str:
    listed = list(names)
    known = ", ".join(listed[:_SHOWN]) + (", …" if len(listed) > _SHOWN else "")
    return f"Say which field has it: --field text=NAME. There are: {known or 'none'}."
