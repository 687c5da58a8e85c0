"""Meta (Facebook, Instagram, Messenger, Audience Network): the network's habits.

Belongs here: what holds for everything bought or posted there, and which organic metrics it stopped reporting; ads keep
theirs. Not here: header names of its exports, one module a report.
"""

from datetime import date

from smm_assets.ingest.habits import CONVERSIONS, Maturity, Network, Retired

_CLICK_WINDOW = (
    "cautious default for the 7-day click, 1-day view window: conversions are booked on the day of the ad event and "
    "arrive until the window closes; used until own restatements are known"
)

# Meta for Developers, "Deprecated Facebook Page Insights Metrics" and the blog of 2025-08-15: impressions and fans of
# Pages and their posts ended on 2025-11-15 in all versions.
_PAGES = "https://developers.facebook.com/docs/platforminsights/page/deprecated-metrics"
# Graph API changelogs, versions 21.0 and 22.0: video views of Instagram media ended on 2025-01-08, impressions on
# 2025-04-21 in all versions, but only for media created after 2024-07-01: older media keep theirs.
_VIDEO = "https://developers.facebook.com/docs/graph-api/changelog/version21.0"
_MEDIA = "https://developers.facebook.com/docs/graph-api/changelog/version22.0"
_VIEWS = "views replaced impressions; they are another count and are kept apart"
_FANS = "fans of Pages gave way to followers; Business Suite charts new follows"


def _retired(
    publisher: str,
    since: date,
    why: str,
    source: str,
    published_from: date | None = None,
    **columns: tuple[str, ...],
) -> tuple[Retired, ...]:
    return tuple(
        Retired(
            table=table,
            column=name,
            since=since,
            why=why,
            source=source,
            publisher=publisher,
            published_from=published_from,
        )
        for table, names in columns.items()
        for name in names
    )


RETIRED = (
    *_retired(
        "facebook",
        date(2025, 11, 15),
        _VIEWS,
        _PAGES,
        post=("impressions",),
        account_metric=("impressions", "impressions_organic", "impressions_paid"),
    ),
    *_retired("facebook", date(2025, 11, 15), _FANS, _PAGES, account_metric=("followers_gained", "followers_lost")),
    *_retired("instagram", date(2025, 4, 21), _VIEWS, _MEDIA, account_metric=("impressions",)),
    *_retired("instagram", date(2025, 4, 21), _VIEWS, _MEDIA, date(2024, 7, 2), post=("impressions",)),
    *_retired("instagram", date(2025, 1, 8), "views replaced video views", _VIDEO, post=("video_views",)),
)

NETWORK = Network(
    value="meta",
    label="Meta Ads",
    kind="mixed",
    channel_rules=(("meta", {}),),
    channel_labels={"meta": "Meta"},
    objective="sales",
    outcome_sources=(
        "facebook*",
        "*.facebook.com",
        "fb",
        "fb_*",
        "instagram*",
        "*.instagram.com",
        "ig",
        "ig_*",
        "meta",
        "meta_*",
    ),
    timezone_note="Days follow the time zone of the ad account; the export does not name it.",
    # Meta Business Help Center, "About daily budgets": up to 75 % over the daily budget on single days, averaged out
    # over a calendar week.
    daily_overspend=1.75,
    overspend_window="week",
    window_budgets=7.0,
    # Meta Business Help Center, "About minimum budgets": about 5 USD a day for ad sets charged by clicks or actions.
    minimum_daily={"USD": 5.0},
    # Meta Business Help Center, "About the learning phase": about 50 results in the week after the last change.
    learning_results=50,
    retired=RETIRED,
    late=(Maturity(metrics=CONVERSIONS, by_age=(0.75, 0.86, 0.91, 0.94, 0.96, 0.98, 0.99, 1.0), source=_CLICK_WINDOW),),
)
