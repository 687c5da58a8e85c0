"""Which channel an order counts for, by its tags: the rules of the example's `smm.yaml`, and their known answer.

Belongs here: the rules once, for the settings file and for the truth. Not here: the orders.
"""

from dataclasses import dataclass

UNATTRIBUTED = "unattributed"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Orders whose given parts all equal these count for the channel; None asks nothing."""

    channel: str
    source: str | None = None
    medium: str | None = None
    promo_code: str | None = None
    paid: bool = True


RULES: tuple[Rule, ...] = (
    Rule(channel="tiktok", promo_code="TIKTOK10"),
    Rule(channel="meta", source="facebook", medium="cpc"),
    Rule(channel="meta", source="instagram", medium="cpc"),
    Rule(channel="youtube", source="youtube", medium="cpc"),
    Rule(channel="google", source="google", medium="cpc"),
    Rule(channel="tiktok", source="tiktok", medium="paid_social"),
    Rule(channel="vk", source="vk", medium="cpc"),
    Rule(channel=UNATTRIBUTED, source="google", medium="organic", paid=False),
    Rule(channel="meta", source="facebook", medium="social", paid=False),
    Rule(channel="meta", source="instagram", medium="social", paid=False),
)


def channel_of(source: str, medium: str, promo_code: str = "") -> tuple[str, bool]:
    """Channel and whether it was paid for; the first rule wins, none means unattributed."""
    for rule in RULES:
        asked = ((rule.source, source), (rule.medium, medium), (rule.promo_code, promo_code))
        if all(wanted is None or wanted == seen for wanted, seen in asked):
            return rule.channel, rule.paid
    return UNATTRIBUTED, False
