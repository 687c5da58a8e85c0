"""Tables of the X Ads API as connectors store them: one row a campaign, ad group or ad, day and placement.

Belongs here: their column names. Not here: exports of the ads manager (`ads`). Money is in millionths of the account's
currency, which no table names. Placements (on X, publisher network …) divide the delivery. Tables by segment (places,
keywords) leave delivery out and are kept apart. Days are written as the UTC moment at which the account's day began.
Sale amounts are not read: no source says whether they are in millionths too.
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature

ENTITIES = (
    Field(to="account_id", names=("account_id",)),
    Field(to="campaign_id", names=("campaign_id",)),
    Field(to="ad_group_id", names=("line_item_id",)),
    Field(to="ad_id", names=("promoted_tweet_id",)),
)
MEASURES = (
    Field(to="spend_original", names=("billed_charge_local_micro",), scale="0.000001"),
    Field(to="impressions", names=("impressions",)),
    Field(to="clicks", names=("clicks",)),
    Field(to="link_clicks", names=("url_clicks",)),
    Field(
        to="conversions",
        names=("conversion_purchases_metric",),
        sets={"conversion_definition": "x_purchases"},
    ),
    Field(to="video_views", names=("video_total_views",), sets={"video_view_definition": "two_seconds"}),
    Field(to="engagements", names=("engagements",)),
    Field(to="likes", names=("likes",)),
    Field(to="comments", names=("replies",)),
    Field(to="shares", names=("retweets",)),
    Field(to="follows", names=("follows",)),
)
DAY = Field(to="day", names=("date",), clock="utc")
PLACEMENT = Field(to="placement", names=("placement",))

ADVICE = {
    "day": "Leave the table's column `date` as the connector writes it",
    "ids": "Keep the id columns of the table: account_id with campaign_id, line_item_id or promoted_tweet_id",
    "period": "Leave the table's column `date` as the connector writes it",
    "currency": "The table does not name its currency: declare the ad account with its currency in smm.yaml",
    "account": "Keep the column account_id, or declare the ad account in smm.yaml",
    "again": "Export the table again from the warehouse, all columns and without editing it",
}

DAILY = Report(
    network="x",
    report="ads",
    name="api_daily",
    title="X Ads API table by day",
    table=schema.AD_DELIVERY,
    fields=(*ENTITIES, DAY, PLACEMENT, *MEASURES),
    signature=Signature(
        needs=("day", "spend_original", "impressions", ("campaign_id", "ad_group_id", "ad_id")),
        header=("billed_charge_local_micro",),
        forbids=("segment",),
    ),
    advice=ADVICE,
)

SEGMENTS = replace(
    DAILY,
    name="api_segments",
    title="X Ads API table by segment",
    fields=(
        *DAILY.fields,
        Field(to="segment", names=("segment",)),
        Field(to="country", names=("location_name",)),
    ),
    signature=Signature(
        needs=("day", "spend_original", "impressions", ("campaign_id", "ad_group_id", "ad_id"), "segment"),
        header=("billed_charge_local_micro",),
    ),
    constants={"is_partition": False},
)

REPORTS = (DAILY, SEGMENTS)
