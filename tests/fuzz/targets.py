"""What is fuzzed: how an input is made, and what must hold for every input. A check raises if it does not."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.acquire import read_articles
from kg.acquire.encoding import NotText, decode
from kg.acquire.metadata import split_date
from kg.acquire.repair import repair
from kg.lang.tr.times import find_times
from kg.lang.tr.tokenizer import sentences, tokenize
from kg.model import Article, Edtf, Issue
from kg.pipeline.workshop import default_workshop
from kg.rdf import ArticleGraph, iris, terms, to_trig, to_turtle
from kg.rdf.slug import MAX_SLUG, slug
from kg.rdf.vocabulary import EDTF, KG, PERSON, RDF, XSD
from tests.fuzz.choosing import Chooser, one_of
from tests.fuzz.texts import ODD, text


@dataclass(frozen=True, slots=True)
class Target:
    """`make` makes an input, `check` raises AssertionError or whatever the code under test raises."""

    make: Callable[[Chooser], Any]
    check: Callable[[Any], None]


def _day(chooser: Chooser) -> date | None:
    return date(1, 1, 1) + timedelta(chooser.number(1, 3_652_057)) if chooser.number(0, 3) else None


def _recent(chooser: Chooser) -> date | None:
    return date(1990, 1, 1) + timedelta(chooser.number(0, 16_000)) if chooser.number(0, 7) else None


# --- reading ---------------------------------------------------------------------------------------


def _bytes(chooser: Chooser) -> bytes:
    encoding = one_of(chooser, ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1254", "cp857", "mac-turkish"))
    data = bytearray(text(chooser).encode(encoding, "replace"))
    for _ in range(chooser.number(0, 6)):
        at = chooser.number(0, len(data))
        data[at : at + chooser.number(0, 3)] = bytes(
            chooser.number(0, 255) for _ in range(chooser.number(0, 3))
        )
    return bytes(data)


def _check_bytes(data: bytes) -> None:
    try:
        decoded = decode(data)
    except NotText:
        return
    repaired = repair(decoded)
    assert repair(repaired) == repaired
    assert unicodedata.is_normalized("NFC", repaired)
    dated = split_date(repaired)
    assert dated.text == dated.text.strip()


def _file(chooser: Chooser) -> tuple[str, bytes]:
    if chooser.number(0, 1):
        return "a.txt", _bytes(chooser)
    lines = []
    for _ in range(chooser.number(1, 3)):
        fields = {
            "text": text(chooser),
            "date": one_of(chooser, ("2024-01-02", "2024-13-01", "", None, 5, "İ")),
        }
        line = json.dumps(fields, ensure_ascii=bool(chooser.number(0, 1)))
        cut = chooser.number(0, 4)
        lines.append((line if cut else line[: chooser.number(0, len(line))]).encode("utf-8", "surrogatepass"))
    return "a.jsonl", b"\n".join(lines)


def _check_file(file: tuple[str, bytes]) -> None:
    name, data = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for item in read_articles([path]):
            assert isinstance(item, Issue) or item.text.strip()


# --- language --------------------------------------------------------------------------------------


def _check_tokens(written: str) -> None:
    whole = unicodedata.normalize("NFC", written)
    spans = sentences(whole)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))
    covered = "".join(whole[begin:end] for begin, end in spans)
    assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", whole)
    for begin, end in spans:
        tokens = tokenize(whole, begin, end)
        assert [token.index for token in tokens] == list(range(len(tokens)))
        assert all(whole[token.begin : token.end] == token.text for token in tokens)
        assert all(one.end <= other.begin for one, other in pairwise(tokens))
        assert not tokens or (begin <= tokens[0].begin and tokens[-1].end <= end)


def _times(chooser: Chooser) -> tuple[str, date | None, str | None]:
    words = [one_of(chooser, TIME_WORDS) if chooser.number(0, 9) else one_of(chooser, ODD) for _ in range(9)]
    written = text(chooser, 1) if not chooser.number(0, 4) else " ".join(words[: chooser.number(1, 9)])
    return (
        written,
        _day(chooser),
        one_of(chooser, (None, "2012", "2012-05", "2012-02-29", "0001-01-01", "9999", "../2012")),
    )


def _check_times(given: tuple[str, date | None, str | None]) -> None:
    written, published, context = given
    whole = unicodedata.normalize("NFC", written)
    tokens = tokenize(whole, 0, len(whole))
    found = find_times(tokens, published, Edtf(context) if context else None)
    ends = [0]
    for each in found:
        assert ends[-1] <= each.begin < each.end <= len(tokens)
        ends.append(each.end)
        for value in (each.value, each.told):
            assert value is None or Edtf(value.value) == value
        assert published or not each.value or re.search(r"\d{4}", each.value.value)


TIME_WORDS = (
    "dün bugün yarın bu geçen gelecek önümüzdeki aynı o ertesi önceki her son ilk 0 3 15 29 31 45 99 1000 1999 2024 "
    "9999 1990'lı 90'larda 15.03.2024 31.02.2024 29.02 00.00 14.30 25:61 2,5 2.500 999.999.999 iki on beş birkaç bin "
    "milyon yarım Mart Mart'ta şubat 29 Şubat'ın ocak Ekim Aralık'ta Ocak-Mart 3-5 Pazar pazartesi Cuma'ya salıya "
    "gün günü gündür hafta haftanın ay ayında yıl yılında yıllarda saat saatte sabah akşamı gece yaz kış baharında "
    "yarısında başında sonuna ortası tarihinde önce sonra sonraki kadar beri itibaren içinde arasında bağlayan ve "
    "ile ya da veya - – / . , ( ) bundan yaklaşık yüzyıl asır çeyrek bayram Ramazan arife 19'uncu 21. M.Ö. "
    "ikinci üçüncü gelecek yüzyılda 10000 yıl sonra 5000 yıl önce 9999'da doğru ta muhtemelen dünkü bugünkü"
).split()


# --- names and values ------------------------------------------------------------------------------


def _check_slug(name: str) -> None:
    made = slug(name)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", made)
    assert len(made) <= MAX_SLUG
    assert made == slug(made) or len(made) == MAX_SLUG
    assert slug(unicodedata.normalize("NFD", name)) == slug(unicodedata.normalize("NFC", name))
    node = iris.office("other", name, None, None)
    assert len(iris.local(node)) <= iris.MAX_NAME


def _check_address(url: str) -> None:
    node = terms.web_address(url)
    if node is not None:
        (quad,) = parse(f"<urn:s> <urn:p> {node} .", format=RdfFormat.N_TRIPLES)
        assert quad.object == node


def _address(chooser: Chooser) -> str:
    return one_of(chooser, ("https://", "http://ör.tr/", "", "urn:", "HTTP://a/%zz", "//")) + text(chooser, 1)


def _edtf(chooser: Chooser) -> str:
    parts = (
        "2024",
        "-",
        "02",
        "29",
        "/",
        "..",
        "[",
        "]",
        "?",
        "~",
        "%",
        "0000",
        "9999",
        "13",
        "2023-02-28",
        " ",
        "٣",
    )
    return "".join(one_of(chooser, parts) for _ in range(chooser.number(0, 8)))


def _check_edtf(value: str) -> None:
    with suppress(ValueError):
        made = Edtf(value)
        first, last = made.bounds()
        assert first is None or last is None or first <= last
        assert _EDTF.fullmatch(value), "the shape of kg:when would refuse it"


_EDTF = re.compile(r"[0-9.\[\]/?~%-]+")


def _triples(chooser: Chooser) -> list[Triple]:
    nodes = [PERSON("a"), PERSON(slug(text(chooser, 1))), NamedNode("https://ö.example/x?y#z"), KG.Person]
    made = []
    for _ in range(chooser.number(0, 5)):
        literals = (
            Literal(text(chooser, 1)),
            Literal(one_of(chooser, ODD), language="tr"),
            Literal(
                one_of(chooser, ("1", "-0", "+1", "1.0", ".5", "1.", "", "e", "true")), datatype=XSD.integer
            ),
            Literal(
                one_of(chooser, ("1", "-0", "+1", "1.0", ".5", "1.", "", "e", "true")), datatype=XSD.decimal
            ),
            Literal(_edtf(chooser), datatype=EDTF.EDTF),
        )
        made.append(
            Triple(
                one_of(chooser, nodes),
                one_of(chooser, (RDF.type, KG.quote)),
                one_of(chooser, (*nodes, *literals)),
            )
        )
    return made


def _check_turtle(triples: list[Triple]) -> None:
    written = {str(triple) for triple in triples}
    assert {str(quad.triple) for quad in parse(to_turtle(triples), format=RdfFormat.TURTLE)} == written
    graph = ArticleGraph.of("https://example.org/g", triples)
    assert {str(quad.triple) for quad in parse(to_trig([graph]), format=RdfFormat.TRIG)} == written


# --- from text to graph ----------------------------------------------------------------------------


def _article(chooser: Chooser) -> tuple[str, date | None, str | None, str | None]:
    return (
        text(chooser, 6),
        _recent(chooser),
        one_of(chooser, (None, text(chooser, 1))),
        one_of(chooser, (None, "AA", "İ ş")),
    )


def _check_article(given: tuple[str, date | None, str | None, str | None]) -> None:
    written, published, title, publisher = given
    whole = repair(written)
    if not whole:
        return
    article = Article(whole, published=published, title=title, publisher=publisher)
    outcome = _workshop().process(article)
    assert not isinstance(outcome, Issue), outcome.message
    assert outcome.verdict.conforms, outcome.verdict.in_words()
    read = {str(quad.triple) for quad in parse(to_turtle(outcome.graph.triples), format=RdfFormat.TURTLE)}
    assert read == {str(triple) for triple in outcome.graph.triples}


@cache
def _workshop() -> Any:
    return default_workshop()


TARGETS = {
    "bytes": Target(_bytes, _check_bytes),
    "file": Target(_file, _check_file),
    "tokens": Target(text, _check_tokens),
    "times": Target(_times, _check_times),
    "slug": Target(lambda chooser: text(chooser, 1), _check_slug),
    "address": Target(_address, _check_address),
    "edtf": Target(_edtf, _check_edtf),
    "turtle": Target(_triples, _check_turtle),
    "article": Target(_article, _check_article),
}
