"""GA4 traffic and sales by session source: report CSV, exploration CSV and Data API column names.

Belongs here: the session-scoped dimensions and the measures of own results. Not here: first-user dimensions (they
attribute the same sales differently and would double them), events tables, or the Reports snapshot (`snapshot`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals

SOURCE_AND_MEDIUM = ("Session source / medium", "sessionSourceMedium", "Session source/medium")

DIMENSIONS = (
    Field(to="day", names=("Date", "date")),
    Field(to="day_hour", names=("Date + hour (YYYYMMDDHH)", "dateHour")),
    Field(to="traffic_source", names=("Session source", "sessionSource")),
    Field(to="traffic_medium", names=("Session medium", "sessionMedium")),
    Field(to="traffic_source", names=SOURCE_AND_MEDIUM, piece=(" / ", 0)),
    Field(to="traffic_medium", names=SOURCE_AND_MEDIUM, piece=(" / ", 1)),
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
    Field(to="unsupported", names=("Country", "Country ID", "Region", "City", "Language", "Age", "Gender")),
    Field(to="unsupported", names=("Browser", "Operating system", "Platform", "Event name", "eventName", "Item name")),
    Field(to="unsupported", names=("Page path and screen class", "Page title and screen class", "pagePath")),
    Field(to="unsupported", names=("First user source / medium", "First user source", "First user medium")),
    Field(to="unsupported", names=("First user campaign", "First user default channel group", "firstUserSource")),
    Field(to="unsupported", names=("First user primary channel group (Default channel group)", "firstUserMedium")),
    Field(to="unsupported", names=("Week", "Month", "Year", "Hour", "Day", "Nth day", "Nth week", "Nth month")),
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
    "unsupported": "Remove that dimension (keep Date and the session source) and export again",
    "totals": "GA4 cuts an exploration off at its row limit (500 by default): raise 'Show rows', filter, or export a "
    "dimension with fewer values such as Session source / medium",
    "again": "Download the CSV again from GA4 and drop the file in unopened, without editing it",
}


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
    page_limit=500,  # an exploration exports the 500 rows its page can show
    advice=ADVICE,
)

REPORTS = (REPORT,)
