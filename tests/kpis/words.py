"""A small vocabulary of formulas: what each level adds up, and names of other tables."""

from smm_assets.kpis.metrics import Metric, Vocabulary


def _adding(kind, *names):
    return {name: Metric(name=name, kind=kind, adds=True) for name in names}


_CAMPAIGN = {
    **_adding("money", "spend", "conversion_value"),
    **_adding("count", "impressions", "clicks", "link_clicks", "conversions", "engagements", "leads", "video_views"),
    "ctr": Metric(name="ctr", kind="ratio", description="clicks / impressions"),
    "conversions_projected": Metric(name="conversions_projected", kind="count"),
}
_CHANNEL = {**_CAMPAIGN, **_adding("money", "revenue"), **_adding("count", "orders", "new_customers", "sessions")}
_PEOPLE = {name: Metric(name=name, kind="people") for name in ("reach", "users", "followers")}
_ORIGINAL = {name: Metric(name=name, kind="original money") for name in ("spend_original", "conversion_value_original")}
_ELSEWHERE = {**_PEOPLE, **_ORIGINAL, **_adding("count", "likes"), "pace": Metric(name="pace", kind="ratio")}
WORDS = Vocabulary(levels={"channel": _CHANNEL, "campaign": _CAMPAIGN}, elsewhere=_ELSEWHERE)
