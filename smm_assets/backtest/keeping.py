"""Keeping what would have been advised, in state tables of its own, and showing it beside what happened.

Belongs here: replacing a morning's rows, building the models that read them. Not here: real recommendations
(`decisions.record`), which these tables never meet.
"""

import json
from collections.abc import Mapping

import pandas as pd

from smm_assets import sqlmodels
from smm_assets.backtest.advising import Advised
from smm_assets.decisions import Decision
from smm_assets.replay import built_with
from smm_assets.settings import Project
from smm_assets.sqlmodels import Model
from smm_assets.warehouse import Store
from smm_assets.warehouse.bookkeeping import BACKTESTED
from smm_assets.warehouse.bookkeeping.backtests import BACKTEST_CURVE, BACKTEST_LINE, BACKTEST_RECOMMENDATION
from smm_assets.warehouse.columns import StoredTable

FINISHED = ("done", "needs_person")
_LAST_RUN = "SELECT status FROM ops.run ORDER BY started_at DESC, run_id LIMIT 1"


def keep(store: Store, advised: Advised) -> None:
    """Replace what is kept of the morning by this; a morning without advice keeps nothing. One transaction."""
    with store.transaction():
        for table in BACKTESTED:
            store.execute(
                f"DELETE FROM {table.schema}.{table.name} WHERE as_of = :as_of",  # noqa: S608 names are ours
                {"as_of": advised.as_of},
            )
        for decision in advised.decisions:
            _load(store, BACKTEST_RECOMMENDATION, pd.DataFrame([_header(advised, decision)]))
            _load(store, BACKTEST_LINE, _lines(advised, decision))
            if len(decision.curves):
                _load(store, BACKTEST_CURVE, decision.curves)


def show(project: Project, store: Store) -> bool:
    """Build the models that read back-tests and publish them; False while the last daily run did not end well.

    Then the other tables are not those of one morning, and the next good run shows what is kept.
    """
    last = store.read(_LAST_RUN)["status"]
    if last.empty or last.iloc[0] not in FINISHED:
        return False
    models = sqlmodels.load_models(project)
    sqlmodels.build(store, models=models, select=sorted(readers(models)))
    store.publish()
    return True


def readers(models: Mapping[str, Model]) -> set[str]:
    """Models that read what is kept here, and all that read those."""
    kept = {(table.schema, table.name) for table in BACKTESTED}
    first = [name for name, model in models.items() if kept & set(model.sources)]
    return sqlmodels.selected(models, [f"{name}+" for name in first])


def _header(advised: Advised, decision: Decision) -> dict[str, object]:
    row = dict(decision.header) | {"hindsight_days": advised.hindsight_days, "built_with": built_with()}
    row["made_at"] = advised.made_at.replace(tzinfo=None)
    if advised.replayed is not None:
        moment = advised.replayed.moment
        row |= {"known_until": moment.until, "known_until_basis": moment.basis, "mode": advised.replayed.mode}
        row["remarks_json"] = json.dumps(list(advised.replayed.remarks), ensure_ascii=False)
    return row


def _lines(advised: Advised, decision: Decision) -> pd.DataFrame:
    lines = decision.lines.assign(as_of=advised.as_of, objective=str(decision.header["objective"]))
    return (
        lines if advised.yardstick is None else lines.merge(advised.yardstick, how="left", on=["objective", "channel"])
    )


def _load(store: Store, table: StoredTable, frame: pd.DataFrame) -> None:
    names = [column.name for column in table.columns]
    store.load(table.schema, table.name, frame[[name for name in names if name in frame]])
