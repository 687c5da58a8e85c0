"""Google Ads reports that are known but not loaded, because they would count the delivery of campaigns twice.

Belongs here: recognising keyword, search term, location, asset, audience and overview exports and saying what to
download instead. Not here: the reports that are loaded (`levels`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.google.columns import ACCOUNT, AD_GROUP, ADVICE, CAMPAIGN, MEASURES, PERIODS
from smm_assets.networks.google.levels import BESIDE

_TWICE = (
    "it splits the delivery of campaigns by keywords, places, assets or audiences and is not loaded, so that nothing "
    "is counted twice"
)
_INSTEAD = {**ADVICE, "again": "Download the campaign, ad group or ad report with Segment > Time > Day instead"}

BELOW_AD_GROUPS = Report(
    network="google",
    report="ads_detail",
    name="details_not_loaded",
    title="Google Ads keyword, location, asset or audience report",
    table=schema.AD_DELIVERY,
    fields=(*ACCOUNT, *CAMPAIGN, *AD_GROUP, *PERIODS, *MEASURES),
    signature=Signature(needs=("spend_original",), header=BESIDE),
    refuse=_TWICE,
    advice=_INSTEAD,
)

# Every column an overview card can have; other networks share some of them.
_CARD = (
    "Quarter",
    "Month",
    "Week",
    "Day",
    "Date",
    "Start Hour",
    "Optimization Score",
    "Campaign Name",
    "Campaign Group Name",
    "Campaign Status",
    "Ad Group Name",
    "Ad Group Status",
    "Criterion Status",
    "Search Keyword",
    "Match type",
    "Search",
    "Word",
    "Top Containing Queries",
    "Device",
    "Network",
    "Gender",
    "Age Range",
    "Percent of known total",
    "Clicks",
    "Impressions",
    "Interactions",
    "Interaction Rate",
    "CTR",
    "Cost",
    "Avg. CPC",
    "Avg. CPM",
    "Avg. cost",
    "Conversions",
    "Conv. rate",
    "Conv. value",
    "Cost / conv.",
    "Views",
)

OVERVIEW = Report(
    network="google",
    report="ads_overview",
    name="overview_not_loaded",
    title="Google Ads overview card",
    table=schema.AD_DELIVERY,
    fields=(
        Field(to="campaign_name", names=("Campaign Name",)),
        Field(to="spend_original", names=("Cost",)),
        Field(to="impressions", names=("Impressions",)),
        Field(to="clicks", names=("Clicks",)),
        Field(to="conversions", names=("Conversions",)),
    ),
    signature=Signature(
        needs=(("spend_original", "impressions", "campaign_name"),),
        header=(
            "Quarter",
            "Optimization Score",
            "Campaign Group Name",
            "Percent of known total",
            "Start Hour",
            "Top Containing Queries",
            "Word",
            "Search",
        ),
        only=_CARD,
        forbids=("Impr.", "Currency code"),
    ),
    refuse="overview cards hold rounded or partial figures without days and are not loaded",
    advice=_INSTEAD,
)

REPORTS = (BELOW_AD_GROUPS, OVERVIEW)
