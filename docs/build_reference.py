"""Writes docs/cli.md, docs/settings.md and docs/errors.md, from the program itself.

    python -m docs.build_reference [--check]

With --check nothing is written, and the exit code is 1 if a page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docs.cli_reference import cli_page
from docs.errors_reference import errors_page
from docs.settings_reference import settings_page

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[str, Callable[[], str]] = {
    "docs/cli.md": cli_page,
    "docs/settings.md": settings_page,
    "docs/errors.md": errors_page,
}


def main(arguments: list[str]) -> int:
    """Write or check all pages; 1 if one is out of date."""
    check = "--check" in arguments
    stale = [name for name, page in PAGES.items() if _differs(ROOT / name, page(), write=not check)]
    for name in stale:
        print(f"{name} is out of date: run `make docs`" if check else f"wrote {name}")
    return 1 if check and stale else 0


def _differs(path: Path, text: str, *, write: bool) -> bool:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
