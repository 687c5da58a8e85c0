"""The published copy analysts read, and the one-page report.

Belongs here: the last two shells. Not here: how a copy is swapped in (`warehouse`) or what the page says (`report`).
"""

import dagster as dg

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
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, finish, told_plainly
from smm_assets.warehouse.place import place_of, publication


def build_publish(marts: list[dg.AssetKey]) -> list[dg.AssetsDefinition]:
    """The copy depends on every mart and on the recommendation, so a red gate leaves the former copy's advice alone."""

    @dg.asset(
        key=PUBLISHED,
        deps=[LEDGER, PLAN_VERSION, APPROVAL, MATURITY, TEST_VERDICT, CAMPAIGN_ACTION, *DECIDED, *marts],
        group_name="publish",
        pool=STORE_POOL,
        kinds={"table"},
        description="Marts, decisions and the software's books as analysts read them: data/published.duckdb, or the "
        "schemas marts, decisions and ops where the project keeps its tables in PostgreSQL.",
    )
    def published_copy(run: dg.ResourceParam[DailyRun]) -> dg.MaterializeResult:
        with told_plainly():
            status = finish(run, published=True)
            run.store.publish()
        found = publication(run.project)
        size = {"size_bytes": found.size_bytes} if found and found.size_bytes is not None else {}
        return dg.MaterializeResult(metadata={**size, "status": status, "path": place_of(run.project)})

    @dg.asset(
        key=REPORT,
        deps=[PUBLISHED],
        group_name="publish",
        pool=STORE_POOL,
        kinds={"html"},
        description="The page for people: advice, money, KPIs, state of the data.",
    )
    def report_page(run: dg.ResourceParam[DailyRun]) -> dg.MaterializeResult:
        from smm_assets import report

        with told_plainly():
            path = report.build(run.project, run.store, run.as_of)
        return dg.MaterializeResult(metadata={"page": dg.MetadataValue.path(str(path))})

    return [published_copy, report_page]
