"""Opening a store that another process may be writing to."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.console import say
from kg.errors import StoreLocked

if TYPE_CHECKING:
    from kg.store import Store

PAUSE_SECONDS = 0.5


def open_for_writing(path: Path, *, wait: bool) -> Store:
    """The store; StoreLocked if another process has it, or with `wait` when that process is done."""
    from kg.store import Store

    told = False
    while True:
        try:
            return Store.open(path)
        except StoreLocked as error:
            if not wait:
                error.hint += " With --wait this command begins when the other is done."
                raise
            if not told:
                say(f"Waiting: {error.message}")
                told = True
        time.sleep(PAUSE_SECONDS)
