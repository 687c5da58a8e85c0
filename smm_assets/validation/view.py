"""What the expectations look at: the batch with numbers for decimals, days and moments, and a few derived columns.

Belongs here: the view. Not here: the rules. The view is only for checking; what is stored are the exact values.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

from smm_assets.schema import Column, RawTable
from smm_assets.validation.rules import (
    CLICKABLE,
    LATE_CLICKS,
    MISSING_KEY,
    MONEY_WITHOUT_CURRENCY,
    ORDER_REVENUE,
    SPEND_WITHOUT_DELIVERY,
)


def view(frame: pd.DataFrame, table: RawTable) -> pd.DataFrame:
    """The frame's columns of the table in comparable types, rows numbered from 0; derived columns beside them."""
    known = {column.name: column for column in table.columns}
    seen = pd.DataFrame(
        {str(name): _comparable(frame[name], known.get(str(name))) for name in frame.columns},
        index=pd.RangeIndex(len(frame)),
    )
    return seen.assign(**_derived(seen, table))


def derived_names(table: RawTable) -> tuple[str, ...]:
    """Names of the columns the view has beyond the table's."""
    names = [MISSING_KEY]
    if "currency" in table.names():
        names.append(MONEY_WITHOUT_CURRENCY)
    if {"clicks", "impressions"} <= set(table.names()):
        names.append(CLICKABLE)
    if {"spend_original", "impressions"} <= set(table.names()):
        names.append(SPEND_WITHOUT_DELIVERY)
    if "order_id" in table.names():
        names.append(ORDER_REVENUE)
    return tuple(names)


def _comparable(series: pd.Series, column: Column | None) -> np.ndarray | pd.Series:
    kind = column.kind if column is not None else "text"
    if kind in ("money", "decimal", "share", "count"):
        return _doubles(series)
    if kind in ("day", "moment"):
        return _numbers(series, pa.timestamp("s") if kind == "day" else pa.timestamp("us"))
    return series.astype("object").where(series.notna(), None).to_numpy()


def _doubles(series: pd.Series) -> np.ndarray:
    array = pa.array(series, from_pandas=True)
    return array.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)


def _numbers(series: pd.Series, unit: pa.DataType) -> np.ndarray:
    """Days or seconds since 1970 as doubles."""
    array = pa.array(series, from_pandas=True).cast(unit, safe=False).cast(pa.int64()).cast(pa.float64(), safe=False)
    return array.to_numpy(zero_copy_only=False) / (86_400 if unit.unit == "s" else 1_000_000)


def _derived(seen: pd.DataFrame, table: RawTable) -> dict[str, pd.Series]:
    found = {MISSING_KEY: _first_missing(seen, table)}
    names = set(seen.columns)
    if "currency" in names:
        told = [column for column in table.columns if column.kind == "money" and column.role != "dimension"]
        money = [column.name for column in told if column.name in names]  # a budget is no amount that is added up
        bare = seen[money].notna().any(axis=1) & seen["currency"].isna()
        found[MONEY_WITHOUT_CURRENCY] = _marked(bare, "no currency")
    if {"spend_original", "impressions"} <= names:
        odd = (seen["spend_original"] > 0) & (seen["impressions"] == 0)
        found[SPEND_WITHOUT_DELIVERY] = _marked(odd, "0 impressions")
    if {"clicks", "impressions"} <= names:
        found[CLICKABLE] = seen["impressions"].mask(_late_clicks(seen))
    if {"order_id", "revenue_original"} <= names:
        found[ORDER_REVENUE] = seen["revenue_original"].where(
            seen["order_id"].notna() & (seen["revenue_original"] >= 0)
        )
    return found


def _first_missing(seen: pd.DataFrame, table: RawTable) -> pd.Series:
    """Name of the first column of each row that may not be empty but is; None where the row is complete."""
    missing = pd.Series([None] * len(seen), dtype="object")
    for column in reversed(table.columns):
        if not column.nullable and column.name in seen.columns:
            missing = missing.mask(seen[column.name].isna().to_numpy(), column.name)
    return missing


def _late_clicks(seen: pd.DataFrame) -> pd.Series:
    clicks = seen.reindex(columns=["clicks", "link_clicks"]).max(axis=1)
    return (seen["impressions"] == 0) & (clicks <= LATE_CLICKS)


def _marked(mask: pd.Series, word: str) -> pd.Series:
    return pd.Series([None] * len(mask), dtype="object").mask(mask.to_numpy(), word)
