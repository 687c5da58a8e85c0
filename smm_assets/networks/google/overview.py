"""Cards of the Google Ads overview page ("Download > Overview cards"): a ZIP of small tables over one period.

Belongs here: the cards whose figures can be kept. Not here: cards that are known but not loaded (`overview_unread`) and
reports (`levels`, `details`). The period stands in the name of each member; amounts carry a currency sign, which many
currencies share, so the currency comes from the account.
"""

from dataclasses import replace
from decimal import Decimal

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.google.columns import ADVICE, CONSTANTS, FILE_PERIOD
from smm_assets.networks.google.people import GENDERS
from smm_assets.networks.google.types import NETWORKS

_RATIOS: tuple[str, ...] = (
    "Cost / conv.",
    "Conv. rate",
    "CTR",
    "Avg. CPC",
    "Avg. CPM",
    "Avg. cost",
    "Interactions",
    "Interaction rate",
)
_RATIOS += ("Conv. value / cost", "Percent of known total")
_MEASURES = (
    Field(to="spend_original", names=("Cost",)),
    Field(to="impressions", names=("Impressions", "Impr.")),
    Field(to="clicks", names=("Clicks",)),
    Field(to="conversions", names=("Conversions",)),
    Field(to="conversion_value_original", names=("Conv. value", "Conversion value")),
)
_STATES = ("Campaign Status", "Ad Group Status", "Criterion Status", "Campaign Group Name", "Campaign type")
CARD = tuple(name for field in _MEASURES for name in field.names) + _RATIOS + _STATES
_PERIOD = (r"\((?:[^()]*_)?(\d{4}\.\d{2}\.\d{2})-(\d{4}\.\d{2}\.\d{2})\)", *FILE_PERIOD)
_ACCOUNT = {"level": "account", "conversion_definition": CONSTANTS["conversion_definition"]}
_KNOWN_ONLY: dict[str, str | bool | Decimal] = {**_ACCOUNT, "is_partition": False}
INSTEAD = ADVICE | {
    "again": "Download the campaign, ad group or ad report with Segment > Time > Day instead",
    "day": "Overview cards have no days: download the campaign report with Segment > Time > Day instead",
    "currency": "A currency sign is not enough: declare the account with its currency in smm.yaml",
    "period": "Keep the ZIP as Google Ads wrote it: the period stands in the names of its members",
}


def _names(*fields: Field) -> tuple[str, ...]:
    return tuple(name for field in fields for name in field.names)


_CAMPAIGN = Field(to="campaign_name", names=("Campaign Name",))
CAMPAIGNS = Report(
    network="google",
    report="ads",
    name="overview_campaigns",
    title="Google Ads overview card: campaigns",
    table=schema.AD_DELIVERY,
    fields=(_CAMPAIGN, *_MEASURES),
    signature=Signature(
        needs=("campaign_name", ("spend_original", "impressions", "clicks")),
        header=("Campaign Group Name", "Campaign Status"),
        only=(*CARD, *_CAMPAIGN.names),
    ),
    constants={**_ACCOUNT, "level": "campaign"},
    file_period=_PERIOD,
    advice=INSTEAD,
)

_DEVICE = Field(to="device", names=("Device",))
_NETWORK = Field(to="publisher", names=("Network",), values=NETWORKS)
DEVICES = replace(
    CAMPAIGNS,
    name="overview_devices",
    title="Google Ads overview card: devices or networks",
    fields=(_DEVICE, _NETWORK, *_MEASURES),
    signature=Signature(
        needs=(("device", "publisher"), "spend_original", ("clicks", "impressions")),
        header=("Device", "Network"),
        only=(*CARD, "Device", "Network"),
        forbids=_STATES,
    ),
    constants=_ACCOUNT,
)

_AGE = Field(to="age", names=("Age Range", "Age"))
_GENDER = Field(to="gender", names=("Gender",), values=GENDERS)
DEMOGRAPHICS = replace(
    CAMPAIGNS,
    name="overview_demographics",
    title="Google Ads overview card: demographics",
    fields=(_AGE, _GENDER, *_MEASURES),
    signature=Signature(
        needs=(("age", "gender"), "impressions"),
        header=("Percent of known total",),
        only=(*CARD, *_names(_AGE, _GENDER)),
    ),
    constants=_KNOWN_ONLY,
)

_KEYWORD = Field(to="keyword", names=("Search Keyword",))
KEYWORDS = replace(
    CAMPAIGNS,
    name="overview_keywords",
    title="Google Ads overview card: search keywords",
    fields=(_KEYWORD, Field(to="match_type", names=("Match type",)), *_MEASURES),
    signature=Signature(
        needs=("keyword", "spend_original"),
        header=("Criterion Status", "Search Keyword"),
        only=(*CARD, *_KEYWORD.names, "Match type"),
    ),
    constants=_KNOWN_ONLY,
)

_SEARCH = Field(to="search_term", names=("Search",))
SEARCHES = replace(
    CAMPAIGNS,
    name="overview_searches",
    title="Google Ads overview card: searches",
    fields=(_SEARCH, *_MEASURES),
    signature=Signature(
        needs=("search_term", "spend_original", "clicks"), header=_SEARCH.names, only=(*CARD, *_SEARCH.names)
    ),
    constants=_KNOWN_ONLY,
)

_TIMES = (
    Field(to="day", names=("Date", "Day")),
    Field(to="date_range", names=("Week",), span="week"),
    Field(to="date_range", names=("Month",), span="month"),
    Field(to="date_range", names=("Quarter",), span="quarter"),
    Field(to="date_range", names=("Year",), span="year"),
)
TIME_SERIES = replace(
    CAMPAIGNS,
    name="overview_time_series",
    title="Google Ads overview card: time series",
    fields=(*_TIMES, *_MEASURES),
    signature=Signature(
        needs=(("day", "date_range"), ("spend_original", "clicks", "conversions")),
        header=("Quarter", "Cost / conv.", "Avg. CPC", "Avg. CPM", "Conv. rate"),
        only=(*CARD, *_names(*_TIMES)),
        forbids=_STATES,
    ),
    constants=_ACCOUNT,
)

REPORTS = (CAMPAIGNS, DEVICES, DEMOGRAPHICS, KEYWORDS, SEARCHES, TIME_SERIES)
