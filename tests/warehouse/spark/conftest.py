"""The store of the engine Spark on a real cluster, and projects that use it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, open_store
from tests.standalone import QUICK, running

TERMS = {
    "spark.executor.memory": "512m",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
}


@pytest.fixture(scope="session")
def master() -> Iterator[str]:
    """Address of a master with two workers; Spark is let go of first, or it would wait for them."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with running() as address:
        yield address
        from smm_assets.warehouse.spark.starting import stop

        stop()


@pytest.fixture(scope="session")
def on_spark(master: str) -> Settings:
    """Settings of a project on the cluster."""
    return Settings.model_validate({"engine": "spark", "spark": {"master": master, "settings": TERMS}})


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory, on_spark: Settings) -> Path:
    """A project folder with an empty store, made once; tests work on copies."""
    home = tmp_path_factory.mktemp("empty-on-spark")
    with open_store(Project(home, on_spark)):
        pass
    return home


@pytest.fixture
def project(tmp_path: Path, on_spark: Settings) -> Project:
    return Project(tmp_path, on_spark)


@pytest.fixture
def store(project: Project, empty_home: Path) -> Iterator[Store]:
    shutil.copytree(empty_home / "data", project.data)
    with open_store(project) as opened:
        yield opened
