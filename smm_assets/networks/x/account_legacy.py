"""Twitter analytics, tweet activity by day (until 2023, CSV): one row a day with the figures of all tweets.

Belongs here: its headers. Not here: its twin by tweet (`posts_legacy`) and today's overview (`account`). The columns
`promoted …` are not read: they are a dash unless the account advertised, and ads come from X Ads. Rests on a real file.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.x.account import ADVICE, metric

REPORT = Report(
    network="x",
    report="organic_metric",
    name="account_legacy",
    title="Twitter activity by day",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date",)),
        metric("posts", "Tweets published"),
        metric("impressions", "impressions"),
        metric("engagements", "engagements"),
        metric("reposts", "retweets"),
        metric("comments", "replies"),
        metric("likes", "likes", "favorites"),
        metric("visits", "user profile clicks"),
        metric("link_clicks", "url clicks"),
        metric("followers_gained", "follows"),
    ),
    signature=Signature(
        needs=("day", "value:posts", "value:impressions", "value:engagements"), header=("tweets published",)
    ),
    needs_currency=False,
    advice=ADVICE,
)

REPORTS = (REPORT,)
