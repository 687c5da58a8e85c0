"""The three Google Ads reports of whole delivery: campaigns, ad groups and ads, by day or for the stated period.

Belongs here: how each level is told apart. Not here: columns (`columns`) and the reports that split delivery by
something else (`details`, `people`, `places`).
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Report, Signature
from smm_assets.networks.google import marks
from smm_assets.networks.google.columns import (
    ACCOUNT,
    AD,
    AD_GROUP,
    ADVICE,
    BREAKDOWNS,
    BUDGET,
    CAMPAIGN,
    CONSTANTS,
    DELIVERY,
    FILE_PERIOD,
    MEASURES,
    PERIODS,
    PUBLISHERS_READ,
    TOTALS,
    publishers,
)

CAMPAIGNS = Report(
    network="google",
    report="ads",
    name="campaigns",
    title="Google Ads campaign report",
    table=schema.AD_DELIVERY,
    fields=(*ACCOUNT, *CAMPAIGN, *BUDGET, *PERIODS, *MEASURES, *BREAKDOWNS),
    signature=Signature(
        needs=("spend_original", ("campaign_name", "campaign_id"), DELIVERY),
        header=marks.OWN,
        forbids=(*marks.BESIDE, *marks.AD, *AD_GROUP[0].names, *AD_GROUP[1].names),
    ),
    totals=TOTALS,
    constants={**CONSTANTS, "level": "campaign"},
    file_period=FILE_PERIOD,
    finish=publishers,
    finish_reads=PUBLISHERS_READ,
    advice=ADVICE,
)

AD_GROUPS = replace(
    CAMPAIGNS,
    name="ad_groups",
    title="Google Ads ad group report",
    fields=(*ACCOUNT, *CAMPAIGN, *BUDGET, *AD_GROUP, *PERIODS, *MEASURES, *BREAKDOWNS),
    signature=Signature(
        needs=("spend_original", ("ad_group_name", "ad_group_id"), DELIVERY),
        header=marks.OWN,
        forbids=(*marks.BESIDE, *marks.AD),
    ),
    constants={**CONSTANTS, "level": "ad_group"},
)

ADS = replace(
    CAMPAIGNS,
    name="ads",
    title="Google Ads ad report",
    fields=(*ACCOUNT, *CAMPAIGN, *AD_GROUP, *AD, *PERIODS, *MEASURES, *BREAKDOWNS),
    signature=Signature(
        needs=("spend_original", ("ad_group_name", "ad_group_id"), DELIVERY),
        header=marks.AD,
        forbids=marks.BESIDE,
    ),
    constants={**CONSTANTS, "level": "ad"},
)

REPORTS = (CAMPAIGNS, AD_GROUPS, ADS)
