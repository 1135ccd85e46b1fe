from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.acquire.nesting import Nesting

JSON = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(alphabet='ab"\\[]{}ş\n')),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(alphabet='a"\\[{'), inner)),
    max_leaves=20,
)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


@given(JSON, st.lists(st.integers(0, 60), max_size=6))
def test_the_depth_is_told_however_the_text_is_cut(value: Any, cuts: list[int]) -> None:
    data = json.dumps(value, ensure_ascii=False).encode()
    nesting = Nesting()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    for start, end in pairwise(edges):
        nesting.follow(data[start:end])
    assert nesting.deepest == depth(value)
