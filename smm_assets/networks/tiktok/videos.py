"""TikTok's lists of videos with their figures so far: Content of TikTok Studio, videos of a business account.

Belongs here: one row a video, as it stood on the day of the download. Not here: days of the account (`overview`). The
id in the link holds the moment the video was made, which Studio's own Post time ("July 16") does not say in full.
"""

from datetime import UTC, datetime

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.networks.tiktok.overview import ADVICE

_ID = r"/(?:video|photo)/(\d{15,20})"
_LAUNCHED, _LATEST = datetime(2014, 1, 1), datetime(2100, 1, 1)
_ADVICE = ADVICE | {
    "day": "The list has figures since the video was posted; for days download Overview in TikTok Studio > Analytics",
    "period": "The list covers every video since it was posted",
    "again": "Download it again under TikTok Studio > Analytics > Content > Download data and drop it in unopened",
}


def made_at(link: str) -> datetime | None:
    """The moment (UTC) a video was made, by its id: the upper 32 bits are seconds since 1970. None without an id."""
    digits = link.rstrip("/").partition("?")[0].rsplit("/", 1)[-1]
    if not (digits.isdigit() and 15 <= len(digits) <= 20):
        return None
    moment = datetime.fromtimestamp(int(digits) >> 32, tz=UTC).replace(tzinfo=None)
    return moment if _LAUNCHED < moment < _LATEST else None


def ids_of_links(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Fill post_id from the link. Grain and row count stay."""
    return frame.assign(post_id=frame["permalink"].str.extract(_ID, expand=False))


_LINK = Field(to="permalink", names=("Video link", "Link do vídeo", "Enlace del video"), born=made_at)
_TITLE = Field(to="title", names=("Video title", "Título do vídeo", "Título del video"))
_POSTED = Field(to="published_at", names=("Post time", "Horário da postagem", "Hora de publicación"))


def _videos(name: str, title: str, *fields: Field, header: tuple[str, ...]) -> Report:
    return Report(
        network="tiktok",
        report="organic_post",
        name=name,
        title=title,
        table=schema.POST,
        fields=(_TITLE, _LINK, _POSTED, *fields),
        signature=Signature(needs=("permalink", "published_at", "video_views"), header=header),
        constants={"video_view_definition": "any_play"},
        needs_currency=False,
        needs_period=False,
        finish=ids_of_links,
        advice=_ADVICE,
    )


CONTENT = _videos(
    "content",
    "TikTok Studio content",
    Field(to="day", names=("Time",)),
    Field(to="likes", names=("Total likes",)),
    Field(to="comments", names=("Total comments",)),
    Field(to="shares", names=("Total shares",)),
    Field(to="video_views", names=("Total views",)),
    header=("Total views",),
)
BUSINESS = _videos(
    "business_videos",
    "TikTok business account videos",
    Field(to="video_views", names=("Video views",)),
    Field(to="likes", names=("Likes",)),
    Field(to="comments", names=("Comments",)),
    Field(to="shares", names=("Shares",)),
    Field(to="saves", names=("Add to Favorites", "Favorites")),
    header=("Video views",),
)

REPORTS = (CONTENT, BUSINESS)
