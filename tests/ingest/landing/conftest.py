"""A project with an inbox, a store, and small exports written by hand."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from smm_assets.settings import Account, Project, Settings
from smm_assets.warehouse import Store, open_store

NOW = datetime(2026, 11, 22, 6)
LONG_AGO = 1_700_000_000
Rows = Sequence[Sequence[object]]
Drop = Callable[..., Path]


def export(*rows: Sequence[object], currency: str = "EUR", account: str = "") -> str:
    """An ads export by hand; a row: day, campaign id, spend, impressions, clicks. currency "" leaves it out."""
    money = f"Amount spent ({currency})" if currency else "Amount spent"
    header = [
        "Reporting starts",
        "Reporting ends",
        "Campaign name",
        "Campaign ID",
        money,
        "Impressions",
        "Clicks (all)",
    ]
    lines = [
        [day, day, f"Campaign {campaign}", f"2385000000000000{campaign}", spend, impressions, clicks]
        for day, campaign, spend, impressions, clicks in rows
    ]
    if account:
        header, lines = [*header, "Account ID"], [[*line, account] for line in lines]
    return "\n".join(",".join(str(cell) for cell in line) for line in [header, *lines]) + "\n"


@pytest.fixture(scope="session")
def write_export() -> Callable[..., str]:
    return export


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("empty"), Settings())
    with open_store(project):
        pass
    return project.warehouse


@pytest.fixture
def engine() -> str:
    """Files only: what is special to an engine is how rows are stored, and the modules about that ask for both."""
    return "duckdb"


@pytest.fixture
def make_project(tmp_path: Path, empty_warehouse: Path, kept_in: str) -> Callable[..., Project]:
    """make_project(*accounts): the test's project with these declared accounts; the same folder each time."""

    def make(*accounts: dict[str, str]) -> Project:
        declared = tuple(Account(**account) for account in accounts)  # type: ignore[arg-type]
        settings = Settings(accounts=declared).model_copy(update={"store": SecretStr(kept_in)})
        project = Project(tmp_path / "home", settings)
        if not project.data.exists():
            project.data.mkdir(parents=True)
            (project.home / "inbox").mkdir()
            shutil.copy(empty_warehouse, project.warehouse)
        return project

    return make


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    return make_project()


@pytest.fixture
def store(project: Project) -> Iterator[Store]:
    with open_store(project) as opened:
        yield opened


@pytest.fixture
def drop(project: Project) -> Drop:
    """drop(name, content, folder=""): a file that has been lying in the inbox for long."""

    def put(name: str, content: str | bytes, folder: str = "") -> Path:
        path = Path(project.inbox) / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (LONG_AGO, LONG_AGO))
        return path

    return put
