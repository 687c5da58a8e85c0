"""What is to be done with campaigns as an asset, after the recommendation whose money it splits.

Belongs here: the shell around `campaigns.act`. Not here: judging.
"""

import dagster as dg

from smm_assets.assets.keys import CAMPAIGN_ACTION, DECIDED
from smm_assets.assets.labels import Group, of_group
from smm_assets.assets.lineage import table_metadata, written_lineage
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, told_plainly
from smm_assets.registry import registry
from smm_assets.warehouse.bookkeeping import CAMPAIGN_ACTION as TABLE

READS = (
    ("staging", "seed_channel"),
    ("staging", "seed_fx"),
    ("intermediate", "int_campaign_running"),
    ("intermediate", "int_campaign_evidence"),
)


def build_actions() -> dg.AssetsDefinition:
    """What is said this morning of every running campaign."""

    @dg.asset(
        key=CAMPAIGN_ACTION,
        deps=[*(dg.AssetKey(read) for read in READS), *DECIDED[:2]],
        pool=STORE_POOL,
        **of_group(Group.DECISIONS, "state", "decision"),
        description=TABLE.description,
        kinds={"python", "table"},
        metadata=table_metadata("state.campaign_action", TABLE.columns),
    )
    def campaign_action(run: dg.ResourceParam[DailyRun]) -> dg.MaterializeResult:
        from smm_assets.campaigns import act
        from smm_assets.campaigns.origins import ORIGINS

        with told_plainly():
            judged = act(run.store, run.as_of, run.project.settings, registry(run.project, []).networks)
        return dg.MaterializeResult(metadata={"campaigns judged": judged, **written_lineage(ORIGINS)})

    return campaign_action
