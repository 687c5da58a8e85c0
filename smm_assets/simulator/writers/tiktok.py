"""TikTok Ads Manager custom reports by day: XLSX in English, CSV in Japanese (CP932).

Belongs here: columns, the last row "Total of N results" and ids as text. Not here: the campaign list.
"""

from collections.abc import Sequence

import pandas as pd

from smm_assets.simulator.writers.delimited import Row, added, counted, percent, plain, ratio, rounded, table
from smm_assets.simulator.writers.spreadsheet import Cell, workbook

ENGLISH = (
    "Account ID",
    "Campaign name",
    "Campaign ID",
    "Account name",
    "By Day",
    "Advertising objective",
    "Ad group name",
    "Ad group ID",
    "Cost",
    "Impressions",
    "Clicks (all)",
    "Clicks (destination)",
    "CTR (destination)",
    "Video views",
    "Conversions",
    "Cost per conversion",
    "Conversion rate (CVR)",
    "Gross revenue (Shop)",
    "Currency",
)
JAPANESE = (
    "キャンペーン名",
    "キャンペーンID",
    "日別",
    "広告グループ名",
    "広告グループID",
    "コスト",
    "CPM",
    "インプレッション",
    "クリック（すべて）",
    "クリック（誘導先）",
    "CTR（誘導先）",
    "コンバージョン",
    "コンバージョン単価",
    "コンバージョン率（CVR）",
    "通貨",
)


def write_tiktok_xlsx(frame: pd.DataFrame, *, account_id: str, account_name: str, currency: str = "USD") -> bytes:
    """Ad group by day. Rates are fractions of four decimals, money is a number, ids are text."""
    records = frame.to_dict("records")
    rows = [_english(row, (account_id, account_name), currency) for row in records]
    return workbook({"Sheet1": [ENGLISH, *rows, _english_total(records, currency)]})


def _english(row: Row, account: tuple[str, str], currency: str) -> list[Cell]:
    ids: list[Cell] = [account[0], row["campaign_name"], row["campaign_id"], account[1], row["date"].isoformat()]
    group: list[Cell] = [row["campaign_type"], row["ad_group_name"], row["ad_group_id"]]
    return [*ids, *group, *_numbers([row]), currency]


def _english_total(records: Sequence[Row], currency: str) -> list[Cell]:
    return [f"Total of {len(records)} results", *["-"] * 7, *_numbers(records), currency]


def _numbers(rows: Sequence[Row]) -> list[Cell]:
    spend, conversions = added(rows, "spend"), int(added(rows, "conversions"))
    impressions, clicks = counted(rows, "impressions"), counted(rows, "link_clicks")
    return [
        spend,
        impressions,
        counted(rows, "clicks"),
        clicks,
        ratio(clicks, impressions, "0.0001") or 0,
        counted(rows, "video_views"),
        conversions,
        ratio(spend, conversions, "0.01") or 0,
        ratio(conversions, impressions, "0.0001") or 0,
        rounded(added(rows, "conversion_value")),
    ]


def write_tiktok_japanese_csv(frame: pd.DataFrame, *, currency: str = "USD") -> bytes:
    """Ad group by day in CP932 with full-width brackets, percent signs, CRLF and 全N件の結果 as last row."""
    rows = [list(JAPANESE)]
    records = frame.to_dict("records")
    for row in records:
        names = [row["campaign_name"], row["campaign_id"], row["date"].isoformat()]
        group = [row["ad_group_name"], row["ad_group_id"]]
        rows.append([*names, *group, *_japanese_numbers([row]), currency])
    rows.append([f"全{len(records)}件の結果", *["-"] * 4, *_japanese_numbers(records), currency])
    return table(rows, line_end="\r\n").encode("cp932")


def _japanese_numbers(rows: Sequence[Row]) -> list[str]:
    spend, conversions = added(rows, "spend"), int(added(rows, "conversions"))
    impressions, clicks = counted(rows, "impressions"), counted(rows, "link_clicks")
    return [
        plain(spend),
        plain(ratio(spend * 1000, impressions, "0.01") or 0),
        str(impressions),
        str(counted(rows, "clicks")),
        str(clicks),
        percent(clicks, impressions),
        str(conversions),
        plain(ratio(spend, conversions, "0.01") or 0),
        percent(conversions, clicks),
    ]
