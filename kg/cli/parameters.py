"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.acquire import ReadOptions
    from kg.settings import Settings

Sources = Annotated[
    list[str],
    typer.Argument(
        help="Files (text, Markdown, HTML, JSON, JSON Lines, CSV, Parquet, WARC; also packed), folders with such "
        "files, web addresses (page, feed, sitemap), or - for standard input.",
        show_default=False,
    ),
]

StorePath = Annotated[
    Path | None,
    typer.Option(
        "--store", "-s", help="Folder of the store [default: kg-store, or KG_STORE].", show_default=False
    ),
]

Day = Annotated[
    datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="Day of articles that give none.", show_default=False),
]

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        help="Language of all articles, whatever they say [default: the one that each says or shows].",
        show_default=False,
    ),
]

READING = "Reading"

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="Format of sources named by themselves, such as jsonl [default: by name or first bytes].",
        rich_help_panel=READING,
        show_default=False,
    ),
]

FieldNames = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        help="Where records have what: text=body.content, date=published …; repeat it.",
        rich_help_panel=READING,
        show_default=False,
    ),
]

FieldsFile = Annotated[
    Path | None,
    typer.Option(
        "--fields", help="TOML file that says the same.", rich_help_panel=READING, show_default=False
    ),
]

Records = Annotated[
    str | None,
    typer.Option(
        "--records",
        help="Where a JSON file has the list of articles: data.items.",
        rich_help_panel=READING,
        show_default=False,
    ),
]

DateFormat = Annotated[
    str | None,
    typer.Option(
        "--date-format",
        help="How dates are written: %d/%m/%Y [default: the usual ways].",
        rich_help_panel=READING,
        show_default=False,
    ),
]

FeedText = Annotated[
    bool,
    typer.Option(
        "--feed-text",
        help="Take the texts that feeds bring, and do not fetch the pages.",
        rich_help_panel=READING,
    ),
]

AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Fetch also from hosts that are not on the open Internet.",
        rich_help_panel=READING,
    ),
]

Index = Annotated[
    Path | None,
    typer.Option(
        "--index", help="Entity index [default: KG_INDEX, or the one that comes with kg].", show_default=False
    ),
]

Judged = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        help="File of judgements on links [default: judgements.jsonl in the store's folder].",
        show_default=False,
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=0, help="Processes [default: as many as cores].", show_default=False),
]

Batch = Annotated[
    int | None,
    typer.Option("--batch", min=1, help="Articles in one transaction [default: 200].", show_default=False),
]

Wait = Annotated[
    bool, typer.Option("--wait", help="If another process writes to the store, begin when it is done.")
]


def settings() -> Settings:
    """The settings; `SettingsError` names the variable that cannot be used."""
    from pydantic import ValidationError

    from kg.errors import SettingsError
    from kg.settings import PREFIX, Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = f"{PREFIX}{'_'.join(str(part) for part in first['loc'])}".upper()
        raise SettingsError(f"{name}: {first['msg']}.", hint="Change it, or unset it.") from error


def store_path(given: Path | None) -> Path:
    """The store that a command works on."""
    return given or settings().store


def index_path(given: Path | None) -> Path | None:
    """The entity index that a command links with; None for the one that comes with kg."""
    return given or settings().index


def judgements_path(given: Path | None, store: Path) -> Path:
    """The file of judgements that a command heeds."""
    from kg.link.judgements import FILE

    return given or store / FILE


def read_options(
    day: datetime | None,
    language: str | None,
    *,
    keep_duplicates: bool = False,
    form: str | None = None,
    fields: Sequence[str] | None = None,
    fields_file: Path | None = None,
    records: str | None = None,
    date_format: str | None = None,
    feed_text: bool = False,
    allow_private: bool = False,
) -> ReadOptions:
    """How articles are to be read."""
    from kg.acquire import ReadOptions
    from kg.acquire.fields import fields_of
    from kg.acquire.options import MEGABYTE
    from kg.acquire.web.options import WebOptions

    chosen = settings()
    return ReadOptions(
        language=chosen.language,
        every_language=language,
        default_date=_day(day),
        max_bytes=int(chosen.max_input_mb * MEGABYTE),
        keep_duplicates=keep_duplicates,
        format=f".{form.lower().removeprefix('.')}" if form else None,
        fields=fields_of(fields or (), fields_file, records=records, date_format=date_format),
        web=WebOptions(contact=chosen.contact, pause=chosen.pause, allow_private=allow_private),
        feed_text=feed_text,
    )


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
