"""The verdicts of small tests as an asset, between the models that count and the mart that shows them.

Belongs here: the shell around `effectiveness.referee`. Not here: judging.
"""

import dagster as dg

from smm_assets.assets.keys import TEST_VERDICT
from smm_assets.assets.labels import Group, of_group
from smm_assets.assets.lineage import table_metadata, written_lineage
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, told_plainly
from smm_assets.warehouse.bookkeeping import TEST_VERDICT as TABLE

READS = (
    ("staging", "seed_channel"),
    ("staging", "seed_test"),
    ("intermediate", "int_test_measure"),
    ("intermediate", "int_test_day"),
)


def build_referee() -> dg.AssetsDefinition:
    """What the referee says this morning of every channel of every test."""

    @dg.asset(
        key=TEST_VERDICT,
        deps=[dg.AssetKey(read) for read in READS],
        pool=STORE_POOL,
        **of_group(Group.DECISIONS, "state", "decision"),
        description=TABLE.description,
        kinds={"python", "table"},
        metadata=table_metadata("state.test_verdict", TABLE.columns),
    )
    def test_verdict(run: dg.ResourceParam[DailyRun]) -> dg.MaterializeResult:
        from smm_assets.effectiveness.referee import judge_all
        from smm_assets.effectiveness.referee.origins import ORIGINS

        with told_plainly():
            judged = judge_all(run.store, run.as_of, run.project.settings.currency)
        return dg.MaterializeResult(metadata={"channels judged": judged, **written_lineage(ORIGINS)})

    return test_verdict
