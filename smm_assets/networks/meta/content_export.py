"""Business Suite content exports: posts of a Facebook Page or an Instagram account with their figures so far.

Belongs here: how the two are recognised and what their zeros mean. Grain: one row a post, as it stood on the last day
of the range in the file name (else the day of arrival). Not here: header names (`content_headers`), videos
(`video_export`), daily charts (`business_suite`).
"""

import pandas as pd

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.networks.meta.content_headers import COMMON, FILE_PERIOD, PAGE, PROFILE

ADVICE = {
    "day": "In Meta Business Suite > Insights > Content > Export data choose Lifetime: figures of posts are kept as "
    "they stood on the last day of the range",
    "ids": "Post ID and Page ID or Account ID are in every content export; keep them",
    "period": "Keep the file name Business Suite gave the download: it holds the range",
    "currency": "Declare the page as an account with the currency of its payouts in smm.yaml",
    "account": "Declare the page or profile as an account in smm.yaml with its Page ID or Account ID",
    "unsupported": "In Meta Business Suite > Insights > Content > Export data choose Lifetime instead of Daily",
    "again": "Export again from Meta Business Suite > Insights > Content > Export data and drop the file in unopened",
}


def lifetime_only(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Posts as they stood; views that cannot be are null. Grain and row count stay.

    Raises FileRefused, unrecognised: the export was made by day, so a post has a row for each of its days.
    """
    said = frame["scope"].dropna()
    if (said != "lifetime").any():
        day = said[said != "lifetime"].iloc[0]
        raise FileRefused(
            f"the posts are split by day: column 'Date' holds '{day}' instead of Lifetime",
            cure=ADVICE["unsupported"],
            status="unrecognised",
        )
    # For some weeks of 2025 Views stood in the file before it was filled: a post that reached people was seen.
    unfilled = (frame["views"] == 0).fillna(False) & (frame["reach"] > 0).fillna(False)
    return frame.assign(views=frame["views"].mask(unfilled.astype(bool)))


PAGE_POSTS = Report(
    network="meta",
    report="organic_post",
    name="content_facebook",
    title="Meta Business Suite content export, Facebook posts",
    table=schema.POST,
    fields=(Field(to="post_id", names=("Post ID", "ID bài viết")), *PAGE, *COMMON),
    signature=Signature(
        needs=("post_id", "account_id", "published_at", ("views", "impressions", "reach")),
        header=("Caption type", "Loại chú thích", "Funded content status", "Trạng thái nội dung được tài trợ"),
        forbids=("Account username",),
    ),
    constants={"publisher": "facebook"},
    needs_period=False,
    file_period=FILE_PERIOD,
    finish=lifetime_only,
    advice=ADVICE,
)

PROFILE_POSTS = Report(
    network="meta",
    report="organic_post",
    name="content_instagram",
    title="Meta Business Suite content export, Instagram posts",
    table=schema.POST,
    fields=(Field(to="post_id", names=("Post ID", "ID bài viết")), *PROFILE, *COMMON),
    signature=Signature(
        needs=("post_id", "account_id", "published_at", ("views", "impressions", "reach")),
        header=("Account username", "Tên người dùng của tài khoản"),
    ),
    constants={"publisher": "instagram"},
    needs_period=False,
    file_period=FILE_PERIOD,
    finish=lifetime_only,
    advice=ADVICE,
)

REPORTS = (PAGE_POSTS, PROFILE_POSTS)
