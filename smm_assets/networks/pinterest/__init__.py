"""Pinterest: the network's habits, for ads and organic analytics. Its exports are described one module each.

Belongs here: what holds for every Pinterest export and for planning on Pinterest. Not here: header names (`ads`,
`ads_api`, `analytics`).
"""

from smm_assets.ingest.habits import CONVERSIONS, Maturity, Network

NETWORK = Network(
    value="pinterest",
    label="Pinterest",
    kind="mixed",
    channel_rules=(("pinterest", {}),),
    channel_labels={"pinterest": "Pinterest"},
    objective="sales",
    outcome_sources=("pinterest*", "*.pinterest.*", "pin.it"),
    timezone_note="Reports are cut at midnight UTC (support.powermyanalytics.com).",
    late=(
        Maturity(
            metrics=CONVERSIONS,
            by_age=(0.70, 0.80, 0.86, 0.90, 0.93, 0.96, 0.98, 1.0),
            source="cautious default for windows of 30 days after clicks, engagements and views, until own "
            "restatements are known",
        ),
    ),
)
