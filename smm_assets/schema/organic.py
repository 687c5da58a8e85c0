"""Raw tables of what networks report about pages, posts, audiences and competitors.

Belongs here: their columns and their meaning. Not here: paid delivery (`paid`) and own results (`own`).
"""

from smm_assets.schema.columns import ORIGIN, PROVENANCE, RawTable, columns

ACCOUNT_METRIC = RawTable(
    name="account_metric",
    grain="one version of one day's value of one metric of one account or page",
    by_day=True,
    columns=PROVENANCE
    + ORIGIN
    + columns("key", ("metric", "text", "canonical metric name: reach, views, follows …"), nullable=False)
    + columns(
        "dimension",
        ("account_name", "text", "account or page name as exported"),
        ("publisher", "text", "facebook, instagram … where the file or its account tells it"),
        ("unit", "text", "count, people, seconds …"),
        ("is_additive", "flag", "whether values may be added across days"),
    )
    + columns("measure", ("value", "decimal", "the day's value", "unit of the row")),
)

POST = RawTable(
    name="post",
    grain="one version of one post's figures as they stood on the snapshot day (scope lifetime) or as they fell into a "
    "period (scope period)",
    columns=PROVENANCE
    + ORIGIN
    + columns("key", ("scope", "text", "lifetime or period: what the figures cover"), nullable=False)
    + columns(
        "dimension",
        ("post_id", "text", "network's id of the post, text"),
        ("subject", "text", "post, or video: an asset with an id of its own that posts may show; null means post"),
        ("account_name", "text", "page or account name as exported"),
        ("publisher", "text", "facebook, instagram … where one network value holds several"),
        ("permalink", "text", "address of the post"),
        (
            "published_at",
            "moment",
            "when: UTC where the file states an offset, else on the account's own clock",
        ),
        ("published_in_utc", "flag", "whether published_at is UTC, as its cell or the post's id tells"),
        ("published_on", "day", "day it was published, as the network writes it"),
        (
            "format",
            "text",
            "photo, video, reel, short, carousel, link, text, story, live, poll, document or as exported",
        ),
        ("title", "text", "title of the post or video"),
        ("text_excerpt", "text", "first 200 characters of its text"),
        ("duration_seconds", "decimal", "length of the video", "seconds"),
        ("is_boosted", "flag", "whether money was put behind it, where told"),
        ("video_view_definition", "text", "what `video_views` counts: any_play, three_seconds …"),
        ("currency", "text", "ISO 4217 code of the money columns"),
    )
    + columns(
        "measure",
        ("impressions", "count", "times shown", "impressions"),
        ("views", "count", "views as the network's own newer metric; no impressions", "views"),
        ("clicks", "count", "all clicks", "clicks"),
        ("link_clicks", "count", "clicks on its link", "clicks"),
        ("likes", "count", "likes or reactions of all kinds", "likes"),
        ("comments", "count", "comments or replies", "comments"),
        ("shares", "count", "shares: passed on, not reposted where the network tells the two apart", "shares"),
        ("reposts", "count", "reposts", "reposts"),
        ("saves", "count", "saves or bookmarks", "saves"),
        ("follows", "count", "follows gained through it", "follows"),
        ("engagements", "count", "engagements as the network totals them", "engagements"),
        ("video_views", "count", "video views, see video_view_definition", "views"),
        ("watch_seconds", "decimal", "seconds watched", "seconds"),
        ("profile_visits", "count", "visits of the profile through it", "visits"),
        ("negative_feedback", "count", "hides, reports and the like", "reports"),
        ("earnings_original", "money", "money the post earned, in `currency`", "currency"),
    )
    + columns(
        "non_additive",
        ("reach", "count", "distinct people; never summed", "people"),
        ("average_watch_seconds", "decimal", "average seconds watched per view", "seconds"),
    ),
)

AUDIENCE = RawTable(
    name="audience",
    grain="one version of one bucket of one dimension of an account's audience, on the snapshot day or in a period",
    columns=PROVENANCE
    + ORIGIN
    + columns(
        "key",
        ("audience", "text", "who: followers, viewers, visitors, reached, customers or users"),
        (
            "dimension",
            "text",
            "age, gender, age+gender, country, region, city, job_function, seniority, industry, "
            "company_size, hour, weekday, subscription, format …",
        ),
        ("bucket", "text", "value of the dimension, e.g. 25-34, DE or Berlin; the age for age+gender"),
        nullable=False,
    )
    + columns(
        "dimension",
        ("gender", "text", "female, male or unknown where the dimension is age+gender"),
        ("account_name", "text", "account or page name as exported"),
        ("publisher", "text", "facebook, instagram … where the file or its account tells it"),
    )
    + columns(
        "measure",
        ("views", "count", "views by the bucket", "views"),
        ("watch_seconds", "decimal", "seconds watched by it", "seconds"),
    )
    + columns(
        "non_additive",
        ("share", "share", "share of the audience, 0 to 1; buckets left out are not in it", "ratio 0 to 1"),
        ("people", "count", "distinct people in the bucket", "people"),
        ("average_watch_seconds", "decimal", "average seconds watched per view", "seconds"),
    ),
)

COMPETITOR = RawTable(
    name="competitor",
    grain="one version of one competing page over one period",
    columns=PROVENANCE
    + ORIGIN
    + columns("key", ("page", "text", "name of the page as exported"), nullable=False)
    + columns("dimension", ("account_name", "text", "own account the list was exported for"))
    + columns(
        "measure",
        ("new_followers", "count", "followers gained in the period; may be negative", "people"),
        ("engagements", "count", "engagements on its posts of the period", "engagements"),
        ("posts", "count", "posts of the period", "posts"),
    )
    + columns("non_additive", ("followers", "count", "followers at the end of the period", "people")),
)
