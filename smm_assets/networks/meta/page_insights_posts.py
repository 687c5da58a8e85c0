"""Legacy Facebook Page Insights, posts and video posts: CSV and XML workbooks (to about 2021).

Belongs here: figures of a post so far. Grain: one row a post, as it stood on the last day in the file name. Not here:
days of the page (`page_insights`). Likes, comments and shares are the stories of each kind, not the people who told
them; of twin columns under one name the first counts times, the second people. Times watched are in milliseconds.
"""

from dataclasses import replace

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.networks.meta.content_headers import FORMATS
from smm_assets.networks.meta.page_insights import ADVICE, FILE_PERIOD
from smm_assets.networks.meta.post_ids import without_page

_VIEWS = {"video_view_definition": "three_seconds"}
_BY_TYPE = "Lifetime Post Consumptions by type - "
_STORIES = "Lifetime Post Stories by action type - "

POST_FIELDS = (
    Field(to="post_id", names=("Post ID",)),
    Field(to="permalink", names=("Permalink",)),
    Field(to="text_excerpt", names=("Post Message",)),
    Field(to="format", names=("Type",), values=FORMATS),
    Field(to="published_at", names=("Posted",), order="mdy"),
)

FIELDS = (
    *POST_FIELDS,
    Field(to="reach", names=("Lifetime Post Total Reach", "post_impressions_unique:lifetime")),
    Field(to="impressions", names=("Lifetime Post Total Impressions", "post_impressions:lifetime")),
    Field(to="clicks", names=("Lifetime Post Consumptions", "post_consumptions:lifetime")),
    Field(to="link_clicks", names=(f"{_BY_TYPE}link clicks",)),
    Field(to="likes", names=(f"{_STORIES}like",)),
    Field(to="comments", names=(f"{_STORIES}comment",)),
    Field(to="shares", names=(f"{_STORIES}share",)),
    Field(to="negative_feedback", names=("Lifetime Negative Feedback from Users", "post_negative_feedback:lifetime")),
    Field(to="video_views", names=("Lifetime Total Video Views", "post_video_views:lifetime"), sets=_VIEWS),
    Field(
        to="video_views",
        names=("Lifetime Organic Video Views", "post_video_views_organic:lifetime"),
        adds=True,
        sets=_VIEWS,
    ),
    Field(to="video_views", names=("Lifetime Paid Video Views", "post_video_views_paid:lifetime"), adds=True),
    Field(
        to="average_watch_seconds",
        names=("Lifetime Average time video viewed", "post_video_avg_time_watched:lifetime"),
        scale="0.001",
        missing=("0",),
    ),
    Field(
        to="duration_seconds",
        names=("Lifetime Video length", "post_video_length:lifetime"),
        scale="0.001",
        missing=("0",),
    ),
)

POSTS = Report(
    network="meta",
    report="organic_post",
    name="page_insights_posts",
    title="Facebook Page Insights, post level",
    table=schema.POST,
    fields=FIELDS,
    signature=Signature(
        needs=("post_id", "published_at", ("impressions", "reach")),
        header=("Lifetime Post Total Impressions", "Lifetime Post Total Reach", "post_impressions:lifetime"),
        forbids=("Content Tags",),
    ),
    constants={"publisher": "facebook"},
    needs_currency=False,
    explained=True,
    file_period=FILE_PERIOD,
    finish=without_page,
    advice=ADVICE
    | {"period": "Keep the file name Page Insights gave the download: figures stand as on the last day of its range"},
)


def all_clicks(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Video posts have no column of all clicks, only its parts: those other than on links, added up, and on links."""
    frame = without_page(frame, preamble, context)
    links = frame["link_clicks"]
    return frame.assign(clicks=frame["clicks"].add(links.fillna(0)).fillna(links))


VIDEO_POSTS = replace(
    POSTS,
    name="page_insights_videos",
    title="Facebook Page Insights, video posts",
    fields=(
        *FIELDS,
        *(Field(to="clicks", names=(f"{_BY_TYPE}{kind}",), adds=True) for kind in ("other clicks", "photo view")),
        Field(to="clicks", names=(f"{_BY_TYPE}video play",), adds=True),
    ),
    signature=replace(POSTS.signature, header=("Content Tags",), forbids=("Lifetime Post Consumptions",)),
    finish=all_clicks,
)

ACTIONS = replace(
    POSTS,
    name="page_insights_actions",
    title="Facebook Page Insights, actions on posts",
    fields=POST_FIELDS,
    signature=Signature(
        needs=("post_id", "permalink", "published_at"),
        all_of=("Description", "Audience Targeting"),
        forbids=("impressions", "post_impressions:lifetime", "Lifetime Post Total Impressions"),
    ),
    refuse="this sheet splits figures of the posts by kind of action; the posts themselves stand in the sheet Key "
    "Metrics, beside which it would be a second version of them without impressions",
    advice=ADVICE | {"again": "Nothing is to be done: the sheet Key Metrics of the same file is read"},
)

REPORTS = (POSTS, VIDEO_POSTS, ACTIONS)
