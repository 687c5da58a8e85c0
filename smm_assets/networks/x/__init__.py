"""X (until 2023 Twitter): the network's habits. Its exports are described one module each.

Belongs here: what holds for everything bought or posted there. Not here: header names (`ads`, `ads_legacy`, `account`,
`posts`, `posts_legacy`, `video`, `api_delivery`, `api_posts`).
"""

from smm_assets.ingest.habits import CONVERSIONS, Maturity, Network

_WINDOW = (
    "cautious default: conversions are booked on the day of the engagement or view and arrive until the attribution "
    "window (up to 90 days) closes; used until own restatements are known"
)

NETWORK = Network(
    value="x",
    label="X",
    kind="mixed",
    channel_rules=(("x", {}),),
    channel_labels={"x": "X"},
    objective="sales",
    outcome_sources=("x", "x.com", "*.x.com", "x_*", "twitter*", "*.twitter.com", "t.co"),
    timezone_note="Days of ads follow the time zone of the ad account, days of posts are UTC; no export names it.",
    late=(Maturity(metrics=CONVERSIONS, by_age=(0.75, 0.86, 0.91, 0.94, 0.96, 0.98, 0.99, 1.0), source=_WINDOW),),
)
