"""What a command says while it works, as lines of JSON for those who collect logs (docs/monitoring.md).

`--log json` turns all that goes to standard error into events, one a line; results still go to standard output as text.
"""

from __future__ import annotations

import json
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer


class LogForm(StrEnum):
    """How a command tells what it does."""

    TEXT = "text"
    JSON = "json"


_form: ContextVar[LogForm] = ContextVar("form", default=LogForm.TEXT)


def in_json() -> bool:
    """Whether events are wanted."""
    return _form.get() is LogForm.JSON


def emit(event: str, **fields: object) -> None:
    """One event on standard error, if events are wanted: its time in UTC, its name, and its fields."""
    if in_json():
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": time, "event": event, **fields}, ensure_ascii=False, default=str)
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def log_as(form: LogForm) -> None:
    """Tell what happens in this form from now on."""
    _form.set(form)


Log = Annotated[
    LogForm,
    typer.Option("--log", help="How to tell what happens: for people, or a JSON event a line."),
]
