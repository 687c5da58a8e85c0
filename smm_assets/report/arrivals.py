"""Facts about files, source records, quarantined rows and failed checks, from the ops tables.

Belongs here: what arrived and what of it was not taken. Not here: what the data say (`delivery.py` and others).
"""

from datetime import datetime

from smm_assets.report.facts import BadRows, Files, RedCheck, Refusal, Run
from smm_assets.report.labels import Labels
from smm_assets.report.settled import OPEN
from smm_assets.report.tables import Tables, day, text, whole

REFUSED = ("held", "quarantined", "unrecognised")
MOST_BAD_ROWS = 50
UNREAD = "Put the file itself there, with read permission"
RECORDS = ("read", "loaded", "superseded", "quarantined", "skipped_total")


def collect_files(tables: Tables, labels: Labels, since: datetime | None) -> Files:
    """Arrivals since a moment (UTC, naive), or all of them when nothing arrived since; files that wait for a person."""
    recent = _outcomes(tables, since) if since else {}
    outcomes = recent or _outcomes(tables, None)
    return Files(
        found=sum(outcomes.values()),
        by_outcome=outcomes,
        since_run=bool(recent),
        records=_records(tables, since if recent else None),
        refused=_refused(tables, labels) + _unreadable(tables),
    )


def _outcomes(tables: Tables, since: datetime | None) -> dict[str, int]:
    rows = tables.rows(
        "ops.arrival",
        "SELECT outcome, count(*) AS files FROM ops.arrival "
        "WHERE CAST(:since AS TIMESTAMP) IS NULL OR seen_at >= :since GROUP BY outcome ORDER BY outcome",
        {"since": since},
    )
    return {text(row["outcome"]): whole(row["files"]) for row in rows}


def _records(tables: Tables, since: datetime | None) -> dict[str, int]:
    row = tables.first(
        "ops.export_file",
        "SELECT sum(rows_read) AS read, sum(rows_loaded) AS loaded, sum(rows_superseded) AS superseded, "
        "sum(rows_quarantined) AS quarantined, sum(rows_skipped_total) AS skipped_total FROM ops.export_file "
        "WHERE CAST(:since AS TIMESTAMP) IS NULL OR loaded_at >= :since",
        {"since": since},
    )
    return {name: whole(row.get(name)) for name in RECORDS}


def _refused(tables: Tables, labels: Labels) -> tuple[Refusal, ...]:
    """Parts that are still refused and that no file loaded later stands in for."""
    sql = f"""SELECT f.* FROM ops.export_file AS f
        WHERE f.status IN ('held', 'quarantined', 'unrecognised') AND {OPEN} ORDER BY f.name, f.part"""  # noqa: S608
    rows = tables.rows("ops.export_file", sql)
    return tuple(
        Refusal(
            name=text(row["name"]),
            part=text(row["part"]),
            status=text(row["status"]),
            network=text(row["network"]),
            network_label=labels.network(text(row["network"])),
            reason=text(row["reason"]),
            cure=text(row.get("cure")),
            period_start=day(row.get("period_start")),
            period_end=day(row.get("period_end")),
        )
        for row in rows
    )


def _unreadable(tables: Tables) -> tuple[Refusal, ...]:
    """Files of the last run nobody could read, and what smm.yaml points at and could not be read when it was last
    tried; they have no part in the ledger.
    """
    rows = tables.rows(
        "ops.arrival",
        "SELECT * FROM ops.arrival WHERE sha256 IS NULL AND (outcome = 'held' OR outcome = 'quarantined' "
        "AND seen_at = (SELECT max(seen_at) FROM ops.arrival)) ORDER BY name",
    )
    return tuple(
        Refusal(
            name=text(row["name"]),
            part="",
            status=text(row["outcome"]),
            network="",
            network_label="",
            reason=text(row["reason"]),
            cure=text(row.get("cure")) or UNREAD,
        )
        for row in rows
    )


def collect_bad_rows(tables: Tables) -> tuple[BadRows, ...]:
    """Rows held back with an error, not released and not covered by a later file, by file, rule and column, with the
    first as example.
    """
    sql = f"""
        SELECT f.name, q.part, q.rule, q."column", q.reason, count(*) AS bad, min(q.row_number) AS row_number,
            min(q.value) AS value
        FROM ops.quarantined_row AS q
        INNER JOIN ops.export_file AS f ON f.file_id = q.file_id AND f.part = q.part
        WHERE q.severity = 'error' AND q.released_at IS NULL AND f.status = 'loaded' AND {OPEN}
        GROUP BY f.name, q.part, q.rule, q."column", q.reason ORDER BY bad DESC, f.name, q.rule"""  # noqa: S608
    rows = tables.rows("ops.quarantined_row", sql)
    return tuple(
        BadRows(
            name=text(row["name"]),
            part=text(row["part"]),
            rule=text(row["rule"]),
            reason=text(row["reason"]),
            count=whole(row["bad"]),
            row_number=row["row_number"],
            column=text(row["column"]),
            value=text(row["value"]),
        )
        for row in rows[:MOST_BAD_ROWS]
    )


def collect_red_checks(tables: Tables) -> tuple[RedCheck, ...]:
    """Audits of tables that failed when they were last run, errors first."""
    rows = tables.rows(
        "ops.validation_result",
        "SELECT * FROM ops.validation_result WHERE NOT success AND coalesce(file_id, '') = '' AND run_at = "
        "(SELECT max(run_at) FROM ops.validation_result WHERE coalesce(file_id, '') = '') "
        "ORDER BY severity, table_name, expectation, column_name",
    )
    return tuple(
        RedCheck(
            table=text(row["table_name"]),
            expectation=text(row["expectation"]),
            column=text(row["column_name"]),
            observed=text(row["observed"]),
            expected=text(row["expected"]),
            count=whole(row["unexpected_count"]),
            severity=text(row["severity"]),
        )
        for row in rows
    )


def collect_run(tables: Tables) -> Run | None:
    """The last run of the daily job, or None."""
    row = tables.first("ops.run", "SELECT * FROM ops.run ORDER BY started_at DESC LIMIT 1")
    if not row:
        return None
    return Run(
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        as_of=day(row["as_of"]),
        status=text(row["status"]),
        message=text(row["message"]),
    )
