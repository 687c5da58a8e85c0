"""What the tests of sections share: tables made by hand, read without a store."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables
from smm_assets.settings import Project

Given = Callable[..., Tables]


class Published:
    """A reader over frames of schema marts. Rows are not filtered: a test gives only those that are to be found."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.frames = frames

    def tables(self, schema: str) -> list[str]:
        return list(self.frames) if schema == "marts" else []

    def read(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        (name,) = {name for name in self.frames if f"FROM marts.{name} " in f"{' '.join(sql.split())} "}
        return self.frames[name]


@pytest.fixture
def given() -> Given:
    """Tables that hold these rows: given(post=[{...}, {...}])."""
    return lambda **rows: Tables(Published({name: pd.DataFrame(found) for name, found in rows.items()}))


@pytest.fixture
def labels() -> Labels:
    """Labels that call a channel by its name with a capital."""
    return cast("Labels", SimpleNamespace(channel=str.capitalize, network=str.capitalize))


@pytest.fixture
def folder(tmp_path: Path) -> Project:
    """A project folder with nothing but events: a price of all channels, a fault of one, a sale to come."""
    lines = [
        "from,to,channel,kind,text",
        "2026-11-04,,,price,Free shipping",
        "2026-11-10,2026-11-11,video,tracking,Pixel broke",
        "2026-11-25,2026-11-30,,promotion,Sale",
        "2026-12-24,,,holiday,Too far ahead",
    ]
    (tmp_path / "events.csv").write_text("\n".join(lines), encoding="utf-8")
    found: Any = SimpleNamespace(home=tmp_path, file=lambda name: tmp_path / name)
    return cast("Project", found)
