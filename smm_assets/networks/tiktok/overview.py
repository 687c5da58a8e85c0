"""The days of a TikTok account: Overview of TikTok Studio and of business accounts, and Studio's Viewers.

Belongs here: daily figures of the account as a whole. Not here: its followers (`followers`), its videos (`videos`) or
ads. Studio writes days without a year ("February 28", "8 de marzo") and "undefined" for what it does not know.
"""

import pandas as pd

from smm_assets import schema
from smm_assets.ingest.contract import Field, FileContext, Finish, Preamble, Report, Signature

DAY_NAMES = ("Date", "Data", "Fecha", "Datum", "Дата", "Tarih", "Ngày", "日付", "날짜")
DAY = Field(to="day", names=DAY_NAMES)
FILE_PERIOD = (r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})",)
ADVICE = {
    "day": "In TikTok Studio > Analytics choose a date range, then Download data: the file has one row a day",
    "ids": "Put each account into its own sub-folder of the inbox, declared as an account in smm.yaml",
    "period": "In TikTok Studio > Analytics choose a date range of at most 365 days and download again",
    "year": "TikTok writes no year. Put the day of the download into the file name, such as Overview 2026-02-28.csv",
    "currency": "These files hold no money",
    "account": "Declare the TikTok account in smm.yaml and put the file into that account's sub-folder of the inbox",
    "again": "Download it again under TikTok Studio > Analytics > Download data and drop the file in unopened",
    "unsupported": "Download Overview, Viewers, Followers and Content as TikTok Studio offers them",
}


def of_day(metric: str, *names: str) -> Field:
    """A column that holds one metric of the day."""
    return Field(to="value", fact={"metric": metric}, names=names)


def unmeasured(total: str) -> Finish:
    """Hook for files that write 0 beside a total they do not know: those are no counts, so they become null.

    Grain and row count stay.
    """

    def finish(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
        lines = frame.loc[(frame["metric"] == total) & frame["value"].isna(), "row_number"]
        idle = frame["row_number"].isin(lines) & (frame["value"] == 0).fillna(False)
        return frame.assign(value=frame["value"].mask(idle.astype(bool)))

    return finish


OVERVIEW = Report(
    network="tiktok",
    report="organic_metric",
    name="overview",
    title="TikTok overview by day",
    table=schema.ACCOUNT_METRIC,
    fields=(
        DAY,
        of_day("video_views", "Video views", "Visualizações de vídeo", "Visualizações do vídeo"),
        of_day("visits", "Profile views", "Visualizações do perfil", "Visitas ao perfil"),
        of_day("likes", "Likes", "Curtidas"),
        of_day("comments", "Comments", "Comentários"),
        of_day("shares", "Shares", "Compartilhamentos"),
        of_day("reach", "Reached audience"),
        of_day("phone_clicks", "Phone number clicks"),
        of_day("link_clicks", "Website clicks"),
        of_day("leads", "Leads submission"),
        of_day("followers_net", "Net growth"),
        of_day("followers_gained", "New followers"),
        of_day("followers_lost", "Lost followers"),
    ),
    signature=Signature(needs=("day", "value:video_views", "value:visits")),
    needs_currency=False,
    advice=ADVICE,
)

VIEWERS = Report(
    network="tiktok",
    report="organic_metric",
    name="viewers",
    title="TikTok Studio viewers by day",
    table=schema.ACCOUNT_METRIC,
    fields=(
        DAY,
        of_day("viewers", "Total viewers", "Total de espectadores"),
        of_day("new_viewers", "New viewers", "Novos espectadores"),
        of_day("returning_viewers", "Returning viewers", "Espectadores recorrentes"),
    ),
    signature=Signature(needs=("day", "value:viewers", "value:returning_viewers")),
    needs_currency=False,
    finish=unmeasured("viewers"),
    advice=ADVICE,
)

REPORTS = (OVERVIEW, VIEWERS)
