"""YouTube Studio advanced mode by day: "Totals" beside a table, and tables broken down by date. One row a day.

Belongs here: figures of the whole channel. Not here: figures of videos (`content`). Subscribers of a day are gained
minus lost. Watch hours are read as seconds.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals
from smm_assets.networks.youtube import headers


def _metric(metric: str, names: tuple[str, ...], scale: str = "") -> Field:
    return Field(to="value", names=names, fact={"metric": metric}, scale=scale)


METRICS = (
    _metric("views", headers.VIEWS),
    _metric("video_views", headers.ENGAGED_VIEWS),
    _metric("watch_seconds", headers.WATCH_HOURS, "3600"),
    _metric("watch_seconds", headers.WATCH_MINUTES, "60"),
    _metric("followers_net", headers.SUBSCRIBERS),
    _metric("followers_gained", headers.GAINED),
    _metric("followers_lost", headers.LOST),
    _metric("impressions", headers.IMPRESSIONS),
    _metric("likes", headers.LIKES),
    _metric("comments", headers.COMMENTS),
    _metric("shares", headers.SHARES),
    _metric("earnings", headers.REVENUE),
    _metric("viewers", headers.UNIQUE),
    _metric("new_viewers", headers.NEW_VIEWERS),
    _metric("returning_viewers", headers.RETURNING_VIEWERS),
)
# A table of days and figures has no column of its own network's, so all of its columns must be known.
_KNOWN = (*headers.DATE, *headers.AVERAGE, *headers.RATIOS, *headers.BESIDE, *headers.DURATION)
_TELLING: tuple[str, ...] = (
    *headers.VIEWS,
    *headers.WATCH_HOURS,
    *headers.REVENUE,
    *headers.UNIQUE,
    *headers.SUBSCRIBERS,
)
_TELLING += (*headers.GAINED, *headers.ENGAGED_VIEWS, *headers.RATIOS)

TOTALS = Report(
    network="youtube",
    report="organic_metric",
    name="totals",
    title="YouTube Studio totals by day",
    table=schema.ACCOUNT_METRIC,
    fields=(Field(to="day", names=headers.DATE), *METRICS),
    signature=Signature(
        needs=("day", tuple(dict.fromkeys(field.target for field in METRICS))),
        header=_TELLING,
        only=(*_KNOWN, *(name for field in METRICS for name in field.names)),
    ),
    totals=Totals(label=headers.TOTAL, control=headers.TOTAL),
    excerpt=headers.EXCERPT,
    file_period=headers.FILE_PERIOD,
    points=True,
    starts=True,
    needs_currency=False,
    advice=headers.ADVICE,
)

REPORTS = (TOTALS,)
