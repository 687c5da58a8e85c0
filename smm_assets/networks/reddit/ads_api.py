"""Reddit Ads API tables as connectors store them: daily reports of account, campaigns, ad groups or ads, by country,
and conversions by event.

Belongs here: their columns. Amounts are millionths of the account's currency. Conversions stand in tables of their own,
one row per event: they carry no spend and are no partition of the delivery. Their `clicks` are conversions after a
click; those after a mere view stand in `views` and are not read, nor is `total_value`, whose unit nobody states. Not
here: Ads Manager reports (`ads`).
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature

MICRO = "0.000001"
ADVICE = {
    "day": "Query the report broken down by DATE",
    "ids": "Keep the columns campaign_id, ad_group_id and ad_id",
    "currency": "Declare the account with its currency in smm.yaml: the table does not name it",
    "account": "Keep the column account_id, or declare the account in smm.yaml",
    "period": "Keep the column date",
    "again": "Export the report again with its date column",
}
_DAY_AND_ENTITIES = (
    Field(to="day", names=("date", "date_day")),
    Field(to="account_id", names=("account_id",)),
    Field(to="campaign_id", names=("campaign_id",)),
    Field(to="campaign_name", names=("campaign_name",)),
    Field(to="ad_group_id", names=("ad_group_id",)),
    Field(to="ad_group_name", names=("ad_group_name",)),
    Field(to="ad_id", names=("ad_id",)),
    Field(to="ad_name", names=("ad_name",)),
    Field(to="country", names=("country",)),
    Field(to="region", names=("region",)),
    Field(to="currency", names=("currency",)),
)
_DELIVERY = (
    Field(to="spend_original", names=("spend",), scale=MICRO),
    Field(to="impressions", names=("impressions",)),
    Field(to="clicks", names=("clicks",)),
    Field(to="video_views", names=("video_started",)),
)
_COUNTRY_COLUMNS = (
    "_fivetran_synced",
    "account_id",
    "campaign_id",
    "campaign_name",
    "clicks",
    "country",
    "date",
    "impressions",
    "region",
    "spend",
)

DAILY = Report(
    network="reddit",
    report="ads",
    name="api_report",
    title="Reddit Ads API report",
    table=schema.AD_DELIVERY,
    fields=(*_DAY_AND_ENTITIES, *_DELIVERY),
    signature=Signature(
        needs=("day", "spend_original", "impressions", "clicks"),
        header=("comments_page_views", "comment_downvotes", "viewer_comments", "conversion_roas"),
        forbids=("cost", "paid_impressions", "swipes"),
    ),
    constants={"video_view_definition": "any_play"},
    advice=ADVICE,
)

COUNTRIES = replace(
    DAILY,
    report="ads_breakdown",
    name="api_countries",
    title="Reddit Ads API report by country",
    signature=Signature(
        needs=("day", "spend_original", "impressions", "clicks", "country", "region", "campaign_id"),
        only=_COUNTRY_COLUMNS,
    ),
)

CONVERSIONS = replace(
    DAILY,
    report="ads_breakdown",
    name="api_conversions",
    title="Reddit Ads API conversions",
    fields=(
        *_DAY_AND_ENTITIES,
        Field(to="conversion_action", names=("event_name",)),
        Field(to="conversions", names=("clicks",)),
        Field(to="conversions", names=("click_through_conversion_attribution_window_month",)),
    ),
    signature=Signature(
        needs=("day", "conversion_action", "conversions", "account_id"),
        header=("view_through_conversion_attribution_window_day", "total_items"),
        forbids=("spend", "impressions"),
    ),
    constants={"conversion_definition": "reddit_click_through_conversions", "is_partition": False},
)

REPORTS = (DAILY, COUNTRIES, CONVERSIONS)
