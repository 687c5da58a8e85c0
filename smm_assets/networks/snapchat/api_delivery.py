"""Tables of the Snapchat marketing API as connectors store them: hourly by campaign, ad squad or ad, daily by place.

Belongs here: their column names. Not here: exports of Ads Manager (`ads_manager`). Spend and value of purchases are in
millionths of the account's currency, which no table names. `total_installs` and the other conversions are not read:
`conversions` are purchases, as in Ads Manager.
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.snapchat.ads_manager import swipes_are_all_clicks

MICRO = "0.000001"
ENTITIES = (
    Field(to="campaign_id", names=("campaign_id",)),
    Field(to="ad_group_id", names=("ad_squad_id",)),
    Field(to="ad_id", names=("ad_id",)),
)
MEASURES = (
    Field(to="spend_original", names=("spend",), scale=MICRO),
    Field(to="impressions", names=("impressions",)),
    Field(to="link_clicks", names=("swipes",)),
    Field(to="conversions", names=("conversion_purchases",)),
    Field(to="conversion_value_original", names=("conversion_purchases_value",), scale=MICRO),
    Field(to="video_views", names=("video_views",), sets={"video_view_definition": "two_seconds"}),
    Field(to="shares", names=("shares",)),
    Field(to="saves", names=("saves",)),
)
PLACES = (Field(to="country", names=("country",)), Field(to="region", names=("region", "dma")))

ADVICE = {
    "day": "Leave the table's column `date` as the connector writes it",
    "ids": "Keep the id column of the table: campaign_id, ad_squad_id or ad_id",
    "period": "Leave the table's column `date` as the connector writes it",
    "currency": "The table does not name its currency: declare the ad account with its currency in smm.yaml",
    "account": "Declare the ad account in smm.yaml; the table does not name it",
    "again": "Export the table again from the warehouse, all columns and without editing it",
}

HOURLY = Report(
    network="snapchat",
    report="ads",
    name="api_hourly",
    title="Snapchat API table by hour",
    table=schema.AD_DELIVERY,
    fields=(*ENTITIES, Field(to="day_hour", names=("date",)), *MEASURES),
    signature=Signature(
        needs=("day_hour", "spend_original", "impressions", "link_clicks", ("campaign_id", "ad_group_id", "ad_id")),
        header=("swipes",),
        forbids=("country", "region", "dma"),
    ),
    constants={"conversion_definition": "snapchat_purchases"},
    finish=swipes_are_all_clicks,
    advice=ADVICE,
)

PLACE_DAYS = replace(
    HOURLY,
    name="api_places",
    title="Snapchat API table by day and place",
    fields=(*ENTITIES, Field(to="day", names=("date",)), *MEASURES, *PLACES),
    signature=Signature(
        needs=("day", "spend_original", "impressions", "link_clicks", "campaign_id", ("country", "region")),
        header=("swipes",),
    ),
    constants={**HOURLY.constants, "is_partition": False},  # delivery outside the regions it lists is not in it
)

REPORTS = (HOURLY, PLACE_DAYS)
