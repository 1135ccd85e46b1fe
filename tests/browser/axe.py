"""Accessibility checks by axe-core, which comes with the front-end packages (`make web`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
_PLACES = ("node_modules", "web/node_modules", "frontend/node_modules", "build/web/node_modules")
SERIOUS = ("serious", "critical")

_RUN = """(options) => axe.run(document, options).then((found) => found.violations.map((one) => ({
  id: one.id, impact: one.impact, help: one.help, nodes: one.nodes.map((node) => node.html.slice(0, 200))})))"""


def axe_script() -> Path:
    """The file of axe-core; skips the test where it is absent."""
    given = os.environ.get("AXE")
    places = [Path(given)] if given else [ROOT / place / "axe-core" / "axe.min.js" for place in _PLACES]
    for place in places:
        if place.is_file():
            return place
    pytest.skip("axe-core is absent: `npm install axe-core`, or name its axe.min.js in AXE")


def serious_findings(page: Page) -> list[dict[str, Any]]:
    """What axe-core finds on the page that is serious or critical: rule, words, elements."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(axe_script().read_text(encoding="utf-8"))  # a script element is what the pages forbid
    found = page.evaluate(_RUN, {"resultTypes": ["violations"]})
    return [one for one in found if one["impact"] in SERIOUS]
