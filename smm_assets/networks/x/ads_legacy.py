"""The export of the older Twitter Ads campaign dashboard (2014 to about 2023, CSV), daily segments.

Belongs here: its headers, which vary by objective, and its last row, the total. Not here: today's table (`ads`). Rests
on X's help page "Export .CSV definitions" and on the column order a public importer reads; no file is at hand, so
hourly segments, whose form is unknown, are refused.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals

ADVICE = {
    "day": "When exporting from the campaign dashboard choose daily segments",
    "ids": "Keep the columns Id and Funding instrument ID",
    "period": "When exporting from the campaign dashboard choose daily segments: the column Time then says the day",
    "currency": "The export does not name its currency: declare the ad account with its currency in smm.yaml",
    "account": "Declare the ad account in smm.yaml; the export names only its funding instrument",
    "unsupported": "When exporting from the campaign dashboard choose daily segments, not hourly ones",
    "again": "Export the file again from the campaign dashboard and drop it in unopened, without editing it",
    "totals": "Export the file again; if rows and last row still differ, rows were deleted from the file",
}

REPORT = Report(
    network="x",
    report="ads",
    name="ads_legacy",
    title="Twitter Ads campaign export",
    table=schema.AD_DELIVERY,
    fields=(
        Field(to="campaign_id", names=("Id", "Campaign Id")),
        Field(to="campaign_name", names=("Campaign",)),
        Field(to="objective_exported", names=("Objective",)),
        Field(to="day", names=("Time",), clock="midnight"),
        Field(to="spend_original", names=("Spend",)),
        Field(to="impressions", names=("Impressions",)),
        Field(to="engagements", names=("Engagements",)),
        Field(to="clicks", names=("Clicks",)),
        Field(to="link_clicks", names=("Link clicks",)),
        Field(to="shares", names=("Retweets", "Reposts")),
        Field(to="comments", names=("Replies",)),
        Field(to="likes", names=("Likes", "Favorites")),
        Field(to="follows", names=("Follows",)),
        Field(to="leads", names=("Leads",)),
        Field(to="video_views", names=("Video views",), sets={"video_view_definition": "two_seconds"}),
        Field(to="currency", names=("Currency",)),
        Field(to="unsupported", names=("Hour", "Segment", "Platform", "Location", "Gender", "Language")),
    ),
    signature=Signature(
        needs=("campaign_id", "campaign_name", "day", "spend_original", ("impressions", "engagements")),
        header=("campaign url", "funding instrument id", "funding instrument name", "billed engagements"),
    ),
    totals=Totals(label=r"^(total|totals)\b", blank_entities=True),
    advice=ADVICE,
)

REPORTS = (REPORT,)
