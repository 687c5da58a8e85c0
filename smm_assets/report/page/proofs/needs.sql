SELECT f.status AS kind, f.name AS what, f.reason, f.cure, NULL AS money_at_stake
FROM ops.export_file AS f
WHERE f.status IN ('held', 'quarantined', 'unrecognised')
UNION ALL
SELECT 'row held back', f.name, q.reason, NULL, NULL
FROM ops.quarantined_row AS q
INNER JOIN ops.export_file AS f ON f.file_id = q.file_id AND f.part = q.part
WHERE f.status = 'loaded' AND q.released_at IS NULL
UNION ALL
SELECT 'check failed', c.table_name, c.expectation, c.expected, NULL
FROM ops.validation_result AS c
WHERE NOT c.success AND c.run_at = (SELECT max(run_at) FROM ops.validation_result)
UNION ALL
SELECT 'export due', l.report_name, l.why, l.settings, l.money_at_stake
FROM marts.fetch_list AS l
