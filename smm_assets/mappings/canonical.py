"""Which canonical columns a mapping of each kind of report may fill, and which it has to.

Belongs here: names a user may write under `columns` and `constants`, taken from the raw tables. Not here: what they
mean (`smm_assets/schema`).
"""

from functools import cache

from smm_assets import schema
from smm_assets.ingest.rows.layout import PERIOD_TARGETS
from smm_assets.schema import RawTable
from smm_assets.schema.metrics import METRICS

TABLES: dict[str, RawTable] = {
    "ads": schema.AD_DELIVERY,
    "ads_breakdown": schema.AD_DELIVERY,
    "organic_post": schema.POST,
    "organic_metric": schema.ACCOUNT_METRIC,
    "organic_audience": schema.AUDIENCE,
    "organic_competitor": schema.COMPETITOR,
    "outcome": schema.OUTCOME,
}
# What the engine works out itself from what is mapped.
_MADE = frozenset(
    ("row_key", "network", "report", "grain", "period_start", "period_end", "level", "breakdown_set", "is_additive")
).union(("campaign_key", "ad_group_key", "ad_key", "key_quality", "shape", "shape_rank", "unit"))
_READ_FROM_CELLS = ("text", "moment", "money", "decimal", "share", "count")
_NAMES_A_POST = ("post_id", "permalink", "title", "text_excerpt")


@cache
def columns_of(report: str) -> tuple[str, ...]:
    """Names that may stand under `columns`, in table order; for daily values of an account its metrics too."""
    table = TABLES[report]
    own = [
        column.name
        for column in table.columns
        if column.role != "provenance" and column.name not in _MADE and column.kind in _READ_FROM_CELLS
    ]
    metrics = list(METRICS) if table is schema.ACCOUNT_METRIC else []
    return (*PERIOD_TARGETS, *own, *(name for name in metrics if name not in own))


@cache
def constants_of(report: str) -> tuple[str, ...]:
    """Names that may stand under `constants`."""
    kinds = {column.name: column.kind for column in TABLES[report].columns}
    told = [name for name, kind in kinds.items() if kind == "flag" and name not in _MADE]
    return (*(name for name in columns_of(report) if kinds.get(name) in ("text", "decimal", "count")), *told)


def metric_of(report: str, name: str) -> str:
    """The metric a name under `columns` stands for, "" when it is a column of the table."""
    table = TABLES[report]
    return name if table is schema.ACCOUNT_METRIC and name in METRICS and name not in table.names() else ""


def lacking(report: str, filled: set[str]) -> list[tuple[str, ...]]:
    """What a mapping has to fill and does not: for each lack the names one of which would do.

    filled: columns and constants. Values of metrics count as "value" and "metric".
    """
    table = TABLES[report]
    keys: list[tuple[str, ...]] = [
        (column.name,)
        for column in table.columns
        if column.role == "key" and not column.nullable and column.name not in (*_MADE, "account_id", "scope")
    ]
    if table is schema.POST:
        keys.append(_NAMES_A_POST)
    measures = tuple(table.names("measure", "non_additive"))
    return [names for names in (*keys, measures) if not filled & set(names)]
