"""Every event frame by its examples and counterexamples, from the language's own data file."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from kg.lang.tr.frames import frame_index
from tests.extract.reading import called, read, roles, told

FILE = files("kg.lang.tr") / "data" / "frame_examples.toml"
DATA: dict[str, list[dict[str, Any]]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
TYPES = {frame.id: frame.type for frame in frame_index().frames}
FAILURES = DATA.get("known_failures", [])


def _cases(kind: str) -> list[Any]:
    failing = [
        pytest.param(case, id=_name(case), marks=pytest.mark.xfail(reason=case["reason"], strict=True))
        for case in FAILURES
        if case["kind"] == kind
    ]
    return [pytest.param(case, id=_name(case)) for case in DATA[kind]] + failing


def _name(case: dict[str, Any]) -> str:
    return f"{case['frame']}: {case['text']}"


@pytest.mark.parametrize("case", _cases("example"))
def test_an_example_gives_the_event_of_its_frame_with_its_roles(case: dict[str, Any]) -> None:
    analysis = read(case["text"])
    wanted = tuple(case.get(role, []) for role in ("actors", "recipients", "participants"))
    found = [
        event
        for event in analysis.occurrences
        if event.types[0] == TYPES[case["frame"]]
        and event.evidence.rule.startswith(f"tr/{case['frame']}@")
        and event.modality == case.get("modality", "actual")
        and roles(analysis, event) == wanted
    ]
    assert len(found) == 1, told(analysis)
    if "place" in case:
        assert found[0].place is not None
        assert called(analysis, (found[0].place,)) == [case["place"]]


@pytest.mark.parametrize("case", _cases("counterexample"))
def test_a_counterexample_gives_no_such_event(case: dict[str, Any]) -> None:
    analysis = read(case["text"])
    wrong = [
        event
        for event in analysis.occurrences
        if TYPES[case["frame"]] in event.types and event.modality != case.get("only")
    ]
    assert wrong == [], told(analysis)


def test_every_frame_has_an_example() -> None:
    assert sorted(TYPES.keys() - {case["frame"] for case in DATA["example"]}) == []


def test_examples_are_of_frames_that_exist_and_told_once() -> None:
    cases = [*DATA["example"], *DATA["counterexample"], *FAILURES]
    assert {case["frame"] for case in cases} <= TYPES.keys()
    assert len({(case["frame"], case["text"]) for case in cases}) == len(cases)


def test_known_failures_stay_few() -> None:
    assert len(FAILURES) < 0.15 * (len(DATA["example"]) + len(DATA["counterexample"]) + len(FAILURES))
