"""The sample articles that come with the program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def samples() -> Path:
    """The folder of sample articles: in the installed package, or `seeds/` in the checkout."""
    installed, checkout = _PACKAGE / "_resources" / "seeds", _PACKAGE.parent / "seeds"
    return installed if installed.is_dir() else checkout
