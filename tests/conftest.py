"""Order of the whole suite: files that take longest come first, so that no worker is left alone with one at the end.
No property is judged by the clock.
And the engines tests run on: a test that takes `kept_in` runs on the embedded store and on a real PostgreSQL.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres import Server, running

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LONGEST = ("integration", "corpus", "cli", "pipelines", "mappings", "ingest", "allocation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of these folders first, in this order; the order within a file stays."""
    items.sort(key=lambda item: _rank(item.path))


def _rank(path: Path) -> int:
    folder = path.relative_to(Path(__file__).parent).parts[0]
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for all tests of a worker."""
    with running() as server:
        yield server


@pytest.fixture
def postgres_store(postgres_server: Server) -> Iterator[str]:
    """Address of a database of the test's own that holds an empty store."""
    url = postgres_server.store()
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=["duckdb", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    """The engine a test runs on; a test about one of them names it: parametrize("engine", […], indirect=True)."""
    return str(request.param)


@pytest.fixture
def kept_in(engine: str, request: pytest.FixtureRequest) -> str:
    """What `store:` says in a project of the engine."""
    return "embedded" if engine == "duckdb" else str(request.getfixturevalue("postgres_store"))
