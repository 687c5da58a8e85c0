"""Every rule can fail, names the right rows, and holds back exactly those it should."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from smm_assets import schema
from smm_assets.validation import Verdict, validate
from smm_assets.validation.rules import rules

NOW = datetime(2026, 11, 22, 6)
AD, METRIC, OUTCOME = schema.AD_DELIVERY, schema.ACCOUNT_METRIC, schema.OUTCOME
POST, AUDIENCE, COMPETITOR = schema.POST, schema.AUDIENCE, schema.COMPETITOR
TABLES = tuple(schema.RAW_TABLES.values())
WITH_MONEY = (AD, OUTCOME, POST)
Rows = Callable[..., pd.DataFrame]
ORDER = {"period_start": date(2026, 11, 3), "period_end": date(2026, 11, 2)}
EARLY = {"period_start": date(2003, 12, 31)}
LATE = {"period_end": date(2026, 11, 24)}
NO_DELIVERY = dict.fromkeys(("impressions", "clicks", "link_clicks", "reach"), 0)
BESIDE: dict[str, dict[str, Any]] = {  # what must be unknown so that only one rule is broken
    "impressions": {"clicks": None, "link_clicks": None, "reach": None},
    "clicks": {"link_clicks": None},
    "orders": {"new_customers": None},
    "revenue_original": {"refunds_original": None},
}
REFUNDED = {"refunds_original": Decimal("9999")}
NEGATIVE = Decimal("-0.01")

CASES: list[tuple[schema.RawTable, str, str, dict[str, Any], str]] = [
    (AD, "missing_key", "campaign_key", {"campaign_key": None}, "error"),
    (METRIC, "missing_key", "metric", {"metric": None}, "error"),
    (OUTCOME, "missing_key", "shape", {"shape": None}, "error"),
    (POST, "missing_key", "scope", {"scope": None}, "error"),
    (AUDIENCE, "missing_key", "bucket", {"bucket": None}, "error"),
    (COMPETITOR, "missing_key", "page", {"page": None}, "error"),
    *((table, "duplicate_key", "row_key", {"row_key": "key 0"}, "error") for table in TABLES),
    *((table, "date_window", "period_start", EARLY, "error") for table in TABLES),
    *((table, "date_window", "period_end", LATE, "error") for table in TABLES),
    *((table, "impossible_period", "period_end", ORDER, "error") for table in TABLES),
    *(
        (table, "exported_in_future", "exported_at", {"exported_at": datetime(2026, 11, 23, 7)}, "warning")
        for table in TABLES
    ),
    *((table, "unknown_currency", "currency", {"currency": "EURO"}, "error") for table in WITH_MONEY),
    *((table, "missing_currency", "currency", {"currency": None}, "error") for table in WITH_MONEY),
    *(
        (
            table,
            f"negative_{column.removesuffix('_original')}",
            column,
            BESIDE.get(column, {}) | {column: value},
            severity,
        )
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
            *(
                (POST, name, -1, "error")
                for name in (
                    "impressions",
                    "views",
                    "clicks",
                    "link_clicks",
                    "saves",
                    "video_views",
                    "profile_visits",
                    "negative_feedback",
                    "reach",
                )
            ),
            *((POST, name, -1, "warning") for name in ("likes", "comments", "shares", "reposts", "engagements")),
            (POST, "watch_seconds", NEGATIVE, "error"),
            (POST, "average_watch_seconds", NEGATIVE, "error"),
            (POST, "earnings_original", NEGATIVE, "warning"),
            (AUDIENCE, "views", -1, "error"),
            (AUDIENCE, "people", -1, "error"),
            (AUDIENCE, "share", NEGATIVE, "error"),
            (AUDIENCE, "watch_seconds", NEGATIVE, "error"),
            (AUDIENCE, "average_watch_seconds", NEGATIVE, "error"),
            (COMPETITOR, "engagements", -1, "error"),
            (COMPETITOR, "posts", -1, "error"),
            (COMPETITOR, "followers", -1, "error"),
        )
    ),
    (AD, "clicks_exceed_impressions", "clicks", {"clicks": 1001}, "error"),
    (AD, "link_clicks_exceed_impressions", "link_clicks", {"link_clicks": 1001, "clicks": None}, "error"),
    (AD, "link_clicks_exceed_clicks", "link_clicks", {"link_clicks": 21}, "warning"),
    (AD, "reach_exceed_impressions", "reach", {"reach": 1001}, "warning"),
    (AD, "spend_without_impressions", "impressions", NO_DELIVERY, "warning"),
    (POST, "clicks_exceed_impressions", "clicks", {"clicks": 1001}, "warning"),
    (POST, "link_clicks_exceed_impressions", "link_clicks", {"link_clicks": 1001, "clicks": None}, "warning"),
    (POST, "link_clicks_exceed_clicks", "link_clicks", {"link_clicks": 21}, "warning"),
    (POST, "reach_exceed_impressions", "reach", {"reach": 1001}, "warning"),
    (AUDIENCE, "share_above_1", "share", {"share": Decimal("1.01")}, "error"),
    (OUTCOME, "missing_order_id", "order_id", {"order_id": None}, "warning"),
    (OUTCOME, "refunds_original_exceed_revenue_original", "refunds_original", REFUNDED, "warning"),
    (OUTCOME, "new_customers_exceed_orders", "new_customers", {"new_customers": Decimal(3)}, "warning"),
]
NAMES = [f"{table.name}-{rule}-{column}" for table, rule, column, _, _ in CASES]


@pytest.fixture(scope="module")
def broken(make_rows: Rows) -> dict[str, pd.DataFrame]:
    """One batch per table: a good row first, then one row per case, broken in its own way only."""
    found = {}
    for table in TABLES:
        changes: dict[str, dict[int, Any]] = {}
        cases = [case for case in CASES if case[0] is table]
        for position, (*_, broken, _severity) in enumerate(cases, start=1):
            for column, value in broken.items():
                changes.setdefault(column, {})[position] = value
        found[table.name] = make_rows(table, len(cases) + 1, **changes)
    return found


@pytest.fixture(scope="module")
def verdicts(broken: dict[str, pd.DataFrame]) -> dict[str, Verdict]:
    return {table.name: validate(broken[table.name], table, None, now=NOW) for table in TABLES}


@pytest.mark.parametrize(("table", "rule", "column", "changes", "severity"), CASES, ids=NAMES)
def test_a_broken_rule_names_its_row_and_holds_back_only_on_error(
    verdicts: dict[str, Verdict],
    table: schema.RawTable,
    rule: str,
    column: str,
    changes: dict[str, Any],
    severity: str,
) -> None:
    verdict = verdicts[table.name]
    cases = [case for case in CASES if case[0] is table]
    line = cases.index((table, rule, column, changes, severity)) + 3
    found = verdict.rejected[verdict.rejected["row_number"] == line]
    if severity == "warning":
        assert found.empty
        assert line in set(verdict.good["row_number"])
        return
    assert found[["rule", "column", "severity"]].values.tolist() == [[rule, column, "error"]]
    assert found["reason"].iloc[0]
    assert line not in set(verdict.good["row_number"])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_results_count_the_rows_that_broke_each_rule(verdicts: dict[str, Verdict], table: schema.RawTable) -> None:
    results = verdicts[table.name].results.set_index(["column_name", "severity"])
    wanted: Counter[tuple[str, str]] = Counter()
    for case_table, rule, column, _, severity in CASES:
        if case_table is table:
            spoken = "every key" if rule == "missing_key" else column
            beside = rule.split("_exceed_")[1:] or (["period_start"] if rule == "impossible_period" else [])
            wanted[(" ".join([spoken, *beside]), severity)] += 1
    failed = results[~results["success"].astype(bool)]["unexpected_count"].groupby(level=[0, 1]).sum()
    assert failed.to_dict() == dict(wanted)


def test_the_cases_above_are_all_the_rules_there_are() -> None:
    tried = {(table.name, rule) for table, rule, *_ in CASES}
    known = {(table.name, rule.rule) for table in schema.RAW_TABLES.values() for rule in rules(table, NOW)}
    assert known - tried == {(table.name, "schema") for table in schema.RAW_TABLES.values()}


@pytest.mark.parametrize("table", schema.RAW_TABLES.values(), ids=schema.RAW_TABLES)
def test_good_rows_pass_untouched(make_rows: Rows, table: schema.RawTable) -> None:
    frame = make_rows(table)
    verdict = validate(frame, table, None, now=NOW)
    assert verdict.results["success"].all()
    assert verdict.rejected.empty
    pd.testing.assert_frame_equal(verdict.good, frame)


@pytest.mark.parametrize("table", schema.RAW_TABLES.values(), ids=schema.RAW_TABLES)
def test_a_column_too_many_or_too_few_rejects_the_whole_batch(make_rows: Rows, table: schema.RawTable) -> None:
    fewer = make_rows(table).drop(columns=[table.names("dimension")[-1]])
    for frame in (make_rows(table).assign(stray=1), fewer):
        verdict = validate(frame, table, None, now=NOW)
        assert verdict.good.empty
        assert set(verdict.rejected["rule"]) == {"schema"}
        assert len(verdict.rejected) == len(frame)
