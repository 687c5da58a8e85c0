"""The seed tables: the user's own files, settings and the networks' habits as tables.

Belongs here: the shell around `budget.seeds`. Not here: reading any of the user's files.
"""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from smm_assets.assets.keys import (
    APPROVAL,
    DECISIONS,
    FILES,
    LEDGER,
    MATURITY,
    PLAN_VERSION,
    SOFTWARE,
    export_key,
    seed_key,
)
from smm_assets.assets.labels import Group, of_group
from smm_assets.assets.lineage import table_metadata
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.refresh import drop_derived
from smm_assets.assets.run import DailyRun, told_plainly
from smm_assets.budget.seed_tables import SEEDS
from smm_assets.registry import Registry
from smm_assets.warehouse.bookkeeping import APPROVAL as APPROVAL_TABLE
from smm_assets.warehouse.bookkeeping import MATURITY as MATURITY_TABLE
from smm_assets.warehouse.bookkeeping import PLAN_VERSION as PLAN_VERSION_TABLE
from smm_assets.warehouse.columns import StoredTable


def build_seeds(known: Registry) -> dg.AssetsDefinition:
    """One multi-asset: all seeds are rebuilt together, because they must speak of the same morning."""
    tables: dict[dg.AssetKey, StoredTable] = {seed_key(name): table for name, table in SEEDS.items()}
    tables |= {PLAN_VERSION: PLAN_VERSION_TABLE, APPROVAL: APPROVAL_TABLE, MATURITY: MATURITY_TABLE}

    @dg.multi_asset(name="seeds", pool=STORE_POOL, specs=[_spec(key, table, known) for key, table in tables.items()])
    def seeds(run: dg.ResourceParam[DailyRun]) -> Iterator[Any]:
        from smm_assets.budget import seeds as loader

        with told_plainly():
            if run.full_refresh:
                drop_derived(run.store)
            loader.load(run.project, run.store, run.as_of, now=run.now)
        for key, table in tables.items():
            rows = run.store.read(f"SELECT COUNT(*) AS n FROM {table.schema}.{table.name}")  # noqa: S608 names are ours
            yield dg.MaterializeResult(asset_key=key, metadata={"dagster/row_count": int(rows["n"].iloc[0])})

    return seeds


def _spec(key: dg.AssetKey, table: StoredTable, known: Registry) -> dg.AssetSpec:
    return dg.AssetSpec(
        key,
        deps=[FILES, DECISIONS, SOFTWARE, LEDGER, *(export_key(name) for name in known.networks)],
        **of_group(Group.SEEDS, key.path[0]),
        description=table.description,
        kinds={"yaml", "table"},
        metadata=table_metadata(f"{table.schema}.{table.name}", table.columns),
    )
