"""Canonical metrics of accounts and pages (raw.account_metric): what each name means, its unit, whether days add up.

Belongs here: one definition per metric name. Not here: which header names it (`networks/`), since when a network no
longer reports it (`Network.retired`), nor the measures of other raw tables (their own columns say that).
"""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["count", "people", "seconds", "currency"]


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One metric of an account's day. people: distinct or standing numbers of people, never added up across days.

    currency: an amount; the row's `unit` is the ISO 4217 code.
    """

    name: str
    unit: Unit
    is_additive: bool
    description: str


def _metrics(unit: Unit, is_additive: bool, **described: str) -> tuple[Metric, ...]:
    return tuple(
        Metric(name=name, unit=unit, is_additive=is_additive, description=text) for name, text in described.items()
    )


METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        *_metrics(
            "count",
            True,
            impressions="times content was shown, paid and organic",
            impressions_organic="times content was shown without being paid for",
            impressions_paid="times content was shown because it was paid for",
            views="views as the network's own metric of that name; no impressions",
            video_views="video views",
            visits="visits of the page or profile",
            page_views="views of the page's tabs",
            clicks="all clicks on content",
            clicks_organic="clicks on content that was not paid for",
            clicks_paid="clicks on paid content",
            link_clicks="clicks on links",
            phone_clicks="clicks on the phone number",
            interactions="content interactions as Meta totals them",
            page_unlikes="likes of the page taken back",
            engagements="reactions, comments, shares, saves and clicks as the network totals them",
            likes="likes or reactions",
            likes_organic="likes or reactions on content that was not paid for",
            likes_paid="likes or reactions on paid content",
            comments="comments or replies",
            comments_organic="comments on content that was not paid for",
            comments_paid="comments on paid content",
            shares="shares",
            reposts="reposts",
            reposts_organic="reposts of content that was not paid for",
            reposts_paid="reposts of paid content",
            saves="saves or bookmarks",
            follows="follows of the day as Meta charts them",
            page_likes="new likes of the page",
            followers_gained="people who began to follow",
            followers_gained_organic="people who began to follow without being paid for",
            followers_gained_paid="people who began to follow because of paid content",
            followers_gained_invited="people who began to follow after an automatic invitation",
            followers_lost="people who stopped following",
            followers_net="gained minus lost followers",
            posts="posts published",
            negative_feedback="hides, reports and the like",
            leads="leads submitted on the page",
        ),
        *_metrics(
            "people",
            False,
            followers="followers at the end of the day",
            reach="people reached",
            reach_organic="people reached without paying",
            reach_paid="people reached by paid content",
            viewers="people who viewed content",
            new_viewers="people who viewed content for the first time",
            returning_viewers="people who had viewed content before",
            visitors="people who visited the page",
            engaged_people="people who interacted",
            users="users of the site or app",
            new_users="users seen for the first time",
        ),
        *_metrics("seconds", True, watch_seconds="seconds of video watched"),
        *_metrics("currency", True, earnings="money the network says the account earned"),
    )
}
