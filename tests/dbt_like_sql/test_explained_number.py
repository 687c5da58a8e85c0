"""A published number and its parts: they add up, name file and line, and say why a number is unknown."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_assets.errors import UsageError
from smm_assets.explain import Question, explain_number
from smm_assets.report.tables import Tables

DAY = "2026-06-11"
NEEDED = ("channel_daily", "ad_daily", "ad_shape_daily", "number_change", "data_coverage", "outcome_daily")


def asked(world, metric: str, day: str = DAY, campaign: str = "", channel: str = "north"):
    question = Question(metric=metric, channel=channel, day=dt.date.fromisoformat(day), campaign=campaign)
    return explain_number(Tables(world.store), question)


@pytest.fixture
def told(world):
    cups = {"campaign_name": "Cups", "campaign_key": "c1"}
    tea = {"campaign_name": "Tea", "campaign_key": "c2", "ad_key": "a2"}
    world.export([{"date": DAY, "spend_original": 5, "impressions": 90, "clicks": 3, **cups}], exported="2026-06-12")
    second = [
        {"date": DAY, "spend_original": 6, "impressions": 100, "clicks": 4, **cups},
        {"date": DAY, "spend_original": 2, "impressions": 50, "clicks": 1, **tea},
    ]
    world.export(second, exported="2026-06-13", period=(DAY, "2026-06-12"))
    whole = {
        "date": DAY,
        "level": "campaign",
        "ad_group_key": "",
        "ad_key": "",
        "spend_original": 9,
        "impressions": 160,
    }
    world.export([{**cups, **whole}], exported="2026-06-13", shape="campaign.id", rank=40)
    own = {"date": DAY, "traffic_source": "north", "traffic_medium": "cpc", "orders": 2, "revenue_original": 80}
    world.export([{**own, "currency": "EUR"}], table="outcome", network="till")
    world.build(*NEEDED)
    return world


def test_parts_add_up_to_the_published_number_and_name_their_line(told) -> None:
    found = asked(told, "spend")
    assert (found.value, found.total, found.ties) == (Decimal(11), Decimal(11), True)
    assert [(part.campaign_name, part.value, part.file, part.is_residual) for part in found.parts] == [
        ("Cups", Decimal(6), "file2.csv", False), ("Cups", Decimal(3), "file3.csv", True),
        ("Tea", Decimal(2), "file2.csv", False),
    ]  # fmt: skip
    assert all(part.row_number for part in found.parts)


def test_it_says_what_changed_and_which_export_was_not_used(told) -> None:
    found = asked(told, "spend")
    (change,) = found.parts[0].changes
    assert (change.old, change.new, change.old_file, change.new_file) == (5, 6, "file1.csv", "file2.csv")
    assert [(shape.shape, shape.is_chosen, shape.value) for shape in found.shapes] == [
        ("ad.id", True, Decimal(8)), ("campaign.id", False, Decimal(9))
    ]  # fmt: skip
    assert [(one.account_id, one.status) for one in found.coverage] == [("acc", "immature")]


def test_a_ratio_is_explained_by_both_its_numbers(told) -> None:
    found = asked(told, "cpc")
    assert found.formula == "spend / rate_clicks"
    assert [(one.metric, one.value, one.ties) for one in found.operands] == [("spend", 11, True), ("clicks", 5, True)]
    assert (float(found.value), found.ties) == (pytest.approx(2.2), True)


def test_one_campaign_of_a_channel_is_its_own_rows(told) -> None:
    assert asked(told, "spend", campaign="tea").value == Decimal(2)
    with pytest.raises(UsageError, match="Did you mean Cups"):
        asked(told, "spend", campaign="Cusp")


def test_own_results_name_their_source(told) -> None:
    found = asked(told, "revenue")
    assert (found.value, found.ties, found.measured_by) == (Decimal(80), True, "crm")
    assert [(part.network, part.value) for part in found.parts] == [("till", Decimal(80))]


def test_own_results_are_told_line_by_line_where_the_store_may_be_read(told) -> None:
    question = Question(metric="revenue", channel="north", day=dt.date.fromisoformat(DAY))
    found = explain_number(Tables(told.store), question, store=told.store)
    (part,) = found.parts
    assert (part.value, part.file, part.row_number, found.ties) == (Decimal(80), "file4.csv", 6, True)
    assert part.what == "north / cpc"


def test_a_covered_day_without_rows_is_zero_and_an_uncovered_one_unknown(told) -> None:
    assert asked(told, "spend", "2026-06-12").remarks[0].startswith("zero: a loaded export covers the day")
    unknown = asked(told, "spend", "2026-06-13")
    assert unknown.value is None
    assert unknown.remarks == ("null: no loaded export covers north acc on that day",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"metric": "spent"}, "there is no metric 'spent'. Did you mean spend"),
        ({"channel": "nort"}, "there is no channel 'nort'. Did you mean north"),
        ({"day": "2025-01-01"}, "Ask for a day from 2026-06-11 to 2026-06-14"),
    ],
)
def test_what_is_not_there_is_told_with_what_may_have_been_meant(told, changed: dict, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        asked(told, **{"metric": "spend", **changed})
    assert said in str(caught.value)


def test_every_number_of_every_channel_and_day_ties_to_its_parts(told) -> None:
    for day in ("2026-06-11", "2026-06-12"):
        for metric in (
            "spend",
            "impressions",
            "clicks",
            "conversions",
            "orders",
            "revenue",
            "cpc",
            "ctr",
            "cpm",
            "roas",
        ):
            assert asked(told, metric, day).ties, (metric, day)


CAMPAIGN = {"date": DAY, "level": "campaign", "campaign_name": "Cups", "campaign_key": "c1", "ad_group_key": "",
            "ad_key": ""}  # fmt: skip


def test_a_shape_that_is_not_used_has_its_unit_and_no_residual_row_where_there_is_none(world) -> None:
    """100 EUR by campaign, 125 USD for the account: no difference of the two can be a residual row."""
    account = CAMPAIGN | {"level": "account", "campaign_key": "", "campaign_name": "", "currency": "USD"}
    world.export([CAMPAIGN | {"spend_original": 100}], exported="2026-06-13", shape="campaign.id", rank=40)
    world.export([account | {"spend_original": 125}], exported="2026-06-13", shape="account.id", rank=10)
    world.build(*NEEDED)
    found = asked(world, "spend")
    assert [(one.shape, one.value, one.currency, one.is_chosen) for one in found.shapes] == [
        ("campaign.id", 100, "EUR", True), ("account.id", 125, "USD", False)
    ]  # fmt: skip
    assert not any(part.is_residual for part in found.parts)
    assert "residual" not in found.shapes[1].reason


def test_a_residual_row_is_claimed_where_there_is_one(told) -> None:
    assert "residual row" in asked(told, "spend").shapes[1].reason


def test_money_without_a_rate_adds_up_to_nothing(world) -> None:
    world.export([CAMPAIGN | {"spend_original": 1000, "currency": "KRW"}], exported="2026-06-13")
    world.build(*NEEDED)
    found = asked(world, "spend")
    assert (found.value, found.total, found.ties) == (None, None, False)
    assert [(part.original, part.currency, part.is_unpriced) for part in found.parts] == [(1000, "KRW", True)]


@pytest.mark.parametrize(("ages", "is_sum"), [(("18-24",), False), (("18-24", "25-34"), True)])
def test_only_a_row_of_several_lines_is_a_sum(world, ages: tuple[str, ...], is_sum: bool) -> None:
    rows = [{"date": DAY, "breakdown_set": "age", "age": age, "spend_original": 6} for age in ages]
    world.export(rows, exported="2026-06-13", shape="ad.id/by age")
    world.build(*NEEDED)
    (part,) = asked(world, "spend").parts
    assert (part.value, part.is_sum) == (6 * len(ages), is_sum)
