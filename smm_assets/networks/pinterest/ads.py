"""Pinterest Ads Manager reports: scheduled reports, bulk reports and table exports, by day or for a period.

Belongs here: their headers and what is paid among them. Not here: API tables (`ads_api`), organic figures
(`analytics`). "Impressions", "Pin clicks" and "Saves" are paid and earned together: where the paid ones stand beside
them only those are read. No file could be seen: names are those that public importers of these reports meet.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals

DAY = Field(to="day", names=("Date", "Day", "Report date"))
ENTITIES = (
    Field(to="account_id", names=("Ad account ID", "Advertiser ID", "Account ID")),
    Field(to="account_name", names=("Ad account name", "Advertiser name", "Account name")),
    Field(to="campaign_id", names=("Campaign ID",)),
    Field(to="campaign_name", names=("Campaign name",)),
    Field(to="ad_group_id", names=("Ad group ID", "Ad group (id)")),
    Field(to="ad_group_name", names=("Ad group name",)),
    Field(to="ad_id", names=("Ad ID", "Promoted Pin ID")),
    Field(to="ad_name", names=("Ad name", "Promoted Pin name")),
    Field(to="objective_exported", names=("Campaign objective", "Campaign objective type", "Objective")),
)


def _paid(to: str, paid: tuple[str, ...], together: tuple[str, ...]) -> tuple[Field, Field]:
    """A paid column, and the one of paid and earned together where the paid one is missing."""
    return Field(to=to, names=paid), Field(to=to, names=together, last_resort=True)


MEASURES = (
    Field(to="spend_original", names=("Spend in account currency", "Spend")),
    *_paid("impressions", ("Paid impressions",), ("Impressions", "Total impressions")),
    *_paid("clicks", ("Paid Pin clicks", "Paid clicks"), ("Pin clicks", "Total Pin clicks")),
    *_paid("link_clicks", ("Paid outbound clicks",), ("Outbound clicks", "Total outbound clicks")),
    *_paid("saves", ("Paid saves",), ("Saves", "Total saves")),
    *_paid("engagements", ("Paid engagements",), ("Engagements", "Engagement")),
    *_paid("video_views", ("Paid video views",), ("Video views",)),
    Field(to="conversions", names=("Total conversions",)),
    Field(to="conversion_value_original", names=("Total conversion value", "Total conversions value")),
    *_paid("reach", ("Paid reach",), ("Reach",)),
    Field(to="currency", names=("Currency", "Account currency")),
)
BREAKDOWNS = (
    Field(to="age", names=("Age", "Age bucket")),
    Field(to="gender", names=("Gender",), values={"women": "female", "men": "male"}),
    Field(to="country", names=("Country",)),
    Field(to="region", names=("Region", "Metro")),
    Field(to="placement", names=("Placement",)),
    Field(to="device", names=("Device", "App type")),
)
UNREAD = (
    Field(to="unsupported", names=("Week", "Month", "Hour")),
    Field(to="unsupported", names=("Targeting type", "Targeting value", "Keyword", "Interest", "Product group")),
)
OWN_HEADERS = (
    "spend in account currency",
    "paid pin clicks",
    "earned pin clicks",
    "earned impressions",
    "paid saves",
    "pin clicks",
    "organic pin id",
    "promoted pin id",
)
CONSTANTS = {"conversion_definition": "pinterest_conversions", "video_view_definition": "two_seconds_half_in_view"}

ADVICE = {
    "day": "In Ads Manager > Reporting choose the level of detail by day, so that the report has the column Date",
    "ids": "Add the columns Campaign ID, Ad group ID and Ad ID: names can change, ids cannot",
    "currency": "Declare the account with its currency in smm.yaml: Spend in account currency does not name it",
    "account": "Declare the account in smm.yaml; the report does not name it",
    "period": "Add the column Date, or put the range into the file name: report_2026-06-01_2026-06-30.csv",
    "unsupported": "Remove that breakdown (keep Date) and run the report again",
    "again": "Download the report again from Ads Manager > Reporting and drop the file in unopened",
}

REPORT = Report(
    network="pinterest",
    report="ads",
    name="ads",
    title="Pinterest Ads report",
    table=schema.AD_DELIVERY,
    fields=(DAY, *ENTITIES, *MEASURES, *BREAKDOWNS, *UNREAD),
    signature=Signature(
        needs=("spend_original", ("impressions", "link_clicks", "clicks")),
        header=OWN_HEADERS,
        forbids=("reporting starts", "swipe ups", "ecpm", "paid ecpm"),
    ),
    totals=Totals(label=r"^(?:grand )?totals?$"),
    constants=CONSTANTS,
    file_period=(r"(\d{4}-\d{2}-\d{2})[_ ]*(?:to|-|_|–)?[_ ]*(\d{4}-\d{2}-\d{2})",),
    advice=ADVICE,
)

REPORTS = (REPORT,)
