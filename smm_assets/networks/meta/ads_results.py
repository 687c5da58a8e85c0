"""Result indicators of Meta Ads: which of them say that the results are conversions.

Belongs here: that list, of Meta's standard events that end or lead to a deal, and conversions people defined. What is
not on it (clicks, views, videos, likes, follows, visits, searches, messages, leads) is none: Meta writes those under
the same prefixes, such as onsite_conversion.post_net_like. Not here: leads, which have a column of their own.
"""

import re

# Indicator's own word for the event, and the event. Counts of one event differ by where it happened, not by what it is.
EVENTS = {
    **{
        name: name
        for name in (
            *("purchase", "add_to_cart", "initiate_checkout", "add_payment_info", "complete_registration"),
            *("subscribe", "start_trial", "submit_application", "schedule", "donate", "contact", "find_location"),
            *("customize_product", "app_install"),
        )
    },
    "initiated_checkout": "initiate_checkout",
    "mobile_app_install": "app_install",
}
_WHERE = (
    *("offsite_conversion.fb_pixel_", "offsite_conversion.", "onsite_conversion.", "offline_conversion.", "omni_"),
    *("app_custom_event.fb_mobile_", "app_custom_event.", "onsite_web_app_", "onsite_web_", "onsite_app_"),
    *("web_app_in_store_", "web_in_store_"),
)
_INDICATOR = re.compile(
    rf"(?:(?:actions|conversions):)?(?:{'|'.join(map(re.escape, _WHERE))})?(?P<event>{'|'.join(EVENTS)})"
    r"(?:_(?:total|website|mobile_app|offline|on_facebook))?"
)
_CUSTOM = re.compile(r"(?:(?:actions|conversions):)?offsite_conversion\.custom\.(?P<id>\w+)")


def definition_of(indicator: str) -> str | None:
    """What results of this indicator count as conversions: meta_purchase …; None when they are no conversions."""
    text = indicator.strip().casefold()
    found = _INDICATOR.fullmatch(text)
    if found:
        return f"meta_{EVENTS[found['event']]}"
    own = _CUSTOM.fullmatch(text)
    return f"meta_custom_{own['id']}" if own else None
