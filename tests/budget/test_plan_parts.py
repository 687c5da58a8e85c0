"""The plan in force: what versions add from the morning they were seen, and which line is judged with which."""

import datetime as dt
from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.plan_parts import Version, part_rows, past_versions, with_budgets
from smm_assets.budget.rates import Rates
from smm_assets.budget.vat import TableVat

FIRST, LAST = dt.date(2026, 6, 1), dt.date(2026, 6, 30)
KEY = ("2026-06-01", "2026-06-30", "north", "promotion", "ads")


def line(amount, *, start=FIRST, end=LAST, number=2, item="ads", channel="north", category="promotion"):
    told = {"plan_line": number, "period_start": start, "period_end": end, "channel": channel, "category": category}
    return told | {"item": item, "amount": Decimal(amount)}


def parts(amount, *before, as_of):
    past = [Version(valid_from=day, amounts={KEY: Decimal(one)} if one is not None else {}) for day, one in before]
    rows = part_rows(with_budgets([line(amount)]), past, as_of)
    assert all(row["part_end"] == LAST for row in rows)
    assert rows[0]["line_amount"] == sum(row["amount"] for row in rows)
    return [(row["part_start"], row["amount"]) for row in rows]


def test_a_line_of_one_version_holds_from_its_first_day_whenever_it_was_written():
    assert parts(300, as_of=dt.date(2026, 6, 20)) == [(FIRST, 300)]
    assert parts(300, (dt.date(2026, 5, 1), None), as_of=dt.date(2026, 8, 1)) == [(FIRST, 300)]


def test_a_change_counts_from_the_morning_it_was_seen():
    assert parts(600, (FIRST, 300), as_of=dt.date(2026, 6, 16)) == [(FIRST, 300), (dt.date(2026, 6, 16), 300)]
    assert parts(200, (dt.date(2026, 5, 1), 300), as_of=dt.date(2026, 5, 20)) == [(FIRST, 200)]


def test_a_change_after_the_end_changes_nothing():
    assert parts(600, (FIRST, 300), as_of=dt.date(2026, 7, 1)) == [(FIRST, 300)]


def test_money_taken_away_is_below_zero_and_an_unchanged_version_adds_nothing():
    seen = ((FIRST, 300), (dt.date(2026, 6, 5), 300), (dt.date(2026, 6, 9), 120))
    assert parts(120, *seen, as_of=dt.date(2026, 6, 15)) == [(FIRST, 300), (dt.date(2026, 6, 9), -180)]


@given(
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 9999)), min_size=1, max_size=6, unique_by=lambda one: one[0]),
)
def test_the_parts_of_a_running_line_add_up_to_its_latest_amount(seen):
    seen = [(FIRST + dt.timedelta(days=day), amount) for day, amount in sorted(seen)]
    found = parts(seen[-1][1], *seen, as_of=LAST)
    assert sum(amount for _, amount in found) == seen[-1][1]
    assert [day for day, _ in found] == sorted({day for day, _ in found})


def test_a_shorter_line_is_judged_with_the_longest_line_for_ads_around_it():
    fair = line(100, start=dt.date(2026, 6, 11), end=dt.date(2026, 6, 15), number=3, item="fair")
    quarter = line(900, start=dt.date(2026, 4, 1), number=4, item=None)
    other = line(50, start=dt.date(2026, 6, 11), end=dt.date(2026, 6, 15), number=5, channel="south")
    rows = with_budgets([line(300), fair, quarter, other])
    found = [(row["budget_start"], row["budget_end"]) for row in rows]
    assert found == [(dt.date(2026, 4, 1), LAST)] * 3 + [(dt.date(2026, 6, 11), dt.date(2026, 6, 15))]
    alone = with_budgets([fair, line(200, item="contest", number=6)])
    assert alone[0]["budget_start"] == dt.date(2026, 6, 11)


def test_kept_versions_are_converted_as_the_plan_is():
    """200 USD gross at 0.90 and 20 % tax: 200 * 0.9 / 1.2 = 150; a currency without a rate is left out."""
    content = (
        '[{"period_start": "2026-06-01", "period_end": "2026-06-30", "channel": "north", "category": "promotion", '
        '"item": "Ads", "amount_original": "200", "currency": "USD", "vat": "gross"}, '
        '{"period_start": "2026-06-01", "period_end": "2026-06-30", "channel": "south", "category": "promotion", '
        '"item": "ads", "amount_original": "200", "currency": "JPY"}]'
    )

    class Store:
        def read(self, sql):
            return pd.DataFrame([{"valid_from": pd.Timestamp("2026-06-03"), "content_json": content}])

    rates = Rates(reporting="EUR", quotes={"USD": ((dt.date(2026, 5, 30),), (Decimal("0.9"),))})
    vat = TableVat(basis=None, reporting="net", rate=Decimal("0.2"))
    (found,) = past_versions(Store(), rates, vat)
    assert found == Version(valid_from=dt.date(2026, 6, 3), amounts={KEY: Decimal("150.000000")})
