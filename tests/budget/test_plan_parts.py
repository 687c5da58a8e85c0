"""The plan in force: what versions add from the morning they were seen, and which line is judged with which."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.plan_lines import Line, line_of
from smm_assets.budget.plan_parts import Version, part_rows, past_versions, with_budgets
from smm_assets.budget.rates import Rates
from smm_assets.budget.vat import TableVat

FIRST, LAST = dt.date(2026, 6, 1), dt.date(2026, 6, 30)


def june(day):
    return dt.date(2026, 6, day)


def line(amount, *, start=FIRST, end=LAST, number=2, item="ads", channel="north", category="promotion"):
    told = {"plan_line": number, "period_start": start, "period_end": end, "channel": channel, "category": category}
    return told | {"item": item, "amount": Decimal(amount)}


def version(day, *rows):
    return Version(valid_from=day, lines=tuple(line_of(row, row["amount"]) for row in rows))


def days_of(rows, number=2):
    """First day, last day and amount of each part that holds money; whatever they are, they tell the whole line."""
    own = [row for row in rows if row["plan_line"] == number]
    assert [row["line_amount"] is None for row in own] == [False, *[True] * (len(own) - 1)]
    assert own[0]["line_amount"] == sum(row["amount"] for row in own)
    return [(row["part_start"].day, row["part_end"].day, row["amount"]) for row in own if row["amount"]]


def parts(amount, *before, as_of):
    past = [version(day, *([] if one is None else [line(one)])) for day, one in before]
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


@pytest.mark.parametrize(
    ("end", "amount", "found"),
    [
        # 10 a day for 15 days; the other 150 for the five days from the 16th to the 20th
        (20, 300, [(1, 15, 150), (16, 20, 150)]),
        # half the money by the 15th, and with 600 in all 450 are left
        (25, 600, [(1, 15, 150), (16, 25, 450)]),
        # said on the 16th to have ended on the 10th: ten days of 10 keep their money, whatever is written now
        (10, 999, [(1, 10, 100)]),
    ],
)
def test_a_line_that_ends_otherwise_keeps_what_its_days_had_and_gives_the_rest_to_those_left(end, amount, found):
    past = [version(FIRST, line(300))]
    assert days_of(part_rows(with_budgets([line(amount, end=june(end))]), past, june(16))) == found


def test_a_change_before_the_first_day_is_the_plan_as_it_stands():
    past = [version(dt.date(2026, 5, 1), line(300, end=june(20)))]
    assert days_of(part_rows(with_budgets([line(330)]), past, dt.date(2026, 5, 20))) == [(1, 30, 330)]


def test_changes_of_amount_and_end_add_up():
    """300 for June; 300 more from the 16th; from the 21st it ends on the 25th.

    By the 20th 20 of 30 days of the first 300, 5 of 15 of the second: 200 + 100, so 300 of 600 for five days.
    """
    past = [version(FIRST, line(300)), version(june(16), line(600))]
    rows = part_rows(with_budgets([line(600, end=june(25))]), past, june(21))
    assert days_of(rows) == [(1, 20, 200), (16, 20, 100), (21, 25, 300)]


def test_a_renamed_line_is_the_same_line_and_none_is_taken_for_two():
    """On the 16th ads are cut from 300 to 150, the fair becomes a market and ends on the 20th, a contest is new."""
    past = [version(FIRST, line(300), line(60, item="fair", number=3))]
    now = [
        line(60, item="market", end=june(20), number=4),
        line(50, item="contest", end=june(25)),
        line(150, number=3),
    ]
    rows = part_rows(with_budgets(now), past, june(16))
    assert days_of(rows, 3) == [(1, 30, 300), (16, 30, -150)]
    assert days_of(rows, 4) == [(1, 15, 30), (16, 20, 30)]
    assert days_of(rows, 2) == [(1, 25, 50)]
    # of two that may be it, the one that still ends when it did
    rows = part_rows(with_budgets([*now[:1], line(50, item="contest")]), past[:1], june(16))
    assert days_of(rows, 2) == [(1, 30, 300), (16, 30, -250)]
    assert days_of(rows, 4) == [(1, 15, 30), (16, 20, 30)]


def test_another_channel_or_first_day_is_another_line():
    past = [version(FIRST, line(300))]
    for other in (line(600, channel="south"), line(600, start=june(2)), line(600, category="content")):
        (row,) = part_rows(with_budgets([other]), past, june(16))
        assert (row["part_start"], row["amount"]) == (other["period_start"], 600)


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(1, 30), st.integers(0, 9999)),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one[0],
    ),
)
def test_a_line_still_running_when_last_changed_has_its_latest_amount_and_no_day_before_is_touched(seen):
    """Each of `seen` is the morning of a version, the last day and the amount it gives the line."""
    written = [(june(day), line(amount, end=june(end))) for day, end, amount in sorted(seen)]
    told = [
        part_rows(with_budgets([row]), [version(*one) for one in written[:number]], morning)
        for number, (morning, row) in enumerate(written)
    ]
    morning, row = written[-1]
    if morning <= row["period_end"]:
        assert sum(one["amount"] for one in told[-1]) == row["amount"]
    for before, after, (morning, row) in zip(told, told[1:], written[1:], strict=False):
        for day in range(1, min(morning.day, row["period_end"].day + 1)):
            assert even(after, june(day)) == pytest.approx(even(before, june(day)), abs=1e-4)


def even(rows, day):
    """What the parts give a day when each is spread evenly."""
    held = [row for row in rows if row["part_start"] <= day <= row["part_end"]]
    return float(sum(row["amount"] / ((row["part_end"] - row["part_start"]).days + 1) for row in held))


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
    assert found.valid_from == dt.date(2026, 6, 3)
    assert found.lines == (
        Line(scope=("north", "promotion"), start=FIRST, end=LAST, item="ads", amount=Decimal("150.000000")),
    )
