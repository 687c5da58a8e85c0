"""The recommendation as assets, behind the only gate that stops a run.

Belongs here: the shell around `decisions.preview` and `record`, and the gate between them. Not here: deciding.

The gate stands before the record: a recommendation that breaks a law is never written, so what was recommended before
stays in force in `state` and in its marts. The day's other tables are published at that point, then the step fails and
nothing downstream of the recommendation runs.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg

from smm_assets.assets.checks import ERROR, records
from smm_assets.assets.keys import DECIDED, RECOMMENDATION
from smm_assets.assets.labels import Group, of_group
from smm_assets.assets.laws import LAWS, broken_laws, judged
from smm_assets.assets.lineage import table_metadata, written_lineage
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, told_plainly
from smm_assets.report.words import plural
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.columns import StoredTable

if TYPE_CHECKING:
    from smm_assets.decisions import Decision

READS = tuple(
    ("marts", name) for name in ("anomaly", "channel", "decision_caution", "decision_history", "organic_demand", "plan")
)
OTHER_MONEY = ("marts", "cost")  # read where smm.yaml lets other plan money move
ALSO = (("staging", "seed_event"), ("state", "approval"))  # what a review asks besides
CHECK = "decision_laws"
MEANING = f"Stops a recommendation that breaks a law. {'; '.join(LAWS)}"


def build_decisions() -> dg.AssetsDefinition:
    """The tables of one morning's recommendations, written together or not at all."""
    tables = {table.name: table for table in BOOKKEEPING if table.schema == "state"}

    @dg.multi_asset(
        name="decisions",
        pool=STORE_POOL,
        specs=[_spec(key, tables[key.path[-1]]) for key in DECIDED],
        check_specs=[
            dg.AssetCheckSpec(
                CHECK,
                asset=RECOMMENDATION,
                blocking=True,
                description=MEANING,
            )
        ],
    )
    def decisions(run: dg.ResourceParam[DailyRun]) -> Iterator[Any]:
        from smm_assets import decisions as package
        from smm_assets.decisions.record import record
        from smm_assets.decisions.scorecard import score

        with told_plainly():
            limits = run.project.settings
            score(run.store, run.as_of)
            reviewed = package.review_morning(run.project, run.store, run.as_of, now=run.now)
            made = package.made_in(reviewed)
            broken = [pair for one in made for pair in broken_laws(one, limits.channels, limits.decision.max_step)]
            yield _gate(made, broken)
            if broken:
                run.store.publish()
                raise _refused(broken)
            record(run.store, reviewed, run.as_of)
        for key in DECIDED:
            yield dg.MaterializeResult(asset_key=key, metadata=_written(run, key))

    return decisions


def _spec(key: dg.AssetKey, table: StoredTable) -> dg.AssetSpec:
    return dg.AssetSpec(
        key,
        deps=[dg.AssetKey(read) for read in (*READS, OTHER_MONEY, *ALSO)],
        **of_group(Group.DECISIONS, "state", "decision"),
        description=table.description,
        kinds={"python", "table"},
        metadata=table_metadata(f"{table.schema}.{table.name}", table.columns),
    )


def _gate(made: Sequence["Decision"], broken: Sequence[tuple[str, str]]) -> dg.AssetCheckResult:
    rows = judged(made, broken) if made else []
    failed = len({law for law, _ in broken})
    if failed:
        said = f"{failed} of {plural(len(LAWS), 'law')} broken: nothing was recorded, the former recommendation stays"
    elif made:
        said = f"{plural(len(LAWS), 'law')} held for {plural(len(made), 'recommendation')}"
    else:
        said = "No recommendation was made this morning, so none could break a law"
    table = {"laws": records(rows, list(rows[0]))} if rows else {}
    return dg.AssetCheckResult(
        passed=not broken,
        asset_key=RECOMMENDATION,
        check_name=CHECK,
        severity=ERROR,
        description=said,
        metadata={"recommendations": len(made), "broken": failed, **table},
    )


def _refused(broken: Sequence[tuple[str, str]]) -> dg.Failure:
    said = "; ".join(f"{law}: {seen}" for law, seen in broken)
    text = f"The new recommendation breaks its own laws and was not recorded; the former one stays. {said}"
    return dg.Failure(description=text, metadata={"exit_code": 1, "message": text}, allow_retries=False)


def _written(run: DailyRun, key: dg.AssetKey) -> dict[str, Any]:
    """Rows of the table, and of the recommendation itself what it says."""
    from smm_assets.decisions.origins import ORIGINS

    table = ".".join(key.path)
    rows = run.store.read(f"SELECT COUNT(*) AS n FROM {table}")  # noqa: S608 names are ours
    said = _said(run) if key == RECOMMENDATION else {}
    lineage = written_lineage(ORIGINS[table])
    return {"dagster/row_count": int(rows["n"].iloc[0]), **said, **lineage}


def _said(run: DailyRun) -> dict[str, Any]:
    from smm_assets.operating.advised import advised, moves, told

    found = advised(run.project, run.store, run.as_of)
    if not found:
        none = "No channel has spend or a plan yet, or what was recommended is decided for today."
        return {"recommendations": 0, "advice": dg.MetadataValue.md(none)}
    rows = [row for one in found for row in moves(one, run.project.settings.currency)]
    review = min((one.review_on for one in found if one.review_on), default=None)
    return {
        "recommendations": sum(not one.is_standing for one in found),
        "advice": dg.MetadataValue.md("\n\n".join(told(one) for one in found)),
        "from today to recommended, a day": records(rows, list(rows[0])),
        **({"review on": review.isoformat()} if review else {}),
    }
