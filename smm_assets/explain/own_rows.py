"""Own results down to the line: the rows of shop and analytics exports a number is the sum of.

Belongs here: reading the store, for these rows are not published. Not here: what is published (`parts`).
"""

from datetime import date

from smm_assets.explain.metrics import OWN, exported
from smm_assets.explain.parts import Part, exact
from smm_assets.report.tables import plain_rows
from smm_assets.warehouse.store import ReadOnlyStore

_ROWS = """
SELECT f.network, f.account_id, f.campaign_name, f.{column} AS value, s.{original} AS original, f.currency, s.order_id,
    s.traffic_source, s.traffic_medium, s.file_id, s.part, s.row_number, s.exported_at, s.loaded_at,
    e.name AS file_name, e.measures
FROM intermediate.int_outcome_fact AS f
INNER JOIN staging.stg_outcome AS s ON s.row_key = f.row_key
LEFT JOIN ops.export_file AS e ON e.file_id = s.file_id AND e.part = s.part
WHERE f.channel = :channel AND f.date = :day AND f.is_paid AND f.measured_by = :measured_by
ORDER BY value DESC, e.name, s.part, s.row_number
"""


def own_rows(store: ReadOnlyStore, metric: str, channel: str, day: date, measured_by: str) -> list[Part]:
    """One part for each current row of own results of the channel's paid activity on the day."""
    column, original = OWN[metric], exported(metric)
    asked = {"channel": channel, "day": day, "measured_by": measured_by}
    rows = plain_rows(store.read(_ROWS.format(column=column, original=original), asked))
    return [
        Part(
            what=" / ".join(
                str(row[name])
                for name in ("order_id", "traffic_source", "traffic_medium", "campaign_name")
                if row[name] is not None and str(row[name])
            )
            or f"account {row['account_id']}",
            network=row["network"],
            account_id=row["account_id"],
            campaign_key=row["campaign_name"] or "",
            campaign_name=row["campaign_name"] or "",
            value=exact(row["value"]),
            original=exact(row["original"]),
            currency=row["currency"] if original != column else None,
            level="row",
            older=bool(row["measures"]) and row["original"] is not None and f",{original}," not in str(row["measures"]),
            file=row["file_name"],
            file_id=row["file_id"],
            part=row["part"] or "",
            row_number=int(row["row_number"]),
            exported_at=row["exported_at"],
            loaded_at=row["loaded_at"],
        )
        for row in rows
    ]
