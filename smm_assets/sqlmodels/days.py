"""Models whose rows of a day rest on that day: what such a model may read, and which of its days must be made again.

Belongs here: that rule, and what a model is told apart by. Not here: the log of changes (`warehouse/changes`), which
models are what they would be (`current`), or building (`build`).
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from smm_assets.errors import ModelError
from smm_assets.sqlmodels.model import Model
from smm_assets.warehouse.changes import Ranges, merged

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
    """Changes when the model itself does: its SQL, its columns, how it is kept and what is said of it."""
    columns = [(one.name, one.kind, one.description, one.unit, one.additive) for one in model.columns]
    kept = (model.materialization, model.time_column, model.lookback, model.per_file, model.description)
    parts = (model.sql, columns, kept, sorted(model.tables.items()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def read_days(model: Model, days: Ranges) -> Ranges:
    """Days the inputs must give so that these days of the model can be made."""
    return merged((first - timedelta(days=model.lookback), last) for first, last in days)
