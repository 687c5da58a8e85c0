"""Tables that let a past morning be told again: what the books said before, the user's files as they were, replays.

Belongs here: their columns, types, comments, and how a row of the books is recognised and dated. Not here: writing them
(`ingest/landing/former`, `smm_assets/replay`).
"""

from collections.abc import Mapping

from smm_assets.warehouse.bookkeeping.kept import kept

FORMER_ROW = kept(
    "ops",
    "former_row",
    "What a row of the books said before it was changed or taken away. Grain: table_name, row_key, replaced_at",
    ("table_name", "text", "table of schema ops"),
    ("row_key", "text", "its key there, JSON list"),
    ("content_json", "text", "the whole row as it was, JSON object"),
    ("replaced_at", "moment", "when it was changed or taken away, UTC"),
)
PROJECT_FILE = kept(
    "state",
    "project_file",
    "Every version of the files a user writes: smm.yaml, plan, costs, KPIs, mapping files … Grain: file, seen_at",
    ("file", "text", "path in the project folder"),
    ("seen_at", "moment", "when a run first saw this version, UTC"),
    ("sha256", "text", "hash of its bytes; null when the file was gone"),
    ("size_bytes", "count", "its size; null when the file was gone", "bytes"),
    ("content_base64", "text", "its bytes; null when the file was gone or is too large to be kept"),
)
MORNING_STATUS = kept(
    "state",
    "morning_status",
    "What each published morning said in brief, so that the next can say what changed. Grain: as_of, topic, channel, "
    "name",
    ("as_of", "day", "morning"),
    ("topic", "text", "data, pacing or kpi"),
    ("channel", "text", "channel; empty for plan lines of all channels"),
    ("name", "text", "pacing: category and first day of the plan line; kpi: name of the KPI; data: empty"),
    ("status", "text", "status of the plan line, or of the KPI in the window 7d; null for data"),
    ("data_through", "day", "data: newest day the channel's data reach; null for other topics"),
    ("kept_at", "moment", "when it was written down, UTC"),
)
REPLAY = kept(
    "ops",
    "replay",
    "What the tables of a past morning were built from; empty in the current ones. Grain: one row",
    ("as_of", "day", "morning they speak of"),
    ("known_until", "moment", "what was known later is left out, UTC"),
    ("known_until_basis", "text", "run: start of that morning's last run; noon: noon in the project's time zone"),
    ("mode", "text", "replay: by when rows were loaded; backtest: by when exports were written"),
    ("built_with", "text", "hash of the software that built them, see smm_assets/replay/fingerprint.py"),
    ("built_at", "moment", "when they were built, UTC"),
    ("remarks_json", "text", "what a reader has to know, JSON list"),
)
HINDSIGHT = kept(
    "ops",
    "hindsight",
    "Days a back-test knows only from exports written after its morning. Grain: table_name, network, account_id, date",
    ("table_name", "text", "raw table"),
    ("network", "text", "network value"),
    ("account_id", "text", "account"),
    ("date", "day", "last reporting day of the rows"),
    ("rows", "count", "rows that were taken from later exports", "rows"),
)
KEYS: Mapping[str, tuple[str, ...]] = {
    "arrival": ("arrival_id",),
    "export_file": ("file_id", "part"),
    "quarantined_row": ("file_id", "part", "row_number", "rule"),
    "validation_result": ("run_at", "file_id", "part", "table_name", "suite", "expectation", "column_name"),
}
SINCE: Mapping[str, str] = {
    "ops.arrival": "seen_at",
    "ops.mail": "seen_at",
    "ops.export_file": "loaded_at",
    "ops.quarantined_row": "quarantined_at",
    "ops.validation_result": "run_at",
    "ops.run": "started_at",
    "state.plan_version": "loaded_at",
    "state.recommendation": "created_at",
    "state.project_file": "seen_at",
    "state.morning_status": "kept_at",
    "state.recommendation_review": "reviewed_at",
    "state.approval": "approved_at",
}
