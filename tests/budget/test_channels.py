"""Which channel delivery and own results belong to: the project's rules, the account, the network's habits."""

import pytest

from smm_assets.budget.channels import Channels, Delivery
from smm_assets.budget.outcomes import Outcome, attribute
from smm_assets.ingest.habits import Network
from smm_assets.settings import Settings

NETWORKS = {
    "big": Network(
        value="big", label="Big Ads", kind="ads", objective="leads",
        channel_rules=(("tube", {"campaign_type": ("Video", "Vidéo")}), ("big", {})),
        not_social=("big",), channel_labels={"tube": "Tube"}, outcome_sources=("big*", "tube*"),
    ),
    "plain": Network(value="plain", label="Plain", kind="ads", outcome_sources=("plain",)),
}  # fmt: skip
YAML = {
    "accounts": [{"name": "shop", "network": "plain", "account_id": "7", "channel": "shop_channel"}],
    "channels": {
        "brand": {"label": "Brand", "objective": "awareness", "match": [{"campaign": "*brand*", "network": "big"}]},
        "video": {"match": [{"account": "SHOP", "publisher": "tv*"}], "social": False},
    },
    "objective_rules": [{"objective": "traffic", "channel": "big", "campaign": "blog*"}],
    "outcome_rules": [
        {"channel": "brand", "promo_code": "TV10"},
        {"channel": "big", "source": "newsletter", "paid": False},
    ],
}
CHANNELS = Channels(settings=Settings.model_validate(YAML), networks=NETWORKS)


@pytest.mark.parametrize(
    ("item", "channel"),
    [
        (Delivery(network="big"), "big"),
        (Delivery(network="big", campaign_type="vidéo"), "tube"),
        (Delivery(network="big", campaign_type="Video", campaign_name="My BRAND film"), "brand"),
        (Delivery(network="plain", campaign_name="brand"), "plain"),
        (Delivery(network="plain", account_id="7"), "shop_channel"),
        (Delivery(network="plain", account_id="act_7"), "shop_channel"),
        (Delivery(network="plain", account_id="7", publisher="TV one"), "video"),
        (Delivery(network="unheard"), "unheard"),
    ],
)
def test_rules_of_the_project_then_the_account_then_the_network(item, channel):
    assert CHANNELS.channel(item) == channel


@pytest.mark.parametrize(
    ("channel", "campaign", "network", "objective"),
    [
        ("big", "Blog posts", "big", "traffic"),
        ("big", "Other", "big", "leads"),
        ("brand", "Other", "big", "awareness"),
        ("tube", "", "", "leads"),
        ("unheard", "", "", "sales"),
    ],
)
def test_objectives_come_from_rules_then_the_channel_then_the_network(channel, campaign, network, objective):
    assert CHANNELS.objective(channel, campaign, network) == objective


def test_a_channel_is_social_media_as_declared_else_as_its_network_says():
    assert {name: CHANNELS.is_social(name) for name in ("big", "tube", "plain", "brand", "video")} == {
        "big": False, "tube": True, "plain": True, "brand": True, "video": False,
    }  # fmt: skip
    named = Settings.model_validate({"channels": {"big": {"social": True}}})
    assert Channels(settings=named, networks=NETWORKS).is_social("big")


def test_names_and_labels_of_channels():
    assert CHANNELS.names() == {"brand", "video", "shop_channel", "tube", "big", "plain"}
    assert [CHANNELS.label(name) for name in ("brand", "tube", "big", "unheard")] == [
        "Brand",
        "Tube",
        "Big Ads",
        "unheard",
    ]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome(traffic_source="big_ads", traffic_medium="cpc"), ("big", True)),
        (Outcome(traffic_source="Big", traffic_medium="organic"), ("big", False)),
        (Outcome(traffic_source="tube", traffic_medium="paid_social"), ("tube", True)),
        (Outcome(traffic_source="big", traffic_medium="cpc", campaign_name="Spring film"), ("tube", True)),
        (Outcome(traffic_source="elsewhere", traffic_medium="cpc"), ("unattributed", True)),
        (Outcome(), ("unattributed", False)),
        (Outcome(traffic_source="elsewhere", promo_code="tv10"), ("brand", True)),
        (Outcome(traffic_source="newsletter", traffic_medium="cpc"), ("big", False)),
        (Outcome(traffic_source="plain", channel_group="Paid Social"), ("plain", True)),
    ],
)
def test_own_results_go_to_the_rule_else_the_source_else_nobody(outcome, expected):
    assert attribute(outcome, CHANNELS, {"spring film": "tube"}) == expected
