"""Texts that are nearly Turkish news: sentences of the open corpus, cut up, mixed and spoilt."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.fuzz.choosing import Chooser, one_of

CORPUS = Path(__file__).parents[1] / "corpus" / "open"
ODD = (
    *"\n \t.,;:!?'’‘ʼ`´\"“”„«»()[]{}<>/\\|-–—…&%@#_=+*~^$€°·•\x00\x07\x1a\x7f\x85\x92\x93\xa0\xad",
    *"İıIiÎîÂâşŞğĞçÇöÖüÜəƏßﬁﷺΣςДж中文字ابעב🇹🇷😀𝔸\u0301\u0307\u0327\u200b\u200d\u200f\u202e\u2028\ufeff\ufffd\U0010fffd",
    "i\u0307",
    "\r\n",
    "\n\n",
    "&#0;",
    "&amp;#x130;",
    "Ã¼",
    "â€™",
    "date 2025-02-30 ",
    "date unknown\n",
    "…” dedi. “",
    "A.B.D.'nin",
    "0000",
    "31.02.2024",
    "9999-12-31",
    "1'inci",
    "2013'ten 2015'e",
    "M.Ö. 300",
    "30 Şubat",
    "29 Şubat 2023",
    "yüzyılın sonu",
    "geçen yılın ilk yarısında",
    "iki ülke",
    "mevkidaşı",
    "ve",
    "ile",
    "etmedi",
    "-a ",
    "el-",
    "O'",
    "D’",
    "X" * 300,
    "ğ" * 70,
)


@cache
def _sentences() -> tuple[str, ...]:
    texts = (path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt")))
    return tuple(part for text in texts for part in text.replace("\n", ". ").split(". ") if part)


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted({word for sentence in _sentences() for word in sentence.split()}))


def text(chooser: Chooser, most: int = 4) -> str:
    """Up to `most` sentences."""
    return one_of(chooser, (" ", ". ", ".\n\n", "\n")).join(
        _sentence(chooser) for _ in range(chooser.number(1, most))
    )


def _sentence(chooser: Chooser) -> str:
    words = one_of(chooser, _sentences()).split()
    for _ in range(chooser.number(0, 4)):
        at = chooser.number(0, len(words))
        _SPOILERS[chooser.number(0, len(_SPOILERS) - 1)](chooser, words, at)
    return " ".join(words)


def _put_word(chooser: Chooser, words: list[str], at: int) -> None:
    words.insert(at, one_of(chooser, _words()))


def _put_odd(chooser: Chooser, words: list[str], at: int) -> None:
    words.insert(at, one_of(chooser, ODD))


def _glue_odd(chooser: Chooser, words: list[str], at: int) -> None:
    if at < len(words):
        cut = chooser.number(0, len(words[at]))
        words[at] = words[at][:cut] + one_of(chooser, ODD) + words[at][cut:]


def _any_character(chooser: Chooser, words: list[str], at: int) -> None:
    code = chooser.number(1, 0x10FFFF)
    words.insert(at, chr(code) if not 0xD800 <= code < 0xE000 else "")


def _drop(chooser: Chooser, words: list[str], at: int) -> None:
    del words[at : at + chooser.number(1, 4)]


def _repeat(chooser: Chooser, words: list[str], at: int) -> None:
    words[at:at] = words[at : at + chooser.number(1, 6)] * chooser.number(1, 3)


def _capitals(_chooser: Chooser, words: list[str], at: int) -> None:
    words[at:] = [word.upper() for word in words[at:]]


_SPOILERS = (_put_word, _put_odd, _glue_odd, _any_character, _drop, _repeat, _capitals)
