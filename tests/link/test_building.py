from __future__ import annotations

import bz2
import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import zstandard

from kg.errors import InputError, UnreadableInput
from kg.link.building import BuildOptions, BuildReport, Watching, build
from kg.link.classes import parse_classes
from kg.link.index import SqliteIndex
from kg.model import EntityKind, Label
from kg.model.indexed import Term


def value(content: object, rank: str = "normal", **qualifiers: object) -> dict[str, Any]:
    made: dict[str, Any] = {"mainsnak": {"snaktype": "value", "datavalue": {"value": content}}, "rank": rank}
    if qualifiers:
        made["qualifiers"] = {
            name: [{"snaktype": "value", "datavalue": {"value": one}}] for name, one in qualifiers.items()
        }
    return made


def ref(qid: str) -> dict[str, str]:
    return {"entity-type": "item", "id": qid}


def time(text: str, precision: int) -> dict[str, object]:
    return {"time": text, "precision": precision}


def entity(
    qid: str, label: str | None, classes: tuple[str, ...], language: str = "en", **claims: Any
) -> dict[str, Any]:
    return {
        "type": "item",
        "id": qid,
        "labels": {language: {"language": language, "value": label}} if label else {},
        "descriptions": [],
        "aliases": [],
        "claims": {"P31": [value(ref(one)) for one in classes], **claims},
        "sitelinks": {"trwiki": {}, "enwiki": {}},
    }


