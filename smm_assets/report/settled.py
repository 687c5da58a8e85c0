"""When a file that was held back, or rows of one, no longer need a person: a corrected export has arrived since.

Belongs here: that one condition as SQL, the same for the page and the quarantine list. Not here: what waits (`held`,
`arrivals`). Nothing is removed by it; the held-back file can still be released.
"""

# g is a part that was loaded later and stands in for f: an export of the same kind and account that covers f's days,
# or, where nobody could read f's days, a file of the same name.
STANDS_IN = """g.status = 'loaded' AND g.file_id <> f.file_id AND g.loaded_at > f.loaded_at AND (
    (f.period_start IS NULL AND g.name = f.name AND g.part = f.part)
    OR (g.network = f.network AND g.report = f.report AND COALESCE(g.report_name, '') = COALESCE(f.report_name, '')
        AND COALESCE(g.level, '') = COALESCE(f.level, '') AND COALESCE(g.grain, '') = COALESCE(f.grain, '')
        AND COALESCE(g.account, '') = COALESCE(f.account, '')
        AND g.period_start <= f.period_start AND g.period_end >= f.period_end))"""
OPEN = f"NOT EXISTS (SELECT 1 FROM ops.export_file AS g WHERE {STANDS_IN})"  # noqa: S608 no value goes in
SETTLED_BY = f"(SELECT MAX(g.name) FROM ops.export_file AS g WHERE {STANDS_IN})"  # noqa: S608 no value goes in
