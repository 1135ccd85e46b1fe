"""No change may make the extraction worse unseen: every number of `kg eval` has a floor."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.quality.floors import (
    CORPUS,
    MARGIN,
    VARIABLE,
    Part,
    Pinned,
    corpus_parts,
    floor_under,
    private_part,
    read_floors,
    write_floors,
)

RAISE = "floors are raised and pinned by `python -m tests.quality.floors`, see docs/evaluation.md"


def complaints(part: Part) -> list[str]:
    pinned = read_floors()
    assert part.name in pinned, f"{part.name} has no floors: {RAISE}"
    return pinned[part.name].complaints(part, part.measure())


@pytest.mark.parametrize("part", corpus_parts(), ids=lambda part: part.name)
def test_nothing_is_below_its_floor(part: Part) -> None:
    assert complaints(part) == [], RAISE


def test_nothing_is_below_its_floor_on_a_set_of_ones_own() -> None:
    part = private_part()
    if part is None:
        pytest.skip(f"{VARIABLE} names no folder with gold and articles")
    assert complaints(part) == [], RAISE


@pytest.fixture
def part(tmp_path: Path) -> Part:
    """A copy of two articles that can be changed."""
    for name in ("o001.txt", "o001.json", "o002.txt", "o002.json"):
        shutil.copy(CORPUS / "open" / name, tmp_path)
    return Part("two", tmp_path, tmp_path)


def test_a_floor_that_cannot_be_reached_stops(part: Part) -> None:
    measured = part.measure()
    kept = Pinned(part.digest, measured)
    assert kept.complaints(part, measured) == []
    for name in measured:
        unreachable = replace(kept, floors={**measured, name: 1.01})
        (complaint,) = unreachable.complaints(part, measured)
        assert complaint.startswith(f"two: {name} is ")
        assert complaint.endswith("below its floor 1.0100")


@pytest.mark.parametrize("file", ["o001.txt", "o002.json"])
def test_a_changed_file_stops(part: Part, file: str) -> None:
    measured = part.measure()
    pinned = Pinned(part.digest, dict.fromkeys(measured, 0.0))
    path = part.gold / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert len(pinned.complaints(part, measured)) == 1


def test_a_file_more_or_less_stops(part: Part) -> None:
    pinned = Pinned(part.digest, {})
    (part.gold / "o002.txt").rename(part.gold / "o003.txt")
    assert len(pinned.complaints(part, {})) == 1


def test_a_number_that_vanishes_and_one_without_a_floor_stop(part: Part) -> None:
    pinned = Pinned(part.digest, {"role": 0.5})
    assert len(pinned.complaints(part, {"date": 0.9})) == 2


def test_floors_go_up_and_never_down() -> None:
    pinned = Pinned("", {"role": 0.5, "date": 0.5, "gone": 0.5})
    raised = pinned.raised({"role": 0.9, "date": 0.4, "new": 0.7})
    assert raised.floors == {"role": 0.88, "date": 0.5, "gone": 0.5, "new": 0.68}


def test_a_floor_lies_under_the_number_by_the_margin() -> None:
    assert floor_under(0.7) == pytest.approx(0.7 - MARGIN, abs=0.0001)
    assert floor_under(0.01) == 0.0


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    pinned = {"open": Pinned("ab", {"person.f1": 0.5, "role": 1.0})}
    write_floors(pinned, tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == pinned
