"""The option that writes the expected graphs anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected Turtle of the golden articles anew; then read `git diff` like code",
    )
