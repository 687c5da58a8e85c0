"""Facts about what is missing from what arrived: exchange rates, exports of single accounts, sums that do not tie.

Belongs here: gaps a person closes, from marts and ops tables. Not here: refused files (`arrivals.py`) or wording of the
need (`needs.py`).
"""

from collections.abc import Iterable
from datetime import date

from smm_assets.report.gap_facts import LateAccount, MissingRate, UntiedTotal
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables, certain_day, text
from smm_assets.warehouse.bookkeeping import CONTROL_SUITE

STILL_COUNTS = 35  # days after its last covered day for which an account is waited for, as in int_channel_day
_UNPRICED = (
    (
        "marts.ad_daily",
        "channel",
        "SELECT channel AS name, currency, min(date) AS first_day, max(date) AS last_day FROM marts.ad_daily WHERE "
        "(spend_original IS NOT NULL AND spend IS NULL) OR "
        "(conversion_value_original IS NOT NULL AND conversion_value IS NULL) GROUP BY channel, currency",
    ),
    (
        "marts.ad_period",
        "channel",
        "SELECT channel AS name, currency, min(period_start) AS first_day, max(period_end) AS last_day "
        "FROM marts.ad_period WHERE spend_original IS NOT NULL AND spend IS NULL GROUP BY channel, currency",
    ),
    (
        "marts.outcome_daily",
        "source",
        "SELECT source AS name, unpriced_currency AS currency, min(date) AS first_day, max(date) AS last_day "
        "FROM marts.outcome_daily WHERE unpriced_currency IS NOT NULL GROUP BY source, unpriced_currency",
    ),
)


def collect_missing_rates(tables: Tables, labels: Labels) -> tuple[MissingRate, ...]:
    """Amounts that could not be converted, per channel or source of own results and currency."""
    found: dict[tuple[str, str, str], MissingRate] = {}
    for table, kind, sql in _UNPRICED:
        for row in tables.rows(table, f"{sql} ORDER BY 1, 2"):
            name, currency = text(row["name"]), text(row["currency"])
            first, last = certain_day(row["first_day"]), certain_day(row["last_day"])
            before = found.get((kind, name, currency))
            found[kind, name, currency] = MissingRate(
                channel=name if kind == "channel" else "",
                label=labels.channel(name) if kind == "channel" else labels.network(name),
                currency=currency,
                first_day=min(first, before.first_day) if before else first,
                last_day=max(last, before.last_day) if before else last,
            )
    return tuple(found.values())


def late_accounts(tables: Tables, newest: date, stale_days: int) -> dict[str, tuple[LateAccount, ...]]:
    """Accounts that hold their channel back: behind by more than the project allows while another one is further."""
    if not tables.has("marts.data_coverage"):
        return {}
    rows = tables.rows(
        "marts.ad_daily",
        "SELECT d.channel, d.account_id, max(d.account_name) AS account_name, max(c.data_through) AS data_through, "
        "max(c.last_day) AS last_day FROM marts.ad_daily AS d INNER JOIN (SELECT network, account_id, "
        "max(data_through) AS data_through, max(date) AS last_day FROM marts.data_coverage "
        "GROUP BY network, account_id) AS c ON c.network = d.network AND c.account_id = d.account_id "
        "GROUP BY d.channel, d.network, d.account_id ORDER BY d.channel, d.account_id",
    )
    found: dict[str, list[LateAccount]] = {}
    furthest: dict[str, date] = {}
    for row in rows:
        channel, through = text(row["channel"]), certain_day(row["data_through"])
        furthest[channel] = max(through, furthest.get(channel, through))
        if certain_day(row["last_day"]) >= newest and stale_days < (newest - through).days <= STILL_COUNTS:
            name = text(row["account_name"]) or text(row["account_id"])
            one = LateAccount(account=text(row["account_id"]), name=name, data_through=through)
            found.setdefault(channel, []).append(one)
    return {
        channel: tuple(one for one in accounts if one.data_through < furthest[channel])
        for channel, accounts in found.items()
    }


def collect_untied_totals(tables: Tables) -> tuple[UntiedTotal, ...]:
    """Loaded files whose rows do not add up to their own totals row, and that no later file covers."""
    if not tables.has("ops.validation_result"):
        return ()
    rows = tables.rows(
        "ops.export_file",
        "SELECT f.name, f.part, v.column_name, v.observed, v.expected FROM ops.validation_result AS v "
        "INNER JOIN ops.export_file AS f ON f.file_id = v.file_id AND f.part = coalesce(v.part, '') "
        "WHERE v.suite = :suite AND NOT v.success AND f.status = 'loaded' AND v.run_at = ("
        "SELECT max(w.run_at) FROM ops.validation_result AS w WHERE w.suite = :suite AND w.file_id = v.file_id "
        "AND coalesce(w.part, '') = coalesce(v.part, '')) AND NOT EXISTS (SELECT 1 FROM ops.export_file AS g "
        "WHERE g.status = 'loaded' AND g.loaded_at > f.loaded_at AND g.network = f.network AND g.report = f.report "
        "AND g.account = f.account AND g.period_start <= f.period_start AND g.period_end >= f.period_end) "
        "ORDER BY f.name, f.part, v.column_name",
        {"suite": CONTROL_SUITE},
    )
    return tuple(_untied(rows))


def _untied(rows: Iterable[dict[str, object]]) -> Iterable[UntiedTotal]:
    for row in rows:
        yield UntiedTotal(
            name=text(row["name"]),
            part=text(row["part"]),
            metric=text(row["column_name"]).removesuffix("_original").replace("_", " "),
            observed=text(row["observed"]),
            expected=text(row["expected"]),
        )
