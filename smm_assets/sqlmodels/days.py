"""Models whose rows of a day rest on that day: what such a model may read, and which of its days must be made again.

Belongs here: that rule and the days. Not here: the log of changes (`warehouse/changes`) or building (`build`).
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from smm_assets.errors import ModelError
from smm_assets.sqlmodels.model import Model
from smm_assets.warehouse.changes import NOTHING, Log, Ranges, merged
from smm_assets.warehouse.store import Store

RAW_DAY = "period_start"


def check(models: Mapping[str, Model]) -> None:
    """Raises ModelError where a model that is made by days reads something that is not."""
    for model in models.values():
        if not model.time_column:
            continue
        wrong = [ref for ref in model.refs if ref in models and not (models[ref].time_column or models[ref].per_file)]
        wrong += [".".join(source) for source in model.sources if source[0] != "raw"]
        if wrong:
            raise ModelError(
                f"{model.where()}: a model with a time_column reads {', '.join(wrong)}, whose rows belong to no day",
                cure="Read raw tables, seeds, models with a time_column or per_file; or take the time_column out",
            )


def inputs(model: Model, models: Mapping[str, Model]) -> dict[tuple[str, str], str]:
    """(schema, table) → day column of everything the model reads that has days."""
    found = {source: RAW_DAY for source in model.sources if source[0] == "raw"}
    found |= {
        (models[ref].layer, ref): models[ref].time_column
        for ref in model.refs
        if ref in models and models[ref].time_column
    }
    return found


def shape(model: Model) -> str:
    """Changes when the model itself does: its SQL, its columns, how it is kept."""
    parts = (
        model.sql,
        model.columns,
        model.materialization,
        model.time_column,
        model.lookback,
        sorted(model.tables.items()),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def affected(store: Store, model: Model, log: Log) -> Ranges | None:
    """Days of the model that are not what they would be if it were made now; None: all of them."""
    before = log.seen().get(model.name)
    if before is None or before[0] != shape(model) or not store.exists(model.layer, model.name):
        return None
    subjects = [".".join(source) for source in model.sources] + [f"{model.tables[ref]}.{ref}" for ref in model.refs]
    days = log.since(subjects, before[1])
    if not days:
        return days if days is None else NOTHING
    return merged((first, last + timedelta(days=model.lookback)) for first, last in days)


def is_current(store: Store, model: Model, log: Log) -> bool:
    """Whether its rows are what they would be if it were made now; of a table that is not made by days nobody knows."""
    return model.materialization == "view" or affected(store, model, log) == NOTHING


def read_days(model: Model, days: Ranges) -> Ranges:
    """Days the inputs must give so that these days of the model can be made."""
    return merged((first - timedelta(days=model.lookback), last) for first, last in days)
