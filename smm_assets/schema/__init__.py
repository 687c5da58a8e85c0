"""Canonical tables of the `raw` schema: what every adapter produces and every SQL model may rely on.

Belongs here: column names, types, units and their meaning, once. Not here: how a network's headers map to them
(`networks/`), how tables are created (`warehouse/`) or how current versions are chosen (`dbt_like_sql/staging`).
"""

from smm_assets.schema.columns import Column, Kind, RawTable, Role
from smm_assets.schema.organic import ACCOUNT_METRIC, AUDIENCE, COMPETITOR, POST
from smm_assets.schema.own import OUTCOME
from smm_assets.schema.paid import AD_DELIVERY, BREAKDOWNS

RAW_TABLES: dict[str, RawTable] = {
    table.name: table for table in (AD_DELIVERY, ACCOUNT_METRIC, POST, AUDIENCE, COMPETITOR, OUTCOME)
}

__all__ = [
    "ACCOUNT_METRIC",
    "AD_DELIVERY",
    "AUDIENCE",
    "BREAKDOWNS",
    "COMPETITOR",
    "OUTCOME",
    "POST",
    "RAW_TABLES",
    "Column",
    "Kind",
    "RawTable",
    "Role",
]
