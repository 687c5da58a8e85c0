"""The published copy analysts read, and the one-page report.

Belongs here: the last two shells. Not here: how a copy is swapped in (`warehouse`) or what the page says (`report`).
"""

from collections.abc import Mapping
from typing import Any

import dagster as dg

from smm_assets.assets.checks import records
from smm_assets.assets.keys import (
    APPROVAL,
    CAMPAIGN_ACTION,
    DECIDED,
    LEDGER,
    MATURITY,
    PLAN_VERSION,
    PUBLISHED,
    REPORT,
    TEST_VERDICT,
)
from smm_assets.assets.labels import Group, of_group
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, finish, note_published, told_plainly
from smm_assets.operating.contents import contents
from smm_assets.report.morning_status import keep_morning
from smm_assets.warehouse.place import place_of, publication


def build_publish(marts: list[dg.AssetKey]) -> list[dg.AssetsDefinition]:
    """The copy depends on every mart and on the recommendation, so a red gate leaves the former copy's advice alone."""

    @dg.asset(
        key=PUBLISHED,
        deps=[LEDGER, PLAN_VERSION, APPROVAL, MATURITY, TEST_VERDICT, CAMPAIGN_ACTION, *DECIDED, *marts],
        pool=STORE_POOL,
        **of_group(Group.PUBLISH, "published"),
        kinds={"table"},
        description="Marts, decisions and the software's books as analysts read them: data/published.duckdb, or the "
        "schemas marts, bi, state and ops where the project keeps its tables in PostgreSQL.",
    )
    def published_copy(run: dg.ResourceParam[DailyRun]) -> dg.MaterializeResult:
        with told_plainly():
            status = finish(run)
            keep_morning(run.store, run.as_of, run.now)
            run.store.publish()
            note_published(run)
            holds = contents(run.store)
        found = publication(run.project)
        size = {"size (MB)": round(found.size_bytes / 1e6, 1)} if found and found.size_bytes is not None else {}
        return dg.MaterializeResult(metadata={**size, "status": status, **_place(run), **_held(holds)})

    @dg.asset(
        key=REPORT,
        deps=[PUBLISHED],
        pool=STORE_POOL,
        **of_group(Group.PUBLISH, "published"),
        kinds={"html"},
        description="The page for people: advice, money, KPIs, state of the data.",
    )
    def report_page(run: dg.ResourceParam[DailyRun]) -> dg.MaterializeResult:
        from smm_assets import report

        with told_plainly():
            path = report.build(run.project, run.store, run.as_of)
        shown = {"page": dg.MetadataValue.path(str(path)), "open": dg.MetadataValue.url(path.absolute().as_uri())}
        return dg.MaterializeResult(metadata={**shown, "size (kB)": round(path.stat().st_size / 1e3)})

    return [published_copy, report_page]


def _place(run: DailyRun) -> dict[str, Any]:
    where = place_of(run.project)
    return {"place": dg.MetadataValue.path(where) if run.project.settings.is_embedded else where}


def _held(holds: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Tables and rows in all, and each table with its rows."""
    rows = [
        {"schema": schema, "table": name, "rows": number}
        for schema, tables in holds.items()
        for name, number in tables.items()
    ]
    sums = {"tables": len(rows), "rows": sum(sum(tables.values()) for tables in holds.values())}
    return {**sums, "content": records(rows, ["schema", "table", "rows"])} if rows else sums
