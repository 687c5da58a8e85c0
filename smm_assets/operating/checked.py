"""What was checked on the files that came last from each network, in the three kinds people act on differently.

Belongs here: reading results and the fate of files as one list. Not here: checking anything (`smm_assets/validation`,
landing), nor how it is shown.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from smm_assets.report.settled import OPEN
from smm_assets.report.tables import plain_rows, text, whole
from smm_assets.warehouse.bookkeeping import CONTROL_SUITE
from smm_assets.warehouse.store import ReadOnlyStore

ROWS, VALUES, TOTALS = "rows_accepted", "values_plausible", "totals_add_up"
KINDS: Mapping[str, str] = {
    ROWS: "Every file of the network that came last was loaded and none of its rows is held back (Great Expectations "
    "of severity error, and the rules of reading)",
    VALUES: "Great Expectations that only warn: the rows are loaded, their values are unusual",
    TOTALS: "Each file's own totals row against the sum of its rows",
}
RECOGNISED = "files_recognised"
RECOGNISED_MEANING = "Every file that arrived is an export of a network somebody can tell; others belong to no network"
NOTHING: Mapping[str, str] = {
    ROWS: "No file came yet",
    VALUES: "No rows to look at",
    TOTALS: "No file that came last has a totals row",
    RECOGNISED: "Every file that arrived was recognised",
}
TAKEN = ("loaded", "left_out", "empty")
Row = Mapping[str, Any]

_LAST = """
    SELECT f.* FROM ops.export_file AS f
    INNER JOIN (SELECT network, MAX(loaded_at) AS last_at FROM ops.export_file GROUP BY network) AS l
        ON l.network = f.network AND l.last_at = f.loaded_at"""
_FILES = f"""
SELECT network, name, part, status, reason, cure, rows_read, rows_quarantined FROM ({_LAST}) AS f
ORDER BY name, part"""  # noqa: S608
_UNKNOWN = f"""
SELECT f.network, f.name, f.part, f.status, f.reason, f.cure, f.rows_read, f.rows_quarantined FROM ops.export_file AS f
WHERE f.network IS NULL AND f.status NOT IN {TAKEN} AND {OPEN}
ORDER BY f.name, f.part"""  # noqa: S608
_RESULTS = f"""
SELECT f.network, f.name, v.suite, v.expectation, v.column_name, v.success, v.observed, v.expected,
    v.unexpected_count, v.severity
FROM ({_LAST}) AS f
INNER JOIN ops.validation_result AS v ON v.file_id = f.file_id AND v.part = f.part AND v.run_at = f.loaded_at
ORDER BY f.name, f.part, v.expectation, v.column_name"""  # noqa: S608


def unrecognised(store: ReadOnlyStore) -> list[Row]:
    """Files nobody can tell the network of, as long as no other of that name was loaded since."""
    return [fate for row in plain_rows(store.read(_UNKNOWN)) for fate in _fate(row)]


def checked_files(store: ReadOnlyStore) -> dict[str, dict[str, list[Row]]]:
    """{network: {kind: rows}} of the files each network brought last, in whichever run that was."""
    found: dict[str, dict[str, list[Row]]] = {}
    fates = (fate for row in plain_rows(store.read(_FILES)) for fate in _fate(row))
    for row in (*fates, *plain_rows(store.read(_RESULTS))):
        kinds = found.setdefault(text(row["network"]), {kind: [] for kind in KINDS})
        kinds[_kind(row)].append(row)
    return found


def _kind(row: Row) -> str:
    if row["suite"] == CONTROL_SUITE:
        return TOTALS
    return ROWS if row["severity"] == "error" else VALUES


def _fate(row: Row) -> Iterable[Row]:
    """Whether the file was loaded, and whether all of its rows were."""
    same = {"network": row["network"], "name": row["name"], "suite": "files", "column_name": "", "severity": "error"}
    is_taken = row["status"] in TAKEN
    yield {
        **same,
        "expectation": "the file is loaded",
        "success": is_taken,
        "observed": row["status"] if is_taken else f"{row['status']}: {text(row['reason'])}",
        "expected": text(row["cure"]) or "loaded",
        "unexpected_count": 0 if is_taken else 1,
    }
    if row["status"] == "loaded":
        held = whole(row["rows_quarantined"])
        yield {
            **same,
            "expectation": "no row is held back",
            "success": held == 0,
            "observed": f"{held} of {whole(row['rows_read'])} rows held back" if held else "every row",
            "expected": "correct them at their source and export again; smm quarantine list leads to them",
            "unexpected_count": held,
        }
