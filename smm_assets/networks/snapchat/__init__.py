"""Snapchat Ads: the network's habits. Its exports are described one module each.

Belongs here: what holds for every Snapchat export and for planning on Snapchat. Not here: header names (`ads_manager`,
`api_delivery`).
"""

from smm_assets.ingest.habits import CONVERSIONS, Maturity, Network

_SWIPE_WINDOW = (
    "cautious default: conversions are booked on the day of the swipe or view and arrive until the attribution window "
    "(up to 28 days) closes; used until own restatements are known"
)

NETWORK = Network(
    value="snapchat",
    label="Snapchat Ads",
    kind="ads",
    channel_rules=(("snapchat", {}),),
    channel_labels={"snapchat": "Snapchat"},
    objective="sales",
    outcome_sources=("snapchat*", "*.snapchat.com", "snap", "snap_*"),
    timezone_note="Days follow the time zone of the ad account. Exports print its abbreviation, which may stand for "
    "several zones (AST is Arabia as well as the Atlantic), so the zone is not read from it.",
    # Snapchat for Business, "Advertising on Snapchat: How pricing works" (25 February 2020): an ad set must spend at
    # least 5 USD a day.
    minimum_daily={"USD": 5.0},
    late=(Maturity(metrics=CONVERSIONS, by_age=(0.75, 0.86, 0.91, 0.94, 0.96, 0.98, 0.99, 1.0), source=_SWIPE_WINDOW),),
)
