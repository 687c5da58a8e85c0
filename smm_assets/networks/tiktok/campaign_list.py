"""The list of campaigns, ad groups or ads as downloaded from the TikTok Ads Manager overview page.

Belongs here: what sets the list apart: a status column and no dates, so the period comes from the file name or from
the person. Not here: shared columns and totals (`custom_report`).
"""

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.ingest.rows.budgets import with_budget
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

SETTINGS = (
    Field(to="campaign_budget", names=("Campaign budget", "キャンペーン予算")),
    Field(to="ad_group_budget", names=("Ad group budget", "Budget", "予算")),
    Field(to="campaign_status", names=("Primary status", "一級ステータス", "기본 상태")),
)


def settings(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """The status is that of what the list lists: its campaigns, else its ad groups; that of ads is not kept."""
    frame = frame.copy()
    in_group, is_ad = (frame[f"{level}_name"].notna() | frame[f"{level}_id"].notna() for level in ("ad_group", "ad"))
    frame["ad_group_status"] = frame["campaign_status"].where(in_group & ~is_ad)
    frame["campaign_status"] = frame["campaign_status"].where(~in_group & ~is_ad)
    return with_budget(frame)


REPORT = Report(
    network="tiktok",
    report="ads",
    name="campaign_list",
    title="TikTok Ads campaign list",
    table=schema.AD_DELIVERY,
    fields=(*ENTITIES, *SETTINGS, *MEASURES),
    signature=Signature(
        needs=("spend_original", "impressions", ("campaign_name", "ad_group_name", "ad_name")),
        header=("primary status", "一級ステータス", "기본 상태"),
    ),
    totals=TOTALS,
    constants=CONSTANTS,
    file_period=FILE_PERIOD,
    finish=settings,
    advice=ADVICE,
)

REPORTS = (REPORT,)
