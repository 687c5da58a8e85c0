/* ---
description: >
  When each part of a file arrived, read again or not - the order of exports that do not state when they were made.
  Grain - file_id, part.
grain: [file_id, part]
owner: analytics
tags: [coverage]
per_file: true
columns: [file_id: {type: text, description: arrived file}, part: {type: text, description: "worksheet or archive member; empty for the whole file"}, arrived_at]
checks:
  - not_null: [file_id, arrived_at]
--- */
SELECT e.file_id, e.part, COALESCE(a.seen_at, e.loaded_at) AS arrived_at
FROM source('ops', 'export_file') AS e
LEFT JOIN source('ops', 'arrival') AS a ON a.arrival_id = e.arrival_id
