"""The three Google Ads reports that are loaded: campaigns, ad groups and ads, by day or for the stated period.

Belongs here: how each level is told apart. Not here: columns (`columns`) and the reports that would count the same
delivery twice (`not_loaded`).
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Report, Signature
from smm_assets.networks.google.columns import (
    ACCOUNT,
    AD,
    AD_GROUP,
    ADVICE,
    BREAKDOWNS,
    CAMPAIGN,
    CONSTANTS,
    FILE_PERIOD,
    MEASURES,
    PERIODS,
    TOTALS,
    publishers,
)

# Columns that only Google writes so; one of them must be there.
OWN = (
    "Impr.",
    "Currency code",
    "Campaign type",
    "Campaign status",
    "Avg. CPC",
    "Avg. cost",
    "キャンペーン タイプ",
    "通貨コード",
    "キャンペーンの状態",
    "平均クリック単価",
    "Währungscode",
    "Kampagnentyp",
    "Durchschn. CPC",
    "Kampagnenstatus",
    "Код валюты",
    "Тип кампании",
    "Ср. цена за клик",
    "Статус кампании",
    "Código da moeda",
    "Tipo de campanha",
    "CPC méd.",
    "Status da campanha",
)
# Columns of reports below or beside the three levels.
BESIDE = (
    "Keyword",
    "Search keyword",
    "Match type",
    "Keyword status",
    "Search term",
    "検索キーワード",
    "キーワード",
    "検索語句",
    "Suchbegriff",
    "Keyword-Status",
    "Ключевое слово",
    "Поисковый запрос",
    "Palavra-chave",
    "Termo de pesquisa",
    "Location",
    "Targeted location",
    "Country/Territory",
    "地域",
    "ターゲット地域",
    "Standort",
    "Местоположение",
    "Asset",
    "Asset type",
    "Asset status",
    "アセット",
    "アセット タイプ",
    "Audience segment",
    "Audience",
    "オーディエンス",
    "Age",
    "Gender",
    "Age range",
    "Household income",
    "Placement",
    "Product ID",
    "Item ID",
    "Asset group",
    "Landing page",
    "Topic",
)
_DELIVERY = ("impressions", "clicks", "conversions", "video_views")
AD_MARKS = (
    "Ad status",
    "Ad type",
    "Ad strength",
    "広告のステータス",
    "広告の状態",
    "広告タイプ",
    "Anzeigentyp",
    "Anzeigenstatus",
    "Тип объявления",
    "Статус объявления",
    "Tipo de anúncio",
    "Status do anúncio",
)

CAMPAIGNS = Report(
    network="google",
    report="ads",
    name="campaigns",
    title="Google Ads campaign report",
    table=schema.AD_DELIVERY,
    fields=(*ACCOUNT, *CAMPAIGN, *PERIODS, *MEASURES, *BREAKDOWNS),
    signature=Signature(
        needs=("spend_original", ("campaign_name", "campaign_id"), _DELIVERY),
        header=OWN,
        forbids=(*BESIDE, *AD_MARKS, *AD_GROUP[0].names, *AD_GROUP[1].names),
    ),
    totals=TOTALS,
    constants={**CONSTANTS, "level": "campaign"},
    file_period=FILE_PERIOD,
    finish=publishers,
    advice=ADVICE,
)

AD_GROUPS = replace(
    CAMPAIGNS,
    name="ad_groups",
    title="Google Ads ad group report",
    fields=(*ACCOUNT, *CAMPAIGN, *AD_GROUP, *PERIODS, *MEASURES, *BREAKDOWNS),
    signature=Signature(
        needs=("spend_original", ("ad_group_name", "ad_group_id"), _DELIVERY),
        header=OWN,
        forbids=(*BESIDE, *AD_MARKS),
    ),
    constants={**CONSTANTS, "level": "ad_group"},
)

ADS = replace(
    CAMPAIGNS,
    name="ads",
    title="Google Ads ad report",
    fields=(*ACCOUNT, *CAMPAIGN, *AD_GROUP, *AD, *PERIODS, *MEASURES, *BREAKDOWNS),
    signature=Signature(
        needs=("spend_original", ("ad_group_name", "ad_group_id"), _DELIVERY),
        header=AD_MARKS,
        forbids=BESIDE,
    ),
    constants={**CONSTANTS, "level": "ad"},
)

REPORTS = (CAMPAIGNS, AD_GROUPS, ADS)
