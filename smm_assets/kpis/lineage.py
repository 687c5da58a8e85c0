"""Where the metrics of formulas come from: columns of exports, and the rates money is converted by.

Belongs here: following lineage of the SQL down to raw tables. Not here: lineage of one model (`sqlmodels.lineage`).
"""

from collections.abc import Iterable, Mapping

from smm_assets.budget.seed_tables import SEEDS
from smm_assets.kpis.definition import DAYS
from smm_assets.sqlmodels.graph import selected
from smm_assets.sqlmodels.lineage import Origin, column_lineage
from smm_assets.sqlmodels.model import Model

STORED_AS: Mapping[str, tuple[str, ...]] = {
    "spend": ("spend_original",),
    "conversion_value": ("conversion_value_original",),
    "rate_clicks": ("link_clicks", "clicks"),
    "revenue": ("revenue_original", "refunds_original"),
    "own_leads": ("leads",),
}  # columns of exports a metric is made of, where their names differ
_RATES = ("vat_factor", "rate")


def origins(models: Mapping[str, Model], level: str, metrics: Iterable[str]) -> dict[str, list[str]]:
    """Metric → columns of exports it is made of as "schema.table.column", and rates; models: all, resolved.

    The SQL says which tables a metric comes from; of their columns those are told that hold the metric itself, for
    choosing between versions of a row reads all of them.
    """
    daily = f"{level}_daily"
    lineage = column_lineage({name: models[name] for name in selected(models, [f"+{daily}"])})
    found: dict[str, list[str]] = {}
    for metric in metrics:
        ends = _ends(lineage, (f"marts.{daily}", metric), {})
        own = STORED_AS.get(metric, (metric,))
        found[metric] = sorted(f"{table}.{name}" for table, name in ends if _is_told(table, name, own))
    return {**found, **({DAYS: [f"marts.{daily}.date"]} if DAYS in found else {})}


def _ends(lineage: Mapping[str, Mapping[str, list[Origin]]], origin: Origin, seen: dict[Origin, None]) -> set[Origin]:
    """Columns that no model makes, reached from one that a model does."""
    if origin in seen:
        return set()
    seen[origin] = None
    table, column = origin
    model = table.partition(".")[2]
    if model not in lineage:
        return {origin}
    return {end for step in lineage[model].get(column, ()) for end in _ends(lineage, step, seen)}


def _is_told(table: str, name: str, own: Iterable[str]) -> bool:
    schema, _, short = table.partition(".")
    return name in own if schema == "raw" else short in SEEDS and name in _RATES
