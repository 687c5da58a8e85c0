"""Pinterest analytics overview export: daily organic figures of a business account.

Belongs here: its daily table. Not here: ads (`ads`). No file could be seen: the metric names are those public importers
read; lines above the table and further tables below it are from memory, so every table of a file is looked at by itself
and those that are no daily figures stay unrecognised. The two audiences are people and are never added up.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature


def _metric(name: str, *names: str) -> Field:
    return Field(to="value", names=names, fact={"metric": name})


DAILY = Report(
    network="pinterest",
    report="organic_metric",
    name="analytics",
    title="Pinterest analytics overview",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="day", names=("Date", "Day")),
        _metric("impressions", "Impressions"),
        _metric("engagements", "Engagements"),
        _metric("clicks", "Pin clicks", "Closeups"),
        _metric("link_clicks", "Outbound clicks", "Link clicks"),
        _metric("saves", "Saves"),
        _metric("video_views", "Video views"),
        _metric("reach", "Total audience"),
        _metric("engaged_people", "Engaged audience"),
        Field(to="unsupported", names=("Content type", "Device", "Source", "Format", "Claimed account")),
    ),
    signature=Signature(
        needs=("day", ("value:impressions", "value:saves", "value:clicks")),
        header=("pin clicks", "outbound clicks", "closeups", "engaged audience"),
        forbids=("spend", "spend in account currency", "campaign name", "campaign id", "ad id", "paid impressions"),
    ),
    needs_currency=False,
    stacked=True,
    advice={
        "day": "In Analytics > Overview choose the date range and Export: the table has a row per day",
        "ids": "Put each business account's files into its own sub-folder of the inbox, declared in smm.yaml",
        "period": "Choose a date range in Analytics before exporting",
        "account": "Declare the business account in smm.yaml and put the file into its sub-folder of the inbox",
        "unsupported": "In Analytics > Overview remove the filter or split and export again",
        "again": "Export again from Analytics > Overview and drop the file in unopened",
    },
)

REPORTS = (DAILY,)
