/* ---
description: >
  Runs of days that follow each other and that one export is to bring, where at least one of the days makes it due.
  Grain - network, account_id, report, period_start.
grain: [network, account_id, report, period_start]
owner: analytics
tags: [quality]
columns: [
  network, account_id, report: {type: text, description: kind of the report}, period_start: {description: first day to export},
  period_end: {description: "last day to export, inclusive"}, weight: {type: count, description: place of the strongest reason of its days},
  missing_days: {type: count, description: days no export covers}, repeated_days: {type: count, description: days that are exported again},
  days_at_stake: {type: ratio, unit: days, description: "missing days, and of repeated ones the part still to come"},
  nameless_days: {type: count, description: days known only by names},
  last_missing: {type: day, description: last day no export covers}, due_since: {type: day, description: first morning it was due}]
checks:
  - not_null: [network, account_id, report, period_start, period_end, weight, due_since]
  - expression: missing_days + repeated_days = DATE_DIFF('day', period_start, period_end) + 1
--- */
WITH day AS (
    SELECT
        network, account_id, report, date, weight, opens, is_unknown, share, due_since,
        DATE_DIFF('day', DATE '2000-01-01', date)
        - ROW_NUMBER() OVER (PARTITION BY network, account_id, report ORDER BY date) AS run
    FROM ref('int_fetch_day')
)

SELECT
    network, account_id, report, MIN(date) AS period_start, MAX(date) AS period_end, MIN(weight) AS weight,
    SUM(CASE WHEN is_unknown THEN 1 ELSE 0 END) AS missing_days,
    SUM(CASE WHEN is_unknown THEN 0 ELSE 1 END) AS repeated_days, CAST(SUM(CAST(share AS DECIMAL(38, 10))) AS DOUBLE) AS days_at_stake,
    SUM(CASE WHEN weight = 9 THEN 1 ELSE 0 END) AS nameless_days, MAX(CASE WHEN is_unknown THEN date END) AS last_missing,
    COALESCE(MIN(CASE WHEN opens AND weight < 10 THEN due_since END), MIN(CASE WHEN opens THEN due_since END)) AS due_since
FROM day
GROUP BY network, account_id, report, run
HAVING MAX(CASE WHEN opens THEN 1 ELSE 0 END) = 1
