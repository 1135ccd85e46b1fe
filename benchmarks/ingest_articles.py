"""Articles for the measurements of ingestion: real ones from a file, or sentences put together; any number of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST_DAY = date(2012, 1, 1)
DAYS = 700

NAMES = (
    "Erdoğan Gül Davutoğlu Obama Putin Kılıçdaroğlu Bahçeli Esad Merkel Sarkozy Hollande Netanyahu Mursi Clinton "
    "Kerry Medvedev Cameron Ahmedinejad Ruhani Barzani Talabani Maliki Annan Papandreu Samaras Kadir Yıldız Çiçek "
    "Arınç Babacan"
).split()
ENDINGS = "ar en ul ik oğlu man er sa tin öz ay din gil han kan lı soy tan taş ver".split()
_NAME = re.compile(rf"\b(?:{'|'.join(NAMES)})\b")

_SENTENCES = (
    "Rusya Devlet Başkanı Vladimir {one}, Fransa Cumhurbaşkanı Emmanuel {two} ile telefonda görüştü.",
    "Dışişleri Bakanı Hakan {one}, {day} günü Ankara'da Almanya Dışişleri Bakanı Johann {two} ile bir araya geldi.",
    "Türkiye ile Azerbaycan, {day} tarihinde Bakü'de ticaret anlaşması imzaladı.",
    "Cumhurbaşkanı {one}, {two}'in önümüzdeki hafta Türkiye'yi ziyaret edeceğini söyledi.",
    "ABD Başkanı {two}, İran'a yönelik yaptırımları eleştirdi.",
)
_MONTHS = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()


def real(path: Path, number: int) -> Iterator[dict[str, str]]:
    """So many records for JSON Lines from the texts of a file, again and again with other dates and names."""
    texts = [text for text in _texts(path) if text.strip()]
    for n in range(number):
        again, place = divmod(n, len(texts))
        yield {"text": renamed(texts[place], again), "date": _day(n + 131 * again).isoformat()}


def made_up(number: int) -> Iterator[dict[str, str]]:
    """So many records of a few sentences each, all different."""
    for n in range(number):
        day = _day(n)
        words = {
            "one": f"{NAMES[n % len(NAMES)]}{ENDINGS[n // len(NAMES) % len(ENDINGS)]}",
            "two": NAMES[n * 7 % len(NAMES)],
            "day": f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        }
        chosen = [_SENTENCES[(n + k) % len(_SENTENCES)] for k in range(1 + n % 4)]
        text = " ".join(sentence.format(**words) for sentence in chosen)
        yield {"text": f"{text} Haber {n}.", "date": day.isoformat()}


def renamed(text: str, again: int) -> str:
    """The text with other surnames for well-known ones, the same ones each time; as it is the first time."""
    if not again:
        return text
    return _NAME.sub(lambda match: match[0] + _ending(again), text)


def write(path: Path, records: Iterator[dict[str, str]]) -> Path:
    """Write records as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def _texts(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line).get("text") or ""


def _day(n: int) -> date:
    return FIRST_DAY + timedelta(days=n % DAYS)


def _ending(again: int) -> str:
    ending = ""
    while again:
        again, rest = divmod(again, len(ENDINGS))
        ending += ENDINGS[rest]
    return ending
