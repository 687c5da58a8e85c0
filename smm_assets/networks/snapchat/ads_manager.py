"""Snapchat Ads Manager exports (CSV), by day or for a whole period, split by age and gender where chosen.

Belongs here: headers of both generations: until about 2022 Swipe Ups and Ad Squad, since then Clicks and Ad Set. Not
here: tables of the marketing API (`api_delivery`). A span ends at the printed moment, so midnight belongs to the day
before. Total Impressions holds unpaid ones too and is not read. Rests on a real file of the older generation; columns
of the newer one are those a public importer reads.
"""

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature, Totals

ENTITIES = (
    Field(to="account_id", names=("Ad Account Id", "Account Id")),
    Field(to="account_name", names=("Ad Account Name", "Account Name")),
    Field(to="campaign_id", names=("Campaign Id",)),
    Field(to="campaign_name", names=("Campaign Name",)),
    Field(to="objective_exported", names=("Campaign Objective", "Objective")),
    Field(to="ad_group_id", names=("Ad Set Id", "Ad Squad Id")),
    Field(to="ad_group_name", names=("Ad Set Name", "Ad Squad Name", "Ad Set", "Ad Squad")),
    Field(to="ad_id", names=("Ad Id",)),
    Field(to="ad_name", names=("Ad Name",)),
)
PERIOD = (
    Field(to="day", names=("Date", "Day")),
    Field(to="period_start", names=("Start Time",), clock="midnight"),
    Field(to="period_end", names=("End Time",), clock="end"),
)
MEASURES = (
    Field(to="spend_original", names=("Amount Spent", "Spend")),
    Field(to="impressions", names=("Paid Impressions",)),
    Field(to="link_clicks", names=("Swipe Ups", "Swipes", "Clicks")),
    Field(to="conversions", names=("Purchases", "Total Purchases")),
    Field(to="conversion_value_original", names=("Purchases Value", "Total Purchases Value")),
    Field(to="leads", names=("Leads", "Lead Submits")),
    Field(to="video_views", names=("2 Second Video Views",), sets={"video_view_definition": "two_seconds"}),
    Field(to="shares", names=("Shares",)),
    Field(to="saves", names=("Saves",)),
    Field(to="reach", names=("Paid Reach",)),
    Field(to="currency", names=("Currency", "Account Currency")),
)
GENDERS = {"female": "female", "male": "male", "unknown": "unknown", "other": "unknown"}
BREAKDOWNS = (
    Field(to="age", names=("Age",)),
    Field(to="gender", names=("Gender",), values=GENDERS),
    Field(to="country", names=("Country", "Country Code")),
    Field(to="region", names=("Region", "State")),
)
UNREAD = (
    Field(
        to="unsupported",
        names=("DMA", "Operating System", "OS", "Make", "Device Make", "Language", "Interest", "Interests", "Hour"),
    ),
)

ADVICE = {
    "day": "In Snapchat Ads Manager > Reports choose the breakdown by Day, then export again",
    "ids": "Add the columns Campaign Id, Ad Set Id and Ad Id to the report: names can change, ids cannot",
    "period": "In Snapchat Ads Manager > Reports choose the breakdown by Day; keep Start Time and End Time as they are",
    "currency": "The export does not name its currency: declare the ad account with its currency in smm.yaml",
    "account": "Declare the ad account in smm.yaml; the export does not name it",
    "unsupported": "Export again by Day and without that breakdown; Age, Gender, Country and Region are read",
    "again": "Export the report again from Snapchat Ads Manager and drop the file in unopened, without editing it",
}


def swipes_are_all_clicks(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Snapchat counts one kind of click, the one that opens what is advertised: `clicks` equals `link_clicks`."""
    return frame.assign(clicks=frame["link_clicks"])


REPORT = Report(
    network="snapchat",
    report="ads",
    name="ads_manager",
    title="Snapchat Ads Manager report",
    table=schema.AD_DELIVERY,
    fields=(*ENTITIES, *PERIOD, *MEASURES, *BREAKDOWNS, *UNREAD),
    signature=Signature(
        needs=("spend_original", ("impressions", "link_clicks"), ("campaign_name", "campaign_id", "ad_id", "ad_name")),
        header=("paid impressions", "paid ecpm", "swipe ups", "ad squad name", "ad squad id"),
        forbids=("pin clicks", "paid pin clicks", "earned impressions"),
    ),
    totals=Totals(label=r"^(total|totals|grand total)\b"),
    constants={"conversion_definition": "snapchat_purchases"},
    finish=swipes_are_all_clicks,
    advice=ADVICE,
)

REPORTS = (REPORT,)
