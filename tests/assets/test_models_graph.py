"""Models that read decisions come after them; the rest before, whatever they are called."""

from pathlib import Path

import dagster as dg
import pytest

from smm_assets import sqlmodels
from smm_assets.assets.keys import LEDGER, RECOMMENDATION, export_key, producers
from smm_assets.assets.lineage import column_lineage, table_schema
from smm_assets.assets.models import after_decision, build_models
from smm_assets.registry import registry
from smm_assets.schema import RAW_TABLES
from smm_assets.sqlmodels import ColumnSpec, Model


def model(
    name: str, refs: tuple[str, ...] = (), sources: tuple[tuple[str, str], ...] = (), layer: str = "marts"
) -> Model:
    return Model(
        name=name,
        layer=layer,
        path=Path("x") / layer / f"{name}.sql",
        description=f"{name} rows.",
        grain=("day",),
        columns=(ColumnSpec(name="day", kind="day", description="reporting day"),),
        materialization="table",
        owner="analytics",
        checks=(),
        tags=(),
        sql="SELECT 1",
        body_line=1,
        refs=refs,
        sources=sources,
        tables=dict.fromkeys(refs, "marts"),
    )


WORLD = {
    found.name: found
    for found in (
        model("clean", sources=(("raw", "ad_delivery"),)),
        model("mart", refs=("clean",)),
        model("advice", sources=(("state", "recommendation"),)),
        model("advice_page", refs=("advice", "mart")),
        model("files", sources=(("ops", "export_file"),)),
        model("plans", sources=(("state", "plan_version"),)),
    )
}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> list[dg.AssetsDefinition]:
    monkeypatch.setattr(sqlmodels, "load_models", lambda project=None: WORLD)
    monkeypatch.setattr(sqlmodels, "warned_of", lambda models: {"mart"})
    return build_models(registry())


def deps(world: list[dg.AssetsDefinition], name: str) -> set[dg.AssetKey]:
    key = dg.AssetKey(["marts", name])
    part = next(part for part in world if key in part.keys)
    return {dep.asset_key for dep in part.specs_by_key[key].deps}


def test_what_reads_decisions_and_all_that_reads_that_comes_after() -> None:
    assert after_decision(WORLD) == {"advice", "advice_page"}


def test_without_readers_of_decisions_everything_comes_before(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = {"clean": WORLD["clean"]}
    monkeypatch.setattr(sqlmodels, "load_models", lambda project=None: alone)
    monkeypatch.setattr(sqlmodels, "warned_of", lambda models: set())
    assert after_decision(alone) == set()
    assert [part.op.name for part in build_models(registry())] == ["models"]


def test_a_model_has_a_check_for_warnings_only_where_something_warns(world: list[dg.AssetsDefinition]) -> None:
    found = {(spec.asset_key.path[-1], spec.name) for part in world for spec in part.check_specs}
    assert found == {(name, "audit") for name in WORLD} | {("mart", "audit_warnings")}


def test_raw_tables_come_from_the_networks_that_fill_them(world: list[dg.AssetsDefinition]) -> None:
    fillers = {export_key(name) for name in registry().networks if "ad_delivery" in registry().tables_of(name)}
    assert len(fillers) > 1
    assert deps(world, "clean") == fillers


def test_books_come_from_the_ledger_and_decisions_from_the_decision(world: list[dg.AssetsDefinition]) -> None:
    assert deps(world, "files") == {LEDGER}
    assert deps(world, "advice") == {RECOMMENDATION}
    assert deps(world, "advice_page") == {dg.AssetKey(["marts", "advice"]), dg.AssetKey(["marts", "mart"])}


def test_every_raw_table_has_a_network_that_fills_it() -> None:
    made = producers({}, registry())
    assert [table for table in RAW_TABLES if not made[f"raw.{table}"]] == []


def test_columns_carry_type_meaning_and_unit() -> None:
    spend = ColumnSpec(name="spend", kind="money", description="media cost", unit="reporting currency")
    (column,) = table_schema([spend]).columns
    assert (column.name, column.type) == ("spend", "DECIMAL(18,6)")
    assert column.description == "media cost (reporting currency)"


def test_a_column_of_two_tables_points_to_both_and_an_unknown_table_is_left_out() -> None:
    a, b = dg.AssetKey("a"), dg.AssetKey("b")
    lineage = column_lineage(
        {"x": [("s.t", "one"), ("s.u", "two"), ("elsewhere.v", "three")]}, {"s.t": (a, b), "s.u": (b,)}
    )
    found = {(dep.asset_key, dep.column_name) for dep in lineage.deps_by_column["x"]}
    assert found == {(a, "one"), (b, "one"), (b, "two")}


def test_a_column_made_from_two_tables_of_one_asset_points_to_it_once() -> None:
    a = dg.AssetKey("a")
    lineage = column_lineage({"day": [("ops.file", "last"), ("ops.row", "last")]}, {"ops.file": (a,), "ops.row": (a,)})
    assert [(dep.asset_key, dep.column_name) for dep in lineage.deps_by_column["day"]] == [(a, "last")]
