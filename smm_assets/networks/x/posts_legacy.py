"""Twitter analytics, tweet activity by tweet (until 2023, CSV): one row a tweet with its figures so far.

Belongs here: its headers, with `favorites` before they were called likes. Not here: its twin by day (`account_legacy`)
and today's export (`posts`). Counts may be written 376.0, times end with their offset. The `promoted …` columns are not
read: they are a dash unless the tweet was advertised, and ads come from X Ads. Rests on a real file.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.x.posts import ADVICE, FILE_PERIOD, without_entities

REPORT = Report(
    network="x",
    report="organic_post",
    name="posts_legacy",
    title="Tweets",
    table=schema.POST,
    fields=(
        Field(to="post_id", names=("Tweet id",)),
        Field(to="permalink", names=("Tweet permalink",)),
        Field(to="text_excerpt", names=("Tweet text",)),
        Field(to="published_at", names=("time",)),
        Field(to="impressions", names=("impressions",)),
        Field(to="engagements", names=("engagements",)),
        Field(to="reposts", names=("retweets",)),
        Field(to="comments", names=("replies",)),
        Field(to="likes", names=("likes", "favorites")),
        Field(to="profile_visits", names=("user profile clicks",)),
        Field(to="link_clicks", names=("url clicks",)),
        Field(to="follows", names=("follows",)),
    ),
    signature=Signature(needs=("post_id", "published_at", "impressions", "engagements"), header=("tweet id",)),
    needs_currency=False,
    needs_period=False,
    file_period=FILE_PERIOD,
    finish=without_entities,
    advice=ADVICE,
)

REPORTS = (REPORT,)
