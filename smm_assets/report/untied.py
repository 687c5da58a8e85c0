"""Exports of the same delivery that do not tell the same: the facts, and what a person is to do.

Belongs here: what `marts.reconciliation` says differs, one fact for each account, kind of export and metric. Not here:
a file's own totals row (`gaps.py`) or the order of needs (`needs.py`).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from smm_assets.language import gettext, mark
from smm_assets.report.facts import Need
from smm_assets.report.gap_facts import UntiedExport
from smm_assets.report.gaps import STILL_COUNTS
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables, certain_day, money, text, whole
from smm_assets.report.words import grouped, of_account, short_day

_EXPORTS = {
    "coarser export": mark("a coarser export"),
    "names": mark("an export without ids"),
    "breakdown": mark("a breakdown"),
    "other export": mark("another export"),
    "period": mark("an export of the whole period"),
}
_OF_A_DAY = mark("{export} ({file}) tells other figures on {first}: {differing}")
_OF_DAYS = mark("{export} ({file}) tells other figures between {first} and {last}: {differing}")


def collect_untied_exports(tables: Tables, labels: Labels, as_of: date) -> tuple[UntiedExport, ...]:
    """What differs of the days that still count; older differences stay in the table. Amounts are as exported."""
    if not tables.has("ops.export_file"):
        return ()
    rows = tables.rows(
        "marts.reconciliation",
        "SELECT r.network, r.account_id, r.comparison, r.metric, min(r.period_start) AS first_day, "
        "max(r.period_end) AS last_day, count(*) AS days, sum(r.expected) AS expected, sum(r.found) AS found, "
        "min(f.name) AS name FROM marts.reconciliation AS r LEFT JOIN (SELECT file_id, min(name) AS name "
        "FROM ops.export_file GROUP BY file_id) AS f ON f.file_id = r.expected_file_id "
        "WHERE r.status = 'differs' AND r.period_end >= :since "
        "GROUP BY r.network, r.account_id, r.comparison, r.metric ORDER BY 1, 2, 3, 4",
        {"since": as_of - timedelta(days=STILL_COUNTS)},
    )
    return tuple(
        UntiedExport(
            label=labels.network(text(row["network"])),
            account=labels.account(text(row["network"]), text(row["account_id"])),
            comparison=text(row["comparison"]),
            metric=text(row["metric"]).removesuffix("_original").replace("_", " "),
            first_day=certain_day(row["first_day"]),
            last_day=certain_day(row["last_day"]),
            tellings=whole(row["days"]),
            expected=money(row["expected"]),
            found=money(row["found"]),
            name=text(row["name"]),
        )
        for row in rows
    )


def export_needs(untied: Sequence[UntiedExport]) -> list[Need]:
    """One need per account and kind of export, with every metric that differs."""
    needs = []
    for (label, account, comparison), group in groupby(
        untied, key=lambda one: (one.label, one.account, one.comparison)
    ):
        found = list(group)
        first, last = min(one.first_day for one in found), max(one.last_day for one in found)
        what = gettext(
            _OF_A_DAY if first == last else _OF_DAYS,
            export=gettext(_EXPORTS.get(comparison, comparison)),
            file=found[0].name,
            first=short_day(first),
            last=short_day(last),
            differing="; ".join(_differing(one) for one in found),
        )
        cure = gettext(
            'Export these days again, all campaigns, with ids; smm sql "SELECT * FROM reconciliation" lists them'
        )
        needs.append(Need(topic="total", where=of_account(label, account), what=what, cure=cure))
    return needs


def _differing(one: UntiedExport) -> str:
    figures = {"expected": _figure(one.expected), "found": _figure(one.found)}
    return gettext("{metric}: {expected}, counted {found}", metric=gettext(one.metric), **figures)


def _figure(value: Decimal | None) -> str:
    """An amount or a count as it was exported, without places that say nothing."""
    return "–" if value is None else grouped(value, 0 if value == value.to_integral_value() else 2)
