"""Which channel and objective own results belong to: smm.yaml's rules, else the networks' habits in naming sources.

Belongs here: resolving sources, media, campaigns and promo codes. Not here: paid delivery (`channels`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from smm_assets.budget.channels import Channels, Delivery, like
from smm_assets.ingest.habits import Network

UNATTRIBUTED = "unattributed"
PAID_MEDIA = ("cpc", "ppc", "cpm", "cpv", "cpa", "paid*", "ads", "ad", "display", "banner", "sponsored", "influencer")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What own results are recognised by. Unknown parts are empty."""

    traffic_source: str = ""
    traffic_medium: str = ""
    channel_group: str = ""
    campaign_name: str = ""
    promo_code: str = ""


def attribute(item: Outcome, channels: Channels, campaigns: Mapping[str, str]) -> tuple[str, bool]:
    """Channel of the results and whether paid activity brought them; `unattributed` when no rule tells.

    campaigns: channel by case-folded campaign name and id, from paid delivery.
    """
    for rule in channels.settings.outcome_rules:
        if (
            like(rule.source, item.traffic_source)
            and like(rule.medium, item.traffic_medium)
            and like(rule.campaign, item.campaign_name)
            and like(rule.promo_code, item.promo_code)
            and like(rule.channel_group, item.channel_group)
        ):
            return rule.channel, rule.paid
    paid = any(like(pattern, item.traffic_medium) for pattern in PAID_MEDIA) or like("paid *", item.channel_group)
    network = _network(item.traffic_source, channels)
    if network is None:
        return UNATTRIBUTED, paid
    return _channel(item, network, channels, campaigns), paid


def objective_of(
    item: Outcome, channel: str, own: str, channels: Channels, served: Mapping[str, Mapping[str, str]]
) -> str:
    """Objective that results of a channel count for: that of their campaign, else of the rule that fits its name.

    own: the channel's own objective, for results that name no campaign of a channel with several. served: objective by
    case-folded name and key of the channel's paid campaigns; a channel whose campaigns share one has no other.
    """
    campaigns = served.get(channel, {})
    objectives = set(campaigns.values())
    if len(objectives) == 1:
        return objectives.pop()
    if item.campaign_name and item.campaign_name.casefold() in campaigns:
        return campaigns[item.campaign_name.casefold()]
    ruled = channels.ruled_objective(channel, item.campaign_name) if item.campaign_name else None
    return ruled or own


def _network(source: str, channels: Channels) -> Network | None:
    if not source:
        return None
    for network in channels.networks.values():
        if any(like(pattern, source) for pattern in network.outcome_sources):
            return network
    return None


def _channel(item: Outcome, network: Network, channels: Channels, campaigns: Mapping[str, str]) -> str:
    """The channel of the campaign of that name, else the one called like the source, else the network's usual one."""
    own = [name for name, _ in network.channel_rules]
    known = campaigns.get(item.campaign_name.casefold()) if item.campaign_name else None
    if known is not None and (known in own or known == network.value or known in channels.settings.channels):
        return known
    for name in own:
        if like(f"{name}*", item.traffic_source):
            return name
    return channels.channel(
        Delivery(network=network.value, campaign_name=item.campaign_name, publisher=item.traffic_source)
    )
