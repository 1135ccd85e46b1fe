"""Fuzzing for as long as you like: readers, dates, tokens, names, values, Turtle, and articles from text to verdict.

    python -m benchmarks.fuzz [TARGET …] [--seconds 60] [--seed 0]
    python -m benchmarks.fuzz TARGET --coverage [--seconds 60] [--corpus DIR]     # needs `pip install atheris`

Without TARGET all take turns. Each input is made of the seed and its number, so a failure is told as a line that makes
it again. With `--coverage`, atheris watches which lines of `kg` an input reaches and looks for inputs that reach more.
The targets and what must hold for each are in tests/fuzz/targets.py. Exits with 1 if anything failed.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

SLICE = 200
"""Inputs of one target before the next has its turn."""

SHOWN = 3
"""Failures of one place in the program that are shown; the others are counted."""


def main(arguments: Sequence[str]) -> int:
    """Fuzz and tell."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("--corpus", type=Path, help="folder in which atheris keeps inputs that reached more")
    options = parser.parse_args(arguments)
    if options.coverage:
        return _guided(options.targets, options.seconds, options.corpus)
    return _at_random(options.targets, options.seconds, options.seed)


def _at_random(names: Sequence[str], seconds: float, seed: str) -> int:
    from tests.fuzz.choosing import Chance  # noqa: PLC0415  with --coverage, kg must not be imported before atheris
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415

    chosen = {name: TARGETS[name] for name in names or TARGETS}
    done: Counter[str] = Counter()
    failed: Counter[tuple[str, str]] = Counter()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for name, target in chosen.items():
            for _ in range(SLICE if name != "article" else SLICE // 10):
                number = done[name]
                done[name] += 1
                try:
                    target.check(target.make(Chance(f"{seed} {name} {number}")))
                except Exception as error:  # noqa: BLE001  whatever a target raises is what is looked for
                    place = f"{type(error).__name__} {_place(error.__traceback__)}"
                    failed[name, place] += 1
                    if failed[name, place] <= SHOWN:
                        print(f"{name}: {place}: {str(error)[:300]}")
                        print(f"    again: Chance({f'{seed} {name} {number}'!r})", flush=True)
    print(f"{done.total():,} inputs: " + ", ".join(f"{name} {count:,}" for name, count in done.items()))
    for (name, place), count in sorted(failed.items()):
        print(f"{name}: {count} failed: {place}")
    return int(bool(failed))


def _place(trace: TracebackType | None) -> str:
    frame = traceback.extract_tb(trace)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _guided(names: Sequence[str], seconds: float, corpus: Path | None) -> int:
    import atheris  # noqa: PLC0415  not among the dependencies: only who fuzzes needs it

    with atheris.instrument_imports(include=["kg"]):
        from tests.fuzz.choosing import Bytes  # noqa: PLC0415
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415
    (name,) = names
    target = TARGETS[name]
    if corpus:
        corpus.mkdir(parents=True, exist_ok=True)
    flags = ["fuzz", f"-max_total_time={seconds:.0f}", "-max_len=400", "-print_final_stats=1"]
    atheris.Setup(
        [*flags, *([str(corpus)] if corpus else [])], lambda data: target.check(target.make(Bytes(data)))
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
