"""Order of the whole suite: files that take longest come first, so that no worker is left alone with one at the end.
No property is judged by the clock.
Folders of tests lie in memory where there is room, because every commit of a store waits for a disk.
And the engines tests run on: a test that takes `kept_in` runs on the embedded store and on a real PostgreSQL.
"""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from smm_assets.warehouse import duckdb_session
from tests.browsing import launched
from tests.postgres import Server, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LONGEST = (
    "conformance/test_models.py",
    "days/test_days.py",
    "conformance/test_subset.py",
    "warehouse/spark",
    "cli/test_on_demo.py",
    "pipelines/test_dagster_job.py",
    "conformance",
    "integration",
    "backup",
    "dbt_like_sql/test_incremental.py",
    "report/test_in_browser.py",
    "replay",
    "corpus",
    "docs",
    "pipelines",
    "cli",
    "dbt_like_sql",
    "mappings",
    "ingest",
    "arrival",
    "networks",
    "allocation",
)

ON_SPARK = ("tests/conformance/test_models.py", "tests/conformance/test_subset.py", "tests/warehouse/spark/")
MEMORY = Path("/dev/shm")
ROOM = 6 * 1024**3


def pytest_configure(config: pytest.Config) -> None:
    """One thread per store, since each core has a worker of its own; garbage looked for more rarely; and the folders in
    memory, if one can.
    """
    duckdb_session.CLOSED_WORLD["threads"] = 1
    gc.set_threshold(10_000, 10, 10)
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and _fits(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def _fits(folder: Path) -> bool:
    """Whether there is room, and programs may be run from there: some tests write their own."""
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC and shutil.disk_usage(folder).free >= ROOM


class ByFile(LoadFileScheduling):
    """A file's tests run on one worker; those of all files that need Spark on the same one, which starts it once."""

    def _split_scope(self, nodeid: str) -> str:
        return "spark" if nodeid.startswith(ON_SPARK) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    return ByFile(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These files first, then those of these folders, in this order; the order within a file stays."""
    items.sort(key=lambda item: _rank(item.path))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: it need not be looked through for garbage again and again."""
    gc.collect()
    gc.freeze()


def _rank(path: Path) -> int:
    within = path.relative_to(Path(__file__).parent)
    for place, first in enumerate(LONGEST):
        if within.is_relative_to(first):
            return place
    return len(LONGEST)


@pytest.fixture(autouse=True)
def no_instance_of_another_test() -> Iterator[None]:
    """Dagster keeps the storage of the instance it is in; a context of a sensor that is forgotten later than its
    instance leaves one behind that is gone.
    """
    module = sys.modules.get("dagster._core.storage.defs_state.base")
    with module.set_defs_state_storage(None) if module else nullcontext():
        yield


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


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A headless Chromium; for each file of tests its own, so that its loop is not open beside other tests."""
    with launched() as found:
        yield found
