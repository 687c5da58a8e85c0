"""The list of campaigns, ad groups or ads as downloaded from the TikTok Ads Manager overview page.

Belongs here: what sets the list apart: a status column and no dates, so the period comes from the file name or from
the person. Not here: shared columns and totals (`custom_report`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Report, Signature
from smm_assets.networks.tiktok.custom_report import CONSTANTS, ENTITIES, FILE_PERIOD, MEASURES, TOTALS

ADVICE = {
    "day": "The list has no days: use Reporting > Custom report with the dimension By Day instead",
    "ids": "Add the columns Campaign ID, Ad group ID and Ad ID to the list, or use a custom report",
    "period": "The list does not say which days it covers. Use Reporting > Custom report with By Day, or put the range "
    "into the file name as TikTok does: name-(2026-06-01 to 2026-06-30).csv",
    "currency": "Add the column Currency, or declare the account with its currency in smm.yaml",
    "account": "Declare the account in smm.yaml; the list does not name it",
    "again": "Export the list again from TikTok Ads Manager and drop the file in unopened, without editing it",
}

REPORT = Report(
    network="tiktok",
    report="ads",
    name="campaign_list",
    title="TikTok Ads campaign list",
    table=schema.AD_DELIVERY,
    fields=(*ENTITIES, *MEASURES),
    signature=Signature(
        needs=("spend_original", "impressions", ("campaign_name", "ad_group_name", "ad_name")),
        header=("primary status", "一級ステータス", "기본 상태"),
    ),
    totals=TOTALS,
    constants=CONSTANTS,
    file_period=FILE_PERIOD,
    advice=ADVICE,
)

REPORTS = (REPORT,)
