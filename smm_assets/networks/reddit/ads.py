"""Reddit Ads Manager reports of campaigns, ad groups and ads, by day or for a period.

Belongs here: their headers, totals row and advice. Not here: API tables (`ads_api`). No file could be seen: names,
amounts such as $120.50 and the last row Total are what public importers expect. A dollar sign is no currency.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals

ENTITIES = (
    Field(to="account_id", names=("Account ID", "Ad account ID")),
    Field(to="account_name", names=("Account name", "Ad account name")),
    Field(to="campaign_id", names=("Campaign ID",)),
    Field(to="campaign_name", names=("Campaign name", "Campaign")),
    Field(to="ad_group_id", names=("Ad group ID",)),
    Field(to="ad_group_name", names=("Ad group name", "Ad group")),
    Field(to="ad_id", names=("Ad ID",)),
    Field(to="ad_name", names=("Ad name", "Ad")),
    Field(to="objective_exported", names=("Objective", "Campaign objective")),
)
MEASURES = (
    Field(to="spend_original", names=("Spend", "Amount spent")),
    Field(to="impressions", names=("Impressions",)),
    Field(to="clicks", names=("Clicks",)),
    Field(to="video_views", names=("Video views", "Video starts")),
    Field(to="reach", names=("Reach",)),
    Field(to="currency", names=("Currency",)),
)
SPLITS = (
    Field(to="country", names=("Country",)),
    Field(to="region", names=("Region",)),
    Field(to="placement", names=("Placement",)),
    Field(to="device", names=("Device", "Device OS")),
    Field(to="segment", names=("Community", "Interest", "Subreddit")),
    Field(to="unsupported", names=("Hour", "Week", "Month", "Keyword", "Carousel card")),
)
TOTAL = r"^(?:grand )?totals?$"

REPORT = Report(
    network="reddit",
    report="ads",
    name="ads",
    title="Reddit Ads report",
    table=schema.AD_DELIVERY,
    fields=(Field(to="day", names=("Date", "Day")), *ENTITIES, *MEASURES, *SPLITS),
    signature=Signature(
        needs=(
            "spend_original",
            "impressions",
            "clicks",
            ("campaign_id", "campaign_name", "ad_group_id", "ad_group_name", "ad_id", "ad_name"),
        ),
        header=("ecpm",),
        forbids=(
            "reporting starts",
            "primary status",
            "ad set name",
            "ad set id",
            "ad squad name",
            "paid ecpm",
            "ecpc",
            "ad active status",
            "amount spent all time",
        ),
    ),
    totals=Totals(label=TOTAL, control=TOTAL),
    constants={"conversion_definition": "reddit_conversions", "video_view_definition": "any_play"},
    file_period=(r"(\d{4}-\d{2}-\d{2})[_ ]*(?:to|-|_|–)?[_ ]*(\d{4}-\d{2}-\d{2})",),
    advice={
        "day": "In Ads Manager > Reporting add the breakdown Date, then export again",
        "ids": "Add the columns Campaign ID, Ad group ID and Ad ID: names can change, ids cannot",
        "currency": "Declare the account with its currency in smm.yaml: a dollar sign stands for several currencies",
        "account": "Declare the account in smm.yaml; the report does not name it",
        "period": "Add the breakdown Date, or put the range into the file name: report_2026-06-01_2026-06-30.csv",
        "unsupported": "Remove that breakdown (keep Date) and export again",
        "again": "Export the report again from Ads Manager > Reporting and drop the file in unopened",
    },
)

REPORTS = (REPORT,)
