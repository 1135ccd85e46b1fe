"""Tokens and sentences of Turkish text, with code-point offsets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.lang.tr.casing import lower
from kg.lang.tr.quotes import single_quotations

APOSTROPHES = "'’‘ʼ`´"
OPENING = '"“„«'
CLOSING = '"”»'
LONGEST = 3000
"""Characters of a sentence; no one of 118,000 in newspapers has more, and reading takes the square of the length."""

_LONGEST_ABBREVIATION = 40
_LAST_WORD = re.compile(r"([^\W_]+)\.$")
_NEXT_WORD = re.compile(r"[\s\"“'‘(]*([^\W\d_]+)")
_LAST_SPACE = re.compile(r".*\s", re.DOTALL)
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_MARK = re.compile(f"[{OPENING}{CLOSING}]")

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:['’‘ʼ`´][^\W\d_]+)?"  # numbers, times, with case suffix
    r"|(?:[^\W\d_]\.){2,}(?:['’‘ʼ`´][^\W\d_]+)?"  # A.B.D.
    r"|[^\W_]+(?:[-–][^\W_]+)*(?:['’‘ʼ`´][^\W\d_]+)*"  # words, hyphens inside, apostrophe suffix
    r"|\.{2,}|…"
    r"|[^\w\s]|_"
)
_ABBREVIATIONS = frozenset(
    "dr prof doç av yrd sn st hz no mr mrs ms jr sr vb vs bkz alb gen kor org tümg tuğg yzb bşk müd cad sok mah "
    "ing alm fr lat ist ank tel fig s yy bsk".split()
)
_AFTER_ORDINAL = frozenset(
    "dünya genel olağan cumhurbaşkanı ordu kolordu tümen tugay yargı daire yıl madde körfez".split()
)
_BREAK = re.compile(
    r"\s*\n\s*|(?<=[.!?…])[\"”»’')\]]*(?:\s+|(?=[A-ZÇĞİÖŞÜÂ][a-zçğıöşüâ]{2}))(?=[\"“„«'‘(\[]*[A-ZÇĞİÖŞÜÂ0-9–-])"
)


@dataclass(slots=True, eq=False)
class Token:
    """A word, number or punctuation mark. `stem` and `suffix` are lower case, split at the apostrophe.

    `all_caps`: the stem has two or more letters, all capitals.
    """

    index: int
    begin: int
    end: int
    text: str
    lower: str
    stem: str
    suffix: str
    is_word: bool
    capital: bool
    quoted: bool = False
    all_caps: bool = False


# An apostrophe inside a name: "O'Brien", "D'Alema".
_ELIDED = re.compile(rf"[^\W\d_]{{1,2}}[{APOSTROPHES}][A-ZÇĞİÖŞÜ][a-zçğıöşüâîû]{{2}}")
# An Arabic article in small letters before a name: "el-Hatib".
_ARTICLE = re.compile(r"(?:[ae][dlnrstzş]|[eüu]l|bin|ibn|ebu|abu)[-–][A-ZÇĞİÖŞÜ]")


def tokenize(
    text: str,
    begin: int,
    end: int,
    split_hyphen: Callable[[str], bool] = lambda _part: False,
    quoted: bool = False,
) -> list[Token]:
    """Tokens of `text[begin:end]`, one sentence; `quoted`: it begins within a quotation.

    `split_hyphen` says of a lower-case part of a hyphenated word whether it is a name of its own, as in
    "Türk-Yunan"; the word is split if all its parts are.
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, begin, end):
        surface, start = match.group(), match.start()
        if surface in OPENING or surface in CLOSING:
            opens = _opens(text, start, quoted)
            if not opens and not quoted:
                _quote_back(tokens)
            quoted = opens
        for piece, offset in _pieces(surface, split_hyphen):
            tokens.append(_token(len(tokens), start + offset, piece, quoted))
    for opened, closed in single_quotations(text):
        if opened < end and begin < closed:
            for token in tokens:
                token.quoted = token.quoted or opened <= token.begin < closed
    return tokens


def quoted_from(text: str, spans: list[tuple[int, int]]) -> list[bool]:
    """For each sentence, whether it begins within a quotation that an earlier one of its paragraph opened.

    Where the marks of a paragraph do not pair up, each of its sentences is taken to begin outside.

    >>> line = '"Geldik. Gördük" dedi.'
    >>> quoted_from(line, sentences(line))
    [False, True]
    """
    result: list[bool] = []
    state, paragraph, open_at = False, 0, 0
    for begin, end in spans:
        if result and "\n" in text[open_at:begin]:
            result, state = _settled(result, paragraph, state), False
            paragraph = len(result)
        result.append(state)
        for mark in _MARK.finditer(text, begin, end):
            state = _opens(text, mark.start(), state)
        open_at = end
    return _settled(result, paragraph, state)


