"""The table of organic posts of the X Ads API as connectors store it: one row a post and day.

Belongs here: its column names. Not here: exports of X analytics (`posts`). Its column `placement` holds one value in
the files seen; with several it would split a post's day into rows that would replace each other, so such a table is
refused.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature

ADVICE = {
    "day": "Leave the table's column `date` as the connector writes it",
    "ids": "Keep the columns account_id and organic_tweet_id",
    "period": "Leave the table's column `date` as the connector writes it",
    "account": "Keep the column account_id, or declare the account in smm.yaml",
    "unsupported": "Export the table again with the rows of one placement, such as ALL_ON_TWITTER",
    "again": "Export the table again from the warehouse, all columns and without editing it",
}

REPORT = Report(
    network="x",
    report="organic_post",
    name="api_posts",
    title="X API table of organic posts",
    table=schema.POST,
    fields=(
        Field(to="account_id", names=("account_id",)),
        Field(to="post_id", names=("organic_tweet_id",)),
        Field(to="day", names=("date",), clock="utc"),
        Field(to="unsupported", names=("placement",), if_several=True),
        Field(to="impressions", names=("impressions",)),
        Field(to="engagements", names=("engagements",)),
        Field(to="clicks", names=("clicks",)),
        Field(to="link_clicks", names=("url_clicks",)),
        Field(to="likes", names=("likes",)),
        Field(to="comments", names=("replies",)),
        Field(to="reposts", names=("retweets",)),
        Field(to="follows", names=("follows",)),
        Field(to="video_views", names=("video_total_views",), sets={"video_view_definition": "two_seconds"}),
    ),
    signature=Signature(needs=("post_id", "day", "impressions"), header=("organic_tweet_id",)),
    constants={"scope": "period"},
    needs_currency=False,
    advice=ADVICE,
)

REPORTS = (REPORT,)
