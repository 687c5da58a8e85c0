"""The versions of a day that raw tables hold: what each export said about an account's day in all.

Belongs here: reading them, one bounded query for each table, and which of them speak of the same delivery. Not here:
what follows from their growth (`evidence`).

Rows are added up for each account, day, shape and export, so that rows which appear later count as growth. Breakdowns
are left out. Only a day an export has rows of is a version of it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smm_assets.maturity.curve import HORIZON
from smm_assets.warehouse.store import Store

DAYS = 180  # reporting days looked back on: habits of networks change
LATEST_OFFSET = 14  # hours a day may last beyond its end in UTC where the time zone is not known, as in int_coverage
_FAMILY = "REPLACE(shape, '/result_type', '')"  # whether any row has a result is no other shape, as in int_ad_shape_sum
KEY = ["network", "account_id", "day"]
STORED_PLACES = 6
STATED = ("stated", "file_name")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One raw table. metrics: canonical name → column. controls: metrics that tell whether two exports speak of the
    same delivery, best first; versions stray from their day's median of it by at most `share` of it plus `slack`.
    """

    table: str
    metrics: Mapping[str, str]
    where: str
    controls: tuple[str, ...]
    share: float
    slack: float


PAID = Source(
    table="ad_delivery",
    metrics={
        "spend": "spend_original",
        "impressions": "impressions",
        "clicks": "clicks",
        "link_clicks": "link_clicks",
        "conversions": "conversions",
        "conversion_value": "conversion_value_original",
        "leads": "leads",
        "video_views": "video_views",
        "engagements": "engagements",
        "results": "results",
        "follows": "follows",
    },
    where="breakdown_set = ''",
    controls=("spend", "impressions"),
    share=0.2,
    slack=0.0,
)
OWN = Source(
    table="outcome",
    metrics={
        "sessions": "sessions",
        "orders": "orders",
        "new_customers": "new_customers",
        "revenue": "revenue_original",
        "leads": "leads",
    },
    where="1 = 1",
    controls=("sessions", "orders", "leads"),
    share=0.5,
    slack=3.0,
)


def read_versions(
    store: Store,
    source: Source,
    as_of: dt.date,
    offsets: Mapping[tuple[str, str], float],
) -> pd.DataFrame:
    """One row per account, day and age: network, account_id, day, age (1 … HORIZON), exports, and the source's metrics
    as floats, null where the export does not report them. Days of the last DAYS before as_of; none at all where no day
    is in two exports, since there is nothing to compare then.

    offsets: (network, account) → hours its clock is ahead of UTC.
    """
    frame = store.read(
        _query(source),
        {"first": as_of - dt.timedelta(days=DAYS), "as_of": as_of},
    )
    if not frame.duplicated(KEY).any():
        return pd.DataFrame(columns=[*KEY, "age", "exported_at", *source.metrics])
    return compared(_of_one_shape(_once(_ended(frame, offsets), source)), source)


def _query(source: Source) -> str:
    sums = ", ".join(f"CAST(SUM({column}) AS DOUBLE PRECISION) AS {name}" for name, column in source.metrics.items())
    keys = "network, account_id, period_start, shape, shape_rank, exported_at, exported_at_basis, file_id, part"
    return f"""
SELECT v.*, COALESCE(a.seen_at, f.loaded_at, v.loaded_at) AS arrived_at
FROM (
    SELECT network, account_id, period_start AS day, {_FAMILY} AS shape, shape_rank, exported_at, exported_at_basis,
        file_id, part,
        COUNT(*) AS facts, MIN(row_key) AS first_key, MAX(row_key) AS last_key, MIN(loaded_at) AS loaded_at, {sums}
    FROM raw.{source.table}
    WHERE grain = 'day' AND {source.where} AND period_start >= :first AND period_start < :as_of
        AND retracted_at IS NULL
    GROUP BY {keys}
) AS v
LEFT JOIN ops.export_file AS f ON f.file_id = v.file_id AND f.part = v.part
LEFT JOIN ops.arrival AS a ON a.arrival_id = f.arrival_id
ORDER BY v.network, v.account_id, v.day, v.shape, v.shape_rank, v.exported_at, v.exported_at_basis, v.file_id, v.part
"""  # noqa: S608 names are ours


def _ended(frame: pd.DataFrame, offsets: Mapping[tuple[str, str], float]) -> pd.DataFrame:
    """Versions made after the day had ended on the account's clock, with their age in days."""
    day, made = pd.to_datetime(frame["day"]), pd.to_datetime(frame["exported_at"])
    ahead = pd.Series(
        [offsets.get(key, LATEST_OFFSET) for key in zip(frame["network"], frame["account_id"], strict=True)],
        index=frame.index,
        dtype=float,
    )
    told = frame["exported_at_basis"].isin(STATED)
    ended = ~told | ((made - day).dt.total_seconds() / 3600 >= 24 - ahead)
    age = (made.dt.normalize() - day).dt.days.clip(1, HORIZON)
    return frame.assign(age=age.astype("int64"))[ended]


def _once(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    """One row per export of a day: files of one moment with the same first and last row are the same rows read again;
    others of that moment hold other rows and are added up. Of the same rows the fullest file stays; where not all state
    the moment, the one that arrived last. Of several exports at one age the last stays. Sums are rounded to what is
    stored, so that an export in pieces says to the last digit what it says whole, and does not seem to have changed."""
    export = [*KEY, "shape", "age", "exported_at"]
    same = [*export, "first_key", "last_key"]
    untold = ~frame["exported_at_basis"].isin(STATED)
    by_arrival = untold.groupby([frame[name] for name in same], dropna=False).transform("any")
    arrived = pd.to_datetime(frame["arrived_at"]).where(by_arrival)
    ordered = frame.assign(arrived=arrived).sort_values([*same, "arrived", "facts", "file_id", "part"], kind="stable")
    single = ordered.drop_duplicates(same, keep="last")
    of_export = single.groupby(export, sort=True, dropna=False)
    added = of_export[list(source.metrics)].sum(min_count=1).round(STORED_PLACES)
    summed = added.assign(shape_rank=of_export["shape_rank"].max()).reset_index()
    return summed.drop_duplicates([*KEY, "shape", "age"], keep="last")


def _of_one_shape(frame: pd.DataFrame) -> pd.DataFrame:
    """Versions of the shape a day was exported in most often; others tell the same delivery once more."""
    keys = [*KEY, "shape"]
    counted = frame.groupby(keys, as_index=False).agg(versions=("age", "size"), shape_rank=("shape_rank", "max"))
    ordered = counted.sort_values([*KEY, "versions", "shape_rank", "shape"], kind="stable")
    best = ordered.drop_duplicates(KEY, keep="last")[keys]
    return frame.merge(best, on=keys).sort_values([*KEY, "age"], kind="stable").reset_index(drop=True)


def compared(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Without versions that hold another selection of the delivery, such as an export filtered to one campaign."""
    keep = pd.Series(True, index=frame.index)
    told = pd.Series(False, index=frame.index)
    for control in source.controls:
        usual = frame.groupby(KEY)[control].transform("median")
        known = frame[control].notna() & ~told
        keep &= ~known | ((frame[control] - usual).abs() <= source.share * usual.abs() + source.slack)
        told |= known
    return frame[keep].reset_index(drop=True)
