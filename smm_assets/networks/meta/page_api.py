"""Graph API tables as connectors store them: days of Facebook Pages, posts of Pages, media of Instagram accounts.

Belongs here: their columns. Posts and media are snapshots: Pages state the day, Instagram when it was fetched. Not
here: ads (`marketing_api`). Times watched are in milliseconds. `date` of a page's day is the Graph API's end_time, in
UTC the midnight of the Pacific at which the day ended (07:00 or 08:00): the day is the one before.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.meta.post_ids import without_page

_PAGE_METRICS = {
    "followers_gained": ("page_fan_adds",),
    "followers_lost": ("page_fan_removes",),
    "follows": ("page_daily_follows",),
    "impressions": ("page_impressions",),
    "impressions_organic": ("page_impressions_organic",),
    "impressions_paid": ("page_impressions_paid",),
    "views": ("page_media_view",),
    "engagements": ("page_post_engagements",),
    "negative_feedback": ("page_negative_feedback",),
    "video_views": ("page_video_views",),
    "page_views": ("page_views_total",),
}
# People who follow are not those who liked the page: follows come first, whatever the order of the columns. Fans ended
# on 2025-11-15, and the zeros written since are no figures.
_FOLLOWERS = (
    Field(to="value", names=("page_follows",), fact={"metric": "followers"}),
    Field(to="value", names=("page_fans",), fact={"metric": "followers"}, missing=("0",)),
)
_REACTIONS = ("like", "love", "wow", "haha", "sorry", "anger")

ADVICE = {
    "day": "Export the table with its column date",
    "ids": "Export the table with its columns of ids",
    "account": "Declare the Page or profile as an account in smm.yaml with its id",
    "again": "Export the table again as CSV from the warehouse of the connector",
}

PAGE_DAYS = Report(
    network="meta",
    report="organic_metric",
    name="page_api_days",
    title="Facebook Pages API, days of a page",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("date",), clock="utc_end"),
        Field(to="account_id", names=("page_id",)),
        *_FOLLOWERS,
        *(Field(to="value", names=names, fact={"metric": metric}) for metric, names in _PAGE_METRICS.items()),
    ),
    signature=Signature(
        needs=("day", "account_id"),
        header=(
            *(field.names[0] for field in _FOLLOWERS),
            *(name for names in _PAGE_METRICS.values() for name in names),
        ),
    ),
    constants={"publisher": "facebook"},
    needs_currency=False,
    needs_period=False,
    advice=ADVICE,
)

PAGE_POSTS = Report(
    network="meta",
    report="organic_post",
    name="page_api_posts",
    title="Facebook Pages API, posts",
    table=schema.POST,
    fields=(
        Field(to="day", names=("date",)),
        Field(to="post_id", names=("post_id",)),
        Field(to="impressions", names=("post_impressions",)),
        Field(to="views", names=("post_media_view",)),
        Field(to="clicks", names=("post_clicks",)),
        *(Field(to="likes", names=(f"post_reactions_{kind}_total",), adds=True) for kind in _REACTIONS),
        Field(to="negative_feedback", names=("post_negative_feedback",)),
        Field(to="video_views", names=("post_video_views",), sets={"video_view_definition": "three_seconds"}),
        Field(to="watch_seconds", names=("post_video_view_time",), scale="0.001"),
        Field(to="average_watch_seconds", names=("post_video_avg_time_watched",), scale="0.001"),
        Field(to="duration_seconds", names=("post_video_length",), scale="0.001"),
    ),
    signature=Signature(
        needs=("day", "post_id"), header=("post_impressions", "post_media_view", "post_reactions_like_total")
    ),
    constants={"publisher": "facebook"},
    needs_currency=False,
    needs_period=False,
    finish=without_page,
    advice=ADVICE,
)


def _of_each_kind(to: str, *names: str) -> tuple[Field, ...]:
    """Columns of the kinds of media, added up: a row fills those of its own kind and leaves others blank or zero.

    The first that has a value would not do, for a zero of another kind is one; and no column here says the kind.
    """
    return tuple(Field(to=to, names=(name,), adds=True) for name in names)


MEDIA = Report(
    network="meta",
    report="organic_post",
    name="media_api",
    title="Instagram API, insights of media",
    table=schema.POST,
    fields=(
        Field(to="day", names=("_fivetran_synced",)),
        Field(to="post_id", names=("id",)),
        *_of_each_kind("views", "reel_views", "carousel_album_views", "video_photo_views", "story_views"),
        *_of_each_kind("impressions", "carousel_album_impressions", "video_photo_impressions", "story_impressions"),
        *_of_each_kind("reach", "reel_reach", "carousel_album_reach", "video_photo_reach", "story_reach"),
        *_of_each_kind("saves", "reel_saved", "carousel_album_saved", "video_photo_saved"),
        *_of_each_kind("shares", "reel_shares", "carousel_album_shares", "video_photo_shares", "story_shares"),
        *_of_each_kind("engagements", "reel_total_interactions", "carousel_album_engagement", "video_photo_engagement"),
        Field(to="likes", names=("like_count",)),
        Field(to="comments", names=("comment_count",)),
        Field(to="video_views", names=("video_views",), sets={"video_view_definition": "any_play"}),
    ),
    signature=Signature(
        needs=("post_id", ("likes", "comments")),
        header=("video_photo_views", "carousel_album_views", "reel_views", "story_views", "video_photo_reach"),
    ),
    constants={"publisher": "instagram"},
    needs_currency=False,
    needs_period=False,
    advice=ADVICE,
)

REPORTS = (PAGE_DAYS, PAGE_POSTS, MEDIA)
