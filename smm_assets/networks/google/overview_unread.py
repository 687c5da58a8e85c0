"""Cards of the Google Ads overview page that are known but not loaded, each for its own reason.

Belongs here: recognising them. Not here: the cards that are kept (`overview`).
"""

from dataclasses import replace

from smm_assets.ingest.contract import Field, Signature
from smm_assets.networks.google.overview import CAMPAIGNS, CARD

SCORE = replace(
    CAMPAIGNS,
    report="ads_overview",
    name="overview_score",
    title="Google Ads overview card: optimization score",
    fields=(Field(to="campaign_name", names=("Campaign Name",)),),
    signature=Signature(
        needs=("campaign_name",), header=("Optimization Score",), only=("Optimization Score", "Campaign Name", "Status")
    ),
    refuse="the optimization score is an advice of Google's about settings and no delivery",
)

HOURS = replace(
    CAMPAIGNS,
    report="ads_overview",
    name="overview_hours",
    title="Google Ads overview card: day and hour",
    fields=(Field(to="impressions", names=("Impressions",)), Field(to="clicks", names=("Clicks",))),
    signature=Signature(
        needs=(("impressions", "clicks"),),
        header=("Start Hour", "Day"),
        only=("Day", "Start Hour", "Impressions", "Clicks"),
    ),
    refuse="days of the week and hours of the day, added up over the whole period, tell no day and no hour of a day",
)

WORDS = replace(
    CAMPAIGNS,
    report="ads_overview",
    name="overview_words",
    title="Google Ads overview card: words of searches",
    fields=(Field(to="search_term", names=("Word",)), *CAMPAIGNS.fields[1:]),
    signature=Signature(
        needs=("search_term",),
        header=("Top Containing Queries", "Word"),
        only=(*CARD, "Word", "Top Containing Queries"),
    ),
    refuse="a search of three words is counted under each word, so rows of words count delivery several times; the "
    "card of searches holds the same once",
)

CHANGES = replace(
    CAMPAIGNS,
    report="ads_overview",
    name="overview_changes",
    title="Google Ads overview card: biggest changes",
    fields=(Field(to="campaign_name", names=("Campaign Name",)),),
    signature=Signature(needs=("campaign_name",), header=("Cost (Comparison)", "Clicks (Comparison)")),
    refuse="it compares two periods and names neither",
)

REPORTS = (SCORE, HOURS, WORDS, CHANGES)
