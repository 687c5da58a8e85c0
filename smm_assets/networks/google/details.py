"""Google Ads reports by keyword, search term, asset and video: they leave delivery out or count it several times.

Belongs here: what sets these reports apart. Not here: places (`places`), people (`people`) and whole delivery
(`levels`). A keyword report knows search campaigns only, a search term report hides rare searches, and an asset is
counted with every ad it was part of, so none of them adds up to what was spent.
"""

from dataclasses import replace
from decimal import Decimal

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.google import marks
from smm_assets.networks.google.columns import (
    ACCOUNT,
    AD_GROUP,
    ADVICE,
    BREAKDOWNS,
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

COMMON = (*ACCOUNT, *CAMPAIGN, *AD_GROUP, *PERIODS, *MEASURES, *BREAKDOWNS)
PARTIAL: dict[str, str | bool | Decimal] = {**CONSTANTS, "is_partition": False}
_MATCH_TYPE = Field(to="match_type", names=marks.MATCH_TYPE)
_KEYWORD = Field(to="keyword", names=tuple(name for name in marks.KEYWORD if "tatus" not in name))

KEYWORDS = Report(
    network="google",
    report="ads_breakdown",
    name="keywords",
    title="Google Ads search keyword report",
    table=schema.AD_DELIVERY,
    fields=(*COMMON, _KEYWORD, _MATCH_TYPE),
    signature=Signature(
        needs=("spend_original", "keyword", DELIVERY),
        header=marks.KEYWORD,
        forbids=(
            *marks.SEARCH_TERM,
            *marks.LOCATION,
            *marks.ASSET,
            *marks.AD,
            *marks.ACTION,
            *marks.FOREIGN,
            "Criterion Status",
        ),
    ),
    totals=TOTALS,
    constants=PARTIAL,
    file_period=FILE_PERIOD,
    finish=publishers,
    finish_reads=PUBLISHERS_READ,
    advice=ADVICE,
)

SEARCH_TERMS = replace(
    KEYWORDS,
    name="search_terms",
    title="Google Ads search terms report",
    fields=(
        *COMMON,
        _KEYWORD,
        _MATCH_TYPE,
        Field(to="search_term", names=marks.SEARCH_TERM),
    ),
    signature=Signature(
        needs=("spend_original", "search_term", DELIVERY),
        header=marks.SEARCH_TERM,
        forbids=(*marks.AD, *marks.ACTION, *marks.FOREIGN),
    ),
)

ASSETS = replace(
    KEYWORDS,
    name="assets",
    title="Google Ads asset report",
    fields=(
        *COMMON,
        Field(to="asset", names=("Asset", "アセット", "Объект", "Recurso")),
        Field(to="asset_type", names=("Asset type", "アセット タイプ", "Asset-Typ", "Тип объекта")),
        Field(to="segment", names=("Level", "レベル", "Ebene", "Уровень", "Nível")),  # where the asset is attached
        Field(to="unsupported", names=("Asset group", "アセット グループ"), if_several=True),
    ),
    signature=Signature(
        needs=("spend_original", "asset", DELIVERY),
        header=marks.ASSET,
        forbids=(*marks.AD, *marks.KEYWORD, *marks.ACTION, *marks.FOREIGN),
    ),
)

VIDEOS = replace(
    KEYWORDS,
    name="videos",
    title="Google Ads video report",
    fields=(*COMMON, Field(to="asset", names=marks.VIDEO[:2]), Field(to="asset", names=marks.VIDEO[2:])),
    signature=Signature(
        needs=("spend_original", "asset", DELIVERY),
        header=marks.VIDEO,
        forbids=(*marks.AD, *marks.ASSET, *marks.KEYWORD, *marks.ACTION, *marks.FOREIGN),
    ),
    constants={**PARTIAL, "asset_type": "Video"},
)

REPORTS = (KEYWORDS, SEARCH_TERMS, ASSETS, VIDEOS)
