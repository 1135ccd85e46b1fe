"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run: a failure seen once is seen again. Machines differ in speed, so no deadline.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample articles."""
    from kg.acquire import ReadOptions, read_articles
    from kg.pipeline.ingesting import ingest
    from kg.pipeline.parallel import Crew
    from kg.pipeline.samples import samples
    from kg.store import Store

    path = tmp_path_factory.mktemp("seeds") / "store"
    with Store.open(path) as store:
        summary = ingest(read_articles([samples()], ReadOptions()), store, Crew(jobs=1))
    assert summary.stored > 10
    return path


@pytest.fixture(scope="session")
def story_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three articles that do not agree."""
    from kg.store import Store
    from tests.server.stories import story_graphs

    path = tmp_path_factory.mktemp("stories") / "store"
    with Store.open(path) as store:
        store.replace(story_graphs())
    return path


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with nothing but an article that wants to do harm."""
    from kg.store import Store
    from tests.server.hostilegraph import hostile_graph

    path = tmp_path_factory.mktemp("hostile") / "store"
    with Store.open(path) as store:
        store.replace([hostile_graph()])
    return path
