"""Cards of the Google Ads overview page: periods in the names of members, currency signs, cards left out."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest

ZIP = "Overview_cards_csv(2026-06-21_08_00_00).zip"


def packed(members: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in members.items():
            made.writestr(name, text)
    return stream.getvalue()


def test_a_dollar_sign_is_no_currency_and_cards_without_money_need_none(read_sample):
    parts = {part.report: part for part in read_sample(ZIP)}
    assert parts["overview_campaigns"].refusal.status == "held"
    assert "currency" in parts["overview_campaigns"].refusal.message
    assert parts["overview_demographics"].refusal is None


@pytest.mark.parametrize("currency", ["USD", "CAD"])
def test_a_declared_account_says_which_dollars(read_sample, rows, currency):
    parts = [part for part in read_sample(ZIP, currency=currency) if part.report == "overview_campaigns"]
    assert rows(parts[0].frame, ("campaign_name", "spend_original", "currency")) == [
        ("Mugs search", 1064.74, currency),
        ("Mugs banners", 235.26, currency),
    ]


def test_each_card_covers_the_days_of_its_own_name(read_bytes):
    card = "Device,Cost,Clicks,Conversions\nComputers,$1.50,5,0.00\n"
    data = packed({"Devices(2026.01.01-2026.03.31).csv": card, "Devices(2026.04.01-2026.06.30).csv": card})
    parts = read_bytes("Overview_cards_csv(2026-07-01_07_16_32).zip", data, currency="USD")
    assert [(part.summary.period_start, part.summary.period_end) for part in parts] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
    ]


def test_a_card_whose_name_says_no_days_is_held(read_bytes):
    card = "Device,Cost,Clicks,Conversions\nComputers,$1.50,5,0.00\n"
    (part,) = read_bytes("cards.zip", packed({"Devices.csv": card}), currency="USD")
    assert part.refusal.status == "held"
    assert "which days" in part.refusal.message


def test_quarters_are_periods_and_the_last_one_ends_with_the_card(read_sample, rows):
    (part,) = [part for part in read_sample(ZIP, currency="USD") if part.report == "overview_time_series"]
    assert rows(part.frame, ("period_start", "period_end", "grain", "level", "spend_original")) == [
        ("2026-01-01", "2026-03-31", "period", "account", 1000),
        ("2026-04-01", "2026-06-20", "period", "account", 300),
    ]


def test_cards_of_some_people_or_some_searches_are_no_whole_delivery(read_sample):
    partial = {"overview_demographics", "overview_keywords", "overview_searches"}
    for part in read_sample(ZIP, currency="USD"):
        if part.refusal is None:
            assert part.frame["is_partition"].isna().all() == (part.report not in partial)


def test_the_same_keyword_of_two_ad_groups_stays_two_rows(read_sample, rows):
    (part,) = [part for part in read_sample(ZIP, currency="USD") if part.report == "overview_keywords"]
    assert rows(part.frame, ("keyword", "spend_original")) == [("cat mug", 700), ("cat mug", 50.5)]
    assert part.frame["row_key"].is_unique


def test_cards_left_out_each_say_why(read_sample):
    reasons = {part.report: part.refusal.message for part in read_sample(ZIP, currency="USD") if part.refusal}
    assert {name: reason.partition(": ")[2].partition(": ")[2].split()[0] for name, reason in reasons.items()} == {
        "overview_changes": "it",
        "overview_hours": "days",
        "overview_score": "the",
        "overview_words": "a",
    }


def test_another_networks_export_is_no_overview_card(read_bytes):
    header = "Campaign Group Name,Campaign Name,Campaign Status,Total Spent,Impressions,Clicks"
    (part,) = read_bytes("x.csv", f"{header}\nAutumn,Mugs,Active,12.50,1000,20\n".encode())
    assert part.network != "google"