TURKEY = entity("Q43", "Türkiye", ("Q6256",), P297=[value("TR")])
OFFICE = entity("Q300", "President of Turkey", ("Q4164871",), P1001=[value(ref("Q43"))])
HOLDER = entity(
    "Q100",
    "Ahmet Taşçı",
    ("Q5",),
    language="mul",
    P27=[value(ref("Q43"))],
    P569=[value(time("+1954-02-26T00:00:00Z", 11))],
    P39=[
        value(ref("Q300"), P580=time("+2014-08-28T00:00:00Z", 11)),
        value(ref("Q300"), "deprecated", P580=time("+1999-01-01T00:00:00Z", 11)),
        value(ref("Q301"), P580=time("+1994-00-00T00:00:00Z", 9), P582=time("+1998-11-00T00:00:00Z", 10)),
        {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"},
    ],
)
ODD = entity(
    "Q101",
    "Odd Times",
    ("Q5",),
    P569=[value(time("+1900-00-00T00:00:00Z", 7))],
    P570=[value(time("-0044-03-15T00:00:00Z", 11)), value(time("+2023-02-30T00:00:00Z", 11))],
)
UNTAKEN = entity("Q102", "A scholarly article", ("Q13442814",))
NAMELESS = entity("Q103", None, ("Q5",))
UNPOPULAR = {**entity("Q104", "Nobody", ("Q5",)), "sitelinks": {}}
REDIRECT = {"type": "item", "id": "Q105", "redirect": "Q100"}
DELETED = {"id": "Q106", "missing": ""}
CITY = entity(
    "Q64",
    "Berlin",
    ("Q515",),
    P17=[value(ref("Q183"))],
    P625=[value({"latitude": 52.516666666, "longitude": 13.38})],
)

ALL: tuple[dict[str, Any], ...] = (
    HOLDER,
    TURKEY,
    OFFICE,
    ODD,
    UNTAKEN,
    NAMELESS,
    UNPOPULAR,
    REDIRECT,
    DELETED,
    CITY,
)
BROKEN = (
    b'{"type":"item","id":"Q5","claims":{"P31":[',
    b"not json at all",
    b'{"type":"item","x":{"id":"Q5"},"claims":7}',
)


def dump_text(entities: tuple[dict[str, Any], ...], broken: tuple[bytes, ...] = ()) -> bytes:
    lines = [json.dumps(one, ensure_ascii=False).encode() for one in entities]
    return b"[\n" + b",\n".join([*lines[:2], *broken, *lines[2:]]) + b"\n]\n"


def run(tmp_path: Path, text: bytes, **options: Any) -> tuple[BuildReport, SqliteIndex]:
    dump, target = tmp_path / "dump.json", tmp_path / "index.sqlite"
    dump.write_bytes(text)
    report = build(dump, target, BuildOptions(**options))
    return report, SqliteIndex.open(target)


def test_a_dump_with_every_kind_of_trouble_builds_with_a_report(tmp_path: Path) -> None:
    report, index = run(tmp_path, dump_text(ALL, BROKEN))
    assert (report.lines, report.broken, report.broken_lines) == (13, 3, [3, 4, 5])
    assert (report.unlabelled, report.unpopular, report.redirects, report.deleted) == (1, 1, 1, 1)
    assert (report.odd_times, report.offices, report.offices_missing) == (3, 1, 1)
    assert dict(report.kept) == {"person": 2, "country": 1, "place": 1}
    assert len(index) == 4


def test_offices_get_their_words_country_and_dates_as_precise_as_they_are(tmp_path: Path) -> None:
    _, index = run(tmp_path, dump_text(ALL))
    item = index.item("Q100")
    assert item is not None
    assert (item.name, item.country, item.born) == ("Ahmet Taşçı", "TR", "1954-02-26")
    assert item.terms == (
        Term("other", "", "", "1994", "1998-11", "Q301"),
        Term("head-of-state", "President of Turkey", "TR", "2014-08-28", "", "Q300"),
    )
    assert item.terms[0].covers(date(1996, 1, 1))
    assert not item.terms[0].covers(date(1999, 6, 1))


def test_times_that_cannot_be_are_left_out(tmp_path: Path) -> None:
    _, index = run(tmp_path, dump_text(ALL))
    item = index.item("Q101")
    assert item is not None
    assert (item.born, item.died) == ("", "")


def test_coordinates_and_turkish_labels_are_kept(tmp_path: Path) -> None:
    city = {**CITY, "labels": {**CITY["labels"], "tr": {"language": "tr", "value": "Berlin Şehri"}}}
    _, index = run(tmp_path, dump_text((city,)))
    item = index.item("Q64")
    assert item is not None
    assert (item.latitude, item.longitude, item.labels) == (52.51667, 13.38, (Label("Berlin Şehri", "tr"),))
    assert index.find("berlin şehri", EntityKind.PLACE)


@pytest.mark.parametrize("packing", ["gz", "bz2", "zst"])
def test_packed_dumps_give_the_same_index(packing: str, tmp_path: Path) -> None:
    text = dump_text(ALL)
    packed = {"gz": gzip.compress, "bz2": bz2.compress, "zst": zstandard.ZstdCompressor().compress}[packing](
        text
    )
    dump = tmp_path / f"dump.json.{packing}"
    dump.write_bytes(packed)
    build(dump, tmp_path / "packed.sqlite")
    run(tmp_path, text)
    assert (tmp_path / "packed.sqlite").read_bytes() == (tmp_path / "index.sqlite").read_bytes()


def test_a_dump_that_is_cut_off_says_so_and_keeps_the_old_index(tmp_path: Path) -> None:
    _, index = run(tmp_path, dump_text(ALL))
    index.close()
    before = (tmp_path / "index.sqlite").read_bytes()
    dump = tmp_path / "dump.json.gz"
    dump.write_bytes(gzip.compress(dump_text(ALL))[:-20])
    with pytest.raises(UnreadableInput, match="cannot be read on"):
        build(dump, tmp_path / "index.sqlite")
    assert (tmp_path / "index.sqlite").read_bytes() == before


def test_a_stopped_build_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.link.building.BATCH", 3)
    whole, _ = run(tmp_path, dump_text(ALL, BROKEN))
    expected = (tmp_path / "index.sqlite").read_bytes()
    target, moves = tmp_path / "again.sqlite", []
    once = Watching(lambda read, _: moves.append(read), lambda: True)
    stops = 0
    while (
        report := build(tmp_path / "dump.json", target, watching=once)
    ).interrupted and report.lines < whole.lines:
        stops += 1
        assert not target.exists()
    report = build(tmp_path / "dump.json", target)
    assert stops > 2
    assert (target.read_bytes(), report.as_json()) == (expected, whole.as_json())
    assert not list(tmp_path.glob("again.sqlite.work*"))


def test_another_dump_starts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.link.building.BATCH", 2)
    dump, target = tmp_path / "dump.json", tmp_path / "index.sqlite"
    dump.write_bytes(dump_text(ALL))
    assert build(dump, target, watching=Watching(stop=lambda: True)).interrupted
    dump.write_bytes(dump_text((TURKEY, CITY, UNTAKEN)))
    assert dict(build(dump, target).kept) == {"country": 1, "place": 1}


def test_items_of_a_base_index_stay_unless_the_dump_has_them_newer(tmp_path: Path) -> None:
    _, first = run(tmp_path, dump_text((HOLDER, CITY)), horizon="2023-01-15")
    first.close()
    base = tmp_path / "base.sqlite"
    (tmp_path / "index.sqlite").rename(base)
    renamed = {**CITY, "labels": {"en": {"language": "en", "value": "Berlin, Germany"}}}
    _, index = run(tmp_path, dump_text((renamed,)), base=base, horizon="2026-01-01")
    item = index.item("Q64")
    assert item is not None
    assert (item.name, index.horizon, index.item("Q100") is not None) == (
        "Berlin, Germany",
        "2026-01-01",
        True,
    )
    assert index.find("Berlin", EntityKind.PLACE)


@pytest.mark.parametrize("text", ["person Q5", "person | 5 | human", "animal | Q729 | animal"])
def test_a_line_that_is_no_class_is_named(text: str) -> None:
    with pytest.raises(InputError, match="line 1"):
        parse_classes(text, "classes.txt")


def test_a_file_that_is_no_index_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    with pytest.raises(UnreadableInput, match="kg link build"):
        SqliteIndex.open(path)
    path.write_bytes(b"no database" * 100)
    with pytest.raises(UnreadableInput, match="no entity index"):
        SqliteIndex.open(path)
