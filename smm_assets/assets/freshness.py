"""How fresh each network's exports are, as a check of its export asset that is made on every run.

Belongs here: the step, after the models that know the rhythm. Not here: what is late (`operating.freshness`).

Dagster's own freshness policies ask when an asset was last made. Ours are made every morning whether a file came or
not, so that they would always be fresh; what counts is how far the data reach.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg

from smm_assets.assets.checks import WARN, records
from smm_assets.assets.keys import export_key
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, told_plainly
from smm_assets.operating.covered import TABLES as MONEY
from smm_assets.operating.covered import Covered, covered
from smm_assets.operating.freshness import TABLES, Export, data_through, freshness, of_network
from smm_assets.operating.freshness_words import cells, sentence
from smm_assets.registry import Registry

CHECK = "freshness"
DESCRIPTION = (
    "Whether a new export is due or late, by the rhythm the network's exports came in so far and by how old data may "
    "be (stale_days of smm.yaml). A warning never stops anything"
)


def build_freshness(known: Registry, condition: dg.AutomationCondition | None = None) -> dg.AssetChecksDefinition:
    """One check per network, all of one step. condition: when they are made again beside the daily job."""

    @dg.multi_asset_check(
        name="freshness",
        specs=[
            dg.AssetCheckSpec(
                CHECK,
                asset=export_key(name),
                additional_deps=[dg.AssetKey(table) for table in (*TABLES, *MONEY)],
                description=DESCRIPTION,
                automation_condition=condition,
            )
            for name in known.networks
        ],
        can_subset=True,
        pool=STORE_POOL,
    )
    def freshness_checks(
        context: dg.AssetCheckExecutionContext, run: dg.ResourceParam[DailyRun]
    ) -> Iterator[dg.AssetCheckResult]:
        with told_plainly():
            exports, money = freshness(run.store), covered(run.store)
        for check in context.selected_asset_check_keys:
            name = check.asset_key.path[-1]
            own = None if exports is None else of_network(exports, name)
            told = _spend(money.get(name), run.project.settings.currency)
            yield _check(check, known.networks[name].label, own, told)

    return freshness_checks


def _check(
    check: dg.AssetCheckKey, label: str, exports: Sequence[Export] | None, money: dict[str, Any]
) -> dg.AssetCheckResult:
    through, late = data_through(exports or ()), max((one.days_late for one in exports or ()), default=0)
    metadata: dict[str, Any] = {"days late": late, **money}
    if through is not None:
        metadata["data through"] = through.isoformat()
    if exports:
        rows = [cells(label, one) for one in exports]
        metadata["exports"] = records(rows, list(rows[0]))
    return dg.AssetCheckResult(
        passed=late == 0,
        asset_key=check.asset_key,
        check_name=check.name,
        severity=WARN,
        description=sentence(label, exports),
        metadata=metadata,
    )


def _spend(found: Covered | None, currency: str) -> dict[str, Any]:
    """Spend the tables know, every unit once: in the reporting currency, as exported where no rate is known."""
    if found is None:
        return {}
    waiting = {f"spend without a rate ({name})": float(amount) for name, amount in found.waiting.items()}
    return {f"spend covered ({currency})": float(found.spend), **waiting}
