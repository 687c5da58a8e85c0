"""Business Suite video export: videos of a Facebook Page with their figures so far, up to 212 columns.

Belongs here: how it is recognised. Grain: one row a video, as it stood on the last day of the range in the file name.
Not here: header names (`content_headers`) and posts (`content_export`). A video's id is not the id of the post it was
published with, so the two exports are not versions of each other.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.meta.content_export import ADVICE, lifetime_only
from smm_assets.networks.meta.content_headers import COMMON, FILE_PERIOD, PAGE

VIDEOS = Report(
    network="meta",
    report="organic_post",
    name="content_video",
    title="Meta Business Suite content export, Facebook videos",
    table=schema.POST,
    fields=(Field(to="post_id", names=("Video asset ID",)), *PAGE, *COMMON),
    signature=Signature(
        needs=("post_id", "account_id", "published_at", "video_views"),
        header=("Video asset ID", "Universal video ID"),
    ),
    constants={"publisher": "facebook", "format": "video", "subject": "video"},
    needs_period=False,
    file_period=FILE_PERIOD,
    finish=lifetime_only,
    advice=ADVICE,
)

REPORTS = (VIDEOS,)
