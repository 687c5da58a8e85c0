"""VK Реклама (VK Ads, formerly myTarget) and VK communities: the network's habits. Exports are one module each.

Belongs here: what holds for every VK export and for planning on VK. Not here: header names (`ads`, `demography`,
`community`, `community_long`).
"""

from smm_assets.ingest.habits import Maturity, Network

NETWORK = Network(
    value="vk",
    label="VK Реклама",
    kind="mixed",
    channel_rules=(("vk", {}),),
    channel_labels={"vk": "VKontakte"},
    objective="sales",
    click_kind="all",
    outcome_sources=("vk", "vk_*", "vk-*", "vk.com", "*.vk.com", "vkontakte*", "mytarget*", "target.my.com"),
    timezone_note="Reports are cut on Moscow time whatever the account's country (target.vk.ru, agency reports help).",
    late=(
        Maturity(
            metrics=("conversions",),
            by_age=(0.85, 0.92, 0.95, 0.97, 0.98, 0.99, 1.0),
            source="cautious default until own restatements are known; the network documents no delay",
        ),
    ),
)
