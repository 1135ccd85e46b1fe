from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.link.judgements import Judgement, Judgements, append
from kg.model import Entity, EntityKind, Link

ALI = Entity("person:ali", EntityKind.PERSON, "Ali Yılmaz")


def test_judgements_survive_in_their_file_and_the_last_word_wins(tmp_path: Path) -> None:
    file = tmp_path / "store" / "judgements.jsonl"
    append(file, Judgement(EntityKind.PERSON, "Ali Yılmaz", "Q1", by="review"))
    append(file, Judgement(EntityKind.PERSON, "ali yilmaz", None))
    append(file, Judgement(EntityKind.PERSON, "Ali Yılmaz", "Q2", "futbolcu"))
    kept = Judgements.read(file)
    assert len(kept) == 2
    assert kept.on(ALI) == Judgement(EntityKind.PERSON, "ali yilmaz", None)
    judged = kept.on_name(EntityKind.PERSON, "Ali Yılmaz", "futbolcu")
    assert judged is not None
    assert judged.link == Link("Q2", 1.0, "judgement")


def test_a_judgement_is_on_one_kind_only() -> None:
    kept = Judgements([Judgement(EntityKind.PLACE, "Ali Yılmaz", "Q1")])
    assert kept.on(ALI) is None


def test_there_need_be_no_file(tmp_path: Path) -> None:
    assert len(Judgements.read(tmp_path / "none.jsonl")) == 0


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"kind": "person"}',
        '{"kind": "cat", "name": "A", "qid": null}',
        '{"kind": "person", "name": "A", "qid": "7"}',
    ],
)
def test_a_line_that_is_no_judgement_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        Judgements.read(file)
