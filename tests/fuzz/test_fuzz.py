"""A few hundred fuzzed inputs for each target on every run; `python -m benchmarks.fuzz` makes millions."""

from __future__ import annotations

import pytest

from tests.fuzz.choosing import Bytes, Chance
from tests.fuzz.targets import TARGETS

CASES = {"article": 60, "file": 150}
MANY = 400


@pytest.mark.parametrize("name", TARGETS)
def test_what_must_hold_holds_for_fuzzed_inputs(name: str) -> None:
    target = TARGETS[name]
    for number in range(CASES.get(name, MANY)):
        target.check(target.make(Chance(f"{name} {number}")))


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_make_an_input(name: str) -> None:
    target = TARGETS[name]
    for data in (b"", b"\x00" * 40, b"\xff" * 400, bytes(range(256))):
        target.check(target.make(Bytes(data)))
