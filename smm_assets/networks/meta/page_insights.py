"""Legacy Facebook Page Insights, page level: one row a day with hundreds of columns (to about 2021).

Belongs here: the daily columns that have a canonical metric, each a fact of its own. Not here: posts
(`page_insights_posts`). Twins for a week or 28 days cover the same days again, and columns exploded by city, language
or source are parts of others: neither is read. Of twin columns under one name the first counts times, the second
people.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature

# Metric: names in the CSV and, as workbooks write them, of the API.
_METRICS = {
    "followers": ("Lifetime Total Likes", "page_fans:lifetime"),
    "followers_gained": ("Daily New Likes", "page_fan_adds_unique:day"),
    "followers_lost": ("Daily Unlikes", "page_fan_removes_unique:day"),
    "engaged_people": ("Daily Page Engaged Users", "page_engaged_users:day"),
    "reach": ("Daily Total Reach", "page_impressions_unique:day"),
    "reach_organic": ("Daily Organic Reach", "page_impressions_organic_unique:day"),
    "reach_paid": ("Daily Paid Reach", "page_impressions_paid_unique:day"),
    "impressions": ("Daily Total Impressions", "page_impressions:day"),
    "impressions_organic": ("Daily Organic impressions", "page_impressions_organic:day"),
    "impressions_paid": ("Daily Paid Impressions", "page_impressions_paid:day"),
    "page_views": ("Daily Logged-in Page Views", "Daily Total Page Views", "page_views_total:day"),
    "negative_feedback": ("Daily Negative Feedback from Users", "page_negative_feedback:day"),
    "video_views": ("Daily Total Video Views", "page_video_views:day"),
}

ADVICE = {
    "day": "Page-level files of Page Insights have one row per day; the Daily columns are read",
    "ids": "Put the files of each Page into its own sub-folder of the inbox, declared as an account in smm.yaml",
    "day_order": "Keep the file name Page Insights gave the download: its range tells day and month apart",
    "account": "Declare the Page as an account in smm.yaml",
    "again": "Page Insights is no longer offered: look for the file as it was downloaded, or leave it out; newer days "
    "come from Meta Business Suite > Insights > Results",
}

FILE_PERIOD = (
    r"(\d{4}-\d{2}-\d{2}) - (\d{4}-\d{2}-\d{2})",
    r"- (?=(\d{4}-\d{2}-\d{2}))(\d{4}-\d{2}-\d{2})",
)

PAGE_DAYS = Report(
    network="meta",
    report="organic_metric",
    name="page_insights",
    title="Facebook Page Insights, page level",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date",)),
        *(Field(to="value", names=names, fact={"metric": metric}) for metric, names in _METRICS.items()),
    ),
    signature=Signature(
        needs=("day", ("value:followers", "value:followers_gained", "value:reach", "value:impressions")),
        header=tuple(name for names in _METRICS.values() for name in names),
    ),
    constants={"publisher": "facebook"},
    needs_currency=False,
    explained=True,
    file_period=FILE_PERIOD,
    advice=ADVICE | {"period": "The Date column is used; keep it"},
)

REPORTS = (PAGE_DAYS,)
