"""X analytics, account overview (CSV): one row a day with the figures of the account.

Belongs here: headers in English and Portuguese. Not here: posts (`posts`), videos (`video`), the export until 2023
(`account_legacy`). X writes 0 for what it does not know: Video views and Media views are 0 in every row whatever was
watched, so they are not read; the video overview holds the views. Shares are not reposts. Rests on a real file.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature


def metric(name: str, *names: str) -> Field:
    """A column that holds one metric of the day."""
    return Field(to="value", fact={"metric": name}, names=names)


_ALWAYS_ZERO = (
    "X writes 0 here every day whatever was watched, so the column is not read; the export of Video overview holds the "
    "views"
)
ADVICE = {
    "day": "In X > Premium > Analytics > Overview choose the days and export; every row is a day",
    "ids": "The overview holds no posts: export Content for those",
    "period": "Every row is a day; choose the range in X > Premium > Analytics > Overview before exporting",
    "account": "Declare the account in smm.yaml and put the file into its sub-folder of the inbox; the export does not "
    "name it",
    "again": "Export the overview again from X > Premium > Analytics and drop the file in unopened, without editing it",
}

REPORT = Report(
    network="x",
    report="organic_metric",
    name="account",
    title="X account overview",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date", "Data")),
        metric("impressions", "Impressions", "Impressões"),
        metric("likes", "Likes", "Curtidas"),
        metric("engagements", "Engagements", "Engajamentos"),
        metric("saves", "Bookmarks", "Itens salvos"),
        metric("shares", "Shares", "Share", "Compartilhamentos"),
        metric("followers_gained", "New follows", "Novos seguidores"),
        metric("followers_lost", "Unfollows", "Deixar de seguir"),
        metric("comments", "Replies", "Respostas"),
        metric("reposts", "Reposts"),
        metric("visits", "Profile visits", "Visitas ao perfil"),
        metric("posts", "Create Post", "Criar post"),
    ),
    signature=Signature(
        needs=("day", "value:impressions", "value:engagements", "value:visits"),
        header=("create post", "unfollows", "criar post", "deixar de seguir"),
        forbids=("post id", "tweet id"),
    ),
    needs_currency=False,
    header_notes=dict.fromkeys(
        ("video views", "media views", "visualizações de vídeo", "visualizações de mídia"), _ALWAYS_ZERO
    ),
    advice=ADVICE,
)

REPORTS = (REPORT,)
