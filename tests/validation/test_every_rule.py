"""Every rule can fail, names the right rows, and holds back exactly those it should."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from smm_assets import schema
from smm_assets.validation import validate
from smm_assets.validation.rules import rules

NOW = datetime(2026, 11, 22, 6)
AD, METRIC, OUTCOME = schema.AD_DELIVERY, schema.ACCOUNT_METRIC, schema.OUTCOME
Rows = Callable[..., pd.DataFrame]
ORDER = {"period_start": {2: date(2026, 11, 3)}, "period_end": {2: date(2026, 11, 2)}}
EARLY = {"period_start": {2: date(2003, 12, 31)}}
LATE = {"period_end": {2: date(2026, 11, 24)}}
NO_DELIVERY = {name: {2: 0} for name in ("impressions", "clicks", "link_clicks", "reach")}
NEGATIVE = Decimal("-0.01")

CASES: list[tuple[schema.RawTable, str, str, dict[str, dict[int, Any]], str]] = [
    (AD, "missing_key", "campaign_key", {"campaign_key": {2: None}}, "error"),
    (METRIC, "missing_key", "metric", {"metric": {2: None}}, "error"),
    (OUTCOME, "missing_key", "shape", {"shape": {2: None}}, "error"),
    *((table, "duplicate_key", "row_key", {"row_key": {2: "key 1"}}, "error") for table in (AD, METRIC, OUTCOME)),
    *((table, "date_window", "period_start", EARLY, "error") for table in (AD, METRIC, OUTCOME)),
    *((table, "date_window", "period_end", LATE, "error") for table in (AD, METRIC, OUTCOME)),
    *((table, "impossible_period", "period_end", ORDER, "error") for table in (AD, METRIC, OUTCOME)),
    *(
        (table, "exported_in_future", "exported_at", {"exported_at": {2: datetime(2026, 11, 23, 7)}}, "warning")
        for table in (AD, METRIC, OUTCOME)
    ),
    *((table, "unknown_currency", "currency", {"currency": {2: "EURO"}}, "error") for table in (AD, OUTCOME)),
    *((table, "missing_currency", "currency", {"currency": {2: None}}, "error") for table in (AD, OUTCOME)),
    *(
        (table, f"negative_{column.removesuffix('_original')}", column, {column: {2: value}}, severity)
        for table, column, value, severity in (
            (AD, "spend_original", NEGATIVE, "error"),
            (AD, "impressions", -1, "error"),
            (AD, "clicks", -1, "error"),
            (AD, "link_clicks", -1, "error"),
            (AD, "landing_page_views", -1, "error"),
            (AD, "conversions", NEGATIVE, "error"),
            (AD, "conversion_value_original", NEGATIVE, "warning"),
            (AD, "leads", NEGATIVE, "error"),
            (AD, "video_views", -1, "error"),
            (AD, "engagements", -1, "error"),
            (AD, "results", NEGATIVE, "error"),
            (AD, "likes", -1, "error"),
            (AD, "comments", -1, "error"),
            (AD, "shares", -1, "error"),
            (AD, "saves", -1, "error"),
            (AD, "follows", -1, "error"),
            (AD, "reach", -1, "error"),
            (OUTCOME, "sessions", -1, "error"),
            (OUTCOME, "orders", NEGATIVE, "error"),
            (OUTCOME, "new_customers", NEGATIVE, "error"),
            (OUTCOME, "revenue_original", NEGATIVE, "warning"),
            (OUTCOME, "refunds_original", NEGATIVE, "warning"),
            (OUTCOME, "leads", NEGATIVE, "error"),
            (OUTCOME, "key_events", NEGATIVE, "error"),
            (OUTCOME, "users", -1, "error"),
        )
    ),
    (AD, "clicks_exceed_impressions", "clicks", {"clicks": {2: 1001}}, "error"),
    (AD, "link_clicks_exceed_impressions", "link_clicks", {"link_clicks": {2: 1001}}, "error"),
    (AD, "link_clicks_exceed_clicks", "link_clicks", {"link_clicks": {2: 21}}, "warning"),
    (AD, "reach_exceed_impressions", "reach", {"reach": {2: 1001}}, "warning"),
    (AD, "spend_without_impressions", "impressions", NO_DELIVERY, "warning"),
    (OUTCOME, "new_customers_exceed_orders", "new_customers", {"new_customers": {2: Decimal(3)}}, "warning"),
]
NAMES = [f"{table.name}-{rule}-{column}" for table, rule, column, _, _ in CASES]


@pytest.mark.parametrize(("table", "rule", "column", "changes", "severity"), CASES, ids=NAMES)
def test_a_broken_rule_names_its_row_and_holds_back_only_on_error(
    good_rows: Rows,
    table: schema.RawTable,
    rule: str,
    column: str,
    changes: dict[str, dict[int, Any]],
    severity: str,
) -> None:
    verdict = validate(good_rows(table, **changes), table, None, now=NOW)
    broken = verdict.results[~verdict.results["success"].astype(bool)]
    spoken = broken[broken["column_name"].str.split(" ").str[0].isin([column, "every"])]
    assert len(spoken) >= 1
    assert set(spoken["unexpected_count"]) == {1}
    assert severity in set(spoken["severity"])
    if severity == "warning":
        assert verdict.rejected.empty
        assert len(verdict.good) == 4
        return
    found = verdict.rejected[verdict.rejected["rule"] == rule]
    assert found[["row_number", "column", "severity"]].values.tolist() == [[4, column, "error"]]
    assert found["reason"].iloc[0]
    assert verdict.good["row_number"].tolist() == [2, 3, 5]


def test_the_cases_above_are_all_the_rules_there_are() -> None:
    tried = {(table.name, rule) for table, rule, *_ in CASES}
    known = {(table.name, rule.rule) for table in schema.RAW_TABLES.values() for rule in rules(table, NOW)}
    assert known - tried == {(table.name, "schema") for table in schema.RAW_TABLES.values()}


@pytest.mark.parametrize("table", schema.RAW_TABLES.values(), ids=schema.RAW_TABLES)
def test_good_rows_pass_untouched(good_rows: Rows, table: schema.RawTable) -> None:
    frame = good_rows(table)
    verdict = validate(frame, table, None, now=NOW)
    assert verdict.results["success"].all()
    assert verdict.rejected.empty
    pd.testing.assert_frame_equal(verdict.good, frame)


@pytest.mark.parametrize("table", schema.RAW_TABLES.values(), ids=schema.RAW_TABLES)
def test_a_column_too_many_or_too_few_rejects_the_whole_batch(good_rows: Rows, table: schema.RawTable) -> None:
    for frame in (good_rows(table).assign(stray=1), good_rows(table).drop(columns=["account_name"], errors="ignore")):
        if set(frame.columns) == set(good_rows(table).columns):
            continue
        verdict = validate(frame, table, None, now=NOW)
        assert verdict.good.empty
        assert set(verdict.rejected["rule"]) == {"schema"}
        assert len(verdict.rejected) == len(frame)