def _opens(text: str, at: int, quoted: bool) -> bool:
    """Whether the quotation mark opens; a straight one by the space around it, else by turns."""
    mark = text[at]
    if mark != '"':
        return mark not in CLOSING
    after_space = at == 0 or text[at - 1].isspace() or text[at - 1] in "(["
    before_space = at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] in ".,;:!?)]…'’"
    if after_space != before_space:
        return after_space
    return not quoted


def _quote_back(tokens: list[Token]) -> None:
    """A mark that closes what was opened before the sentence: all words up to it are quoted."""
    for token in reversed(tokens):
        if token.text in CLOSING:
            return
        token.quoted = True


def _settled(result: list[bool], paragraph: int, still_open: bool) -> list[bool]:
    return result[:paragraph] + [False] * (len(result) - paragraph) if still_open else result


def split_hyphens(tokens: list[Token], part_of_name: Callable[[str], bool]) -> bool:
    """Split hyphenated tokens whose parts are all names, in place; whether there were any.

    `part_of_name` is as `split_hyphen` of `tokenize`, for names that are known only after a first reading.
    """
    found = False
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if "-" not in token.text or not token.capital or (at and tokens[at - 1].capital):
            continue
        pieces = _pieces(token.text, part_of_name)
        if len(pieces) > 1:
            tokens[at : at + 1] = [
                _token(at, token.begin + offset, piece, token.quoted) for piece, offset in pieces
            ]
            found = True
    if found:
        for index, token in enumerate(tokens):
            token.index = index
    return found


def _pieces(surface: str, split_hyphen: Callable[[str], bool]) -> list[tuple[str, int]]:
    if "-" not in surface and "–" not in surface:
        return [(surface, 0)]
    parts = re.split(r"[-–]", surface)
    if not all(part and part[0].isupper() and split_hyphen(_split(lower(part))[0]) for part in parts):
        return [(surface, 0)]
    pieces, offset = [], 0
    for number, part in enumerate(parts):
        if number:
            pieces.append((surface[offset - 1], offset - 1))
        pieces.append((part, offset))
        offset += len(part) + 1
    return pieces


def _split(word: str) -> tuple[str, str]:
    mark = _APOSTROPHE.search(word, 1)
    if mark is None:
        return word, ""
    return word[: mark.start()], word[mark.end() :].strip(APOSTROPHES)


def _token(index: int, begin: int, surface: str, quoted: bool) -> Token:
    small = lower(surface)
    stem, suffix = _split(small)
    if suffix and _ELIDED.match(surface):
        rest, suffix = _split(small[len(stem) + 1 :])
        stem = small[: len(stem) + 1 + len(rest)]
    first = surface[0]
    return Token(
        index,
        begin,
        begin + len(surface),
        surface,
        small,
        stem,
        suffix,
        first.isalnum(),
        first.isupper() or ("-" in surface and _ARTICLE.match(surface) is not None),
        quoted,
        len(stem) > 1 and surface[: len(stem)].isupper(),
    )


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences, trimmed of white space, in order.

    What has more than `LONGEST` characters without an end, as lists and tables may, is cut between words.

    >>> [("Dr. Ali geldi. Sonra gitti.")[b:e] for b, e in sentences("Dr. Ali geldi. Sonra gitti.")]
    ['Dr. Ali geldi.', 'Sonra gitti.']
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for match in _BREAK.finditer(text):
        if "\n" not in match.group() and not _ends_sentence(text, begin, match.start()):
            continue
        _add(found, text, begin, match.end())
        begin = match.end()
    _add(found, text, begin, len(text))
    return found


def _ends_sentence(text: str, begin: int, position: int) -> bool:
    """Whether the full stop just before `position` ends a sentence rather than an abbreviation or ordinal."""
    if text[position - 1] != ".":
        return True
    head = _LAST_WORD.search(text, max(begin, position - _LONGEST_ABBREVIATION), position)
    if head is None:
        return True
    word = head.group(1)
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    if word.isdigit() and len(word) <= 2:
        following = _NEXT_WORD.match(text, position)
        return (
            following is not None
            and lower(following.group(1)) not in _AFTER_ORDINAL
            and following.group(1)[0].isupper()
        )
    return lower(word) not in _ABBREVIATIONS


def _add(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    while True:
        while begin < end and text[begin].isspace():
            begin += 1
        if end - begin <= LONGEST:
            break
        space = _LAST_SPACE.match(text, begin, begin + LONGEST)
        cut = space.end() if space else begin + LONGEST
        found.append((begin, _trimmed(text, begin, cut)))
        begin = cut
    if begin < end:
        found.append((begin, _trimmed(text, begin, end)))


def _trimmed(text: str, begin: int, end: int) -> int:
    while end > begin and text[end - 1].isspace():
        end -= 1
    return end
