"""X Ads exports of the campaigns, ad groups or ads table (CSV): one row an entity and span of days.

Belongs here: headers since 2023. Not here: the older dashboard's export (`ads_legacy`) and API tables (`api_delivery`).
Every row says its own span in `Time period`; each level is a file of its own and the ads table names no campaign. Rates
come as percents with a sign or, after a spreadsheet, as fractions: they are not read. Rests on a real campaigns file
and on the header of a real ads file.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals

ENTITIES = (
    Field(to="account_id", names=("Account ID", "Ad account ID")),
    Field(to="account_name", names=("Account name", "Ad account name")),
    Field(to="campaign_id", names=("Campaign ID",)),
    Field(to="campaign_name", names=("Campaign name",)),
    Field(to="objective_exported", names=("Objective", "Campaign objective")),
    Field(to="ad_group_id", names=("Ad group ID",)),
    Field(to="ad_group_name", names=("Ad group name",)),
    Field(to="ad_id", names=("Ad ID",)),
    Field(to="ad_name", names=("Ad name",)),
)
MEASURES = (
    Field(to="spend_original", names=("Spend", "Spent")),
    Field(to="impressions", names=("Impressions",)),
    Field(to="clicks", names=("Clicks",)),
    Field(to="link_clicks", names=("Link clicks",)),
    Field(to="landing_page_views", names=("Landing page views",)),
    Field(to="conversions", names=("Purchases",), sets={"conversion_definition": "x_purchases"}),
    Field(to="video_views", names=("Video views",), sets={"video_view_definition": "two_seconds"}),
    Field(to="engagements", names=("Engagements", "Post engagements")),
    Field(to="likes", names=("Likes",)),
    Field(to="comments", names=("Replies",)),
    Field(to="shares", names=("Reposts", "Retweets")),
    Field(to="saves", names=("Bookmarks",)),
    Field(to="follows", names=("Follows",)),
    Field(to="reach", names=("Reach", "Total audience reach")),
    Field(to="currency", names=("Currency",)),
)
GENDERS = {"female": "female", "male": "male", "unknown": "unknown"}
BREAKDOWNS = (
    Field(to="age", names=("Age",)),
    Field(to="gender", names=("Gender",), values=GENDERS),
    Field(to="country", names=("Country",)),
    Field(to="region", names=("Region",)),
    Field(to="placement", names=("Placement",)),
    Field(to="device", names=("Device",)),
)
UNREAD = (
    Field(
        to="unsupported",
        names=(
            "Segment",
            "Platform",
            "Platform version",
            "Language",
            "Keyword",
            "Interest",
            "Location",
            "Metro",
            "Hour",
        ),
    ),
)

ADVICE = {
    "day": "In X Ads > Campaigns choose one day before exporting, or break the table down by day: every row then says "
    "its day in Time period",
    "ids": "Keep the columns Campaign ID, Ad group ID or Ad ID in the table: names can change, ids cannot",
    "period": "Keep the column Time period, which says what days a row covers",
    "currency": "The export does not name its currency: declare the ad account with its currency in smm.yaml",
    "account": "Declare the ad account in smm.yaml; the export does not name it",
    "unsupported": "Remove that breakdown in X Ads > Campaigns and export again",
    "again": "Export the table again from X Ads > Campaigns > Export and drop the file in unopened, without editing it",
    "totals": "Export the table again; if rows and total still differ, rows were deleted from the file",
}

REPORT = Report(
    network="x",
    report="ads",
    name="ads",
    title="X Ads table",
    table=schema.AD_DELIVERY,
    fields=(*ENTITIES, Field(to="date_range", names=("Time period",)), *MEASURES, *BREAKDOWNS, *UNREAD),
    signature=Signature(
        needs=(
            "date_range",
            "spend_original",
            ("impressions", "link_clicks", "clicks", "engagements"),
            ("campaign_id", "campaign_name", "ad_group_id", "ad_group_name", "ad_id", "ad_name"),
        ),
        header=("on/off",),
    ),
    totals=Totals(label=r"^(total|totals|grand total)\b"),
    header_notes={
        "original tweet url": "X Ads writes no such column, so somebody added to the file; every row is read as it "
        "stands, for the days its own Time period says"
    },
    advice=ADVICE,
)

REPORTS = (REPORT,)
