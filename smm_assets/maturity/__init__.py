"""How much of a fresh day is known, learned from exports of the same days made on different mornings.

Belongs here: completeness by age for every network and metric, its evidence, and the interval of a day's final value.
Not here: applying it to channels (`dbt_like_sql/intermediate/int_channel_maturity.sql` and on) or what networks
document (`Network.late`).
"""

from smm_assets.maturity.curve import HORIZON, Curve, defaults
from smm_assets.maturity.interval import interval
from smm_assets.maturity.kept import curves, keep, rows
from smm_assets.maturity.learning import learn
from smm_assets.maturity.versions import OWN, PAID, read_versions

__all__ = [
    "HORIZON",
    "OWN",
    "PAID",
    "Curve",
    "curves",
    "defaults",
    "interval",
    "keep",
    "learn",
    "read_versions",
    "rows",
]
