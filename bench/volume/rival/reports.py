"""How the four networks' files are read: columns with their types, and where the table begins.

Belongs here: that description, for pyarrow. Not here: loading (`work`). Numbers with thousands commas are read as text;
the staging models convert them.
"""

from dataclasses import dataclass, field

import pyarrow as pa

TEXT, COUNT, MONEY, DAY = pa.string(), pa.int64(), pa.decimal128(18, 6), pa.date32()


@dataclass(frozen=True, kw_only=True)
class Export:
    """One kind of file. columns: name in the file → (name in the table, type); the rest is left out.

    key: what makes a row; day: without it a row is a totals row.
    """

    name: str
    glob: str
    columns: dict[str, tuple[str, pa.DataType]]
    day: str
    skip: int = 0
    delimiter: str = ","
    encoding: str = "utf8"
    nulls: tuple[str, ...] = ("",)
    timestamps: tuple[str, ...] = field(default=())


META = Export(
    name="meta",
    glob="Northshore-Ads-*.csv",
    day="Reporting starts",
    columns={
        "Reporting starts": ("day", DAY),
        "Campaign name": ("campaign_name", TEXT),
        "Campaign ID": ("campaign_id", TEXT),
        "Ad set name": ("ad_group_name", TEXT),
        "Ad set ID": ("ad_group_id", TEXT),
        "Ad name": ("ad_name", TEXT),
        "Ad ID": ("ad_id", TEXT),
        "Attribution setting": ("attribution_setting", TEXT),
        "Result indicator": ("result_type", TEXT),
        "Reach": ("reach", COUNT),
        "Impressions": ("impressions", COUNT),
        "Amount spent (EUR)": ("spend", MONEY),
        "Link clicks": ("link_clicks", COUNT),
        "Clicks (all)": ("clicks", COUNT),
        "ThruPlays": ("video_views", COUNT),
        "Post engagements": ("engagements", COUNT),
        "Purchases": ("conversions", MONEY),
        "Purchases conversion value": ("conversion_value", MONEY),
    },
)
GOOGLE = Export(
    name="google",
    glob="Ad report*.csv",
    day="Day",
    skip=2,
    nulls=("", " --"),
    columns={
        "Day": ("day", DAY),
        "Campaign": ("campaign_name", TEXT),
        "Campaign ID": ("campaign_id", TEXT),
        "Campaign type": ("campaign_type", TEXT),
        "Ad group": ("ad_group_name", TEXT),
        "Ad group ID": ("ad_group_id", TEXT),
        "Ad name": ("ad_name", TEXT),
        "Ad ID": ("ad_id", TEXT),
        "Currency code": ("currency", TEXT),
        "Impr.": ("impressions", TEXT),
        "Cost": ("spend", MONEY),
        "Clicks": ("clicks", TEXT),
        "TrueView views": ("video_views", TEXT),
        "Conversions": ("conversions", TEXT),
        "Conv. value": ("conversion_value", TEXT),
    },
)
TIKTOK = Export(
    name="tiktok",
    glob="Tiktok Ads*.csv",
    day="By Day",
    nulls=("", "-"),
    columns={
        "Account ID": ("account_id", TEXT),
        "Account name": ("account_name", TEXT),
        "Campaign name": ("campaign_name", TEXT),
        "Campaign ID": ("campaign_id", TEXT),
        "Ad group name": ("ad_group_name", TEXT),
        "Ad group ID": ("ad_group_id", TEXT),
        "Ad name": ("ad_name", TEXT),
        "Ad ID": ("ad_id", TEXT),
        "By Day": ("day", DAY),
        "Cost": ("spend", MONEY),
        "Impressions": ("impressions", COUNT),
        "Clicks (all)": ("clicks", COUNT),
        "Clicks (destination)": ("link_clicks", COUNT),
        "Video views": ("video_views", COUNT),
        "Conversions": ("conversions", MONEY),
        "Gross revenue (Shop)": ("conversion_value", MONEY),
        "Currency": ("currency", TEXT),
    },
)
LINKEDIN = Export(
    name="linkedin",
    glob="account_*.csv",
    day="Start Date (in UTC)",
    skip=5,
    delimiter="\t",
    encoding="utf-16",
    timestamps=("%m/%d/%Y",),
    columns={
        "Start Date (in UTC)": ("day", pa.timestamp("s")),
        "Account Name": ("account_name", TEXT),
        "Currency": ("currency", TEXT),
        "Campaign ID": ("campaign_id", TEXT),
        "Campaign Name": ("campaign_name", TEXT),
        "Ad Set ID": ("ad_group_id", TEXT),
        "Ad Set Name": ("ad_group_name", TEXT),
        "Ad ID": ("ad_id", TEXT),
        "Ad Name": ("ad_name", TEXT),
        "Total Spent": ("spend", MONEY),
        "Reach": ("reach", TEXT),
        "Impressions": ("impressions", TEXT),
        "Clicks": ("clicks", COUNT),
        "Clicks to Landing Page": ("link_clicks", COUNT),
        "Total Engagements": ("engagements", COUNT),
        "Video Views": ("video_views", TEXT),
        "Conversions": ("conversions", MONEY),
        "Total Conversion Value": ("conversion_value", MONEY),
    },
)
EXPORTS = (META, GOOGLE, TIKTOK, LINKEDIN)
