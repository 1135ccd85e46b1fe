"""The words of the pages: every key in both languages, used, and with the same values."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from kg.server.words import LANGUAGES, Translator, load, preferred

SERVER = Path(__file__).resolve().parents[2] / "kg" / "server"
_CALL = re.compile(r"""\b(?:t|plain|words\.plain)\(\s*["']([a-z]+\.\w+)["']\s*(~)?""")
_LITERAL = re.compile(r"""["']([a-z]+\.\w+)["']\s*(~)?""")
SCRIPT_WORDS = "query.js_"
_LAST = (*SERVER.glob("*.py"), *SERVER.glob("things/*.py"), *SERVER.glob("templates/**/*.html"))


def used() -> tuple[set[str], set[str]]:
    """Keys that templates and code name, and beginnings of keys that they complete."""
    keys: set[str] = set()
    beginnings: set[str] = set()
    for path in _LAST:
        for key, goes_on in _LITERAL.findall(path.read_text(encoding="utf-8")):
            (beginnings if goes_on else keys).add(key)
    beginnings |= {
        key for path in _LAST for key in re.findall(r'f"([a-z]+\.\w+_)\{', path.read_text(encoding="utf-8"))
    }
    return keys, beginnings


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_key_that_a_page_asks_for_is_there() -> None:
    called = {
        key
        for path in _LAST
        for key, goes_on in _CALL.findall(path.read_text(encoding="utf-8"))
        if not goes_on
    }
    assert len(called) > 50
    assert sorted(called - set(load())) == []


def test_every_key_is_asked_for_by_a_page() -> None:
    keys, beginnings = used()
    completed = re.compile("|".join(map(re.escape, sorted(beginnings))) or "(?!)")
    unused = [
        key
        for key in load()
        if key not in keys and not completed.match(key) and not key.startswith(SCRIPT_WORDS)
    ]
    assert unused == []


def test_every_word_of_the_scripts_is_there_and_used() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in SERVER.glob("static/query/**/*.js"))
    there = {key.removeprefix("query.") for key in load() if key.startswith(SCRIPT_WORDS)}
    named = set(re.findall(r"\bjs_[a-z_]+[a-z]\b", scripts))
    assert named <= there
    views = re.findall(r'id: "(\w+)"', scripts)
    assert len(views) > 4
    kinds = ("class", "property", "concept")  # of `kg.server.terms`
    completed = {f"js_{one}" for one in (*views, *kinds)} | {f"js_no_{one}" for one in views}
    assert sorted(there - named - completed) == []


@pytest.mark.parametrize("key", sorted(load()))
def test_both_languages_have_the_same_values(key: str) -> None:
    texts = load()[key]
    assert sorted(texts) == sorted(LANGUAGES)
    assert len({frozenset(fields(text)) for text in texts.values()}) == 1
    assert all(text.strip() for text in texts.values())


def test_values_are_escaped_and_texts_are_whole() -> None:
    t = Translator("en")
    assert t("home.nothing", words="<b>x</b> {y}") == "Nothing was found for “&lt;b&gt;x&lt;/b&gt; {y}”."


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "tr"), ("en", "en"), ("en-GB,en;q=0.9", "en"), ("de,fr", "tr"), ("de, en;q=0.3, tr;q=0.2", "en"),
        ("tr;q=0, en;q=0.1", "en"), ("en;q=x", "tr"), ("*", "tr"), ("," * 1000, "tr"),
    ],
)  # fmt: skip
def test_the_language_follows_the_browser(accept: str, language: str) -> None:
    assert preferred(accept) == language
