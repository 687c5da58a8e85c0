"""A tiny world for given/expect tests: raw rows by hand, the project's files, models built in a real store.

Every test runs on the embedded store and on PostgreSQL, with the same expected values.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pydantic import SecretStr

import smm_assets.networks
from smm_assets.budget import seeds
from smm_assets.ingest.habits import Maturity, Network
from smm_assets.schema import RAW_TABLES
from smm_assets.settings import Project
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import open_store

AS_OF = dt.date(2026, 6, 15)
LATE = (Maturity(metrics=("conversions",), by_age=(0.5, 0.8, 1.0), source="invented for tests"),)
NETWORKS = {
    "north": Network(value="north", label="North", kind="ads", late=LATE, outcome_sources=("north*",)),
    "south": Network(value="south", label="South", kind="ads", outcome_sources=("south*",)),
    "till": Network(value="till", label="Till", kind="outcome", measured_by="crm"),
    "meter": Network(value="meter", label="Meter", kind="outcome", measured_by="analytics"),
}


class World:
    """Collects what is given, then builds the models a test asks for."""

    def __init__(self, home: Path, kept_in: str) -> None:
        self.home, self.kept_in = home, kept_in
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in RAW_TABLES}
        self.parts: list[dict[str, Any]] = []
        self.numbers = itertools.count(2)
        self.files: dict[str, str] = {"smm.yaml": "name: Test\ncurrency: EUR\n"}
        self.closing = ExitStack()

    def file(self, name: str, text: str) -> None:
        self.files[name] = text

    def export(
        self,
        rows: list[dict[str, Any]],
        *,
        table: str = "ad_delivery",
        network: str = "north",
        period: tuple[str, str] | None = None,
        exported: str = "2026-06-15",
        shape: str = "ad.id",
        rank: int = 50,
        basis: str = "period_end",
        account: str = "acc",
    ) -> str:
        """One loaded file. Rows: date (or start, end) and whatever matters; the rest is filled in."""
        file_id = f"file{len(self.parts) + 1}"
        base = {
            "file_id": file_id,
            "part": "",
            "exported_at": pd.Timestamp(exported),
            "exported_at_basis": basis,
            "loaded_at": pd.Timestamp("2026-06-15 05:00"),
            "network": network,
            "report": "ads" if table == "ad_delivery" else "outcome",
            "account_id": account,
        }
        if table in ("ad_delivery", "outcome"):
            base |= {"shape": shape, "shape_rank": rank}
        stored = [{**base, **_dated(row), "row_number": next(self.numbers)} for row in rows]
        stored = [_keyed(row, table) for row in stored]
        self.rows[table] += stored
        starts = [row["period_start"] for row in stored]
        ends = [row["period_end"] for row in stored]
        first, last = (dt.date.fromisoformat(day) for day in period) if period else (min(starts), max(ends))
        self.parts.append(
            {
                "file_id": file_id,
                "part": "",
                "name": f"{file_id}.csv",
                "network": network,
                "report": base["report"],
                "account": account,
                "grain": stored[0]["grain"] if stored else "day",
                "period_start": first,
                "period_end": last,
                "exported_at": base["exported_at"],
                "exported_at_basis": basis,
                "status": "loaded",
            }
        )
        return file_id

    def build(self, *marts: str, as_of: dt.date = AS_OF) -> Callable[[str], pd.DataFrame]:
        """Load, seed and build the marts with all they read; returns a function that answers SQL."""
        for name, text in self.files.items():
            (self.home / name).write_text(text, encoding="utf-8")
        found = Project.open(self.home)
        kept_in = {"store": SecretStr(self.kept_in)}
        project = Project(self.home, found.settings.model_copy(update=kept_in))
        store = self.closing.enter_context(open_store(project))
        for table, rows in self.rows.items():
            if rows:
                store.load("raw", table, pd.DataFrame(rows))
        if self.parts:
            store.load("ops", "export_file", pd.DataFrame(self.parts))
        seeds.load(project, store, as_of)
        self.store, self.models = store, load_models(project)
        build(store, models=self.models, select=[f"+{name}" for name in marts])
        return store.read


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    row = dict(row)
    start = row.pop("start", None) or row.get("date")
    end = row.pop("end", None) or row.pop("date", None) or start
    row.pop("date", None)
    days = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    grain = row.pop("grain_", None) or ("day" if days[0] == days[1] else "period")
    return {**row, "period_start": days[0], "period_end": days[1], "grain": grain}


def _keyed(row: dict[str, Any], table: str) -> dict[str, Any]:
    if table == "ad_delivery":
        defaults = {"campaign_key": "c1", "ad_group_key": "g1", "ad_key": "a1", "level": "ad", "key_quality": "id"}
        row = {**defaults, "breakdown_set": "", "currency": "EUR", **row}
    keys = ("network", "account_id", "period_start", "period_end", "level", "campaign_key", "ad_group_key", "ad_key")
    more = ("publisher", "attribution_setting", "result_type", "breakdown_set", "age", "gender", "metric", "order_id")
    more += ("post_id", "scope", "audience", "dimension", "bucket", "gender", "page")
    rest = ("traffic_source", "traffic_medium", "campaign_name" if table == "outcome" else "", "promo_code", "shape")
    return {**row, "row_key": row.get("row_key") or "|".join(str(row.get(key, "")) for key in (*keys, *more, *rest))}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_in: str) -> Iterator[World]:
    monkeypatch.setattr(smm_assets.networks, "networks", lambda: NETWORKS)
    made = World(tmp_path, kept_in)
    yield made
    made.closing.close()
