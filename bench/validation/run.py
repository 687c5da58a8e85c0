"""What validation costs a row of paid delivery, and what it would cost to ask Great Expectations about every row.

usage: python -m bench.validation.run [--rows 100000] [--repeats 5]

Medians in processor time, which other work on the machine does not stretch: microseconds a row and batch, seconds for
what does not grow with the rows.
"""

import argparse
import platform
import statistics
import time
from collections.abc import Callable
from datetime import datetime

import numpy as np
import pandas as pd
import pyarrow as pa

from smm_assets.ingest.rows.convert import ARROW
from smm_assets.schema import AD_DELIVERY
from smm_assets.validation import Confirming, expectations, validate
from smm_assets.validation.columns import Columns
from smm_assets.validation.rules import rules
from smm_assets.validation.validate import findings_on
from smm_assets.validation.view import view

NOW = datetime(2026, 11, 22, 6)
FIRST_DAY = 20_400  # 8 November 2025
UNSTORED = ("file_id", "loaded_at")
TEXTS = {
    "part": "",
    "exported_at_basis": "stated",
    "network": "meta",
    "report": "ads",
    "account_id": "1234567",
    "grain": "day",
    "level": "ad",
    "key_quality": "id",
    "shape": "ad/id",
    "breakdown_set": "",
    "currency": "EUR",
}
NAMED = ("campaign", "ad_group", "ad")


def batch(count: int) -> pa.Table:
    """Invented good rows: ads of a year with names, ids, money and results."""
    chance = np.random.default_rng(1)
    shown = chance.integers(10, 100_000, count)
    clicks = (shown * chance.uniform(0, 0.05, count)).astype("int64")
    days = chance.integers(0, 365, count).astype("int32") + FIRST_DAY
    found: dict[str, object] = {name: np.repeat(text, count) for name, text in TEXTS.items()}
    for depth, name in enumerate(NAMED):
        numbers = chance.integers(0, 40 * 10**depth, count)
        found[f"{name}_key"] = found[f"{name}_id"] = [f"2385{number:012d}" for number in numbers.tolist()]
        found[f"{name}_name"] = [f"{name} {number} | summer sale" for number in numbers.tolist()]
    found |= {"period_start": days, "period_end": days, "row_number": np.arange(2, count + 2)}
    found |= {"exported_at": np.repeat(np.datetime64("2026-11-20T03:00:00", "us"), count)}
    found |= {"row_key": [f"{number:032x}" for number in chance.permutation(count).tolist()]}
    found |= {"shape_rank": np.repeat(7, count), "impressions": shown, "reach": shown // 2, "video_views": shown // 5}
    found |= {"clicks": clicks, "link_clicks": clicks // 2, "spend_original": shown // 100}
    found |= {"conversions": clicks // 50, "conversion_value_original": clicks}
    kinds = {column.name: ARROW[column.kind] for column in AD_DELIVERY.columns if column.name not in UNSTORED}
    columns = {
        name: typed(pa.array(found[name]), kind) if name in found else pa.nulls(count, kind)
        for name, kind in kinds.items()
    }
    return pa.table(columns)


def typed(values: pa.Array, kind: pa.DataType) -> pa.Array:
    return values.cast(pa.float64()).cast(kind) if pa.types.is_decimal(kind) else values.cast(kind)


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Median processor seconds."""
    taken = []
    for _ in range(repeats):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return statistics.median(taken)


def confirmed(rows: pa.Table) -> None:
    confirming = Confirming()
    confirming.add(validate(rows, AD_DELIVERY, None, now=NOW).evidence)
    confirming.finish()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What validation costs.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    rows = batch(asked.rows)
    frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    suite = [found.rule for found in findings_on(Columns(rows, AD_DELIVERY), rules(AD_DELIVERY, NOW))][1:]
    first = seconds(lambda: confirmed(rows.slice(0, 10)), 1)
    by_part = seconds(lambda: confirmed(rows.slice(0, 1_000)), asked.repeats)
    each = {
        "every row judged, Arrow table": lambda: validate(rows, AD_DELIVERY, None, now=NOW),
        "every row judged, frame": lambda: validate(frame, AD_DELIVERY, None, now=NOW),
        "the view of every row": lambda: view(frame, AD_DELIVERY),
        "Great Expectations on the view of every row": lambda: expectations.check(seen, suite, "bench"),
    }
    seen = view(frame, AD_DELIVERY)
    print(f"{platform.platform()}, Python {platform.python_version()}; {asked.rows:,} rows, {len(suite) + 1} rules")
    for name, work in each.items():
        print(f"{name:<46} {seconds(work, asked.repeats) / asked.rows * 1e6:7.2f} µs a row")
    print(f"{'Great Expectations confirms a part':<46} {by_part:7.2f} s")
    print(f"{'the same, import included':<46} {first:7.2f} s")


if __name__ == "__main__":
    main()
