"""The example project: the same bytes for a seed, settings that open, and a truth that adds up."""

import hashlib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.budget.user_files import read_files
from smm_assets.errors import UsageError
from smm_assets.settings import Project
from smm_assets.simulator import Truth, make_demo
from smm_assets.simulator.attribution import channel_of

Example = tuple[Path, Truth]


def contents(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_the_same_seed_writes_the_same_bytes(example: Example, tmp_path: Path) -> None:
    make_demo(tmp_path / "again")
    assert contents(tmp_path / "again") == contents(example[0])


def test_a_short_example_has_fewer_files_and_still_adds_up(tmp_path: Path) -> None:
    truth = make_demo(tmp_path / "short", seed=11, days=28, as_of=date(2026, 3, 3))
    assert len(truth.channel_daily) == 28 * 5
    assert truth.channel_daily[truth.channel_daily["channel"].eq("meta")]["spend"].notna().all()
    assert Project.open(tmp_path / "short").settings.as_of == date(2026, 3, 3)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not empty"):
        make_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_inbox_holds_31_files_one_of_them_twice_and_one_damaged(example: Example) -> None:
    folder, truth = example
    lying = {path.relative_to(folder / "inbox").as_posix() for path in (folder / "inbox").rglob("*") if path.is_file()}
    assert lying == set(truth.ledger["path"])
    assert Counter(truth.ledger["status"]) == {"loaded": 29, "duplicate": 1, "quarantined": 1}


def test_the_duplicate_has_the_bytes_of_another_file(example: Example) -> None:
    folder, truth = example
    digests = Counter(contents(folder / "inbox").values())
    assert sorted(digests.values())[-2:] == [1, 2]
    assert truth.ledger[truth.ledger["status"].eq("duplicate")]["network"].tolist() == ["meta"]


def test_settings_plan_costs_events_and_rates_are_accepted(example: Example) -> None:
    project = Project.open(example[0], environ={})
    files = read_files(project, {"meta", "youtube", "google", "tiktok", "vk"})
    november = [row for row in files.plan if row["period_start"] == date(2026, 11, 1)]
    assert sum(Decimal(str(row["amount"])) for row in november if row["category"] == "promotion") == 3000
    assert sum(Decimal(str(row["amount"])) for row in november) == 10000
    assert {row["category"] for row in files.costs} == {"content", "research", "training"}
    assert any(row["kind"] == "promotion" and row["date_to"] > date(2026, 11, 22) for row in files.events)
    assert set(files.rates.quotes) == {"RUB", "USD"}


def test_vk_is_unknown_after_the_18th_and_the_others_are_known_to_the_end(example: Example) -> None:
    daily = example[1].channel_daily
    known = daily[daily["spend"].notna()].groupby("channel")["date"].max()
    assert known["vk"] == date(2026, 11, 18)
    assert set(known.drop("vk")) == {date(2026, 11, 21)}


def test_channels_and_days_form_a_full_grid(example: Example) -> None:
    daily = example[1].channel_daily
    assert len(daily) == 120 * 5
    assert not daily.duplicated(["date", "channel"]).any()


def test_every_day_spends_what_the_world_spent(example: Example) -> None:
    truth = example[1]
    daily = truth.channel_daily[truth.channel_daily["spend"].notna()]
    real = truth.world.delivery.groupby(["channel", "date"])["spend_eur"].sum()
    for channel, day, spend in zip(daily["channel"], daily["date"], daily["spend"], strict=True):
        assert float(spend) == pytest.approx(real[channel, day], abs=1e-4)


def test_no_row_counts_twice(example: Example) -> None:
    rows = example[1].ad_daily
    names = ["date", "network", "campaign_name", "ad_group_name", "ad_name"]
    assert not rows.duplicated(names).any()


def test_rows_add_up_to_channel_days_in_exact_money(example: Example) -> None:
    truth = example[1]
    assert sum(truth.ad_daily["spend"]) == sum(value for value in truth.channel_daily["spend"] if value is not None)
    assert all(value.as_tuple().exponent >= -6 for value in truth.ad_daily["spend"])


def test_roubles_are_converted_row_by_row_and_rounded_half_up(example: Example) -> None:
    truth = example[1]
    row = truth.ad_daily[truth.ad_daily["channel"].eq("vk")].iloc[0]
    rate = truth.world.rates.set_index(["date", "currency"])["rate"][date(2026, 7, 24), "RUB"]
    exact = row["spend_original"] * rate
    assert row["date"] == date(2026, 7, 25)
    assert abs(row["spend"] - exact) <= Decimal("0.0000005")


def test_measures_a_network_does_not_report_are_none_not_zero(example: Example) -> None:
    daily = example[1].channel_daily.set_index(["channel", "date"])
    assert daily.loc[("vk", date(2026, 11, 2)), "link_clicks"] is None
    assert daily.loc[("vk", date(2026, 11, 2)), "conversion_value"] is None
    assert daily.loc[("tiktok", date(2026, 10, 20)), "conversion_value"] is None
    assert daily.loc[("tiktok", date(2026, 11, 5)), "conversion_value"] is not None


def test_overlapping_exports_restate_days_upwards(example: Example) -> None:
    files = {file.path: file.rows for file in example[1].files if file.network == "meta" and file.rows is not None}
    older = files["Example-shop-Ads-Nov-2-2026-Nov-15-2026.csv"]
    newer = files["Example-shop-Ads-Nov-8-2026-Nov-21-2026.csv"]
    both = older.merge(newer, on=["date", "ad_id"], suffixes=("_old", "_new"))
    assert (both["spend_old"] == both["spend_new"]).all()
    assert (both["conversions_new"] >= both["conversions_old"]).all()
    assert sum(both["conversions_new"]) > sum(both["conversions_old"])
    first_results = both[both["conversions_old"].eq(0) & both["conversions_new"].gt(0)]
    assert len(first_results) > 0


def test_the_shops_orders_are_all_attributed_or_visibly_not(example: Example) -> None:
    truth = example[1]
    crm = truth.outcomes[truth.outcomes["source"].eq("crm")]
    orders = truth.world.orders[truth.world.orders["order_date"].ge(truth.world.first)]
    assert crm["orders"].sum() == len(orders)
    assert sum(crm["revenue"]) == Decimal(int(orders["value_cents"].sum())) / 100
    assert set(crm["channel"]) == {"meta", "youtube", "google", "tiktok", "vk", "unattributed"}


@pytest.mark.parametrize(
    ("tags", "channel", "paid"),
    [
        (("facebook", "cpc", ""), "meta", True),
        (("facebook", "social", ""), "meta", False),
        (("(direct)", "(none)", "TIKTOK10"), "tiktok", True),
        (("google", "cpc", ""), "google", True),
        (("google", "organic", ""), "unattributed", False),
        (("newsletter", "email", ""), "unattributed", False),
    ],
)
def test_orders_count_for_the_channel_of_the_first_rule(tags: tuple[str, str, str], channel: str, paid: bool) -> None:
    assert channel_of(*tags) == (channel, paid)


def test_the_true_curves_are_given_with_todays_spend(example: Example) -> None:
    truth = example[1]
    response = truth.response.set_index("channel")
    assert response["marginal_result"].idxmax() == "tiktok"
    assert response["marginal_result"].idxmin() == "youtube"
    curve = truth.curves[truth.curves["channel"].eq("tiktok")]
    assert curve["spend"].max() >= 2 * response.loc["tiktok", "spend"] - 1
    assert pd.Series(curve["expected_result"]).is_monotonic_increasing
