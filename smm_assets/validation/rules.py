"""The rules canonical rows must keep, as data: what Great Expectations checks and what a broken rule means.

Belongs here: rules per raw table, their severity and words. Not here: how they are checked (`expectations.py`) or the
columns the checks look at (`view.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from babel.numbers import list_currencies

from smm_assets.schema import POST, RawTable

EPOCH = date(1970, 1, 1)
FIRST_DAY = date(2004, 1, 1)
LATE_CLICKS = 2  # clicks on yesterday's impressions may stand on a day that has none
MISSING_KEY, MONEY_WITHOUT_CURRENCY, SPEND_WITHOUT_DELIVERY, CLICKABLE, ORDER_REVENUE = (
    "first_missing_key",
    "money_without_currency",
    "spend_without_impressions",
    "impressions_or_late_clicks",
    "revenue_of_orders",
)
_MAY_BE_NEGATIVE: Mapping[str, str | None] = {
    "conversion_value_original": "warning",
    "revenue_original": "warning",
    "refunds_original": "warning",
    "earnings_original": "warning",
    "value": None,
    "new_followers": None,
}
_NET_ON_POSTS = "follows"  # subscribers gained minus lost through a video
_TAKEN_BACK = ("likes", "comments", "shares", "reposts", "engagements")  # networks subtract what was undone later
Severity = Literal["error", "warning"]
_AT_MOST: tuple[tuple[str, str, Severity, str], ...] = (
    ("clicks", "impressions", "error", "more clicks than impressions"),
    ("link_clicks", "impressions", "error", "more link clicks than impressions"),
    ("link_clicks", "clicks", "warning", "more link clicks than clicks"),
    ("reach", "impressions", "warning", "more people reached than impressions"),
    ("new_customers", "orders", "warning", "more new customers than orders"),
    ("refunds_original", "revenue_original", "warning", "more was refunded than the order brought"),
)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One expectation on a batch.

    rule: name in the quarantine. column: column it is about. beside: second column it compares with. expectation and
    arguments: the Great Expectations type and its arguments. expected, reason: in words. keep_first: of rows that
    break it together (duplicates) the first one stays. optional: left out where its column holds nothing.
    """

    rule: str
    column: str
    expectation: str
    arguments: Mapping[str, object]
    expected: str
    reason: str
    severity: Severity = "error"
    beside: str = ""
    keep_first: bool = False
    optional: bool = True


def rules(table: RawTable, now: datetime) -> tuple[Rule, ...]:
    """All rules of a raw table at that moment, in the order they are reported."""
    names = set(table.names())
    found = [_schema(table), _keys(table), _unique(), *_periods(now), _exported(now)]
    if "currency" in names:
        found += [_currency_known(), _currency_present()]
    for name in table.names("measure", "non_additive"):
        severity = _when_negative(table, name)
        if severity is not None:
            found.append(_not_negative(name, "warning" if severity == "warning" else "error"))
    found += [_share(column.name) for column in table.columns if column.kind == "share"]
    for name, limit, strict, reason in _AT_MOST:
        if {name, limit} <= names:
            found.append(_at_most(name, limit, "warning" if table.name == POST.name else strict, reason))
    if {"spend_original", "impressions"} <= names:
        found.append(_spend_with_delivery())
    if "order_id" in names:
        found.append(_order_named())
    return tuple(found)


def _when_negative(table: RawTable, name: str) -> str | None:
    """How bad a negative value is; None where it is nothing to speak of."""
    if table.name == POST.name and name in (_NET_ON_POSTS, *_TAKEN_BACK):
        return None if name == _NET_ON_POSTS else "warning"
    return _MAY_BE_NEGATIVE.get(name, "error")


def day_number(day: date) -> int:
    """Days since 1970: what the view holds for days, because comparing datetimes costs a Python call per cell."""
    return (day - EPOCH).days


def second_number(moment: datetime) -> float:
    """Seconds since 1970 of a moment in UTC: what the view holds for moments."""
    return (moment - datetime.combine(EPOCH, time())).total_seconds()


def stored_later(table: RawTable) -> tuple[str, ...]:
    """Columns landing fills in after validation."""
    return tuple(name for name in ("file_id", "loaded_at") if name in table.names())


def _schema(table: RawTable) -> Rule:
    columns = [name for name in table.names() if name not in stored_later(table)]
    return Rule(
        rule="schema",
        column="",
        expectation="expect_table_columns_to_match_set",
        arguments={"column_set": columns, "exact_match": True},
        expected=f"exactly the columns of {table.name}",
        reason="the batch does not have the columns of its table",
        optional=False,
    )


