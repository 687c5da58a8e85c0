"""Tables of schema `ops`: arrivals, files, rows held back, checks, runs.

Belongs here: their columns, types, comments. Not here: plan versions and decisions (`state`).
"""

from smm_assets.warehouse.bookkeeping.kept import kept

CONTROL_SUITE = "control totals"  # suite of ops.validation_result: a file's own totals row against its rows
SCHEMA_VERSION = kept(
    "ops",
    "schema_version",
    "Which migrations this store has had. Grain: migration",
    ("version", "count", "number of the migration", "number"),
    ("description", "text", "what it did"),
    ("shape", "text", "hash of the tables this software expects; on the newest row, once they are all there"),
)
ARRIVAL = kept(
    "ops",
    "arrival",
    "Every arrival of a file, also of one that is already known, and of a table of a database that brought something "
    "new. Held without sha256: what smm.yaml points at and could not be read when last tried. Grain: arrival_id",
    ("arrival_id", "text", "hash of path, content and moment of arrival"),
    ("path", "text", "where it lay when it was found"),
    ("name", "text", "its name there"),
    ("size_bytes", "count", "its size; null when it could not be read", "bytes"),
    ("seen_at", "moment", "when it was taken in, UTC"),
    ("sha256", "text", "SHA-256 of its bytes; null when it could not be read"),
    ("account", "text", "account it belongs to by sub-folder, option or declaration; null when none was needed"),
    ("outcome", "text", "loaded, partly, duplicate, held, quarantined, unrecognised, left_out or empty"),
    ("reason", "text", "why, when it was not simply loaded"),
    ("exported_at", "moment", "when its source wrote it, UTC; null where only its content can say"),
    ("cure", "text", "what to do about one that could not be read at all"),
    ("listed", "text", "which file it was where it lay: size, time, etag or number; null where it was no file"),
)
MAIL = kept(
    "ops",
    "mail",
    "Every mail of a wanted sender and subject that was looked into. Its attachments are arrivals with its path. "
    "Grain: mailbox, uid_validity, uid",
    ("mailbox", "text", "mailbox and folder, as a URL without password"),
    ("uid_validity", "count", "number of the folder; another one means that its mails are numbered anew", "number"),
    ("uid", "count", "number of the mail in the folder", "number"),
    ("path", "text", "mailbox and Message-ID; path of its attachments in ops.arrival"),
    ("message_id", "text", "its Message-ID; where it has none, a hash of sender, subject and date"),
    ("sender", "text", "address it says it is from"),
    ("subject", "text", "its subject"),
    ("sent_at", "moment", "when it says it was sent, UTC; null where it says nothing of the kind"),
    ("received_at", "moment", "when the mail server received it, UTC"),
    ("seen_at", "moment", "when it was looked into, UTC"),
    ("attachments", "count", "exports it held", "files"),
    ("outcome", "text", "taken, repeated, link_only, no_table, too_large, unreadable or nothing"),
    ("reason", "text", "why, when it was not simply taken"),
)
EXPORT_FILE = kept(
    "ops",
    "export_file",
    "The ledger: one row per part (sheet, archive member, table) of every distinct file. Grain: file_id, part. "
    "rows_read = rows_loaded + rows_superseded + rows_quarantined + rows_skipped_total",
    ("file_id", "text", "SHA-256 of account and bytes"),
    ("part", "text", "archive member, sheet or table; empty for a plain file"),
    ("arrival_id", "text", "arrival it was read from"),
    ("name", "text", "file name on arrival"),
    ("archive_path", "text", "where the bytes are kept, relative to data/archive"),
    ("network", "text", "network value, null while unrecognised"),
    ("report", "text", "report kind: ads, ads_breakdown, organic_metric, outcome …"),
    ("report_name", "text", "which of the network's reports"),
    ("level", "text", "finest entity of the rows"),
    ("grain", "text", "day or period"),
    ("account", "text", "account_id of the rows; several are joined by a comma"),
    ("account_name", "text", "account name as exported or declared"),
    ("period_start", "day", "first reporting day"),
    ("period_end", "day", "last reporting day, inclusive"),
    ("currency", "text", "ISO 4217 code of the money columns"),
    ("encoding", "text", "how the bytes were decoded"),
    ("rows_read", "count", "source records", "records"),
    ("rows_loaded", "count", "records stored as the newest version of their key", "records"),
    ("rows_superseded", "count", "records stored although a newer version of their key was there", "records"),
    ("rows_quarantined", "count", "records held back, see ops.quarantined_row", "records"),
    ("rows_skipped_total", "count", "totals rows, used for control only", "records"),
    ("facts_loaded", "count", "rows stored in the raw table", "rows"),
    ("control_metric", "text", "metric of the control total"),
    ("control_total", "decimal", "what the file's own totals row says", "unit of the column"),
    ("control_difference", "decimal", "sum of the rows minus control total", "unit of the column"),
    ("measures", "text", "measures its header or rows report, commas around each; null where that was not noted"),
    ("sums_json", "text", "sums of the additive metrics of the accepted rows, JSON object of decimals as text"),
    ("problems_json", "text", "findings that did not stop the load, JSON list"),
    (
        "evidence_json",
        "text",
        "what numbers, days and missing marks were read as, JSON object by heading",
    ),
    ("exported_at", "moment", "when the network wrote the export, UTC"),
    ("exported_at_basis", "text", "stated, file_name, period_end or arrival"),
    ("loaded_at", "moment", "when this row was written, UTC"),
    ("status", "text", "loaded, held, quarantined, unrecognised, left_out (no table has a use for it) or empty"),
    ("reason", "text", "why, when it was not simply loaded"),
    ("cure", "text", "what to do about it"),
    (
        "asked_with",
        "text",
        "hash of the declared accounts and mapping files the outcome rested on, null where it rested on none; where "
        "they are others now the part is read again",
    ),
    ("excerpt", "text", "what the file says of rows the network left out; null where it says nothing of the kind"),
)
QUARANTINED_ROW = kept(
    "ops",
    "quarantined_row",
    "Every finding on a record that was held back. Grain: file_id, part, row_number, rule",
    ("file_id", "text", "file"),
    ("part", "text", "part of it"),
    ("row_number", "count", "line of the record as a spreadsheet shows it", "line"),
    ("rule", "text", "rule that was broken"),
    ("column", "text", "column it was broken in"),
    ("value", "text", "value found there"),
    ("reason", "text", "what is wrong with it, in words"),
    ("severity", "text", "error holds the record back"),
    (
        "amount",
        "money",
        "spend of the record as exported, else its revenue; null where it could not be read",
        "currency of the export",
    ),
    ("currency", "text", "ISO 4217 code of that amount"),
    ("account_id", "text", "account of the record; null where it could not be read"),
    ("period_start", "day", "first day the record is about; null where it could not be read"),
    ("period_end", "day", "last day of it"),
    ("quarantined_at", "moment", "when, UTC"),
    ("released_at", "moment", "when the record was loaded after a fix, UTC; null while held back"),
)
VALIDATION_RESULT = kept(
    "ops",
    "validation_result",
    "Every expectation that was checked on a file's batch or on a table. Grain: run_at, file_id or table_name, part, "
    "suite, expectation, column_name",
    ("run_at", "moment", "when it was checked, UTC"),
    ("file_id", "text", "file, null for checks of tables"),
    ("part", "text", "part of the file"),
    ("table_name", "text", "table checked, with its schema"),
    ("suite", "text", "suite of expectations"),
    ("expectation", "text", "expectation"),
    ("column_name", "text", "column or columns"),
    ("success", "flag", "whether it held"),
    ("observed", "text", "what was seen"),
    ("expected", "text", "what was expected"),
    ("unexpected_count", "count", "rows that broke it, or that an audit shows", "rows"),
    ("severity", "text", "error or warning"),
)
CHANGE = kept(
    "ops",
    "change",
    "Days of tables that changed and that not every model has seen yet. Grain: number",
    ("number", "count", "place in the log", "number"),
    ("subject", "text", "table that changed, with its schema"),
    ("first_day", "day", "first day that changed; null when any may have"),
    ("last_day", "day", "last day that changed, inclusive"),
)
MODEL_BUILD = kept(
    "ops",
    "model_build",
    "What each model was last built from, and up to where it was checked. Grain: model",
    ("model", "text", "name of the model, or of the seed with its schema; 'checked.' before what was checked"),
    (
        "shape",
        "text",
        "hash of its SQL and columns and of all it reads; of a seed, of its rows; then the places of checks that did "
        "not hold",
    ),
    ("seen", "count", "number of the last entry of ops.change it rests on", "number"),
    ("row_count", "count", "rows the model has; null when not known", "rows"),
)
RUN = kept(
    "ops",
    "run",
    "Every run of the daily job. Grain: run_id",
    ("run_id", "text", "run"),
    ("as_of", "day", "morning it speaks of"),
    ("started_at", "moment", "UTC"),
    ("finished_at", "moment", "UTC; null while running or after a crash"),
    ("status", "text", "running, done, needs_person or failed"),
    ("message", "text", "what happened, in words"),
    ("counts_json", "text", "numbers of the run, JSON object"),
    (
        "published_at",
        "moment",
        "UTC; what arrived up to then is in the tables this run published; null: it did not, or has "
        "not swapped them in yet, as in the copy it made itself",
    ),
)
