"""LinkedIn: the network's habits, for ads (Campaign Manager) and Pages. Its exports are described one module each.

Belongs here: what holds for every LinkedIn export and for planning on LinkedIn. Not here: header names (`ads_*` and
`pages_*`).
"""

from smm_assets.ingest.habits import CONVERSIONS, Maturity, Network

NETWORK = Network(
    value="linkedin",
    label="LinkedIn",
    kind="mixed",
    channel_rules=(("linkedin", {}),),
    channel_labels={"linkedin": "LinkedIn"},
    objective="leads",
    outcome_sources=("linkedin*", "*.linkedin.com", "lnkd.in"),
    timezone_note="Campaign Manager reports in UTC and says so above the table and in the day's column name; Page "
    "analytics do not say their zone.",
    late=(
        Maturity(
            metrics=CONVERSIONS,
            by_age=(0.75, 0.84, 0.89, 0.92, 0.94, 0.96, 0.98, 1.0),
            source="cautious default for windows of 30 days after a click and 7 after a view, until own restatements "
            "are known",
        ),
    ),
)
