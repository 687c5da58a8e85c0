"""GA4 traffic and sales by session source: report CSV, exploration CSV and Data API column names.

Belongs here: the session-scoped dimensions and the measures of own results. Not here: first-user dimensions (they
attribute the same sales differently and would double them), events tables, or the Reports snapshot (`snapshot`).
"""

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature, Totals

SOURCE_AND_MEDIUM = ("Session source / medium", "sessionSourceMedium", "Session source/medium")

DIMENSIONS = (
    Field(to="day", names=("Date", "date")),
    Field(to="day_hour", names=("Date + hour (YYYYMMDDHH)", "dateHour")),
    Field(to="traffic_source", names=("Session source", "sessionSource", *SOURCE_AND_MEDIUM)),
    Field(to="traffic_medium", names=("Session medium", "sessionMedium")),
    Field(
        to="channel_group",
        names=(
            "Session primary channel group (Default channel group)",
            "Session primary channel group",
            "Session default channel group",
            "Session default channel grouping",
            "sessionDefaultChannelGroup",
            "sessionPrimaryChannelGroup",
        ),
    ),
    Field(to="campaign_name", names=("Session campaign", "Session campaign name", "sessionCampaignName")),
    Field(to="landing_page", names=("Landing page", "Landing page + query string", "landingPage")),
    Field(to="device", names=("Device category", "deviceCategory")),
)

MEASURES = (
    Field(to="sessions", names=("Sessions",)),
    Field(to="users", names=("Total users", "totalUsers", "Users")),
    Field(to="key_events", names=("Key events", "keyEvents", "Conversions")),
    Field(to="orders", names=("Transactions", "Ecommerce purchases", "ecommercePurchases")),
    Field(to="new_customers", names=("First time purchasers", "First-time purchasers", "firstTimePurchasers")),
    Field(to="revenue_original", names=("Total revenue", "totalRevenue", "Purchase revenue", "purchaseRevenue")),
    Field(to="currency", names=("Currency code", "currencyCode")),
)

ADVICE = {
    "day": "In GA4 add the dimension Date (Explore > Free form: rows Date and Session source / medium), export again",
    "ids": "Add the dimension Session campaign so that results can be matched to campaigns",
    "period": "Export from GA4 without removing the lines that start with #: they carry the date range",
    "currency": "GA4 exports do not name the currency of revenue: declare the property with its currency in smm.yaml",
    "account": "Declare the GA4 property as an account in smm.yaml",
    "again": "Download the CSV again from GA4 and drop the file in unopened, without editing it",
}


def split_source_and_medium(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Split "google / cpc" into source and medium where the export has them in one column.

    A file has either one combined column or a medium column: only where no medium was read at all is the source split.
    Grain and row count stay.
    """
    if not frame["traffic_medium"].isna().all():
        return frame
    parts = frame["traffic_source"].astype("string").str.rsplit(" / ", n=1, expand=True)
    if parts.shape[1] < 2:
        return frame
    return frame.assign(traffic_source=parts[0].str.strip(), traffic_medium=parts[1].str.strip())


REPORT = Report(
    network="ga4",
    report="outcome",
    name="traffic",
    title="GA4 traffic and sales",
    table=schema.OUTCOME,
    fields=(*DIMENSIONS, *MEASURES),
    signature=Signature(
        needs=(("sessions", "orders", "revenue_original", "key_events"),),
        header=(
            "session source",
            "session source / medium",
            "sessionsource",
            "sessionsourcemedium",
            "session primary channel group (default channel group)",
            "session primary channel group",
            "session default channel group",
            "sessiondefaultchannelgroup",
            "session campaign",
            "sessioncampaignname",
            "landing page",
            "landing page + query string",
            "landingpage",
            "device category",
            "devicecategory",
            "totalusers",
        ),
    ),
    totals=Totals(label=r"^(grand total|totals?)$"),
    missing=("", "-", "--", "n/a", "nan", "undefined", "null"),
    advice=ADVICE,
)

REPORTS = (REPORT,)
