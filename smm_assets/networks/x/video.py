"""X analytics, video overview (CSV): a table of days and below it a table of videos, each under its own title line.

Belongs here: both tables, in English and Portuguese. Not here: the account overview (`account`), whose Video views are
always 0. Times are milliseconds; completion rate and averages are not read, nor is Estimated revenue, whose currency
nothing tells and which X fills with 0 for accounts that earn nothing. Rests on the headers public importers read and on
how X's own page writes the file; no file is at hand.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.x.account import metric

ADVICE = {
    "day": "In X > Premium > Analytics > Videos choose the days and export; every row of the first table is a day",
    "ids": "Keep the column Video ID",
    "period": "Every row of the first table is a day; choose the range in X > Premium > Analytics > Videos",
    "account": "Declare the account in smm.yaml and put the file into its sub-folder of the inbox; the export does not "
    "name it",
    "again": "Export the video overview again from X > Premium > Analytics and drop the file in unopened",
}

DAYS = Report(
    network="x",
    report="organic_metric",
    name="video_days",
    title="X video overview by day",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date", "Data")),
        metric("video_views", "Views", "Visualizações"),
        Field(
            to="value",
            fact={"metric": "watch_seconds"},
            names=("Watch Time (ms)", "Tempo de exibição (ms)", "Tempo de exibição"),
            scale="0.001",
        ),
    ),
    signature=Signature(
        needs=("day", "value:video_views", "value:watch_seconds"),
        header=("watch time (ms)", "average watch time (ms)", "tempo de exibição (ms)", "taxa de conclusões"),
    ),
    needs_currency=False,
    stacked=True,
    advice=ADVICE,
)

VIDEOS = Report(
    network="x",
    report="organic_post",
    name="videos",
    title="X videos",
    table=schema.POST,
    fields=(
        Field(to="post_id", names=("Video ID", "ID do vídeo")),
        Field(to="published_at", names=("Uploaded on", "Enviado em")),
        Field(to="title", names=("Video title", "Título do vídeo")),
        Field(to="video_views", names=("Views", "Visualizações")),
        Field(to="duration_seconds", names=("Duration", "Duração"), duration=True),
        Field(to="permalink", names=("Post Link", "Postar link")),
    ),
    signature=Signature(
        needs=("post_id", "published_at", "video_views"),
        header=("uploaded on", "monetized", "enviado em", "monetizado"),
    ),
    constants={"format": "video", "subject": "video"},
    needs_currency=False,
    needs_period=False,
    stacked=True,
    advice=ADVICE,
)

REPORTS = (DAYS, VIDEOS)
