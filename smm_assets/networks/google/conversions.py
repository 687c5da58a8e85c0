"""Google Ads reports segmented by conversion action: which action brought how many conversions, and no delivery.

Belongs here: that table. Not here: conversions of whole campaigns (`levels`). Cost and clicks belong to no action; the
report repeats or leaves out theirs, so they are not read.
"""

from dataclasses import replace

from smm_assets.ingest.contract import Field, Signature
from smm_assets.networks.google import marks
from smm_assets.networks.google.columns import ACCOUNT, AD, AD_GROUP, BREAKDOWNS, CAMPAIGN, MEASURES, PERIODS
from smm_assets.networks.google.details import KEYWORDS

_READ = ("conversions", "conversion_value_original", "currency")

CONVERSION_ACTIONS = replace(
    KEYWORDS,
    name="conversion_actions",
    title="Google Ads report by conversion action",
    fields=(
        *ACCOUNT,
        *CAMPAIGN,
        *AD_GROUP,
        *AD[:2],
        *PERIODS,
        *(field for field in MEASURES if field.to in _READ),
        *BREAKDOWNS,
        Field(to="conversion_action", names=marks.ACTION),
    ),
    signature=Signature(
        needs=("conversion_action", "conversions", ("campaign_name", "campaign_id")),
        header=marks.ACTION,
        forbids=(*marks.SEARCH_TERM, *marks.KEYWORD, *marks.LOCATION, *marks.ASSET, *marks.FOREIGN),
    ),
)

REPORTS = (CONVERSION_ACTIONS,)
