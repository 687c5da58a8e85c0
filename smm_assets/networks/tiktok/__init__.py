"""TikTok: the network's habits. Its exports are described one module each.

Belongs here: what holds for every TikTok export, of Ads Manager, Studio or a business account, and for planning on
TikTok. Not here: header names.
"""

from smm_assets.ingest.habits import CONVERSIONS, Maturity, Network

NETWORK = Network(
    value="tiktok",
    label="TikTok Ads",
    kind="mixed",
    channel_rules=(("tiktok", {}),),
    channel_labels={"tiktok": "TikTok"},
    objective="sales",
    outcome_sources=("tiktok*", "*.tiktok.com"),
    timezone_note="Days follow the time zone of the ad account; the export does not name it.",
    # TikTok Business Help Center, "About Dynamic Daily Budget": up to 25 % over the daily budget on one day, at most
    # seven times the daily budget from Sunday to Saturday.
    daily_overspend=1.25,
    overspend_window="week",
    window_budgets=7.0,
    # TikTok Business Help Center, "About budgets for ads in TikTok Ads Manager" (August 2025): a daily budget must
    # exceed 20 USD per ad group and 50 USD per campaign. The smaller one is the floor.
    minimum_daily={"USD": 20.0},
    late=(
        Maturity(
            metrics=CONVERSIONS,
            by_age=(0.80, 0.88, 0.92, 0.95, 0.97, 0.98, 0.99, 1.0),
            source="cautious default for the 7-day click, 1-day view window, until own restatements are known",
        ),
    ),
)
