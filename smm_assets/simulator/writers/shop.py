"""The shop's order list: one row per order with its tags.

Belongs here: its columns. Not here: the orders themselves.
"""

from decimal import Decimal

import pandas as pd

from smm_assets.simulator.writers.delimited import Row, table

HEADER = (
    "order_id",
    "date",
    "total",
    "currency",
    "new_customer",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "promo_code",
    "refund",
)


def write_shop_csv(
    frame: pd.DataFrame, *, currency: str = "EUR", typed_by_hand: tuple[tuple[str, ...], ...] = ()
) -> bytes:
    """Rows have order_id, order_date, value_cents, refund_cents, new_customer, utm_* and promo_code.

    typed_by_hand: rows of cells somebody added at the end, as they are.
    """
    rows = [HEADER, *(_row(row, currency) for row in frame.to_dict("records")), *typed_by_hand]
    return table(rows).encode("utf-8")


def _row(row: Row, currency: str) -> list[str]:
    tagged = row["utm_source"] != "(direct)"
    return [
        row["order_id"],
        row["order_date"].isoformat(),
        f"{Decimal(int(row['value_cents'])) / 100:.2f}",
        currency,
        "yes" if row["new_customer"] else "no",
        row["utm_source"] if tagged else "",
        row["utm_medium"] if tagged else "",
        row["utm_campaign"],
        row["promo_code"],
        f"{Decimal(int(row['refund_cents'])) / 100:.2f}",
    ]
