"""LinkedIn Ads API tables as connectors store them: daily analytics by campaign and by creative.

Belongs here: their columns. Not here: exports of Campaign Manager (`ads_performance`). The API kept the names of the
old hierarchy: its campaign is an ad group here. `cost_in_usd` repeats the cost in another currency and is not read;
`viral_*` is earned, not bought.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.linkedin.ads_headers import CONSTANTS

ADVICE = {
    "day": "Query the analytics with the time granularity DAILY",
    "ids": "Keep the columns campaign_id and creative_id",
    "currency": "Declare the account with its currency in smm.yaml: cost_in_local_currency does not name it",
    "account": "Declare the account in smm.yaml, or join account_id to the table",
    "period": "Keep the column day",
    "unsupported": "Leave this table out and export ad_analytics_by_campaign or ad_analytics_by_creative instead",
    "again": "Export ad_analytics_by_creative (or _by_campaign) with its day column",
}

_FIELDS = (
    Field(to="day", names=("day", "date_day")),
    Field(to="account_id", names=("account_id",)),
    Field(to="ad_group_id", names=("campaign_id",)),
    Field(to="ad_id", names=("creative_id",)),
    Field(to="currency", names=("currency",)),
    Field(to="spend_original", names=("cost_in_local_currency",)),
    Field(to="impressions", names=("impressions",)),
    Field(to="clicks", names=("clicks",)),
    Field(to="link_clicks", names=("landing_page_clicks",)),
    Field(to="conversions", names=("external_website_conversions",)),
    Field(to="conversion_value_original", names=("conversion_value_in_local_currency",)),
    Field(to="leads", names=("one_click_leads",)),
    Field(to="video_views", names=("video_views",)),
    Field(to="engagements", names=("total_engagements",)),
    Field(to="likes", names=("likes",)),
    Field(to="comments", names=("comments",)),
    Field(to="shares", names=("shares",)),
    Field(to="follows", names=("follows",)),
    Field(to="reach", names=("approximate_unique_impressions", "approximate_member_reach")),
    Field(to="unsupported", names=("member_country", "member_region")),
)

DAILY = Report(
    network="linkedin",
    report="ads",
    name="api_analytics",
    title="LinkedIn Ads API analytics",
    table=schema.AD_DELIVERY,
    fields=_FIELDS,
    signature=Signature(
        needs=("spend_original", "impressions", "clicks", ("ad_id", "ad_group_id")), header=("cost_in_local_currency",)
    ),
    constants=CONSTANTS,
    advice=ADVICE,
)

REPORTS = (DAILY,)
