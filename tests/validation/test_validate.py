"""What becomes of batches: whole records, exact values, empty columns, and the time it takes."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets import schema
from smm_assets.validation import validate

NOW = datetime(2026, 11, 22, 6)
AD = schema.AD_DELIVERY
Rows = Callable[..., pd.DataFrame]


def test_a_record_of_several_facts_is_held_back_whole(good_rows: Rows) -> None:
    frame = good_rows(schema.OUTCOME, 4, row_number={0: 2, 1: 2, 2: 3, 3: 3}, sessions={1: -5})
    verdict = validate(frame, schema.OUTCOME, None, now=NOW)
    assert verdict.good["row_number"].tolist() == [3, 3]
    assert verdict.rejected["row_number"].tolist() == [2]


@pytest.mark.parametrize("good_rows", ["arrow", "plain"], indirect=True)
def test_a_row_that_breaks_two_rules_is_named_twice_and_held_back_once(good_rows: Rows) -> None:
    verdict = validate(good_rows(AD, spend_original={0: Decimal(-1)}, currency={0: "???"}), AD, None, now=NOW)
    assert sorted(verdict.rejected["rule"]) == ["negative_spend", "unknown_currency"]
    assert len(verdict.good) == 3


def test_of_equal_keys_the_first_stays(good_rows: Rows) -> None:
    verdict = validate(good_rows(AD, row_key={1: "key 0", 3: "key 0"}), AD, None, now=NOW)
    assert verdict.good["row_number"].tolist() == [2, 4]


def test_the_value_seen_is_shown_with_what_it_was_compared_to(good_rows: Rows) -> None:
    verdict = validate(good_rows(AD, clicks={1: 2000}), AD, None, now=NOW)
    assert verdict.rejected["value"].tolist() == ["2000 (impressions 1000)"]


def test_one_or_two_late_clicks_on_a_day_without_impressions_are_real(good_rows: Rows) -> None:
    none = dict.fromkeys(range(4), 0)
    clicks = {0: 0, 1: 1, 2: 2, 3: 3}
    frame = good_rows(AD, impressions=none, clicks=clicks, link_clicks=clicks, reach=none)
    verdict = validate(frame, AD, None, now=NOW)
    assert verdict.good["clicks"].tolist() == [0, 1, 2]
    assert set(verdict.rejected["rule"]) == {"clicks_exceed_impressions", "link_clicks_exceed_impressions"}


def test_the_last_day_allowed_is_tomorrow(good_rows: Rows) -> None:
    ends = {0: date(2026, 11, 23), 1: date(2026, 11, 24)}
    verdict = validate(good_rows(AD, period_end=ends), AD, None, now=NOW)
    assert verdict.rejected["row_number"].tolist() == [3]


def test_measures_that_are_not_reported_are_not_judged(good_rows: Rows) -> None:
    empty = dict.fromkeys(range(4))
    frame = good_rows(AD, spend_original=empty, conversion_value_original=empty, currency=empty, reach={1: None})
    verdict = validate(frame, AD, None, now=NOW)
    assert verdict.rejected.empty
    assert "spend_original" not in set(verdict.results["column_name"])
    assert verdict.results["success"].all()


def test_negative_organic_counts_are_allowed(good_rows: Rows) -> None:
    frame = good_rows(schema.ACCOUNT_METRIC, value={0: Decimal(-12)})
    assert validate(frame, schema.ACCOUNT_METRIC, None, now=NOW).rejected.empty


def test_an_empty_batch_is_fine(good_rows: Rows) -> None:
    verdict = validate(good_rows(AD, 1).head(0), AD, None, now=NOW)
    assert verdict.good.empty
    assert verdict.rejected.empty
    assert verdict.results["success"].all()


def test_rows_are_found_by_place_whatever_their_index(good_rows: Rows) -> None:
    frame = good_rows(AD, spend_original={2: Decimal(-1)}).set_index(pd.Index([7, 7, 3, 1]))
    verdict = validate(frame, AD, None, now=NOW)
    assert verdict.rejected["row_number"].tolist() == [4]
    assert verdict.good["row_number"].tolist() == [2, 3, 5]


@pytest.mark.parametrize("good_rows", ["arrow", "plain"], indirect=True)
def test_the_exact_amounts_go_on_unchanged(good_rows: Rows) -> None:
    amount = Decimal("123456789012.345678")
    verdict = validate(good_rows(AD, spend_original={0: amount}), AD, None, now=NOW)
    assert verdict.good["spend_original"].iloc[0] == amount


def test_importing_the_package_does_not_load_great_expectations() -> None:
    program = "import sys, smm_assets.validation; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_refunds_of_a_whole_day_may_go_beyond_its_revenue(good_rows: Rows) -> None:
    days = {"order_id": dict.fromkeys(range(2)), "refunds_original": {0: Decimal(9999)}}
    verdict = validate(good_rows(schema.OUTCOME, 2, **days), schema.OUTCOME, None, now=NOW)
    assert verdict.results["success"].all()
