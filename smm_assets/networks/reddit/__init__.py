"""Reddit Ads: the network's habits. Its exports are described one module each.

Belongs here: what holds for every Reddit export and for planning on Reddit. Not here: header names (`ads`, `ads_api`).
"""

from smm_assets.ingest.habits import CONVERSIONS, Maturity, Network

NETWORK = Network(
    value="reddit",
    label="Reddit Ads",
    kind="ads",
    channel_rules=(("reddit", {}),),
    channel_labels={"reddit": "Reddit"},
    objective="sales",
    click_kind="all",
    outcome_sources=("reddit*", "*.reddit.com", "redd.it"),
    timezone_note="The reporting API answers in UTC; Ads Manager shows days in the account's time zone.",
    late=(
        Maturity(
            metrics=CONVERSIONS,
            by_age=(0.75, 0.84, 0.89, 0.92, 0.94, 0.96, 0.98, 1.0),
            source="cautious default for attribution windows of up to 30 days, until own restatements are known",
        ),
    ),
)
