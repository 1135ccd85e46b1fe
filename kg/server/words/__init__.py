"""The words of the pages in Turkish and English: one TOML file a family of pages.

An entry `[title]` in `home.toml` with `tr = "…"` and `en = "…"` is `t("home.title")` in a template. `{name}` in
a text stands for a value, which the template gives by name: `t("home.found", count=3)`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

LANGUAGES = ("tr", "en")
"""What pages are written in; the first is for who asks for none of them."""


@cache
def load() -> Mapping[str, Mapping[str, str]]:
    """Texts by key and language; ValueError, with what to correct, where an entry lacks a language.

    >>> load()["base.home"]["en"]
    'Home'
    """
    found: dict[str, Mapping[str, str]] = {}
    for entry in sorted(files(__name__).iterdir(), key=lambda one: one.name):
        if not entry.name.endswith(".toml"):
            continue
        family = entry.name.removesuffix(".toml")
        for key, texts in tomllib.loads(entry.read_text(encoding="utf-8")).items():
            if sorted(texts) != sorted(LANGUAGES):
                raise ValueError(f"{entry.name}: give [{key}] in each of {', '.join(LANGUAGES)}")
            found[f"{family}.{key}"] = texts
    return found


class Translator:
    """The texts in one language, as `t` of the templates."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = {key: texts[language] for key, texts in load().items()}

    def __call__(self, key: str, **values: object) -> Markup:
        """The text of a key with values put in, escaped; KeyError where there is none.

        >>> Translator("en")("base.skip")
        Markup('Skip to content')
        """
        text = self._texts[key]
        return escape(text).format(**values) if values else escape(text)

    def plain(self, key: str, **values: object) -> str:
        """The same, not escaped: for what is no HTML, or is escaped later."""
        return self._texts[key].format(**values)


def preferred(accept: str) -> str:
    """The language that an Accept-Language header likes best (RFC 9110, 12.5.4), else the first there is.

    >>> preferred("de, en-GB;q=0.8, tr;q=0.5")
    'en'
    """
    best, best_quality = LANGUAGES[0], 0.0
    for part in accept.split(","):
        name, _, parameter = part.partition(";")
        language = name.strip().lower().split("-", maxsplit=1)[0]
        try:
            quality = float(parameter.strip().removeprefix("q=")) if parameter.strip() else 1.0
        except ValueError:
            continue
        if language in LANGUAGES and quality > best_quality:
            best, best_quality = language, quality
    return best
