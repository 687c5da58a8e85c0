"""Back-tests as assets: one partition per past morning, filled by back-fills from the UI, the job or `smm backtest`.

Belongs here: the shell around `backtest.advise`, `keep` and `show`. Not here: making the advice of a morning.

The store is locked for each morning anew, while it is copied and while its advice is written, so that a daily run
beside it waits for one of these at most, and what was made stays when the run is stopped. These assets are no part of
the daily job; their marts are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import dagster as dg

from smm_assets.assets.decisions import OTHER_MONEY, READS
from smm_assets.assets.keys import BACKTEST, LEDGER, PLAN_VERSION, export_key
from smm_assets.assets.labels import Group, of_group
from smm_assets.assets.laws import broken_laws
from smm_assets.assets.lineage import table_metadata
from smm_assets.assets.pools import BACKTESTS_POOL
from smm_assets.assets.run import silent, told_plainly
from smm_assets.registry import Registry
from smm_assets.settings import Project
from smm_assets.warehouse.bookkeeping import BACKTESTED
from smm_assets.warehouse.columns import StoredTable

if TYPE_CHECKING:
    from smm_assets.backtest.advising import Advised

NOTHING, SHOWN = "without advice", "shown in marts"


@dataclass(frozen=True, kw_only=True)
class Backtesting:
    """What back-tests are made with. clock: the time it really is; say: told about progress."""

    project: Project
    clock: Callable[[], datetime]
    say: Callable[[str], None] = silent


def build_backtests(known: Registry, mornings: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    """The three tables of what would have been advised, written together. mornings: one partition each."""
    tables = dict(zip(BACKTEST, BACKTESTED, strict=True))

    @dg.multi_asset(
        name="backtests",
        specs=[_spec(key, table, known) for key, table in tables.items()],
        partitions_def=mornings,
        backfill_policy=dg.BackfillPolicy.single_run(),
        pool=BACKTESTS_POOL,
    )
    def backtests(context: dg.AssetExecutionContext, past: dg.ResourceParam[Backtesting]) -> Iterator[Any]:
        from smm_assets.backtest.keeping import show
        from smm_assets.warehouse import open_store

        with told_plainly():
            made = [_made(past, date.fromisoformat(key)) for key in context.partition_keys]
            with open_store(past.project, on_wait=past.say) as store:
                shown = show(past.project, store)
        for key in tables:
            yield dg.MaterializeResult(asset_key=key, metadata=_told(made) | {SHOWN: shown})

    return backtests


def _made(past: Backtesting, as_of: date) -> "Advised":
    """Advise as on that morning and keep it, unless it breaks a law."""
    from smm_assets.backtest.advising import advise
    from smm_assets.backtest.keeping import keep
    from smm_assets.warehouse import open_store

    advised = advise(past.project, as_of, (*READS, OTHER_MONEY), now=past.clock(), say=past.say)
    channels = past.project.settings.channels
    broken = [pair for one in advised.decisions for pair in broken_laws(one, channels)]
    if broken:
        raise _refused(as_of, broken)
    with open_store(past.project, on_wait=past.say) as store:
        keep(store, advised)
    return advised


def _refused(as_of: date, broken: Sequence[tuple[str, str]]) -> dg.Failure:
    said = "; ".join(f"{law}: {seen}" for law, seen in broken)
    text = f"The advice of {as_of} breaks its own laws and was not kept. {said}"
    return dg.Failure(description=text, metadata={"exit_code": 1, "message": text}, allow_retries=False)


def _spec(key: dg.AssetKey, table: StoredTable, known: Registry) -> dg.AssetSpec:
    return dg.AssetSpec(
        key,
        deps=[LEDGER, PLAN_VERSION, *(export_key(name) for name in known.networks)],
        **of_group(Group.BACKTESTS, "state", "decision"),
        description=table.description,
        kinds={"python", "table"},
        metadata=table_metadata(f"{table.schema}.{table.name}", table.columns),
    )


def _told(made: Sequence["Advised"]) -> dict[str, Any]:
    said = [
        dg.TableRecord({
            "morning": one.as_of.isoformat(),
            "from": "" if one.replayed is None else one.replayed.mode,
            "hindsight days": one.hindsight_days,
            "advice": one.nothing or " ".join(str(decision.header["summary"]) for decision in one.decisions),
        })
        for one in made
    ]  # fmt: skip
    nothing = "; ".join(dict.fromkeys(one.nothing for one in made if one.nothing))
    return {"mornings": dg.MetadataValue.table(said), NOTHING: nothing}
