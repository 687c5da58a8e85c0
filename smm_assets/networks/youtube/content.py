"""YouTube Studio advanced mode by content: "Table data" over a period and "Chart data" by day, one row a video.

Belongs here: figures of videos. Not here: figures of the channel (`totals`) and of its audience (`audience`).
Subscribers by video are gained minus lost and do not tie with the channel's; only "Subscribers gained" is read. A
video's unique viewers are people and never summed.
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals
from smm_assets.networks.youtube import headers
from smm_assets.networks.youtube.dimensions import DIMENSIONS

_MEASURES = (
    Field(to="views", names=headers.VIEWS),
    Field(to="video_views", names=headers.ENGAGED_VIEWS, sets={"video_view_definition": "engaged"}),
    Field(to="watch_seconds", names=headers.WATCH_HOURS, scale="3600"),
    Field(to="watch_seconds", names=headers.WATCH_MINUTES, scale="60"),
    Field(to="average_watch_seconds", names=headers.AVERAGE, duration=True),
    Field(to="impressions", names=headers.IMPRESSIONS),
    Field(to="likes", names=headers.LIKES),
    Field(to="comments", names=headers.COMMENTS),
    Field(to="shares", names=headers.SHARES),
    Field(to="follows", names=headers.GAINED),
    Field(to="earnings_original", names=headers.REVENUE),
    Field(to="reach", names=headers.UNIQUE),
)
_READ = tuple(field.to for field in _MEASURES)

CONTENT = Report(
    network="youtube",
    report="organic_post",
    name="content",
    title="YouTube Studio table by content",
    table=schema.POST,
    fields=(
        Field(to="post_id", names=headers.CONTENT),
        Field(to="title", names=headers.TITLE),
        Field(to="published_at", names=headers.PUBLISHED),
        Field(to="duration_seconds", names=headers.DURATION, duration=True),
        *_MEASURES,
        Field(to="unsupported", names=tuple(name for field in DIMENSIONS for name in field.names)),
    ),
    signature=Signature(
        needs=("post_id", ("title", "published_at"), _READ), header=headers.PUBLISHED, forbids=headers.DATE
    ),
    totals=Totals(label=headers.TOTAL, above="the total counts videos that are deleted or private"),
    constants={"scope": "period"},
    excerpt=headers.EXCERPT,
    file_period=headers.FILE_PERIOD,
    points=True,
    period_of="totals",
    advice=headers.ADVICE,
)

CONTENT_DAYS = replace(
    CONTENT,
    name="content_days",
    title="YouTube Studio chart by content",
    fields=(Field(to="day", names=headers.DATE), *CONTENT.fields),
    signature=Signature(needs=("day", "post_id", ("title", "published_at"), _READ), header=headers.PUBLISHED),
    starts=True,
)

REPORTS = (CONTENT, CONTENT_DAYS)
