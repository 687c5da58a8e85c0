"""Whether tables say what is true: channel days beside the generator's sums, to the cent.

Belongs here: that comparison, the same for everybody. Not here: how the tables came about.
"""

from pathlib import Path

import duckdb
import polars as pl

from bench.volume.exports import TRUTH

_SQL = """
    SELECT date, channel, CAST(spend * 1000000 AS BIGINT) AS spend_micro, CAST(impressions AS BIGINT) AS impressions,
        CAST(clicks AS BIGINT) AS clicks, CAST(link_clicks AS BIGINT) AS link_clicks,
        CAST(conversions * 100 AS BIGINT) AS conversions
    FROM {table} WHERE spend IS NOT NULL ORDER BY date, channel"""


def differences(database: Path, table: str, home: Path) -> list[str]:
    """What table of channel days says otherwise than the truth of the project; empty when it is right."""
    with duckdb.connect(str(database), read_only=True) as connection:
        told = connection.execute(_SQL.format(table=table)).pl()
    true = pl.read_parquet(home / TRUTH).select(told.columns)
    both = true.join(told, on=["date", "channel"], how="full", suffix="_told", coalesce=True)
    found = []
    for name in told.columns[2:]:
        other = both.filter(~pl.col(name).eq_missing(pl.col(f"{name}_told"))).sort("date", "channel")
        found += [
            f"{row['channel']} {row['date']}: {name} {row[f'{name}_told']}, in truth {row[name]}"
            for row in other.head(3).iter_rows(named=True)
        ]
    return found