def _keys(table: RawTable) -> Rule:
    return Rule(
        rule="missing_key",
        column=MISSING_KEY,
        expectation="expect_column_values_to_be_null",
        arguments={"column": MISSING_KEY},
        expected="a value in every key column",
        reason="a column that identifies the row is empty",
        optional=False,
    )


def _unique() -> Rule:
    return Rule(
        rule="duplicate_key",
        column="row_key",
        expectation="expect_column_values_to_be_unique",
        arguments={"column": "row_key"},
        expected="each row_key once",
        reason="another row of the same file speaks of the same thing",
        keep_first=True,
    )


def _periods(now: datetime) -> list[Rule]:
    low, high = FIRST_DAY, (now + timedelta(days=1)).date()
    words = f"{low.isoformat()} to {high.isoformat()}"
    inside = [
        Rule(
            rule="date_window",
            column=name,
            expectation="expect_column_values_to_be_between",
            arguments={"column": name, "min_value": day_number(low), "max_value": day_number(high)},
            expected=words,
            reason=f"the day is not within {words}",
        )
        for name in ("period_start", "period_end")
    ]
    order = Rule(
        rule="impossible_period",
        column="period_end",
        beside="period_start",
        expectation="expect_column_pair_values_a_to_be_greater_than_b",
        arguments=_pair("period_end", "period_start"),
        expected="period_end not before period_start",
        reason="the period ends before it begins",
    )
    return [*inside, order]


def _exported(now: datetime) -> Rule:
    high = now.replace(tzinfo=None) + timedelta(days=1)
    return Rule(
        rule="exported_in_future",
        column="exported_at",
        expectation="expect_column_values_to_be_between",
        arguments={"column": "exported_at", "max_value": second_number(high)},
        expected=f"not after {high:%Y-%m-%d %H:%M}",
        reason="the export says it was written in the future",
        severity="warning",
    )


def _currency_known() -> Rule:
    return Rule(
        rule="unknown_currency",
        column="currency",
        expectation="expect_column_values_to_be_in_set",
        arguments={"column": "currency", "value_set": sorted(list_currencies())},
        expected="an ISO 4217 code",
        reason="this is no currency known here",
    )


def _currency_present() -> Rule:
    return Rule(
        rule="missing_currency",
        column=MONEY_WITHOUT_CURRENCY,
        expectation="expect_column_values_to_be_null",
        arguments={"column": MONEY_WITHOUT_CURRENCY},
        expected="a currency beside every amount",
        reason="an amount of money has no currency",
    )


def _not_negative(name: str, severity: Severity) -> Rule:
    return Rule(
        rule=f"negative_{name.removesuffix('_original')}",
        column=name,
        expectation="expect_column_values_to_be_between",
        arguments={"column": name, "min_value": 0},
        expected="0 or more",
        reason="the value is negative",
        severity=severity,
    )


def _share(name: str) -> Rule:
    return Rule(
        rule=f"{name}_above_1",
        column=name,
        expectation="expect_column_values_to_be_between",
        arguments={"column": name, "max_value": 1.0001},
        expected="at most 1",
        reason="a share is more than the whole",
    )


def _order_named() -> Rule:
    return Rule(
        rule="missing_order_id",
        column="order_id",
        expectation="expect_column_values_to_not_be_null",
        arguments={"column": "order_id"},
        expected="an order number in every row of a list of orders",
        reason="the order has no number, so that it counts again when it is exported again",
        severity="warning",
    )


def _at_most(name: str, limit: str, severity: Severity, reason: str) -> Rule:
    return Rule(
        rule=f"{name}_exceed_{limit}",
        column=name,
        beside=limit,
        expectation="expect_column_pair_values_a_to_be_greater_than_b",
        arguments=_pair(_judged_by(name, limit), name),
        expected=f"{name} at most {limit}",
        reason=reason,
        severity=severity,
    )


def _judged_by(name: str, limit: str) -> str:
    """Column of the view a measure is compared with; refunds of a whole day may go beyond the day's revenue."""
    if limit == "revenue_original":
        return ORDER_REVENUE
    return CLICKABLE if limit == "impressions" and name.endswith("clicks") else limit


def _spend_with_delivery() -> Rule:
    return Rule(
        rule="spend_without_impressions",
        column=SPEND_WITHOUT_DELIVERY,
        expectation="expect_column_values_to_be_null",
        arguments={"column": SPEND_WITHOUT_DELIVERY},
        expected="impressions where money was spent",
        reason="money was spent on a row that reports zero impressions",
        severity="warning",
    )


def _pair(larger: str, smaller: str) -> dict[str, object]:
    return {
        "column_A": larger,
        "column_B": smaller,
        "or_equal": True,
        "ignore_row_if": "either_value_is_missing",
    }
