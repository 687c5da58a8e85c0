"""Meta (Facebook, Instagram, Messenger, Audience Network): the network's habits.

Belongs here: what holds for everything bought or posted there. Not here: header names of its exports (`ads_manager`,
`business_suite`).
"""

from smm_assets.ingest.contract import Maturity, Network

_CLICK_WINDOW = (
    "cautious default for the 7-day click, 1-day view window: conversions are booked on the day of the ad event and "
    "arrive until the window closes; used until own restatements are known"
)

NETWORK = Network(
    value="meta",
    label="Meta Ads",
    kind="mixed",
    channel_rules=(("meta", {}),),
    channel_labels={"meta": "Meta"},
    objective="sales",
    outcome_sources=(
        "facebook*",
        "*.facebook.com",
        "fb",
        "fb_*",
        "instagram*",
        "*.instagram.com",
        "ig",
        "ig_*",
        "meta",
        "meta_*",
    ),
    timezone_note="Days follow the time zone of the ad account; the export does not name it.",
    # Meta Business Help Center, "About daily budgets": up to 75 % over the daily budget on single days, averaged out
    # over a calendar week.
    daily_overspend=1.75,
    # Meta Business Help Center, "About minimum budgets": about 5 USD a day for ad sets charged by clicks or actions.
    minimum_daily={"USD": 5.0},
    late=(
        Maturity(metric="conversions", by_age=(0.75, 0.86, 0.91, 0.94, 0.96, 0.98, 0.99, 1.0), source=_CLICK_WINDOW),
        Maturity(
            metric="conversion_value", by_age=(0.75, 0.86, 0.91, 0.94, 0.96, 0.98, 0.99, 1.0), source=_CLICK_WINDOW
        ),
    ),
)
