"""Google Ads, YouTube ads included: the network's habits.

Belongs here: what holds for every Google Ads export and for planning there. Not here: header names and reports
(`columns`, `campaigns`, `ad_groups`, `ads`, `not_loaded`).
"""

from smm_assets.ingest.habits import CONVERSIONS, Maturity, Network
from smm_assets.networks.google.types import DEMAND_GEN, VIDEO

_CLICK_WINDOW = (
    "cautious default for the 30-day click window: conversions are booked on the day of the click and arrive until the "
    "window closes; used until own restatements are known"
)

NETWORK = Network(
    value="google",
    label="Google Ads",
    kind="ads",
    channel_rules=(("youtube", {"campaign_type": (*VIDEO, *DEMAND_GEN)}), ("google", {})),
    channel_labels={"youtube": "YouTube", "google": "Google"},
    not_social=("google",),
    objective="sales",
    outcome_sources=("google", "google_ads", "google.*", "adwords", "youtube*", "*.youtube.com", "yt"),
    timezone_note="Days follow the time zone of the Google Ads account; the report does not name it.",
    # Google Ads Help, "About spending limits": up to twice the average daily budget on one day, 30.4 times a month.
    daily_overspend=2.0,
    overspend_window="month",
    window_budgets=30.4,
    # Google Ads Help, "About budgets": a daily budget belongs to a campaign, or is shared by several.
    budget_levels=("campaign",),
    late=(
        Maturity(metrics=CONVERSIONS, by_age=(0.70, 0.80, 0.86, 0.90, 0.92, 0.94, 0.95, 0.96), source=_CLICK_WINDOW),
    ),
)
