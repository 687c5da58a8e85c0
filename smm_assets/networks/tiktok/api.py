"""TikTok's reporting API as warehouses store it: campaigns, ad groups or ads by day or by hour.

Belongs here: column names of the API (stat_time_hour, spend …), whatever their case. Not here: files of Ads Manager
(`custom_report`). The API calls clicks to the destination plainly `clicks`. real_time_* counts by the moment of the
conversion, other results by the moment of the ad, so they are not read beside each other; ratios are never read.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.tiktok.custom_report import ADVICE, CONSTANTS, GENDERS

_SPLITS = ("interest_category", "language", "ac", "province_id", "behavior_id", "device_brand_id", "custom_event_type")

REPORT = Report(
    network="tiktok",
    report="ads",
    name="api",
    title="TikTok reporting API table",
    table=schema.AD_DELIVERY,
    fields=(
        Field(to="account_id", names=("advertiser_id",)),
        Field(to="campaign_id", names=("campaign_id",)),
        Field(to="campaign_name", names=("campaign_name",)),
        Field(to="ad_group_id", names=("adgroup_id", "ad_group_id")),
        Field(to="ad_group_name", names=("adgroup_name", "ad_group_name")),
        Field(to="ad_id", names=("ad_id",)),
        Field(to="ad_name", names=("ad_name",)),
        Field(to="day_hour", names=("stat_time_hour",)),
        Field(to="day", names=("stat_time_day",)),
        Field(to="age", names=("age",)),
        Field(to="gender", names=("gender",), values=GENDERS),
        Field(to="country", names=("country_code",)),
        Field(to="placement", names=("placement",)),
        Field(to="device", names=("platform",)),
        Field(to="unsupported", names=_SPLITS),
        Field(to="spend_original", names=("spend",)),
        Field(to="impressions", names=("impressions",)),
        Field(to="link_clicks", names=("clicks",)),
        Field(to="conversions", names=("conversion",)),
        Field(to="conversion_value_original", names=("total_purchase_value",)),
        Field(to="results", names=("result",)),
        Field(to="video_views", names=("video_play_actions",)),
        Field(to="likes", names=("likes",)),
        Field(to="comments", names=("comments",)),
        Field(to="shares", names=("shares",)),
        Field(to="follows", names=("follows",)),
        Field(to="reach", names=("reach",)),
        Field(to="currency", names=("currency",)),
    ),
    signature=Signature(
        needs=(("day", "day_hour"), "spend_original", "impressions"), header=("stat_time_hour", "stat_time_day")
    ),
    constants=CONSTANTS,
    advice=ADVICE
    | {
        "day": "Ask the reporting API for the dimension stat_time_day instead of a lifetime report",
        "again": "Export the table again as the connector wrote it",
        "unsupported": "Ask the reporting API for the basic report without that dimension",
        "currency": "The API names no currency: declare the advertiser as an account with its currency in smm.yaml",
    },
)

REPORTS = (REPORT,)
