"""Facts about how far the data reach: per channel, and per account and day.

Belongs here: freshness and gaps. Not here: why a file was refused (`arrivals.py`).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from smm_assets.report.facts import ChannelData, CoverageStrip
from smm_assets.report.gap_facts import MissingRate
from smm_assets.report.gaps import late_accounts
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables, certain_day, day, text, whole
from smm_assets.settings import Settings

STRIP_DAYS = 28


def collect_data(
    tables: Tables, labels: Labels, settings: Settings, as_of: date, rates: Sequence[MissingRate] = ()
) -> tuple[ChannelData, ...]:
    """One fact per channel with delivery, the one with the most spend of the last 28 days first."""
    rows = tables.rows(
        "marts.channel_daily",
        "SELECT channel, max(data_through) AS data_through, "
        "sum(CASE WHEN spend IS NULL AND date >= :since THEN 1 ELSE 0 END) AS missing_days, "
        "sum(CASE WHEN date >= :since THEN spend ELSE 0 END) AS recent "
        "FROM marts.channel_daily WHERE date < :as_of GROUP BY channel ORDER BY recent DESC NULLS LAST, channel",
        {"as_of": as_of, "since": as_of - timedelta(days=STRIP_DAYS)},
    )
    newest = as_of - timedelta(days=1)
    networks = tables.rows("marts.channel", "SELECT channel, network FROM marts.channel")
    network_of = {text(row["channel"]): text(row["network"]) for row in networks}
    held_back = late_accounts(tables, newest, settings.thresholds.stale_days)
    facts = []
    for row in rows:
        through = day(row["data_through"])
        late = through is None or (newest - through).days > settings.thresholds.stale_days
        channel = text(row["channel"])
        facts.append(
            ChannelData(
                channel=channel,
                label=labels.channel(channel),
                network=network_of.get(channel, ""),
                data_through=through,
                late=late,
                missing_days=whole(row["missing_days"]),
                late_accounts=held_back.get(channel, ()) if late else (),
                unpriced=tuple(rate.currency for rate in rates if rate.channel == channel),
            )
        )
    return tuple(facts)


def collect_coverage(tables: Tables, labels: Labels, as_of: date) -> tuple[CoverageStrip, ...]:
    """The last 28 days of every account, for the strips of the report."""
    rows = tables.rows(
        "marts.data_coverage",
        "SELECT network, account_id, date, status, rows FROM marts.data_coverage "
        "WHERE date >= :since AND date < :as_of ORDER BY network, account_id, date",
        {"as_of": as_of, "since": as_of - timedelta(days=STRIP_DAYS)},
    )
    strips: dict[tuple[str, str], list[tuple[date, str, int]]] = {}
    for row in rows:
        key = text(row["network"]), text(row["account_id"])
        strips.setdefault(key, []).append((certain_day(row["date"]), text(row["status"]), whole(row["rows"])))
    return tuple(
        CoverageStrip(network=network, label=labels.network(network), account=account, days=tuple(days))
        for (network, account), days in strips.items()
    )
