"""Tables of the Google Ads API as connectors store them: campaign_stats, ad_group_stats, ad_stats and their kin.

Belongs here: their column names; amounts are in millionths of the account's currency, which no column names. Not here:
reports downloaded by people (`levels`, `details`). Tables by keyword and search term leave delivery out.
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.google.columns import ADVICE, CONSTANTS

# Several networks of one publisher stay apart: rows of both may stand side by side.
_NETWORKS = {
    "search": "search",
    "search_partners": "search_partners",
    "content": "display",
    "youtube": "youtube",
    "youtube_watch": "youtube",
    "youtube_search": "youtube_search",
    "google_tv": "google_tv",
    "google_owned_channels": "google_owned_channels",
    "mixed": "cross_network",
}
_COMMON = (
    Field(to="account_id", names=("customer_id",)),
    Field(to="day", names=("date", "date_day")),
    Field(to="publisher", names=("ad_network_type",), values=_NETWORKS),
    Field(to="device", names=("device",)),
    Field(to="spend_original", names=("cost_micros",), scale="0.000001"),
    Field(to="impressions", names=("impressions",)),
    Field(to="clicks", names=("clicks",)),
    Field(to="conversions", names=("conversions",)),
    Field(to="conversion_value_original", names=("conversions_value",)),
    Field(to="video_views", names=("video_views",)),
    Field(to="currency", names=("currency_code",)),
)
# Resource names end with the id: customers/1/adGroups/2.
_CAMPAIGN = (
    Field(to="campaign_id", names=("campaign_id",)),
    Field(to="campaign_id", names=("campaign_base_campaign",), piece=("/", 1)),
    Field(to="campaign_name", names=("campaign_name",)),
)
_AD_GROUP = (
    Field(to="ad_group_id", names=("ad_group_id",)),
    Field(to="ad_group_id", names=("ad_group",), piece=("/", 1)),
    Field(to="ad_group_id", names=("ad_group_base_ad_group",), piece=("/", 1)),
)
_CRITERION = (
    Field(to="keyword", names=("ad_group_criterion_criterion_id",)),
    Field(to="keyword", names=("keyword_ad_group_criterion",), piece=("~", 1)),
)
_MARK = ("cost_micros",)

ACCOUNTS = Report(
    network="google",
    report="ads",
    name="api_accounts",
    title="Google Ads API table of accounts",
    table=schema.AD_DELIVERY,
    fields=_COMMON,
    signature=Signature(
        needs=("day", "spend_original", "account_id"),
        header=_MARK,
        forbids=(
            *("id", "campaign_id", "ad_group_id", "ad_group", "ad_id", "search_term", "keyword_ad_group_criterion"),
            *("conversion_action", "conversion_action_name"),
        ),
    ),
    constants={**CONSTANTS, "level": "account"},
    advice=ADVICE
    | {
        "day": "Export the table with its date column",
        "currency": "These tables do not name their currency: declare the account with its currency in smm.yaml",
        "again": "Export the table again from the connector's database and drop the file in unopened",
        "unsupported": "Export the table without that segment",
    },
)

CAMPAIGNS = replace(
    ACCOUNTS,
    name="api_campaigns",
    title="Google Ads API table of campaigns",
    fields=(*_COMMON, Field(to="campaign_id", names=("id",)), Field(to="campaign_name", names=("name",))),
    signature=Signature(
        needs=("day", "spend_original", "campaign_id"),
        header=_MARK,
        forbids=("base_ad_group", "campaign_base_campaign", "ad_group_id", "ad_group", "ad_id", "search_term"),
    ),
    constants={**CONSTANTS, "level": "campaign"},
)

AD_GROUPS = replace(
    ACCOUNTS,
    name="api_ad_groups",
    title="Google Ads API table of ad groups",
    fields=(
        *_COMMON,
        *_CAMPAIGN,
        Field(to="ad_group_id", names=("id", "ad_group_id")),
        Field(to="ad_group_name", names=("name", "ad_group_name")),
    ),
    signature=Signature(
        needs=("day", "spend_original", "ad_group_id", "campaign_id"),
        header=_MARK,
        forbids=("ad_id", "search_term", "keyword_ad_group_criterion", "ad_group_criterion_criterion_id"),
    ),
    constants={**CONSTANTS, "level": "ad_group"},
)

ADS = replace(
    ACCOUNTS,
    name="api_ads",
    title="Google Ads API table of ads",
    fields=(*_COMMON, *_CAMPAIGN, *_AD_GROUP, *_CRITERION, Field(to="ad_id", names=("ad_id", "id"))),
    signature=Signature(
        needs=("day", "spend_original", "ad_id", ("ad_group_id", "campaign_id")),
        header=_MARK,
        forbids=("search_term", "base_campaign", "base_ad_group"),
    ),
    constants={**CONSTANTS, "level": "ad"},
)

KEYWORDS = replace(
    ACCOUNTS,
    report="ads_breakdown",
    name="api_keywords",
    title="Google Ads API table of keywords",
    fields=(*_COMMON, *_CAMPAIGN, *_AD_GROUP, *_CRITERION),
    signature=Signature(
        needs=("day", "spend_original", "keyword", "ad_group_id"),
        header=_MARK,
        forbids=("ad_id", "search_term"),
    ),
    constants={**CONSTANTS, "level": "ad_group", "is_partition": False},
)

SEARCH_TERMS = replace(
    KEYWORDS,
    name="api_search_terms",
    title="Google Ads API table of search terms",
    fields=(
        *KEYWORDS.fields,
        Field(to="search_term", names=("search_term",)),
        Field(to="match_type", names=("search_term_match_type",)),
    ),
    signature=Signature(needs=("day", "spend_original", "search_term", "ad_group_id"), header=_MARK),
)

REPORTS = (ACCOUNTS, CAMPAIGNS, AD_GROUPS, ADS, KEYWORDS, SEARCH_TERMS)
