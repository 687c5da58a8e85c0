"""Where a budget is kept, how much it is and what runs, from texts as exports write them."""

from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.ingest.rows.budgets import amount_of, with_budget

COLUMNS = ("ad_group_budget", "campaign_budget", "budget_type", "campaign_status", "ad_group_status")


def read(*rows: tuple[str | None, ...]) -> list[tuple[object, ...]]:
    frame = with_budget(pd.DataFrame(rows, columns=list(COLUMNS), dtype=object))
    told = frame[["budget_level", "budget_original", "budget_type", "campaign_status", "ad_group_status"]]
    return list(told.astype(object).where(told.notna(), None).itertuples(index=False, name=None))


def test_words_in_one_column_say_that_the_other_level_keeps_the_budget() -> None:
    assert read(
        ("46400", None, "Daily", None, "active"),
        ("Using campaign budget", None, "0", None, "not_delivering"),
        ("Using campaign budget", "500.00", "Lifetime", "completed", "inactive"),
        (None, "Using ad set budget", "-", None, None),
        (None, " --", "Daily", "Enabled", None),
        (None, "0.66", "Daily", "Paused", None),
        (None, None, None, None, None),
    ) == [
        ("ad_group", Decimal(46400), "daily", None, "active"),
        ("campaign", None, "0", None, "not delivering"),
        ("campaign", Decimal(500), "lifetime", "ended", "paused"),
        ("ad_group", None, None, None, None),
        (None, None, None, "active", None),
        ("campaign", Decimal("0.66"), "daily", "paused", None),
        (None, None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500.00", Decimal(500)),
        ("€ 1,250.50", Decimal("1250.5")),
        ("1.250,50 €", Decimal("1250.5")),
        ("12", Decimal(12)),
        ("0", None),
        ("1,250", None),  # a thousand or a fraction
        ("Using campaign budget", None),
        ("12 a day", None),
    ],
)
def test_an_amount_that_is_not_certain_is_unknown(text: str, amount: Decimal | None) -> None:
    assert amount_of(text) == amount
