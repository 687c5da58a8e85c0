"""A store and a project of its own for every test, as real files or in a database of a real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, open_store


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated store without rows, made once; tests work on copies."""
    project = Project(tmp_path_factory.mktemp("empty"), Settings())
    with open_store(project):
        pass
    return project.warehouse


@pytest.fixture
def project(tmp_path: Path, kept_in: str) -> Project:
    return Project(tmp_path, Settings.model_validate({"store": kept_in}))


@pytest.fixture
def store(project: Project, engine: str, empty_warehouse: Path) -> Iterator[Store]:
    project.data.mkdir()
    if engine == "duckdb":
        shutil.copy(empty_warehouse, project.warehouse)
    with open_store(project) as opened:
        yield opened
